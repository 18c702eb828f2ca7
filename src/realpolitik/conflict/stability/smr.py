"""Symmetric metarationality: every temptation can be punished for good.

Claim
    A state is stable for an actor if the others could answer each of its improvements so that it ends no better
    than where it began, and it could not move out of that punishment either.
Definition
    s is stable for i iff every s1 in R_i+(s) has some s2 in R_{N-i}(s1) (legal sequences of the others) with
    r_i(s2) <= r_i(s), and every s3 in R_i(s2) has r_i(s3) <= r_i(s) too.
    Computed as: b = the largest r_i over i's own moves, start included; M = the least b over what the others can
    reach; s is stable iff the largest min(M, r_i) over i's own moves and s is at most r_i(s). (M alone is wrong
    where an own move that is no improvement has a large M.)
When to use it
    Where an actor foresees the others' answer and its own answer to that.
When it misleads
    Like general metarationality it believes threats that hurt the threatener. It stops after the actor's second
    move: the others might have punished that one as well.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    howard1971

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("SMR", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.reach import best_own
from realpolitik.conflict.sanctions import least_by_others

NAME = "SMR"
ORDER = 30
TITLE = "every improvement can be punished, and the punishment cannot be escaped"
BY_DEFAULT = True
SANCTIONED = True
REFERENCE = "howard1971"


def stable(graph: Graph, actor: int, sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where the others can answer each improvement with a state from which the actor finds nothing better than this."""
    ranks = graph.ranks[actor]
    worst = least_by_others(graph, graph.others(actor), best_own(graph, actor, ranks), sanctions)
    return np.asarray(best_own(graph, actor, np.minimum(worst, ranks)) <= ranks, dtype=np.bool_)
