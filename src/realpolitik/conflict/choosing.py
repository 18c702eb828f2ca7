"""What rankings of several actors must be like for a state to hold for each of them, told as it is found out.

A *way* is some preferences of actors; of a *list* of ways one must be so in every profile that makes the state hold. If
i can better itself by going to f, and C is all that the others' improvements reach from f, then i must not prefer f, or
one state of C must deter it, or some improvement must lead out of C. By SIM, i must not prefer f, or one of the others'
simultaneous answers must be one of improvements and deter it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.inverse import Nearest
from realpolitik.conflict.nearby import everything, improvements, search
from realpolitik.conflict.rearranging import Order, Pair
from realpolitik.errors import BadInput

MOST_JOINT = 20_000  #: simultaneous answers to one move that are looked at
Ints = NDArray[np.int64]
Way = tuple[tuple[int, Pair, bool], ...]  #: of actors, which two places are reversed, or not: all of it


class Choosing(ABC):
    """Lists of ways, told to a MaxSAT solver. ``most``: a distance that is enough; dearer ways are left out."""

    def __init__(self, graph: Graph, concept: str, actors: tuple[int, ...], start: int, most: int) -> None:
        self.graph, self.concept, self.actors, self.start, self.most = graph, concept, actors, start, most
        self.rank: Ints = graph.ranks.reshape(len(graph.ranks), -1).astype(np.int64)
        self.order = {i: Order(self.rank[i], graph.feasible.reshape(-1), start) for i in actors}
        self.lists: list[list[Way]] = []
        self.number: dict[tuple[int, Pair], int] = {}
        self.last = 0
        self.solver: Any = None

    @abstractmethod
    def variable(self, i: int, pair: Pair) -> int:
        """The variable that tells that an actor reverses two places."""

    def least(self, i: int, pair: Pair, yes: bool) -> int:
        """What it costs at the least that an actor reverses two places, or not."""
        return self.order[i].least(pair) if yes else 0

    def one_of(self, ways: list[Way]) -> None:
        """Tell the solver that one of the ways must be so."""
        near = [way for way in ways if all(self.least(*one) <= self.most for one in way)]
        clause = []
        for way in near:
            literals = [self.variable(i, pair) * (1 if yes else -1) for i, pair, yes in way]
            if len(literals) == 1:
                clause += literals
            else:
                self.last += 1
                clause.append(self.last)
                for literal in literals:
                    self.solver.add_clause([-self.last, literal])
        self.lists.append(near)
        self.solver.add_clause(clause)

    def _prefers(self, i: int, one: int, other: int) -> tuple[int, Pair, bool]:
        return (i, *self.order[i].pair(one, other))

    def open(self, ranks: Ints) -> list[list[Way]]:
        """For every improvement from the state that nothing deters, the ways in which it could be otherwise."""
        now = self.graph.ranked(ranks.reshape(self.graph.ranks.shape))
        out = []
        for i in self.actors:
            for first in everything(self.graph, i, self.start):
                if ranks[i, first] > ranks[i, self.start]:
                    deterring = self._joint if self.concept == "SIM" else self._answers
                    ways = deterring(now, i, first)
                    if not any(self._so(way, ranks) for way in ways):
                        out.append([(self._prefers(i, self.start, first),), *ways])
        return out

    def _so(self, way: Way, ranks: Ints) -> bool:
        """Whether a way that is told by ``_answers`` or ``_joint`` is so in some rankings."""
        for i, (p, q), yes in way:
            better, worse = (int(self.order[i].states[k]) for k in ((q, p) if yes else (p, q)))
            if ranks[i, better] <= ranks[i, worse]:
                return False
        return True

    def _answers(self, now: Graph, i: int, first: int) -> list[Way]:
        """By SEQ and SSEQ: a state that the others lead to deters, or an improvement leads to further ones."""
        reached = sorted({first, *search(now, now.others(i), first, improvements)})
        ways: list[Way] = []
        for s in reached:
            then = set(everything(self.graph, i, s)) if self.concept == "SSEQ" else set()
            ways.append(tuple(self._prefers(i, self.start, t) for t in sorted(({s} | then) - {self.start})))
        inside = set(reached)
        for s in reached:
            for j in set(now.others(i)) & set(self.actors):
                ways += [(self._prefers(j, end, s),) for end in everything(self.graph, j, s) if end not in inside]
        return ways

    def _joint(self, now: Graph, i: int, first: int) -> list[Way]:
        """By SIM: for each simultaneous answer to a move what must be so for it to deter."""
        graph, start = self.graph, self.start
        others = graph.others(i)
        options = [[start, *everything(graph, j, start)] for j in others]
        if np.prod([float(len(o)) for o in options]) > MOST_JOINT:
            raise BadInput(f"more than {MOST_JOINT:,} simultaneous answers to one move: too many to look at together")
        feasible = graph.feasible.reshape(-1)
        found: list[Way] = []
        for ends in product(*options):
            end = first + sum(ends) - len(ends) * start  # every mover changes other options
            movers = [(j, m) for j, m in zip(others, ends, strict=True) if m != start]
            fixed = [(j, m) for j, m in movers if j not in self.actors]
            if not movers or not feasible[end] or any(self.rank[j, m] <= self.rank[j, start] for j, m in fixed):
                continue
            needed = [self._prefers(j, m, start) for j, m in movers if j in self.actors]
            found.append(tuple(needed + ([] if end == start else [self._prefers(i, start, end)])))
        return found

    def told(self, ranks: Ints) -> list[Nearest]:
        out = []
        for i in self.actors:
            order, old, new = self.order[i], self.rank[i], ranks[i]
            placed = new[order.states]
            pairs = np.argwhere(np.triu(placed[:, None] < placed[None, :]) & (order.level[:, None] > order.level))
            turned = tuple((int(order.states[q]), int(order.states[p])) for p, q in pairs)
            above = (s for s in order.states.tolist() if old[s] > old[self.start] and new[s] < new[self.start])
            ranking = np.where(self.graph.feasible.reshape(-1), new, new.min()).reshape(self.graph.values)
            out.append(
                Nearest(i, tuple(sorted(above)), len(turned), ranking, together=True, turned=tuple(sorted(turned)))
            )
        return out
