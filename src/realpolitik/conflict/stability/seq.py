"""Sequential stability: every temptation meets a credible punishment.

Claim
    A state is stable for an actor if the others, each moving to its own advantage, could answer each of its
    improvements so that it ends no better than where it began.
Definition
    s is stable for i iff every s1 in R_i+(s) has some s2 that a legal sequence of *improvements* of the others
    reaches from s1 (each step better for the actor who makes it) with r_i(s2) <= r_i(s).
    Computed as general metarationality, with m over sequences of improvements.
When to use it
    The usual choice for foreseeing actors who know each other's wishes: a threat counts only if carrying it out
    pays at that moment.
When it misleads
    A step must pay at once, so sacrifices for a later gain, for reputation or for revenge do not count. An answer may
    be chosen against the actor although the others have better ones.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    fraser1984 (first in fraser1979)

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("SEQ", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.reach import best_own
from realpolitik.conflict.sanctions import least_by_improvements

NAME = "SEQ"
ORDER = 20
TITLE = "every improvement meets a punishment that pays for those who carry it out"
BY_DEFAULT = True
SANCTIONED = True
REFERENCE = "fraser1984"


def stable(graph: Graph, actor: int, sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where the others' own improvements can answer each of the actor's with a state it likes no better than this."""
    ranks = graph.ranks[actor]
    worst = least_by_improvements(graph, graph.others(actor), ranks, sanctions)
    return np.asarray(best_own(graph, actor, worst) <= ranks, dtype=np.bool_)
