"""General metarationality: every temptation can be punished.

Claim
    A state is stable for an actor if the others could answer each of its improvements so that it ends no better
    than where it began, whatever the answer costs them.
Definition
    s is stable for i iff every s1 in R_i+(s) has some s2 that a legal sequence of the others reaches from s1
    (s2 in R_{N-i}(s1)) with r_i(s2) <= r_i(s).
    Computed as: m = the least of r_i over what the others can reach, start included; s is stable iff the largest m
    over i's own moves and s is at most r_i(s).
When to use it
    For cautious actors who fear the worst the others could do, in deterrence above all.
When it misleads
    It believes every threat, also those that hurt the threatener most, and it overlooks that the actor may answer
    back. Many states are stable under it; that a state is, says little. That a state is not, says much.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    howard1971

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("GMR", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.reach import best_own
from realpolitik.conflict.sanctions import least_by_others

NAME = "GMR"
ORDER = 40
TITLE = "every improvement can be punished"
BY_DEFAULT = True
SANCTIONED = True
REFERENCE = "howard1971"


def stable(graph: Graph, actor: int, sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where the others can answer each of the actor's improvements with a state it likes no better than this one."""
    ranks = graph.ranks[actor]
    worst = least_by_others(graph, graph.others(actor), ranks, sanctions)
    return np.asarray(best_own(graph, actor, worst) <= ranks, dtype=np.bool_)
