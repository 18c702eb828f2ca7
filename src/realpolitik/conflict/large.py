"""Large conflicts by compiled loops: the same verdicts as the array sweeps, many times quicker.

Used from SMALLEST states on where every actor's options are neighbouring axes, can go both ways and carry no condition
(which states can exist is free), and only legal sequences count. Everything else goes through the array sweeps.
"""

from __future__ import annotations

from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.compiled import wanted

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

SMALLEST = 2**14
WIDEST = 2**16 - 1  #: own choices of one actor, so that a place in a line fits 16 bits
CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM")
Ints = NDArray[np.int32]
Truth = NDArray[np.bool_]


def fits(graph: Graph) -> bool:
    """Whether the compiled loops may solve a graph."""
    return prod(graph.values) >= SMALLEST and wanted() and layout(graph) is not None


def layout(graph: Graph) -> NDArray[np.int64] | None:
    """For each actor its position, its own choices, the states behind them, and the logarithms of these two.

    The logarithms are -1 where either is no power of two. None where the axes do not lie so.
    """
    rows = []
    for i, own in enumerate(graph.own):
        if any(graph.up[k] is not True or graph.down[k] is not True for k in own):
            return None
        if own and own != tuple(range(own[0], own[-1] + 1)):
            return None
        size, after = prod(graph.values[k] for k in own), prod(graph.values[own[-1] + 1 :]) if own else 1
        if size > WIDEST:
            return None
        binary = size & (size - 1) == 0 and after & (after - 1) == 0
        logs = (size.bit_length() - 1, after.bit_length() - 1) if binary else (-1, -1)
        rows.append((i, size, after, *logs))
    return np.array(rows, dtype=np.int64).reshape(len(rows), 5)


def stable(graph: Graph, concept: str, actor: int) -> Truth:
    """Where the actor would stay, shape of the states; at infeasible states it means nothing."""
    solver = graph.kept("large", lambda: Large(graph))
    return solver.stable(concept, actor).reshape(graph.values)


