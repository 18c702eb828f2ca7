"""Nash stability: the actor cannot better its lot by itself.

Claim
    A state is stable for an actor who has no move to a state it prefers.
Definition
    s is stable for i iff R_i+(s) is empty: no feasible state that i can reach by changing its own options in one
    go has a rank above r_i(s). With R_i(s) reached in one go from s this is r_i(s) = max of r_i over R_i(s) and s.
When to use it
    As the first look, and wherever the others cannot or will not respond. A Nash equilibrium (stable for all) holds
    under every other concept here too.
When it misleads
    The actor looks one move ahead only and expects no answer. It calls every tempting attack unstable, also where
    the answer would leave the attacker worse off; deterrence cannot be seen with it.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    nash1950

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("Nash", actor=0).astype(int).tolist()
[[1, 1], [0, 0]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.reach import best_own

NAME = "Nash"
ORDER = 10
TITLE = "no move of its own is better"
BY_DEFAULT = True
REFERENCE = "nash1950"


def stable(graph: Graph, actor: int) -> NDArray[np.bool_]:
    """Where no move of the actor's own leads to a state it prefers."""
    ranks = graph.ranks[actor]
    return np.asarray(best_own(graph, actor, ranks) <= ranks, dtype=np.bool_)
