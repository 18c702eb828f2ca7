"""Weights of the Poisson distribution, for sums over the number of jumps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TAIL = 1e-14  #: Poisson mass left out of a sum


def poisson_weights(mean: float, tail: float = TAIL) -> Floats:
    """Poisson(n; mean) for n = 0, 1, ... up to where less than ``tail`` of the mass is left; sums to 1.

    Built outwards from the mode (Fox and Glynn 1988), so nothing under- or overflows.
    """
    if mean <= 0.0:
        return np.ones(1)
    mode = int(mean)
    below = np.cumprod(np.arange(mode, 0, -1) / mean)[::-1]
    room = int(12 * np.sqrt(mean + 1)) + 60
    above = np.cumprod(mean / np.arange(mode + 1, mode + 1 + room))
    weights = np.concatenate([below, [1.0], above])
    weights /= weights.sum()
    beyond = np.cumsum(weights[::-1])[::-1]
    last = int(np.searchsorted(-beyond, -tail))  # first n whose own and later mass is under tail
    weights = weights[: max(last, 1)]
    return np.asarray(weights / weights.sum())
