"""One actor's unilateral improvements over all states, sorted once so that a relaxation is one pass.

From a state the actor can reach a product of choices for its own options. Within one combination of the others'
options (a *fibre*) the states that offer the same choices form a class. A class's reachable states are sorted by
the actor's rank, best first; the smallest value over all strictly better ones is then a running minimum.
Without one-way options a fibre is a single class, so a pass costs one look at every state.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Index = NDArray[np.int64]
_STUCK, _UP, _DOWN, _FREE = 0, 1, 2, 3


class Improvements:
    """The unilateral improvements of one actor of a graph."""

    def __init__(self, graph: Graph, actor: int) -> None:
        self._passes: list[tuple[Index, Index, Index]] = []  # sorted reachable states, gaining states, where to read
        own = [k for k, i in enumerate(graph.owner) if i == actor and graph.values[k] > 1]
        rest = [k for k in range(len(graph.values)) if k not in own]
        sizes = [graph.values[k] for k in own]
        states = prod(graph.values)
        flat = np.arange(states, dtype=np.int64).reshape(graph.values)
        fibres = flat.transpose(rest + own).reshape(-1, prod(sizes))
        pattern = np.zeros(fibres.shape[0], dtype=np.int64)
        for place, k in enumerate(own):
            for allowed, bit in ((graph.up[k], _UP), (graph.down[k], _DOWN)):
                pattern += self._by_fibre(graph, own, rest, allowed) * (bit << 2 * place)
        ranks = graph.ranks[actor].reshape(-1)
        feasible = graph.feasible.reshape(-1)
        for code in np.unique(pattern):
            rows = fibres[pattern == code]
            kinds = [(int(code) >> 2 * place) & 3 for place in range(len(own))]
            for here, reachable in _classes(sizes, kinds):
                if reachable.size > 1:
                    self._add(rows, here, reachable, ranks, feasible)

    def relax(self, work: NDArray[Any], better: np.ufunc = np.minimum) -> None:
        """Lower each state's value to the smallest among its improvements, in place (a C array over the states).

        ``better``: ``np.minimum``, or ``np.bitwise_or`` for questions packed into words.
        """
        flat = work.reshape(-1)
        for ordered, gaining, source in self._passes:
            running = flat[ordered]
            if running.shape[0] <= 64:  # one vector operation a row beats a running minimum down short columns
                for p in range(1, running.shape[0]):
                    better(running[p], running[p - 1], out=running[p])
            else:
                better.accumulate(running, axis=0, out=running)
            flat[gaining] = better(flat[gaining], running.reshape(-1)[source])

    @staticmethod
    def _by_fibre(graph: Graph, own: list[int], rest: list[int], allowed: bool | NDArray[np.bool_]) -> Index:
        if isinstance(allowed, bool):
            return np.full(1, int(allowed), dtype=np.int64)
        shape = [1 if k in own else n for k, n in enumerate(graph.values)]
        return np.broadcast_to(allowed, shape).transpose(rest + own).reshape(-1).astype(np.int64)

    def _add(
        self, rows: Index, here: Index, reachable: Index, ranks: NDArray[np.int32], feasible: NDArray[np.bool_]
    ) -> None:
        """Prepare one class: arrays run over (reachable states, fibres)."""
        states = np.ascontiguousarray(rows[:, reachable].T)
        order = np.argsort(-ranks[states].astype(np.int64), axis=0, kind="stable")
        ordered = np.take_along_axis(states, order, axis=0)
        sorted_ranks = ranks[ordered]
        place = np.arange(reachable.size, dtype=np.int64)[:, None]
        first_equal = np.where(np.diff(sorted_ranks, axis=0, prepend=sorted_ranks[:1]) != 0, place, 0)
        better = np.maximum.accumulate(first_equal, axis=0)  # number of strictly better states, by sorted place
        by_state = np.empty_like(better)
        np.put_along_axis(by_state, order, better, axis=0)
        member = np.searchsorted(reachable, here)
        better_than = by_state[member]
        gaining = states[member]
        column = np.broadcast_to(np.arange(rows.shape[0], dtype=np.int64), gaining.shape)
        pick = (better_than > 0) & feasible[gaining]
        if pick.any():
            source = (better_than[pick] - 1) * rows.shape[0] + column[pick]
            self._passes.append((ordered, gaining[pick], source))


def _classes(sizes: list[int], kinds: list[int]) -> list[tuple[Index, Index]]:
    """The choices (flat indices over own options, ascending) that share the same reachable choices, with these."""
    flat = np.arange(prod(sizes), dtype=np.int64).reshape(sizes)
    out = []
    for key in product(*(range(1) if kind == _FREE else range(n) for n, kind in zip(sizes, kinds, strict=True))):
        here: list[slice] = []
        reach: list[slice] = []
        for v, kind in zip(key, kinds, strict=True):
            here.append(slice(None) if kind == _FREE else slice(v, v + 1))
            reach.append(slice(None if kind & _DOWN else v, None if kind & _UP else v + 1))
        out.append((flat[tuple(here)].ravel(), flat[tuple(reach)].ravel()))
    return out
