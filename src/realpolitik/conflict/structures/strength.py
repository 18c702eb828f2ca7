"""Strength of preference: is the punishment much worse, or only a little?

Claim
    A stable state is strongly stable if what deters the actor is much worse than the state itself, and weakly stable if
    some temptation is met by nothing that is much worse.
Definition
    Three levels: indifferent, mildly preferred, strongly preferred. t is *much* below s if t is below s already by
    the actor's first N statements (or classes of its ranking), which matter strongly; the others matter mildly.
    s is strongly GMR (SMR, SEQ, SSEQ) stable for i iff every s1 in R_i+(s) has an answer of the others, as the concept
    allows, that ends much below s; for SMR and SSEQ everything that i can reach from there ends much below s too.
    Weakly stable = stable and not strongly stable. Nash stability has no strength: nothing deters.
When to use it
    To tell what deters firmly from what a small change of wishes would undo.
When it misleads
    Where strength begins (N) is a judgement of the analyst, and the same for all actors here.
Shapes
    Coarse ranks of the same shape as the ranks; what they tell apart the ranks tell apart in the same order.
Reference
    hamouda2006

>>> import numpy as np
>>> from realpolitik.conflict import Graph
>>> from realpolitik.conflict.judging import stable
>>> from realpolitik.conflict.structures.strength import Strength
>>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma, axis value 1 = cooperate
>>> graph = Graph(values=[2, 2], owner=[0, 1], ranks=ranks)
>>> much = Strength(ranks.reshape(2, 4), (ranks > 1).astype(int).reshape(2, 4))   # the two worst are equally bad
>>> stable(graph, much, "SEQ", 0).astype(int).tolist()
[[1, 1], [0, 1]]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.judging import Index, Judgement, Truth
from realpolitik.conflict.preferences import ranks_by_first
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput

NAME = "strength"
ORDER = 30
TITLE = "strongly stable: what deters is much worse"
REFERENCE = "hamouda2006"


@dataclass(frozen=True, eq=False)
class Strength:
    """``ranks`` and ``coarse``: shape (actors, states); ``coarse`` None: any strength deters (plain stability)."""

    ranks: NDArray[np.int64]
    coarse: NDArray[np.int64] | None

    def tempts(self, actor: int, to: Index, here: Index) -> Truth:
        """Better, mildly or strongly."""
        return np.asarray(self.ranks[actor][to] > self.ranks[actor][here], dtype=np.bool_)

    def punishes(self, actor: int, to: Index, here: Index) -> Truth:
        """Much worse; in the plain reading no better."""
        if self.coarse is None:
            return np.asarray(self.ranks[actor][to] <= self.ranks[actor][here], dtype=np.bool_)
        return np.asarray(self.coarse[actor][to] < self.coarse[actor][here], dtype=np.bool_)

    def steps(self, actor: int, to: Index, here: Index) -> Truth:
        """Better, mildly or strongly."""
        return self.tempts(actor, to, here)


def variants(
    space: StateSpace, graph: Graph, when: Mapping[str, bool], strong: int = 1
) -> dict[str, tuple[Judgement, str]]:
    """Stable at all, and strongly, where the first ``strong`` statements matter strongly.

    Raises BadInput below 1, or above the number of statements (or classes of a ranking) of the actor with the most.
    """
    if strong < 1:
        raise BadInput(f"strong {strong}: at least the first statement must matter strongly")
    actors = space.case.actors
    most = max(max(len(actors[a].prefers), len(actors[a].ranking)) for a in graph.actors)
    if strong > most:
        raise BadInput(f"strong {strong}: no actor has so many statements; the longest list has {most}")
    ranks = graph.ranks.reshape(len(graph.actors), -1).astype(np.int64)
    coarse = np.array([ranks_by_first(space, actor, when, strong).reshape(-1) for actor in graph.actors])
    first = "the first statement" if strong == 1 else f"one of the first {strong} statements"
    return {
        "": (Strength(ranks, None), "everything worse counts as a punishment unless a row says strong"),
        "strong": (Strength(ranks, coarse), f"what deters is worse by {first} of the actor"),
    }
