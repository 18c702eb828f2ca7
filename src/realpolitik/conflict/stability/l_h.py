"""Limited-move stability: the actor looks h moves ahead, and so does everybody.

Claim
    A state is stable for an actor who, looking h moves ahead and expecting the others to look one move less far
    each time, sees no move that ends better.
Definition
    G_0(i, s) = s. G_h(i, s): for each s1 in R_i(s) expect e(s1) = s1 if h = 1, else the one among G_{h-1}(j, s1),
    j another actor that can move, that i likes least; go to the best e if r_i(e) > r_i(s), else stay (of equally good
    states the one with the smallest number). s is stable for i iff G_h(i, s) = s. L1 is Nash stability.
When to use it
    Where the foresight of actors is known to be short, and to see how many moves one must look ahead for a state to
    hold. L1 to L6 are the names of the horizons.
When it misleads
    With two actors it is the definition of the literature; with more, who answers is a convention: here the actor
    expects the answer it likes least, other programs may differ. Stability may come and go with the horizon.
Shapes
    ``stable`` returns a boolean array of shape (*values); at infeasible states it means nothing.
Reference
    kilgour1985 (see also fang1993)

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> Graph(values=[2, 2], owner=[0, 1], ranks=ranks).stable("L2", actor=0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.anticipation import outlook, stays
from realpolitik.conflict.graph import Graph

NAME = "L_h"
ORDER = 70
TITLE = "no move is better for who looks h moves ahead (L1 to L6)"
FAMILY = {
    f"L{h}": ({"horizon": h}, f"no move is better for who looks {h} move{'s' if h > 1 else ''} ahead")
    for h in range(1, 7)
}
REFERENCE = "kilgour1985"


def stable(graph: Graph, actor: int, horizon: int) -> NDArray[np.bool_]:
    """Where the actor, looking ``horizon`` moves ahead, expects to stay."""
    return np.asarray(stays(outlook(graph, horizon))[actor], dtype=np.bool_)