class Large:
    """One graph laid out for the compiled loops. What concepts share is computed once."""

    def __init__(self, graph: Graph) -> None:
        found = layout(graph)
        if found is None:
            raise ValueError("this graph does not fit the compiled loops")
        self._places = found
        self._ranks = graph.ranks.reshape(len(graph.actors), -1)
        self._feasible = np.ascontiguousarray(graph.feasible.reshape(-1))
        self._whole = graph.all_feasible
        self._actors = range(len(graph.actors))
        self._movers = [i for i in self._actors if found[i, 1] > 1]
        self._three: dict[int, dict[str, Truth]] = {}
        self._orders: dict[int, tuple[Ints, int]] = {}

    def stable(self, concept: str, actor: int) -> Truth:
        """Where the actor would stay by one of ``CONCEPTS``; flat over the states."""
        if concept in ("Nash", "GMR", "SMR"):
            if actor not in self._three:
                self._three[actor] = self._by_moves(actor)
            return self._three[actor][concept]
        ranks = self._ranks[actor]
        if concept == "SIM":
            return self._at_once(actor)
        if concept == "SEQ":
            return self._no_better(self._credible(actor, ranks, *self._by_rank(actor)), actor)
        from realpolitik.conflict.kernels import along_lines, smaller

        size, after = self._place(actor)
        field = np.empty_like(ranks)
        along_lines(self._best(ranks, actor), size, after, field)
        least = self._credible(actor, field, *self._order(field))
        smaller(least, ranks, least)
        return self._no_better(least, actor)

    def _at_once(self, actor: int) -> Truth:
        """Simultaneous answers."""
        from realpolitik.conflict.kernels import met_together

        out = np.empty(self._feasible.size, dtype=np.bool_)
        if actor not in self._movers:
            out[:] = True
            return out
        everybody = self._places[self._movers]
        met_together(self._ranks[actor], actor, self._ranks, self._feasible, everybody, out)
        return out

    def _by_moves(self, actor: int) -> dict[str, Truth]:
        """The concepts in which any answer counts."""
        from realpolitik.conflict.kernels import (
            against_two,
            along_lines,
            at_most,
            least_of_parts,
            parts,
            smaller,
            worst_of_choices,
        )

        ranks = self._ranks[actor]
        size, after = self._place(actor)
        best = self._best(ranks, actor)
        if self._whole and self._all_connected:  # the best the others can hold it to, and the best it can be sure of
            worst = np.empty(size, dtype=np.int32)
            worst_of_choices(ranks, size, after, worst)
            nash, gmr, smr = (np.empty(ranks.size, dtype=np.bool_) for _ in range(3))
            at_most(best, ranks, size, after, nash)
            against_two(ranks, int(worst.max()), int(best.min()), gmr, smr)
            return {"Nash": nash, "GMR": gmr, "SMR": smr}
        part = np.empty(ranks.size, dtype=np.int32)
        count = parts(self._feasible, self._others(actor), part, np.empty(ranks.size, dtype=np.int32))
        least = np.empty_like(ranks)
        least_of_parts(ranks, part, count, least)
        gmr = self._no_better(least, actor)
        field = np.empty_like(ranks)
        along_lines(best, size, after, field)
        least_of_parts(field, part, count, least)
        smaller(least, ranks, least)
        return {"Nash": self._no_better(ranks, actor), "GMR": gmr, "SMR": self._no_better(least, actor)}

    @cached_property
    def _all_connected(self) -> bool:
        """Whether the movers' choices together make up every state (nobody else's axes keep states apart)."""
        return bool(prod(self._places[:, 1].tolist()) == self._feasible.size)

    @cached_property
    def _chains(self) -> tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]:
        """The chains of every actor's lines, shape (actors, states), and their lengths, (actors, lines)."""
        from realpolitik.conflict.kernels import chains

        size = self._feasible.size
        chain = np.empty((len(self._actors), size), dtype=np.uint16)
        beyond = np.empty((len(self._actors), size), dtype=np.uint16)
        most = max(size // int(self._places[i, 1]) for i in self._movers)
        length = np.zeros((len(self._actors), most), dtype=np.uint16)
        for i in self._movers:
            order, count = self._by_rank(i)
            lines = size // int(self._places[i, 1])
            chains(self._ranks[i], order, count, self._places[i], chain[i], beyond[i], length[i, :lines])
        return chain, beyond, length

    def _by_rank(self, actor: int) -> tuple[Ints, int]:
        """Feasible states from the worst to the best for an actor, made once."""
        if actor not in self._orders:
            self._orders[actor] = self._order(self._ranks[actor])
        return self._orders[actor]

    def _order(self, field: Ints) -> tuple[Ints, int]:
        """Feasible states by ``field``, the lowest first."""
        from realpolitik.conflict.kernels import ascending

        low, high = int(field.min()), int(field.max())
        order = np.empty(field.size, dtype=np.int32)
        if high - low <= 4 * field.size + 64:
            return order, ascending(field, self._feasible, low, high, order)
        states = np.flatnonzero(self._feasible).astype(np.int32)
        found = states[np.argsort(field[states], kind="stable")]
        return found, int(found.size)

    def _credible(self, actor: int, field: Ints, order: Ints, count: int) -> Ints:
        """The least of ``field`` over the others' sequences of improvements; ``order``: the states by ``field``."""
        from realpolitik.conflict.kernels import least_by_improvements

        others = self._others(actor)
        least = np.where(self._feasible, field, np.iinfo(np.int32).max).astype(np.int32)
        if others.shape[0] == 0:
            return least
        chain, beyond, length = self._chains
        stack = np.empty(field.size, dtype=np.int32)
        least_by_improvements(field, order, count, others, chain, beyond, length, least, stack)
        return least

    def _best(self, field: Ints, actor: int) -> Ints:
        """The largest of ``field`` in each of the actor's lines."""
        from realpolitik.conflict.kernels import best_in_lines

        size, after = self._place(actor)
        best = np.empty(field.size // size, dtype=np.int32)
        best_in_lines(field, self._feasible, self._whole, size, after, best)
        return best

    def _no_better(self, field: Ints, actor: int) -> Truth:
        """Where no move of the actor's leads to a larger ``field`` than its rank."""
        from realpolitik.conflict.kernels import at_most

        size, after = self._place(actor)
        out = np.empty(field.size, dtype=np.bool_)
        at_most(self._best(field, actor), self._ranks[actor], size, after, out)
        return out

    def _place(self, actor: int) -> tuple[int, int]:
        return int(self._places[actor, 1]), int(self._places[actor, 2])

    def _others(self, actor: int) -> NDArray[np.int64]:
        """The places of everybody else who can move."""
        return self._places[[j for j in self._movers if j != actor]]
