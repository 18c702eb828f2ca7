"""Symmetric sequential stability: every temptation meets a credible punishment, for good.

Claim
    A state is stable for an actor if the others, each moving to its own advantage, could answer each of its
    improvements so that it ends no better than where it began, and it could not move out of that punishment.
Definition
    s is stable for i iff every s1 in R_i+(s) has some s2 that a legal sequence of *improvements* of the others
    reaches from s1 with r_i(s2) <= r_i(s), and every s3 in R_i(s2) has r_i(s3) <= r_i(s) too.
    Computed as symmetric metarationality, with M over sequences of improvements.
When to use it
    For foreseeing actors who expect credible answers only and think of their own way out of them. It asks more than
    sequential stability and than symmetric metarationality, so what it finds stable is stable by both.
When it misleads
    The actor's way out may be any move, also one that the others would punish again: the concept stops there.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    rego2017

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("SSEQ", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.reach import best_own
from realpolitik.conflict.sanctions import least_by_improvements

NAME = "SSEQ"
ORDER = 50
TITLE = "every improvement meets a punishment that pays for those who carry it out and cannot be escaped"
SANCTIONED = True
REFERENCE = "rego2017"


def stable(graph: Graph, actor: int, sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where the others' improvements can answer each improvement with a state that the actor cannot better."""
    ranks = graph.ranks[actor]
    worst = least_by_improvements(graph, graph.others(actor), best_own(graph, actor, ranks), sanctions)
    return np.asarray(best_own(graph, actor, np.minimum(worst, ranks)) <= ranks, dtype=np.bool_)
