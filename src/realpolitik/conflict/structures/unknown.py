"""Unknown preferences: what holds if it is not known which of several orders an actor has.

Claim
    Where two of the orders that an actor may have disagree about two states, its preference between them is unknown.
    A state is stable by one of four readings of what an actor does, and others fear, when they do not know.
Definition
    t is surely preferred to s if every possible order puts it above s, perhaps preferred if some order does; surely
    (perhaps) no better if every (some) order puts it no higher. The readings:
    a: an actor leaves for what is perhaps better, and only what is surely no better deters it;
    b: it leaves for what is surely better; only what is surely no better deters it;
    c: it leaves for what is perhaps better; what is perhaps no better deters it;
    d: it leaves for what is surely better; what is perhaps no better deters it.
    In all readings the others' credible answers (SEQ, SSEQ) are steps that are perhaps better for their mover. What
    is stable by a is so by b and c, and what is stable by b or c is so by d.
    For strict orders these are the structure and the four definitions of the literature; where orders agree that t is
    at least as good, though not whether it is better, it counts here as no surprise to either side.
When to use it
    Where wishes are not certain (``sure`` below 100 %) and no probability should be given to them; reading a finds what
    holds in any event.
When it misleads
    A wish of 99 % counts as unknown like one of 50 %: then ask ``probable``. Among many orders hardly anything is
    sure, and reading a finds little, reading d nearly everything.
Shapes
    The possible orders of an actor: shape (orders, states); at most 64 orders an actor.
Reference
    li2004

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> from realpolitik.conflict.judging import stable
>>> from realpolitik.conflict.structures.unknown import Unknown
>>> graph = Graph(values=[2], owner=[0], ranks=np.array([[0, 1]]))
>>> orders = [np.array([[0, 1], [1, 0]])]                      # it likes the second state better, or the first
>>> [stable(graph, Unknown(orders, reading), "Nash", 0).tolist() for reading in "ab"]
[[False, False], [True, True]]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.judging import Index, Judgement, Truth
from realpolitik.conflict.orders import possible_orders
from realpolitik.conflict.space import StateSpace

NAME = "unknown"
ORDER = 10
TITLE = "a wish that is not certain is unknown; four readings, a to d"
REFERENCE = "li2004"
READINGS = {
    "a": "leaves for what may be better, deterred by what is surely no better",
    "b": "leaves for what is surely better, deterred by what is surely no better",
    "c": "leaves for what may be better, deterred by what may be no better",
    "d": "leaves for what is surely better, deterred by what may be no better",
}


@dataclass(frozen=True, eq=False)
class Unknown:
    """``orders``: for each actor its possible rankings, shape (orders, states); ``reading``: a, b, c or d."""

    orders: Sequence[NDArray[np.int64]]
    reading: str

    def tempts(self, actor: int, to: Index, here: Index) -> Truth:
        """Perhaps better in readings a and c, surely better in b and d."""
        better = [order[to] > order[here] for order in self.orders[actor]]
        return _any(better) if self.reading in "ac" else _all(better)

    def punishes(self, actor: int, to: Index, here: Index) -> Truth:
        """Surely no better in readings a and b, perhaps no better in c and d."""
        no_better = [order[to] <= order[here] for order in self.orders[actor]]
        return _all(no_better) if self.reading in "ab" else _any(no_better)

    def steps(self, actor: int, to: Index, here: Index) -> Truth:
        """Perhaps better."""
        return _any([order[to] > order[here] for order in self.orders[actor]])


def _any(truths: Sequence[Truth]) -> Truth:
    return np.asarray(np.logical_or.reduce(truths), dtype=np.bool_)


def _all(truths: Sequence[Truth]) -> Truth:
    return np.asarray(np.logical_and.reduce(truths), dtype=np.bool_)


def variants(space: StateSpace, graph: Graph, when: Mapping[str, bool]) -> dict[str, tuple[Judgement, str]]:
    """The four readings of a case in one preference type."""
    orders = [np.unique(possible_orders(space, actor, when).ranks, axis=0) for actor in graph.actors]
    return {reading: (Unknown(orders, reading), words) for reading, words in READINGS.items()}
