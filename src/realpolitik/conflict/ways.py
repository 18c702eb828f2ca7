"""Ways from the status quo: the shortest legal sequences of moves to every state, by any moves or by improvements only.

Status-quo analysis asks whether and how a state can come about from today's (Li, Kilgour and Hipel 2005; `li2005`).
A legal sequence has no actor moving twice in a row. That needs no book-keeping here. Each actor's moves are transitive,
and so are its unilateral improvements: from s to t and from t to u, both allowed and both preferred by the same actor,
make one allowed and preferred move from s to u. So a *shortest* sequence never has an actor moving twice in a row.
Improvements of different actors do not compose (what one likes another need not), hence a search over sequences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import NOBODY, Graph, Truth
from realpolitik.conflict.improvements import Improvements
from realpolitik.conflict.reach import sweep_own
from realpolitik.errors import BadInput

Turns = Mapping[int, bool | Truth]  #: axis of nature -> where (broadcastable to the states) it may go one value later
Known = dict[tuple[int, bytes], Improvements]  #: an actor's sorted improvements, by the actor and its ranks
Labels = NDArray[np.int64]
FAR = np.int64(np.iinfo(np.int64).max // 2)


class Move(NamedTuple):
    """One step of a way: who moves (an actor's index, or NOBODY: a turn of nature), to which state, and willingly?

    ``willing``: the mover prefers this state to the one before. A turn of nature is nobody's wish.
    """

    mover: int
    state: tuple[int, ...]
    willing: bool


@dataclass(frozen=True, eq=False)
class Ways:
    """The shortest ways from one state to all others.

    ``steps``: the number of moves, shape of the states; 0 at the start, -1 where no way leads.
    """

    start: tuple[int, ...]
    steps: NDArray[np.int32]
    _before: Labels
    _mover: NDArray[np.int16]
    _willing: NDArray[np.bool_]

    @property
    def reached(self) -> Truth:
        """Where a way leads, the start included; shape of the states."""
        return np.asarray(self.steps >= 0, dtype=np.bool_)

    def to(self, state: Sequence[int]) -> tuple[Move, ...] | None:
        """The moves of the way to a state (none for the start itself), or None where no way leads there."""
        shape = self.steps.shape
        if self.steps[tuple(state)] < 0:
            return None
        moves: list[Move] = []
        here = int(np.ravel_multi_index(tuple(state), shape)) if shape else 0
        while int(self._before[here]) >= 0:
            place = tuple(int(v) for v in np.unravel_index(here, shape))
            moves.append(Move(int(self._mover[here]), place, bool(self._willing[here])))
            here = int(self._before[here])
        return tuple(reversed(moves))


def ways(
    graph: Graph,
    start: Sequence[int],
    *,
    improving: bool = False,
    turns: Turns | None = None,
    known: Known | None = None,
) -> Ways:
    """The shortest way from ``start`` (one value index an option) to every feasible state.

    Any legal moves, or with ``improving`` only moves that their movers prefer. ``turns``: nature's turns may happen
    too, each one value later on its axis where the array is true (nobody decides them, so they are never improvements;
    they may follow each other). Among equally short ways the one with the fewest steps that no mover prefers is
    taken, then the one through the lowest-numbered states, then through the first actors: nothing is left to chance.

    Breadth first, all states of one distance at a time; a distance costs O(states x options) and one look at every
    actor's sorted improvements, and nothing of size states by states is made. ``known`` keeps the sorted improvements
    for graphs that differ in nothing but ranks, so that an order which several share is sorted once. Raises BadInput
    where the start cannot exist or where a turn is given for an axis that an actor owns.

    >>> import numpy as np
    >>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma: axis value 1 = cooperate
    >>> dilemma = Graph(values=[2, 2], owner=[0, 1], ranks=ranks)
    >>> ways(dilemma, (1, 1)).steps.tolist()
    [[2, 1], [1, 0]]
    >>> ways(dilemma, (0, 0), improving=True).to((1, 1)) is None
    True
    """
    begin = _checked(graph, start, turns or {})
    size = int(np.prod(graph.values, dtype=np.int64))
    feasible = graph.feasible.reshape(-1)
    movers = {i: _backwards(graph, i, {} if known is None else known) for i in range(len(graph.actors)) if graph.own[i]}
    steps = np.full(size, -1, dtype=np.int32)
    unwilling = np.zeros(size, dtype=np.int64)
    before = np.full(size, -1, dtype=np.int64)
    mover = np.full(size, NOBODY, dtype=np.int16)
    frontier = np.array([int(np.ravel_multi_index(begin, graph.values)) if begin else 0], dtype=np.int64)
    steps[frontier] = 0
    distance = 0
    while frontier.size:
        distance += 1
        labels = np.full(graph.values, FAR, dtype=np.int64)
        labels.reshape(-1)[frontier] = unwilling[frontier] * size + frontier
        best = np.full(size, FAR, dtype=np.int64)
        who = np.full(size, NOBODY, dtype=np.int16)
        for i, liked in movers.items():
            _offer(best, who, i, _one_move(graph.backwards, i, liked, labels, size, improving))
        for axis, allowed in (turns or {}).items():
            _offer(best, who, NOBODY, _one_turn(labels, axis, allowed, size))
        frontier = np.flatnonzero((best < FAR) & (steps < 0) & feasible)
        steps[frontier] = distance
        before[frontier] = best[frontier] % size
        unwilling[frontier] = best[frontier] // size
        mover[frontier] = who[frontier]
    willing = np.zeros(size, dtype=np.bool_)
    willing[before >= 0] = (unwilling == unwilling[before])[before >= 0]
    return Ways(begin, steps.reshape(graph.values), before, mover, willing)


def _backwards(graph: Graph, actor: int, known: Known) -> Improvements:
    """The improvements of an actor, from where they lead to where they start."""
    key = (actor, graph.ranks[actor].tobytes())
    if key not in known:
        known[key] = graph.backwards.improvements(actor)
    return known[key]


def _one_move(
    turned: Graph, actor: int, improvements: Improvements, labels: Labels, size: int, improving: bool
) -> Labels:
    """In every state the least label among the states from which one move of the actor leads to it.

    A label is (steps that nobody prefers) x ``size`` + number of the state; a move that is not preferred adds one.
    """
    liked = labels.copy()
    improvements.relax(liked)
    if improving:
        return liked
    other = labels.copy()
    sweep_own(turned, actor, other, np.minimum)
    return np.minimum(liked, other + size)


def _one_turn(labels: Labels, axis: int, allowed: bool | Truth, size: int) -> Labels:
    """The same for a turn of nature: one value later on ``axis``, where it is allowed."""
    out = np.full_like(labels, FAR)
    source = np.where(allowed, labels, FAR)
    last = labels.shape[axis] - 1
    later: list[slice] = [slice(None)] * labels.ndim
    earlier = later.copy()
    later[axis], earlier[axis] = slice(1, None), slice(None, last)
    out[tuple(later)] = source[tuple(earlier)]
    return out + size


def _offer(best: Labels, who: NDArray[np.int16], mover: int, offered: Labels) -> None:
    """Keep what is better than before; the first mover keeps what is equal."""
    flat = offered.reshape(-1)
    better = flat < best
    best[better] = flat[better]
    who[better] = mover


def _checked(graph: Graph, start: Sequence[int], turns: Turns) -> tuple[int, ...]:
    begin = tuple(int(v) for v in start)
    fits = len(begin) == len(graph.values) and all(0 <= v < n for v, n in zip(begin, graph.values, strict=True))
    if not fits or not graph.feasible[begin]:
        raise BadInput(f"ways cannot start from {list(begin)}: it is no feasible state")
    for axis in turns:
        if not 0 <= axis < len(graph.values) or graph.owner[axis] != NOBODY:
            raise BadInput(f"option {axis} is not nature's, so it has no turns")
    return begin
