"""Lanes: for every column only the states that its readings can still depend on.

A column asks when some states are entered. Its lane leaves out every state that the play cannot reach without having
been absorbed, every state from which nothing that is read can come about any more, and all difference between states
that its readings cannot depend on: states alike on the axes that matter (``ties``) are one class. Where the moves of
all members of a class lead to every other class at the same total rate, the classes are a Markov chain of their own
(strong lumpability; Kemeny and Snell 1976, "Finite Markov Chains", theorem 6.3.2). What is absorbed and counted gathers
in places of its own ("sinks"), so a lane is a chain like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.board import Board

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Column:
    """A run with absorbing states: ``absorb`` (states,) or None; from time ``switch`` on, ``then`` instead.

    What was absorbed before the switch does not come back; ``then`` must lie within ``absorb``. ``thin``: mass is
    taken out at the hazard of this event apart, so that what is left is the chance that the event has not come.
    """

    absorb: Bools | None = None
    switch: float | None = None
    then: Bools | None = None
    thin: int | None = None


@dataclass(frozen=True, eq=False)
class Reading:
    """A number read at every date: the mass of ``column`` in ``mask``.

    ``arriving``: count what was absorbed there (in a column with a switch: after the switch) instead of what stands
    there.
    """

    column: int
    mask: Bools
    arriving: bool = False


@dataclass(frozen=True, eq=False)
class Pattern:
    """The matrix of one jump, as compressed sparse rows; it moves column vectors.

    Entry e is number ``take[e]`` of [every move's chance, every state's chance to stay, 1, and for every event apart
    each state's chance to stay without the event]; entries in one spot add up.
    """

    take: Ints
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]

    @classmethod
    def of(cls, size: int, rows: Ints, columns: Ints, take: Ints) -> Pattern:
        """From entries in any order."""
        order = np.lexsort((columns, rows))
        indptr = np.searchsorted(rows[order], np.arange(size + 1)).astype(np.int32)
        return cls(take[order], columns[order].astype(np.int32), indptr)


class Drawing:
    """A board with its states drawn together into classes that are alike on ``axes`` (axes,); None: all apart.

    ``place`` (states,) is each state's class, ``members`` (classes,) its first state; ``moves`` are those of the first
    members, from ``source`` to ``target`` (classes); one within a class is one that stays.
    """

    def __init__(self, board: Board, axes: Bools | None = None) -> None:
        self.board = board
        if axes is None or axes.all():
            self.place = self.members = np.arange(board.size)
            self.moves = np.arange(board.source.size)
            self.source, self.target = board.source, board.target
            return
        code = np.zeros(board.size, dtype=np.int64)
        for k in np.flatnonzero(axes):
            code = code * (int(board.table[:, k].max()) + 1) + board.table[:, k]
        _, self.members, self.place = np.unique(code, return_index=True, return_inverse=True)
        source, target = self.place[board.source], self.place[board.target]
        self.moves = np.flatnonzero(self.members[source] == board.source)
        self.source, self.target = source[self.moves], target[self.moves]

    @property
    def size(self) -> int:
        """Number of classes."""
        return int(self.members.size)

    @property
    def entries(self) -> int:
        """Number of entries of ``pattern``."""
        return int(self.moves.size) + self.size

    @cached_property
    def pattern(self) -> Pattern:
        """All jumps between the classes."""
        own = np.arange(self.size)
        rows, columns = np.concatenate([self.target, own]), np.concatenate([self.source, own])
        return Pattern.of(self.size, rows, columns, np.concatenate([self.moves, self.staying()]))

    def staying(self, thin: int | None = None) -> Ints:
        """Where the chance of each class to stay (without an event apart) is found: see ``Pattern``."""
        before = self.board.source.size + (0 if thin is None else 1 + (1 + thin) * self.board.size)
        return np.asarray(before + self.members)

    def masks(self, masks: Sequence[Bools | None]) -> Bools:
        """Masks of states (None: nowhere) as ones of classes, shape (masks, classes)."""
        out = np.zeros((len(masks), self.size), dtype=np.bool_)
        for k, mask in enumerate(masks):
            out[k] = False if mask is None else mask[self.members]
        return out

    def closure(self, seeds: Bools, inside: Bools, *, backward: bool = False) -> Bools:
        """The classes within ``inside`` that ``seeds`` lead to through it (``backward``: that lead to them)."""
        here, there = (self.target, self.source) if backward else (self.source, self.target)
        found = seeds & inside
        while True:
            more = found.copy()
            more[there[found[here]]] = True
            more &= inside
            if np.array_equal(more, found):
                return found
            found = more


class Lane:
    """The run of one column on a drawing. Places: one for each class that is ``used``, then the sinks.

    ``members`` (classes used,): their positions in the drawing, those alike for the standing readings together;
    ``atoms``: where such groups begin. ``standing`` (readings, atoms) and ``arriving`` (readings, sinks) say what each
    of the column's ``readings`` (positions) sums. ``start`` is the place that holds the play at first, -1 for none.
    ``absorb`` (classes,) are the classes absorbing at last, and ``counted`` those that a reading counts. What
    the column absorbs and what is read in it must not tell apart the members of a class.
    """

    def __init__(
        self,
        drawn: Drawing,
        start: int,
        column: Column,
        number: int,
        readings: Sequence[Reading],
        until: float = np.inf,
    ) -> None:
        mine = [r for r, reading in enumerate(readings) if reading.column == number]
        self.drawn, self.number, self.until = drawn, number, until
        self.switch, self.thin = column.switch, column.thin
        self.readings = np.array(mine, dtype=np.int64)
        stands = drawn.masks([readings[r].mask for r in mine if not readings[r].arriving])
        arrives = drawn.masks([readings[r].mask for r in mine if readings[r].arriving])
        absorbs = drawn.masks([column.absorb] if column.switch is None else [column.absorb, column.then])
        self.absorb = absorbs[-1]
        self.counted = absorbs[-1] & arrives.any(axis=0)
        begin = int(drawn.place[start])
        read = np.asarray(stands.any(axis=0) | (column.absorb is None))  # where the play itself stands is always told
        self.used = _used(drawn, begin, absorbs, self.counted, read)
        classes = np.flatnonzero(self.used.any(axis=0))
        self.atoms, kinds, of = _groups(stands[:, classes])
        self.members = classes[np.argsort(of, kind="stable")]
        caught = np.flatnonzero(self.counted)
        _, sums, sink = _groups(arrives[:, caught])
        self.sinks = int(sums.shape[1])
        self._local = np.full(drawn.size, -1, dtype=np.int64)
        self._local[self.members] = np.arange(classes.size)
        self._local[caught] = classes.size + sink  # what is absorbed at last is never used
        arriving = np.array([readings[r].arriving for r in mine], dtype=np.bool_)
        self.standing, self.arriving = np.zeros((len(mine), self.atoms.size)), np.zeros((len(mine), self.sinks))
        self.standing[~arriving], self.arriving[arriving] = kinds, sums
        at_once = column.switch is None and self.counted[begin]
        self.start = int(self._local[begin]) if self.used[0][begin] or at_once else -1
        self._patterns: dict[int, Pattern] = {}

    @property
    def size(self) -> int:
        """Number of places."""
        return int(self.members.size) + self.sinks

    @cached_property
    def entries(self) -> int:
        """Number of entries of its pattern at first."""
        used = self.used[0]
        return int((used[self.drawn.source] & (used | self.counted)[self.drawn.target]).sum()) + self.size

    def pattern(self, time: float) -> Pattern:
        """The pattern of the stretch of time that begins at ``time``."""
        stretch = len(self.used) - 1 if self.switch is None or time >= self.switch else 0
        if stretch not in self._patterns:
            self._patterns[stretch] = self._made(stretch)
        return self._patterns[stretch]

    def _made(self, stretch: int) -> Pattern:
        """The jumps of a stretch: between the classes it uses, and in the last one into the sinks."""
        drawn, local, inside = self.drawn, self._local, self.used[stretch]
        into = inside | self.counted if stretch == len(self.used) - 1 else inside
        edges = np.flatnonzero(inside[drawn.source] & into[drawn.target])
        living = np.flatnonzero(inside)
        own = np.concatenate([local[living], np.arange(self.members.size, self.size)])
        surely = np.full(self.sinks, drawn.board.source.size + drawn.board.size)
        return Pattern.of(
            self.size,
            np.concatenate([local[drawn.target[edges]], own]),
            np.concatenate([local[drawn.source[edges]], own]),
            np.concatenate([drawn.moves[edges], drawn.staying(self.thin)[living], surely]),
        )


def _used(drawn: Drawing, start: int, absorbs: Bools, counted: Bools, read: Bools) -> Bools:
    """For each stretch of a column (row) the classes that can hold mass which is still to be read.

    ``absorbs`` (stretches, classes); ``counted`` are the absorbing classes that a reading counts at last,
    ``read`` those in which one reads what stands.
    """
    reached = np.zeros(counted.size, dtype=np.bool_)
    reached[start] = True
    out = np.empty_like(absorbs)
    for k, absorb in enumerate(absorbs):
        reached = out[k] = drawn.closure(reached, ~absorb)
    useful = read.copy()
    useful[drawn.source[counted[drawn.target]]] = True
    for k in reversed(range(len(absorbs))):
        useful = drawn.closure(useful | read, ~absorbs[k], backward=True)
        out[k] &= useful
    return out


def _groups(rows: Bools) -> tuple[Ints, Floats, Ints]:
    """Columns of ``rows`` (readings, n) that are alike: where each group begins once sorted, what it is, each one's."""
    of = np.zeros(rows.shape[1], dtype=np.int64)
    for row in rows:
        of = np.unique(2 * of + row, return_inverse=True)[1].reshape(-1)
    if rows.size == 0:
        return of[:0], np.zeros((rows.shape[0], 0)), of
    _, first, sizes = np.unique(of, return_index=True, return_counts=True)
    return np.cumsum(sizes) - sizes, rows[:, first].astype(np.float64), of
