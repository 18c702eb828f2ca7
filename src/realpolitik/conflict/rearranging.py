"""The ranking nearest to an actor's own in which some states stand above some others.

States have places in the actor's order, 0 the best; equally good ones stand in a fixed order, which costs nothing to
change. A variable tells for two places that they are reversed, and a MaxSAT solver (Ignatiev, Morgado and Marques-Silva
2018, `ignatiev2018`; the extra ``inverse``) reverses as few as it can. Which reversals make a ranking is told as they
come up: if p and q are reversed, then of every place c between them p and c are, or c and q; and if p and c, and c and
q are, then p and q. Pairs that are never spoken of stay as they are, so few of all pairs need a variable.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Pair = tuple[int, int]  #: two places, the better first


class Order:
    """One actor's order of some states. ``states``: best first (flat indices); ``place``: of a state, by flat index."""

    def __init__(self, rank: Ints, feasible: NDArray[np.bool_], first: int) -> None:
        """``rank``: over all states, higher is better; of equally good states ``first`` comes first."""
        states = np.flatnonzero(feasible)
        self.states = states[np.lexsort((states, states != first, -rank[states]))]
        self.level = rank[self.states]
        self.place = np.full(feasible.size, -1, dtype=np.int64)
        self.place[self.states] = np.arange(self.states.size)
        self._known: dict[frozenset[tuple[Pair, bool]], tuple[int, Ints] | None] = {}

    def pair(self, one: int, other: int) -> tuple[Pair, bool]:
        """The places of two states, and whether the first must pass the second to stand above it."""
        p, q = int(self.place[one]), int(self.place[other])
        return ((p, q), False) if p < q else ((q, p), True)

    def least(self, pair: Pair) -> int:
        """How many pairs of states are reversed at the least if these two are: each one between is passed by either."""
        better, worse = int(self.level[pair[0]]), int(self.level[pair[1]])
        if better == worse:
            return 0
        return 1 + int(((self.level < better) & (self.level > worse)).sum())

    def at_least(self, reversed_: Collection[Pair]) -> int:
        """A bound from below for several pairs: those that one place must pass are counted together.

        The farthest of them is as in ``least``, and each that is as good as that one is passed as well.
        """
        most = 0
        for one in (0, 1):
            groups: dict[int, list[int]] = {}
            for pair in reversed_:
                if self.level[pair[0]] != self.level[pair[1]]:
                    groups.setdefault(pair[one], []).append(pair[1 - one])
            for place, passed in groups.items():
                levels = self.level[passed]
                far = levels.min() if one == 0 else levels.max()
                here = self.level[place]
                between = (self.level > min(far, here)) & (self.level < max(far, here))
                most = max(most, int(between.sum()) + int((levels == far).sum()))
        return most

    def nearest(self, wanted: Mapping[Pair, bool]) -> tuple[int, Ints] | None:
        """The fewest reversals if pairs are reversed, or not, as ``wanted``, and the ranks by place; None: a circle."""
        key = frozenset(wanted.items())
        if key not in self._known:
            self._known[key] = self._nearest(wanted) if any(wanted.values()) else (0, -np.arange(self.states.size))
        return self._known[key]

    def _nearest(self, wanted: Mapping[Pair, bool]) -> tuple[int, Ints] | None:
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        number: dict[Pair, int] = {}
        with RC2(WCNF()) as solver:

            def reversed_(p: int, q: int) -> int:
                if (p, q) not in number:
                    number[p, q] = len(number) + 1
                    if self.level[p] != self.level[q]:
                        solver.add_clause([-number[p, q]], weight=1)
                return number[p, q]

            for (p, q), yes in wanted.items():
                solver.add_clause([reversed_(p, q) if yes else -reversed_(p, q)])
            while True:
                model = solver.compute()
                if model is None:
                    return None
                true = {v for v in model if v > 0}
                turned = np.zeros((self.states.size, self.states.size), dtype=np.bool_)
                for (p, q), variable in number.items():
                    turned[p, q] = variable in true
                circles = list(broken(turned))
                if not circles:
                    return int(solver.cost), placed(turned)
                for p, c, q, passed in circles:
                    whole, lower, upper = reversed_(p, q), reversed_(c, q), reversed_(p, c)
                    solver.add_clause([-whole, upper, lower] if passed else [whole, -upper, -lower])


def placed(turned: NDArray[np.bool_]) -> Ints:
    """The ranks by place, 0 the best and below, where some pairs of places are reversed."""
    return np.asarray(turned.sum(axis=0) - turned.sum(axis=1) - np.arange(len(turned)), dtype=np.int64)


def broken(turned: NDArray[np.bool_]) -> Iterable[tuple[int, int, int, bool]]:
    """Places p < c < q of which the reversals fit no ranking; whether p and q are reversed, and neither with c."""
    for p, q in np.argwhere(turned).tolist():
        for c in np.flatnonzero(~turned[p, p + 1 : q] & ~turned[p + 1 : q, q]).tolist():
            yield p, p + 1 + c, q, True
    twice = turned.astype(np.float32)
    for p, q in np.argwhere((twice @ twice > 0) & ~turned).tolist():
        for c in np.flatnonzero(turned[p] & turned[:, q]).tolist():
            yield p, c, q, False
