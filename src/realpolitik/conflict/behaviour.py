"""Which concepts explain that the actors stay where they are.

If an actor has stood in a state without leaving it, every concept by which the state is stable for it explains that,
and every other one is at odds with it. Over several observed states a concept explains an actor's behaviour if it
explains each stay. Which of the concepts an actor seems to follow is evidence about its foresight and its caution.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.solving import Solution


def explained(solution: Solution, stays: Sequence[int]) -> dict[str, NDArray[np.float64]]:
    """For each concept and decider the probability of the worlds in which it explains all stays.

    ``stays``: numbers of states (from 0) in which everybody was seen to stay. Shape (deciders,) for each concept.
    """
    out = {}
    for concept in solution.concepts:
        share = np.zeros(len(solution.deciders))
        for solved in solution.types:
            share += solved.probability * solved.stability[concept][:, list(stays)].all(axis=1)
        out[concept] = share
    return out
