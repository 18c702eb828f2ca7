"""The inverse question for several actors at once: the nearest rankings that make a state hold for each of them.

By Nash, GMR and SMR an actor's stability depends on nobody else's ranking, so the nearest profile is each one's nearest
ranking. By SEQ, SSEQ and SIM others answer by improvements, which depend on their rankings, so that one actor's change
may do for another. Then all rankings are looked for together (Kinsara, Kilgour and Hipel 2015; `kinsara2015`): a
variable tells for an actor and two states which it prefers, and the MaxSAT solver (Ignatiev, Morgado and Marques-Silva
2018, `ignatiev2018`; the extra ``inverse``) reverses as few pairs as it can. What it must obey is told as it needs it:

* no circle: where a prefers x to y, y to z and z to x, one of these is wrong;
* if i can better itself by going to f, and C is all that the others' improvements reach from f, then i must not prefer
  f, or one state of C must deter it, or some improvement must lead out of C.

Each is true of every profile that makes the state hold. So the first answer that breaks none of them is the nearest.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.inverse import Nearest, flat, nearest
from realpolitik.conflict.nearby import everything, improvements, search
from realpolitik.errors import BadInput

APART = ("Nash", "GMR", "SMR")  #: concepts by which nobody else's ranking matters
MOST_TOGETHER = 64  #: states up to which rankings are looked for together
MOST_JOINT = 20_000  #: simultaneous answers to one move that are looked at
Ints = NDArray[np.int64]
Clause = list[int]


def nearest_together(graph: Graph, concept: str, actors: Sequence[int], state: Sequence[int]) -> list[Nearest]:
    """The rankings of some actors that make a state stable for each, nearest to their own in the sum of reversed pairs.

    The others' rankings stay. Raises BadInput where the concept has no inverse, where by SEQ, SSEQ or SIM there are
    more than ``MOST_TOGETHER`` states, or where the solver is not installed.
    """
    apart = [nearest(graph, concept, i, state) for i in actors]
    if concept in APART or len(actors) < 2 or not any(found.distance for found in apart):
        return apart
    size = int(graph.feasible.sum())
    if size > MOST_TOGETHER:
        raise BadInput(
            f"by {concept} the nearest rankings of several actors together are found for up to {MOST_TOGETHER} states, "
            f"not for {size:,}: ask about one actor at a time, by Nash, GMR or SMR, or leave out options with --without"
        )
    if importlib.util.find_spec("pysat") is None:
        raise BadInput(
            f"several actors at once by {concept} need the extra `inverse` (python-sat); nothing was computed"
        )
    return _Profile(graph, concept, tuple(actors), flat(graph, state)).solved()


class _Profile:
    """The rankings that are looked for. ``place``: the number of a state (flat) among those that can exist."""

    def __init__(self, graph: Graph, concept: str, actors: tuple[int, ...], start: int) -> None:
        self.graph, self.concept, self.actors, self.start = graph, concept, actors, start
        self.states = [int(s) for s in np.flatnonzero(graph.feasible.reshape(-1))]
        self.place = {s: k for k, s in enumerate(self.states)}
        self.rank: Ints = graph.ranks.reshape(len(graph.ranks), -1).astype(np.int64)
        pairs = list(combinations(range(len(self.states)), 2))
        self.number = {(i, *pair): n for n, (i, pair) in enumerate(product(actors, pairs), start=1)}
        self.last = len(self.number)

    def solved(self) -> list[Nearest]:
        """The nearest rankings, one for each actor."""
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        formula = WCNF()
        for (i, a, b), variable in self.number.items():
            one, other = self.rank[i, self.states[a]], self.rank[i, self.states[b]]
            if one != other:
                formula.append([variable if one > other else -variable], weight=1)
        with RC2(formula) as solver:
            for clause in self._always():
                solver.add_clause(clause)
            while True:
                true = {v for v in solver.compute() or [] if v > 0}
                broken = self._circles(true) or self._open(true)
                if not broken:
                    return self._told(true)
                for clause in broken:
                    solver.add_clause(clause)

    def _prefers(self, i: int, one: int, other: int) -> int:
        """The literal that says that an actor asked about prefers ``one`` to ``other`` (flat indices)."""
        a, b = self.place[one], self.place[other]
        return self.number[i, a, b] if a < b else -self.number[i, b, a]

    def _always(self) -> list[Clause]:
        """What simultaneous answers must be like: their number is known from the start."""
        if self.concept != "SIM":
            return []
        out = []
        for i in self.actors:
            for first in everything(self.graph, i, self.start):
                clause = [-self._prefers(i, first, self.start)]
                for needed in self._joint(i, first):
                    self.last += 1
                    clause.append(self.last)
                    out += [[-self.last, literal] for literal in needed]
                out.append(clause)
        return out

    def _joint(self, i: int, first: int) -> list[Clause]:
        """For each simultaneous answer to a move what must be true for it to deter."""
        graph, start = self.graph, self.start
        others = graph.others(i)
        options = [[start, *everything(graph, j, start)] for j in others]
        if np.prod([float(len(o)) for o in options]) > MOST_JOINT:
            raise BadInput(f"more than {MOST_JOINT:,} simultaneous answers to one move: too many to look at together")
        at = np.array(np.unravel_index(start, graph.values))
        found = []
        for chosen in product(*options):
            joint = at.copy()
            for j, end in [(i, first), *zip(others, chosen, strict=True)]:
                own = list(graph.own[j])
                joint[own] = np.array(np.unravel_index(end, graph.values))[own]
            end = int(np.ravel_multi_index(tuple(joint), graph.values))
            movers = [(j, m) for j, m in zip(others, chosen, strict=True) if m != start]
            fixed = [(j, m) for j, m in movers if j not in self.actors]
            if not movers or end not in self.place or any(self.rank[j, m] <= self.rank[j, start] for j, m in fixed):
                continue
            needed = [self._prefers(j, m, start) for j, m in movers if j in self.actors]
            found.append(needed + ([] if end == start else [-self._prefers(i, end, start)]))
        return found

    def _circles(self, true: set[int]) -> list[Clause]:
        """Three states that an actor prefers in a circle, for every such three."""
        out = []
        size = len(self.states)
        for i in self.actors:
            likes = np.zeros((size, size), dtype=np.bool_)
            for a, b in combinations(range(size), 2):
                likes[(a, b) if self.number[i, a, b] in true else (b, a)] = True
            for a, b in np.argwhere(likes):
                for c in np.flatnonzero(likes[b] & likes[:, a]):
                    if a < min(b, c):  # each circle once
                        circle = [self.states[k] for k in (a, b, c)]
                        turned = zip(circle, circle[1:] + circle[:1], strict=True)
                        out.append([-self._prefers(i, x, y) for x, y in turned])
        return out

    def _ranked(self, true: set[int]) -> Ints:
        """The rankings that the variables tell, shape (actors, all states)."""
        out = self.rank.copy()
        for i in self.actors:
            won = np.zeros(len(self.states), dtype=np.int64)
            for a, b in combinations(range(len(self.states)), 2):
                won[a if self.number[i, a, b] in true else b] += 1
            out[i, self.states] = won
        return out

    def _open(self, true: set[int]) -> list[Clause]:
        """What is still wrong: for every improvement from the state that nothing deters, what could be otherwise."""
        if self.concept == "SIM":
            return []
        ranks = self._ranked(true)
        now = self.graph.ranked(ranks.reshape(self.graph.ranks.shape))
        out = []
        for i in self.actors:
            for first in everything(self.graph, i, self.start):
                if ranks[i, first] <= ranks[i, self.start]:
                    continue
                reached = {first, *search(now, now.others(i), first, improvements)}
                needed = [self._deters(i, s) for s in sorted(reached)]
                if any(all(self._true(literal, true) for literal in one) for one in needed):
                    continue
                clause = [-self._prefers(i, first, self.start)]
                for one in needed:
                    self.last += 1
                    clause.append(self.last)
                    out += [[-self.last, literal] for literal in one]
                for s in sorted(reached):
                    for j in set(now.others(i)) & set(self.actors):
                        leaving = set(everything(self.graph, j, s)) - reached
                        clause += [self._prefers(j, end, s) for end in sorted(leaving)]
                out.append(clause)
        return out

    def _deters(self, i: int, s: int) -> Clause:
        """What must be true for a state that the others lead to to deter an actor."""
        then = set(everything(self.graph, i, s)) if self.concept == "SSEQ" else set()
        return [-self._prefers(i, t, self.start) for t in sorted(({s} | then) - {self.start})]

    @staticmethod
    def _true(literal: int, true: set[int]) -> bool:
        return (literal in true) if literal > 0 else (-literal not in true)

    def _told(self, true: set[int]) -> list[Nearest]:
        ranks = self._ranked(true)
        out = []
        for i in self.actors:
            old, new = self.rank[i], ranks[i]
            turned = tuple(
                (x, y) if new[x] > new[y] else (y, x)
                for x, y in combinations(self.states, 2)
                if (old[x] - old[y]) * (new[x] - new[y]) < 0
            )
            lowered = tuple(s for s in self.states if old[s] > old[self.start] and new[s] < new[self.start])
            nearest_one = Nearest(i, lowered, len(turned), new.reshape(self.graph.values), together=True, turned=turned)
            out.append(nearest_one)
        return out
