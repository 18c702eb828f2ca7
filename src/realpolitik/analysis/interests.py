"""Whose orders of the states agree, over the preference types."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from realpolitik.analysis.ordinal import InterestResult
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.interests import tau_b
from realpolitik.conflict.space import StateSpace
from realpolitik.rounding import rounded


class Interests:
    """Kendall's tau-b of every two deciders, type by type. Most types share most orders; each pair is compared once."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self._known: dict[tuple[bytes, bytes], float | None] = {}
        self._found: dict[tuple[str, str], list[tuple[float, float]]] = {
            pair: [] for pair in combinations(space.deciders, 2)
        }

    def add(self, graph: Graph, probability: float) -> None:
        """Compare the orders of one type; a type without probability does not count."""
        if probability <= 0.0:
            return
        orders = [np.ascontiguousarray(self.space.feasible_only(ranks)) for ranks in graph.ranks]
        for (one, a), (other, b) in combinations(zip(self.space.deciders, orders, strict=True), 2):
            key = (a.tobytes(), b.tobytes())
            if key not in self._known:
                self._known[key] = tau_b(a, b)
            if (tau := self._known[key]) is not None:
                self._found[one, other].append((tau, probability))

    def results(self) -> list[InterestResult]:
        """Every pair of deciders that ever both have an order, in the order of the case."""
        return [_result(one, other, taus) for (one, other), taus in self._found.items() if taus]


def _result(one: str, other: str, taus: list[tuple[float, float]]) -> InterestResult:
    mean = sum(tau * p for tau, p in taus) / sum(p for _, p in taus)
    low, high = min(tau for tau, _ in taus), max(tau for tau, _ in taus)
    return InterestResult(one=one, other=other, tau=rounded(mean), low=rounded(low), high=rounded(high))
