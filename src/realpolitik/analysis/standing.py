"""What holds: the conflict room's equilibria, told per preference type and per state."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.result import TypeResult
from realpolitik.analysis.rounding import rounded
from realpolitik.conflict.solving import Solution

Floats = NDArray[np.float64]


def types(solution: Solution, probabilities: Iterable[float]) -> list[TypeResult]:
    """Every preference type, the most probable first, with the states that hold in it."""
    results = [
        TypeResult(
            when=dict(solved.type.when),
            probability=rounded(probability),
            equilibria={concept: solved.equilibria(concept).tolist() for concept in solution.concepts},
        )
        for solved, probability in zip(solution.types, probabilities, strict=True)
    ]
    return sorted(results, key=lambda result: -result.probability)


def equilibrium_shares(solution: Solution, probabilities: Iterable[float]) -> dict[str, Floats]:
    """For each concept the probability that a state is an equilibrium, shape (feasible states,)."""
    weights = list(probabilities)
    return {
        concept: np.sum(
            [
                weight * solved.stability[concept].all(axis=0)
                for solved, weight in zip(solution.types, weights, strict=True)
            ],
            axis=0,
            dtype=np.float64,
        )
        for concept in solution.concepts
    }
