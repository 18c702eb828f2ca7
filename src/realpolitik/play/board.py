"""The board: the states a play can reach and every single move between them.

The pattern of moves depends on the case alone, so it is computed once; a world and a draw only change how
likely each move is (``kernel``). A move belongs to one actor (any change of its own options at once that
``moves``, ``if`` and ``undo_if`` allow in the state it leaves) or to nature (one value later). States are known
by their code, the Fortran-order flat index of ``conflict.space`` (first option fastest).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Column
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.errors import BadInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MOST_STATES = 2**17  #: reachable states a forecast is willing to carry
MOST_MOVES = 3 * 10**7
MOST_CHOICES = 2**12  #: combinations of one actor's own options


@dataclass(frozen=True, eq=False)
class Choices:
    """The actors' moves, grouped by (mover, state left); shapes (actor_moves,) and (groups,).

    ``after`` (moves,) and ``before`` (groups,): positions in a flat table (deciders, states) of the state chosen and
    the one left; ``group`` and ``mover`` of every move, ``leader`` (groups,) the mover of every group; ``distance``
    options changed; ``backed`` the moves that take back each costly option.
    """

    after: Ints
    before: Ints
    group: Ints
    mover: Ints
    leader: Ints
    distance: Floats
    backed: tuple[Ints, ...]


@dataclass(frozen=True, eq=False)
class Board:
    """States (ascending codes) and moves between them, sorted by mover and state left.

    ``codes`` shape (states,), ``table`` value indices (states, axes). Moves, shape (moves,): ``source`` and ``target``
    are positions in ``codes``; ``mover`` counts the deciders first, then nature's axes (``deciders + k`` for the k-th);
    ``distance`` is the number of options changed; ``backed`` (moves, costly options) marks public options taken back.
    ``heads`` are the positions where a new (mover, source) group of the actors' moves begins; ``actor_moves`` is the
    number of the actors' moves (nature's come after them); ``deciders`` the number of actors who can move.
    """

    codes: Ints
    table: NDArray[np.int16]
    source: Ints
    target: Ints
    mover: Ints
    distance: Ints
    backed: Bools
    heads: Ints
    actor_moves: int
    deciders: int

    @cached_property
    def choices(self) -> Choices:
        """The actors' moves, laid out for choosing."""
        n = self.actor_moves
        mover = self.mover[:n]
        leader = mover[self.heads]
        return Choices(
            after=mover * self.size + self.target[:n],
            before=leader * self.size + self.source[self.heads],
            group=np.repeat(np.arange(self.heads.size), np.diff(self.heads, append=n)),
            mover=mover,
            leader=leader,
            distance=self.distance[:n].astype(np.float64),
            backed=tuple(np.flatnonzero(option) for option in self.backed[:n].T),
        )

    @property
    def size(self) -> int:
        """Number of states."""
        return int(self.codes.size)

    def place(self, code: int) -> int:
        """The position of a state, given its code."""
        return int(np.searchsorted(self.codes, code))

    def closed(self, mask: Bools) -> bool:
        """Whether no move leads out of the states of ``mask``."""
        return not bool(np.any(mask[self.source] & ~mask[self.target]))

    def columns(self, space: StateSpace) -> dict[str, Column]:
        """Every option's value in every state of the board, flat: what formulas are evaluated on."""
        out = {name: Column(c.values, np.broadcast_to(c.index, (self.size,))) for name, c in space.held.items()}
        for k, axis in enumerate(space.axes):
            out[axis.name] = Column(axis.values, self.table[:, k])
        return out


def nature_axes(space: StateSpace) -> tuple[int, ...]:
    """The axes nobody decides."""
    return space.own(NATURE)


def costly_axes(space: StateSpace) -> tuple[int, ...]:
    """The axes of public options with a cost of ``backing_down``."""
    out = []
    for k, axis in enumerate(space.axes):
        if axis.actor != NATURE:
            option = space.case.actors[axis.actor].options[axis.option]
            if option.public and option.backing_down is not None:
                out.append(k)
    return tuple(out)


def encode(space: StateSpace, values: tuple[int, ...]) -> int:
    """The code of a state given as value indices."""
    return int(np.ravel_multi_index(values, space.shape, order="F")) if space.axes else 0


def explore(space: StateSpace, starts: tuple[int, ...], *, onward: bool = True) -> Board:
    """The board of all states reachable from ``starts`` (codes).

    ``onward=False``: only the moves that leave the starts themselves, for reading a seen path.
    Raises BadInput where more states or moves can be reached than a forecast can carry.
    """
    finder = _Finder(space)
    known = np.unique(np.array(starts, dtype=np.int64))
    frontier = known
    found: list[_Moves] = []
    moves = 0
    while frontier.size:
        fresh = finder.leaving(frontier)
        found.append(fresh)
        moves += fresh.target.size
        if not onward:
            known = np.union1d(known, fresh.target)
            break
        frontier = np.setdiff1d(fresh.target, known)
        known = np.union1d(known, frontier)
        if known.size > MOST_STATES or moves > MOST_MOVES:
            raise BadInput(
                f"{space.case.case}: more than {MOST_STATES:,} states or {MOST_MOVES:,} moves can be reached; "
                "nothing was played. Hold options still with `moves: no`, make them one-way, or merge some; or sample "
                "paths: `realpolitik play CASE --paths 10000`."
            )
    return _assemble(space, known, found, len(space.deciders))


