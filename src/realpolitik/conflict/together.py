"""The inverse question for several actors at once: the nearest rankings that make a state hold for each of them.

By Nash, GMR and SMR an actor's stability depends on nobody else's ranking, so the nearest profile is each one's nearest
ranking. By SEQ, SSEQ and SIM others answer by improvements, which depend on their rankings, so that one actor's change
may do for another. Then all rankings are looked for together (Kinsara, Kilgour and Hipel 2015; `kinsara2015`).

A MaxSAT solver (Ignatiev, Morgado and Marques-Silva 2018, `ignatiev2018`; the extra ``inverse``) chooses what the
rankings must be like (``choosing``) as cheaply as it can. In a small case it reverses pairs of states itself; which of
them make a ranking is told as it comes up (``rearranging``). In a larger one it only counts, for each actor, what the
dearest of its chosen preferences costs by itself, a bound from below. The nearest rankings with these preferences then
leave something open, which gives a new list; or cost more than was counted, which the solver is told; or are the
answer, as nothing can cost less than the bound.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.choosing import Choosing, Ints
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.inverse import Nearest, flat, nearest
from realpolitik.conflict.rearranging import Pair, broken, placed
from realpolitik.errors import BadInput

APART = ("Nash", "GMR", "SMR")  #: concepts by which nobody else's ranking matters
MOST_TOGETHER = 1024  #: states up to which rankings are looked for together
SMALL = 64  #: states up to which the solver reverses the pairs itself
MOST_ROUNDS = 100  #: choices that are tried in a larger case


def nearest_together(graph: Graph, concept: str, actors: Sequence[int], state: Sequence[int]) -> list[Nearest]:
    """The rankings of some actors that make a state stable for each, nearest to their own in the sum of reversed pairs.

    The others' rankings stay. Raises BadInput where the concept has no inverse, where by SEQ, SSEQ or SIM there are
    more than ``MOST_TOGETHER`` states or too many choices, or where the solver is not installed.
    """
    apart = [nearest(graph, concept, i, state) for i in actors]
    if concept in APART or len(actors) < 2 or not any(found.distance for found in apart):
        return apart
    size = int(graph.feasible.sum())
    if size > MOST_TOGETHER:
        raise BadInput(
            f"by {concept} nearest rankings of several actors together are found for up to {MOST_TOGETHER:,} states, "
            f"not for {size:,}: ask about one actor at a time, by Nash, GMR or SMR, or leave out options with --without"
        )
    if importlib.util.find_spec("pysat") is None:
        raise BadInput(
            f"several actors at once by {concept} need the extra `inverse` (python-sat); nothing was computed"
        )
    start = flat(graph, state)
    enough = _enough(graph, concept, actors, state)
    return (_Pairs if size <= SMALL else _Counts)(graph, concept, tuple(actors), start, enough).solved()


def _enough(graph: Graph, concept: str, actors: Sequence[int], state: Sequence[int]) -> int:
    """The distance of some profile that makes the state hold: no more is needed.

    Where nobody can better itself it holds whatever the others want; one actor after another is another try.
    """
    feasible = graph.feasible.reshape(-1)
    best = sum(nearest(graph, "Nash", i, state).distance for i in actors)
    for order in (actors, actors[::-1]):
        ranks = graph.ranks.copy()
        for i in [*order, *order]:
            ranks[i] = nearest(graph.ranked(ranks), concept, i, state).ranks
        now = graph.ranked(ranks)
        if all(bool(now.stable(concept, actor=i, state=state)) for i in actors):
            pairs = [(graph.ranks[i].reshape(-1)[feasible], ranks[i].reshape(-1)[feasible]) for i in actors]
            best = min(best, sum(_reversed(old, new) for old, new in pairs))
    return best


def _reversed(old: NDArray[np.int32], new: NDArray[np.int32]) -> int:
    signs = [np.sign(np.subtract.outer(rank.astype(np.int64), rank.astype(np.int64))) for rank in (old, new)]
    return int((signs[0] * signs[1] < 0).sum()) // 2


class _Pairs(Choosing):
    """The solver reverses as few pairs as it can; those that nothing speaks of stay as they are."""

    def solved(self) -> list[Nearest]:
        """The nearest rankings, one for each actor."""
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        with RC2(WCNF()) as self.solver:
            while True:
                true = {v for v in self.solver.compute() or () if v > 0}
                size = len(self.order[self.actors[0]].states)
                turned = {i: np.zeros((size, size), dtype=np.bool_) for i in self.actors}
                for (i, pair), variable in self.number.items():
                    turned[i][pair] = variable in true
                circles = [(i, *circle) for i in self.actors for circle in broken(turned[i])]
                for i, p, c, q, passed in circles:
                    whole, lower, upper = (self.variable(i, pair) for pair in ((p, q), (c, q), (p, c)))
                    self.solver.add_clause([-whole, upper, lower] if passed else [whole, -upper, -lower])
                if circles:
                    continue
                ranks = self.rank.copy()
                for i in self.actors:
                    ranks[i, self.order[i].states] = placed(turned[i])
                open_ = self.open(ranks)
                if not open_:
                    return self.told(ranks)
                for ways in open_:
                    self.one_of(ways)

    def variable(self, i: int, pair: Pair) -> int:
        """The variable that tells that an actor reverses two places; it costs one unless they are equally good."""
        if (i, pair) not in self.number:
            self.last += 1
            self.number[i, pair] = self.last
            if self.order[i].least(pair):
                self.solver.add_clause([-self.last], weight=1)
        return self.number[i, pair]


class _Counts(Choosing):
    """The solver counts what each actor's chosen preferences cost at the least."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.counted: dict[tuple[int, int], int] = {}

    def solved(self) -> list[Nearest]:
        """The nearest rankings, one for each actor."""
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        best: tuple[int, Ints] | None = None
        with RC2(WCNF()) as self.solver:
            for _ in range(MOST_ROUNDS):
                true = {v for v in self.solver.compute() or () if v > 0}
                if best is not None and self.solver.cost >= best[0]:
                    return self.told(best[1])
                chosen = self._chosen(true)
                found = {i: self.order[i].nearest(chosen[i]) for i in self.actors}
                for i in self.actors:
                    self._costs(i, chosen[i], self._distance(i, chosen[i]), true)
                ranks, cost = self.rank.copy(), 0
                for i, one in found.items():
                    if one is None:
                        break
                    ranks[i, self.order[i].states] = one[1]
                    cost += one[0]
                else:
                    open_ = self.open(ranks)
                    for ways in open_:
                        self.one_of(ways)
                    if not open_ and (best is None or cost < best[0]):
                        best = (cost, ranks)
        raise BadInput(
            f"by {self.concept} none of {MOST_ROUNDS:,} choices was proved the nearest for several actors together: "
            "ask about one actor at a time, by Nash, GMR or SMR, or leave out options with --without"
        )

    def _chosen(self, true: set[int]) -> dict[int, dict[Pair, bool]]:
        """Of every list a way that the solver takes, the one that adds least to those before."""
        out: dict[int, dict[Pair, bool]] = {i: {} for i in self.actors}
        for ways in self.lists:
            taken = [way for way in ways if all((self.number[i, pair] in true) == yes for i, pair, yes in way)]
            new = [[one for one in way if one[1] not in out[one[0]]] for way in taken]
            for i, pair, yes in min(new, key=lambda way: sum(1 + self.least(*one) for one in way)):
                out[i][pair] = yes
        return out

    def _least(self, i: int, pair: Pair, yes: bool) -> int:
        return self.order[i].least(pair) if yes else 0

    def variable(self, i: int, pair: Pair) -> int:
        """The variable that tells that an actor reverses two places; counted is at least what that costs by itself."""
        if (i, pair) not in self.number:
            self.last += 1
            self.number[i, pair] = self.last
            if least := self.order[i].least(pair):
                self.solver.add_clause([-self.number[i, pair], self._cost(i, min(least, self.most + 1))])
        return self.number[i, pair]

    def _cost(self, i: int, distance: int) -> int:
        """The variable that tells that an actor's ranking changes by so many pairs or more."""
        for k in range(1, distance + 1):
            if (i, k) not in self.counted:
                self.last += 1
                self.counted[i, k] = self.last
                self.solver.add_clause([-self.last], weight=1)
                if k > 1:
                    self.solver.add_clause([-self.last, self.counted[i, k - 1]])
        return self.counted[i, distance]

    def _costs(self, i: int, chosen: dict[Pair, bool], distance: int, true: set[int]) -> None:
        """Tell the solver what an actor's chosen preferences cost together, and the fewest of them that cost too much.

        Too much is more than the solver counted: what few preferences cost tells about more choices.
        """
        counted = max((k for (j, k), v in self.counted.items() if j == i and v in true), default=0)
        if distance <= counted:
            return
        clauses = {frozenset(chosen.items()): distance}
        few = {pair for pair, yes in chosen.items() if yes}
        if self.order[i].at_least(few) > counted:
            for pair in sorted(few, key=self.order[i].least):
                if self.order[i].at_least(few - {pair}) > counted:
                    few.remove(pair)
            clauses.setdefault(frozenset((pair, True) for pair in few), self.order[i].at_least(few))
        for wanted, least in clauses.items():
            all_of = [self.number[i, pair] * (-1 if yes else 1) for pair, yes in sorted(wanted)]
            self.solver.add_clause([*all_of, self._cost(i, min(least, self.most + 1))])

    def _distance(self, i: int, wanted: dict[Pair, bool]) -> int:
        found = self.order[i].nearest(wanted)
        return self.most + 1 if found is None else found[0]
