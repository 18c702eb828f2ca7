"""How long something that was done lasts: the time until the play first leaves the states in which it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.backward import TAIL
from realpolitik.play.poisson import poisson_weights
from realpolitik.play.targets import Pattern
from realpolitik.play.transient import Piece

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def durations(
    pattern: Pattern, pieces: Sequence[Piece], starts: Sequence[int], masks: Bools, horizon: float
) -> tuple[Floats, Floats]:
    """How long a play that begins in ``starts[k]`` stays within ``masks[k]`` without a break, up to ``horizon``.

    ``masks`` shape (k, states). Returns the expected months, and the chance that it lasts to the horizon, both (k,).
    ``pattern`` must be a forward one.
    """
    count = len(starts)
    inside = np.ascontiguousarray(np.array([pattern.rows(mask) for mask in masks], dtype=np.float64).T)
    block = np.zeros((pattern.size, count))
    block[pattern.place[np.asarray(starts)], np.arange(count)] = 1.0
    block *= inside
    months = np.zeros(count)
    begin = 0.0
    for piece in pieces:
        end = min(piece.until, horizon)
        if end <= begin:
            break
        matrix, q = pattern.jump(piece.rates)
        weights = poisson_weights(q * (end - begin), TAIL)
        left = (1.0 - np.cumsum(weights)).clip(0.0) / q if q else np.array([end - begin])
        power, out = block, weights[0] * block
        months += left[0] * block.sum(axis=0)
        for n in range(1, len(weights)):
            power = (matrix @ power) * inside
            out += weights[n] * power
            months += left[n] * power.sum(axis=0)
        block, begin = out, end
    return months, np.asarray(block.sum(axis=0))
