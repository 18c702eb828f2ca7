"""Weights of the Poisson distribution, for sums over the number of jumps."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LARGEST_TABLE = 2**20  #: numbers worked on at a time
TAIL = 1e-14  #: Poisson mass left out of a sum


def poisson_count(mean: float, tail: float = TAIL) -> int:
    """How many terms of the distribution leave less than ``tail`` of its mass out.

    From the mode on a term is mean / n times the one before, so all after term n are less than mean / (n + 1 - mean)
    times it together.
    """
    n = int(mean)
    term = math.exp(n * math.log(mean) - mean - math.lgamma(n + 1.0)) if mean > 0.0 else 0.0
    while n < mean or term * mean >= tail * (n + 1.0 - mean):
        n += 1
        term *= mean / n
    return n + 1


def poisson_rows(means: Floats, count: int) -> Floats:
    """Poisson(n; mean) for n < ``count``, one row a mean, each scaled to sum 1; shape (means, count).

    ``count`` must leave no more than a tail of each out.
    """
    out = np.empty((means.size, count))
    together = max(1, LARGEST_TABLE // count)
    n = np.arange(1, count)
    for k in range(0, means.size, together):
        mean = np.maximum(means[k : k + together, None], 1e-300)
        mode = np.floor(mean)
        rows = np.ones((mean.size, count))
        # From the mode outwards, as above: upwards by mean / n, downwards by n / mean.
        rows[:, 1:] = np.cumprod(np.where(n > mode, mean / n, 1.0), axis=1)
        rows[:, :-1] *= np.cumprod(np.where(n <= mode, n / mean, 1.0)[:, ::-1], axis=1)[:, ::-1]
        out[k : k + together] = rows / rows.sum(axis=1, keepdims=True)
    return out


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
