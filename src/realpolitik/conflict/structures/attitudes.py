"""Attitudes: actors who want others to do well, or badly.

Claim
    An actor leaves a state only for one that suits its attitudes: no worse for those it is for, no better for those
    it is against.
Definition
    t is acceptable to i from s iff r_j(t) >= r_j(s) for every j that i is positive to, and r_j(s) >= r_j(t) for every
    j that it is negative to; t is another state than s. An improvement is a reachable acceptable state, an answer
    deters iff it ends in a state that is not acceptable from the start, and a mover's step is credible iff it is
    acceptable to the mover. An actor is positive to itself. With everybody positive to itself, neutral to all others
    and no ties, this is the usual concept.
When to use it
    For friends, clients and sworn enemies, whose moves their own wishes do not explain; to ask what would hold if an
    attitude changed.
When it misleads
    Being positive to itself, an actor never hurts itself to hurt an enemy. With ties, a move to an equally good state
    is acceptable too, so ties make states unstable that the usual concepts call stable.
Shapes
    ``signs``: (actors that move, all actors), 1 positive, 0 neutral, -1 negative; ``ranks``: (all actors, states).
Reference
    inohara2007

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> from realpolitik.conflict.judging import stable
>>> from realpolitik.conflict.structures.attitudes import Attitudes
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> graph = Graph(values=[2, 2], owner=[0, 1], ranks=ranks)
>>> friends = Attitudes(np.array([[1, 1], [1, 1]]), ranks.reshape(2, 4))
>>> stable(graph, friends, "Nash", 0).astype(int).tolist()   # a friend does not leave both cooperating
[[1, 1], [1, 1]]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.judging import Index, Judgement, Truth
from realpolitik.conflict.preferences import ranks as ranks_of
from realpolitik.conflict.space import StateSpace

NAME = "attitudes"
ORDER = 40
TITLE = "an actor leaves only for what suits those it is for and does not suit those it is against"
REFERENCE = "inohara2007"
SIGNS = {"positive": 1, "neutral": 0, "negative": -1}


@dataclass(frozen=True, eq=False)
class Attitudes:
    """``signs``: shape (movers, actors); ``ranks``: shape (actors, states)."""

    signs: NDArray[np.int64]
    ranks: NDArray[np.int64]

    def tempts(self, actor: int, to: Index, here: Index) -> Truth:
        """Acceptable and another state."""
        out = np.asarray(to != here, dtype=np.bool_)
        for sign, rank in zip(self.signs[actor], self.ranks, strict=True):
            if sign:
                out = out & (sign * rank[to] >= sign * rank[here])
        return out

    def punishes(self, actor: int, to: Index, here: Index) -> Truth:
        """Not acceptable."""
        return ~self.tempts(actor, to, here)

    def steps(self, actor: int, to: Index, here: Index) -> Truth:
        """Acceptable to the mover."""
        return self.tempts(actor, to, here)


def variants(space: StateSpace, graph: Graph, when: Mapping[str, bool]) -> dict[str, tuple[Judgement, str]]:
    """The attitudes of a case; towards audiences too. Without any, everybody is positive to itself only."""
    people = list(space.case.actors)
    signs = np.zeros((len(graph.actors), len(people)), dtype=np.int64)
    for k, actor in enumerate(graph.actors):
        for other, word in space.case.actors[actor].attitudes.items():
            signs[k, people.index(other)] = SIGNS[word]
        signs[k, people.index(actor)] = 1
    ranks = np.array([ranks_of(space, actor, when).reshape(-1) for actor in people])
    return {"": (Attitudes(signs, ranks), "an actor leaves only for what suits its attitudes")}
