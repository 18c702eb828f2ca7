"""Coalition sequential stability: every joint temptation meets a credible punishment.

Claim
    A state is stable for a coalition if the others, each moving to its own advantage, could answer each of its joint
    improvements so that some member ends no better than where it began.
Definition
    s is stable for H iff every s1 in R_H(s) that all of H prefer has some s2 with r_i(s2) <= r_i(s) for some i in H
    that a legal sequence of improvements of the others reaches from s1 (each step better for its mover).
    An actor is said to be stable where every coalition with it is.
When to use it
    The usual choice for alliances of foreseeing actors: a threat counts only if carrying it out pays.
When it misleads
    The others answer one by one, not as a group of their own; and each of their steps must pay at once.
Shapes
    ``stable`` and ``stable_for`` return boolean arrays of shape (*values); at infeasible states they mean nothing.
Reference
    inohara2008 (see also kilgour2001)

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> graph = Graph(values=[2, 2], owner=[0, 1], ranks=ranks, coalitions="all")
>>> graph.stable("CSEQ", coalition=(0, 1)).astype(int).tolist()       # together they leave the sad equilibrium
[[0, 1], [1, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.coalitions import improvable, stable_in_every
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.sanctions import spread_by_improvements
from realpolitik.conflict.stability import seq

NAME = "CSEQ"
ORDER = 140
TITLE = "every joint improvement of a group meets a punishment that pays for those who carry it out"
SANCTIONED = True
REFERENCE = "inohara2008"


def stable(graph: Graph, actor: int, sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where every coalition with the actor would stay, of those that the graph names."""
    return stable_in_every(
        graph,
        actor,
        f"CSEQ {sanctions}",
        lambda: seq.stable(graph, actor, sanctions),
        lambda group: stable_for(graph, group, sanctions),
    )


def stable_for(graph: Graph, coalition: tuple[int, ...], sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where the members of one coalition find no joint improvement that is safe."""
    return ~improvable(graph, coalition, spread_by_improvements, sanctions)