@dataclass(frozen=True, eq=False)
class _Moves:
    source: Ints
    target: Ints
    mover: Ints
    distance: Ints
    backed: Bools


class _Finder:
    """Lists the moves that leave given states."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self.feasible = space.feasible.ravel(order="F")
        self.strides = np.array([prod(space.shape[:k]) for k in range(len(space.axes))], dtype=np.int64)
        self.costly = costly_axes(space)
        self.choices: list[tuple[tuple[int, ...], Ints]] = []
        for actor in space.deciders:
            own = space.own(actor)
            sizes = tuple(space.shape[k] for k in own)
            if prod(sizes) > MOST_CHOICES:
                raise BadInput(
                    f"actors.{actor}: its options combine in {prod(sizes):,} ways, more than {MOST_CHOICES:,}; "
                    "nothing was played. Merge some of them or hold them still with `moves: no`."
                )
            self.choices.append((own, np.indices(sizes).reshape(len(own), -1).T))

    def leaving(self, codes: Ints) -> _Moves:
        """Every move that leaves one of ``codes``."""
        space = self.space
        table = np.array(np.unravel_index(codes, space.shape, order="F")).reshape(len(space.axes), codes.size)
        columns = dict(space.held)
        for k, axis in enumerate(space.axes):
            columns[axis.name] = Column(axis.values, table[k])
        later, earlier = [], []
        for axis in space.axes:
            up = axis.moves in ("both", "forward")
            down = axis.moves in ("both", "back")
            allowed = np.full(codes.size, up)
            # A condition of nature that asks about the world is left to the hazards: it may hold in some world.
            if up and axis.if_ is not None and axis.if_.mentions() <= columns.keys():
                allowed &= axis.if_.holds(columns)
            later.append(allowed)
            allowed = np.full(codes.size, down)
            if down and axis.undo_if is not None:
                allowed &= axis.undo_if.holds(columns)
            earlier.append(allowed)
        parts = []
        for mover, (own, combinations) in enumerate(self.choices):
            for combination in combinations:
                parts.append(self._change(codes, table, own, combination, later, earlier, mover))
        for number, k in enumerate(nature_axes(space)):
            can = np.flatnonzero(later[k] & (table[k] + 1 < space.shape[k]))
            target = codes[can] + self.strides[k]
            keep = self.feasible[target]
            parts.append(self._part(codes[can][keep], target[keep], len(self.choices) + number, 1, None))
        if not parts:
            parts = [self._part(codes[:0], codes[:0], 0, 0, None)]
        return _joined(parts)

    def _change(
        self,
        codes: Ints,
        table: Ints,
        own: tuple[int, ...],
        combination: Ints,
        later: list[Bools],
        earlier: list[Bools],
        mover: int,
    ) -> _Moves:
        """One actor setting all its options to ``combination``, wherever it can and anything changes."""
        legal = np.ones(codes.size, dtype=np.bool_)
        target = codes.copy()
        distance = np.zeros(codes.size, dtype=np.int64)
        backed = np.zeros((codes.size, len(self.costly)), dtype=np.bool_)
        for k, value in zip(own, combination, strict=True):
            change = value - table[k]
            legal &= (change == 0) | ((change > 0) & later[k]) | ((change < 0) & earlier[k])
            target += change * self.strides[k]
            distance += change != 0
            if k in self.costly:
                backed[:, self.costly.index(k)] = change < 0
        keep = np.flatnonzero(legal & (distance > 0))
        keep = keep[self.feasible[target[keep]]]
        return self._part(codes[keep], target[keep], mover, distance[keep], backed[keep])

    def _part(self, source: Ints, target: Ints, mover: int, distance: Ints | int, backed: Bools | None) -> _Moves:
        n = source.size
        if backed is None:
            backed = np.zeros((n, len(self.costly)), dtype=np.bool_)
        return _Moves(source, target, np.full(n, mover), np.broadcast_to(np.asarray(distance), (n,)), backed)


def _joined(parts: list[_Moves]) -> _Moves:
    return _Moves(
        np.concatenate([p.source for p in parts]),
        np.concatenate([p.target for p in parts]),
        np.concatenate([p.mover for p in parts]),
        np.concatenate([p.distance for p in parts]),
        np.concatenate([p.backed for p in parts]),
    )


def _assemble(space: StateSpace, known: Ints, found: list[_Moves], deciders: int) -> Board:
    moves = _joined(found)
    order = np.lexsort((moves.target, moves.source, moves.mover))
    source, target = np.searchsorted(known, moves.source[order]), np.searchsorted(known, moves.target[order])
    mover = moves.mover[order]
    actor_moves = int(np.searchsorted(mover, deciders))
    group = mover[:actor_moves] * known.size + source[:actor_moves]
    heads = np.flatnonzero(np.diff(group, prepend=-1))
    table = np.array(np.unravel_index(known, space.shape, order="F"), dtype=np.int16)
    return Board(
        known,
        np.ascontiguousarray(table.reshape(len(space.axes), known.size).T),
        source,
        target,
        mover,
        moves.distance[order],
        moves.backed[order],
        heads,
        actor_moves,
        deciders,
    )
