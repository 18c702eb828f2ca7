"""Simultaneous stability: every temptation can be spoilt by what the others do at the same time.

Claim
    A state is stable for an actor if for each of its improvements the others have improvements of their own from the
    same state which, done at the same time, leave it no better off than where it began.
Definition
    s is stable for i iff every s1 in R_i+(s) is met by some choice for the others, each staying or making one
    improvement from s, at least one of them moving, such that the state with everybody's new options is feasible
    and has r_i <= r_i(s).
When to use it
    Where moves are decided without seeing the others', as on the eve of a crisis meeting or a first strike.
When it misleads
    The others' improvements are improvements only if nobody else moves. With infeasible states a joint state may
    exist that no sequence reaches, so what is stable here need not be stable by general metarationality.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    fraser1984

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("SIM", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.simultaneous import met_together

NAME = "SIM"
ORDER = 60
TITLE = "every improvement can be spoilt by what the others do at the same time"
REFERENCE = "fraser1984"


def stable(graph: Graph, actor: int) -> NDArray[np.bool_]:
    """Where a simultaneous answer of improvements leaves each of the actor's improvements no better than this state."""
    return met_together(graph, actor)
