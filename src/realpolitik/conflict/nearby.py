"""What lies around one state: the moves from there, the improvements, what sequences of them reach, joint answers.

States are flat indices in C order. Nothing here looks at more states than it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Step = tuple[int, int]  #: who moves, and the state it ends in
Steps = Callable[["Graph", int, int], Iterable[int]]
Index = NDArray[np.int64]


def everything(graph: Graph, actor: int, state: int) -> list[int]:
    """The states that one move of the actor reaches, the last of its options changing fastest."""
    found: list[int] = _moves(graph, actor, state).tolist()
    return found


def improvements(graph: Graph, actor: int, state: int) -> list[int]:
    """Those of them that the actor prefers to where it is."""
    found: list[int] = _better(graph, actor, state).tolist()
    return found


def _moves(graph: Graph, actor: int, state: int) -> Index:
    at = np.unravel_index(state, graph.values)
    ends = np.array([state], dtype=np.int64)
    for k in graph.own[actor]:
        value, count = int(at[k]), graph.values[k]
        to = [0]
        for allowed, values in ((graph.up[k], range(value + 1, count)), (graph.down[k], range(value))):
            if allowed if isinstance(allowed, bool) else bool(np.broadcast_to(allowed, graph.values)[at]):
                to += [v - value for v in values]
        ends = (ends[:, None] + np.array(to, dtype=np.int64) * _strides(graph)[k]).reshape(-1)
    ends = ends[1:]  # the first is the state itself
    return ends if graph.all_feasible else np.asarray(ends[graph.feasible.reshape(-1)[ends]], dtype=np.int64)


def _better(graph: Graph, actor: int, state: int) -> Index:
    ends, rank = _moves(graph, actor, state), graph.ranks[actor].reshape(-1)
    return np.asarray(ends[rank[ends] > rank[state]], dtype=np.int64)


def _strides(graph: Graph) -> list[int]:
    """By how much a state's flat index grows when an option takes its next value."""
    out = [1]
    for n in reversed(graph.values[1:]):
        out.append(out[-1] * n)
    return out[::-1]


def reached(graph: Graph, movers: Sequence[int], start: int, steps: Steps) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """Every state that legal sequences of the movers reach, with a shortest one, nearest first; not the start.

    A shortest sequence never has one actor moving twice in a row, as its moves are transitive.
    """
    ways: dict[int, tuple[Step, ...]] = {start: ()}
    queue = [start]
    for state in queue:
        for j in movers:
            for end in steps(graph, j, state):
                if end not in ways:
                    ways[end] = (*ways[state], (j, end))
                    queue.append(end)
                    yield end, ways[end]


def search(graph: Graph, movers: Sequence[int], start: int, steps: Steps) -> dict[int, tuple[Step, ...]]:
    """The same as a table."""
    return dict(reached(graph, movers, start, steps))


class Joint:
    """What the others may do at the same time: each stays or makes one improvement from ``start``, one at least moves.

    Their choices are combined with any move of the actor from there, as each changes other options.
    """

    def __init__(self, graph: Graph, actor: int, start: int) -> None:
        self._graph, self._start = graph, start
        self._others = graph.others(actor)
        self._choices = [np.concatenate(([start], _better(graph, j, start))) for j in self._others]

    @cached_property
    def _shifts(self) -> Index:
        """By how much each combination changes the flat index; the first is that nobody moves."""
        out = np.zeros(1, dtype=np.int64)
        for choices in self._choices:
            out = (out[:, None] + (choices - self._start)).reshape(-1)
        return out

    def ends(self, state: int) -> tuple[Index, Index]:
        """Where the actor's move to ``state`` may end, and the combination that leads there; only states that exist."""
        which = np.arange(1, self._shifts.size)
        ends = state + self._shifts[1:]
        can = self._graph.feasible.reshape(-1)[ends]
        return ends[can], which[can]

    def steps(self, combination: int) -> tuple[Step, ...]:
        """Who moves in a combination, and to where its move alone would lead."""
        place = np.unravel_index(combination, [choices.size for choices in self._choices])
        chosen = [int(choices[k]) for choices, k in zip(self._choices, place, strict=True)]
        return tuple((j, end) for j, end in zip(self._others, chosen, strict=True) if end != self._start)
