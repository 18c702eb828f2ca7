"""Non-myopic stability: the state holds however far everybody looks ahead.

Claim
    A state is stable for an actor if, from some horizon on, it is stable for every number of moves it may look ahead.
Definition
    With the maps G_h of limited-move stability: go on with h = 1, 2, ... until the maps of all actors together are as
    they were for an earlier h; from there on they repeat. s is stable for i iff G_h(i, s) = s for every h of that
    cycle.
When to use it
    For long-term settlements between actors who think far ahead.
When it misleads
    Real actors do not look that far. Where the maps never settle, only what is stable at every step of their cycle
    counts, so there may be little. With more than two actors the convention of limited-move stability is in force.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    brams1981 (see also kilgour1984, fang1993)

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("NM", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.anticipation import always_stays
from realpolitik.conflict.graph import Graph

NAME = "NM"
ORDER = 80
TITLE = "no move is better, however far everybody looks ahead"
REFERENCE = "brams1981"


def stable(graph: Graph, actor: int) -> NDArray[np.bool_]:
    """Where the actor expects to stay at every horizon of the cycle in which the maps end."""
    return np.asarray(graph.kept("always stays", lambda: always_stays(graph))[actor], dtype=np.bool_)
