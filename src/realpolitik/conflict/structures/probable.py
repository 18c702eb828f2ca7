"""Probable preferences: what holds when preferences have probabilities and actors act above a threshold.

Claim
    An actor leaves for a state that it prefers with more than a given probability, and is deterred by one that it
    prefers with no more than that.
Definition
    P_i(t over s) = the share of the orders that i may have, weighted by their probability, which put t above s.
    With a threshold q: t tempts from s iff P_i(t over s) > q; t punishes iff P_i(t over s) <= q; a mover's step is
    credible iff its own P > q. Stable by Nash, GMR, SMR, SEQ, SSEQ with these in place of better and no better.
    With one order an actor this is the usual concept for every q below 1.
When to use it
    Where ``sure`` gives chances to wishes: q = 50 % is what is likelier than not, q = 90 % an actor that moves only on
    near certainty, q = 0 one that any chance tempts.
When it misleads
    P compares two states at a time; t over s, u over t and s over u may all be likely. And an actor knows its own
    wishes: the probability is the analyst's. What holds under each order is told by ``--draws``.
Shapes
    The possible orders of an actor: shape (orders, states), with weights that sum to 1.
Reference
    rego2015

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> from realpolitik.conflict.judging import stable
>>> from realpolitik.conflict.structures.probable import Probable
>>> graph = Graph(values=[2], owner=[0], ranks=np.array([[0, 1]]))
>>> orders, weights = [np.array([[0, 1], [1, 0]])], [np.array([0.7, 0.3])]
>>> [stable(graph, Probable(orders, weights, q), "Nash", 0).tolist() for q in (0.0, 0.5, 0.9)]
[[False, False], [False, True], [True, True]]
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
from realpolitik.errors import BadInput

NAME = "probable"
ORDER = 20
TITLE = "an actor leaves for what it prefers with more than a given probability"
REFERENCE = "rego2015"
_NOISE = 1e-9  # sums of weights are the same share within this


@dataclass(frozen=True, eq=False)
class Probable:
    """``orders``: for each actor (orders, states); ``weights``: their probabilities; ``threshold``: from 0 to 1."""

    orders: Sequence[NDArray[np.int64]]
    weights: Sequence[NDArray[np.float64]]
    threshold: float

    def tempts(self, actor: int, to: Index, here: Index) -> Truth:
        """Preferred with more than the threshold's probability."""
        share = np.zeros(np.broadcast_shapes(to.shape, here.shape))
        for order, weight in zip(self.orders[actor], self.weights[actor], strict=True):
            share += weight * (order[to] > order[here])
        return np.asarray(share > self.threshold + _NOISE, dtype=np.bool_)

    def punishes(self, actor: int, to: Index, here: Index) -> Truth:
        """Preferred with no more than the threshold's probability."""
        return ~self.tempts(actor, to, here)

    def steps(self, actor: int, to: Index, here: Index) -> Truth:
        """Preferred with more than the threshold's probability."""
        return self.tempts(actor, to, here)


def variants(
    space: StateSpace, graph: Graph, when: Mapping[str, bool], threshold: float = 0.5
) -> dict[str, tuple[Judgement, str]]:
    """The one judgement of a case in one preference type at a threshold. Raises BadInput for one outside 0 to 1."""
    if not 0.0 <= threshold < 1.0:
        raise BadInput(f"threshold {threshold}: a probability from 0 to below 1 is needed")
    possible = [possible_orders(space, actor, when) for actor in graph.actors]
    judgement = Probable([p.ranks for p in possible], [p.weights for p in possible], threshold)
    return {"": (judgement, f"an actor leaves for what it prefers with more than {threshold:.0%}")}
