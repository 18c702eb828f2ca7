"""Coalition Nash stability: no group gains by moving together.

Claim
    A state is stable for a coalition whose members cannot together reach a state that all of them prefer.
Definition
    R_H(s): what legal sequences of the members of H reach from s. s is stable for H iff no s1 in R_H(s) has
    r_i(s1) > r_i(s) for every i in H. An actor is said to be stable where every coalition with it is.
When to use it
    After the equilibria are known: which of them could a group leave together? Alliances, cartels, concerted powers.
When it misleads
    Members are taken to trust each other on the way, although a step may hurt one of them for the moment, and the
    others are taken not to answer.
Shapes
    ``stable`` and ``stable_for`` return boolean arrays of shape (*values); at infeasible states they mean nothing.
Reference
    inohara2008 (see also kilgour2001)

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> graph = Graph(values=[2, 2], owner=[0, 1], ranks=ranks, coalitions="all")
>>> graph.stable("CNash", coalition=(0, 1)).astype(int).tolist()       # together they leave the sad equilibrium
[[0, 1], [1, 1]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.coalitions import improvable, stable_in_every
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.stability import nash

NAME = "CNash"
ORDER = 110
TITLE = "no group gains by moving together"
REFERENCE = "inohara2008"


def stable(graph: Graph, actor: int) -> NDArray[np.bool_]:
    """Where every coalition with the actor would stay, of those that the graph names."""
    return stable_in_every(
        graph,
        actor,
        "CNash",
        lambda: nash.stable(graph, actor),
        lambda group: stable_for(graph, group),
    )


def stable_for(graph: Graph, coalition: tuple[int, ...], sanctions: str = "legal") -> NDArray[np.bool_]:
    """Where the members of one coalition find no joint improvement."""
    del sanctions  # nobody answers
    return ~improvable(graph, coalition, None)
