"""The coherent probabilities nearest to what somebody said of several explanations directly.

Explanations may overlap, contain or exclude each other, so not every set of numbers can be probabilities of them. The
coherent ones are A q with q >= 0 and sum q = 1, where column j of A tells which explanations hold in the j-th pattern
that can be true. The nearest of them in least squares is the coherent approximation (Osherson and Vardi 2006,
"Aggregating disparate estimates of chance", Games and Economic Behavior 56, section 3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.errors import BadInput
from realpolitik.evidence.numbers import Floats

#: Rounding, relative to the size of the points.
_ROUNDING = 1e-13
_STEPS = 1000


def coherent(said: Floats, patterns: NDArray[np.bool_]) -> Floats:
    """The coherent point nearest to ``said`` (n,); ``patterns`` (n, m): the truth of each statement in each pattern.

    Raises BadInput where there is no pattern at all.

    >>> coherent(np.array([0.6, 0.5]), np.eye(2, dtype=bool)).round(4).tolist()
    [0.55, 0.45]
    """
    if patterns.shape[1] == 0:
        raise BadInput("nothing can be true, so nothing said of it is coherent. Nothing was computed.")
    points = np.unique(patterns, axis=1).T.astype(np.float64) - said  # (m, n)
    return np.asarray(said + _least_norm(points), dtype=np.float64)


def _least_norm(points: Floats) -> Floats:
    """The point of least norm in the convex hull of the rows (Wolfe 1976, Mathematical Programming 11, p. 128)."""
    size = float(np.max(np.sum(points**2, axis=1), initial=1.0))
    chosen = [int(np.argmin(np.sum(points**2, axis=1)))]
    shares = np.ones(1)
    for _ in range(_STEPS):
        here = shares @ points[chosen]
        nearest = int(np.argmin(points @ here))
        if points[nearest] @ here > here @ here - _ROUNDING * size or nearest in chosen:
            return np.asarray(here, dtype=np.float64)
        chosen.append(nearest)
        shares = np.append(shares, 0.0)
        while True:
            affine = _affine(points[chosen])
            if (affine > _ROUNDING).all():
                shares = affine
                break
            falling = affine <= _ROUNDING
            steps = shares[falling] / np.maximum(shares[falling] - affine[falling], 1e-300)
            step = min(1.0, float(steps.min()))
            shares = (1.0 - step) * shares + step * affine
            keep = shares > _ROUNDING
            chosen = [c for c, kept in zip(chosen, keep, strict=True) if kept]
            shares = shares[keep] / shares[keep].sum()
    return np.asarray(shares @ points[chosen], dtype=np.float64)


def _affine(points: Floats) -> Floats:
    """The weights, summing to 1, of the point of least norm in the affine hull of the rows."""
    count = len(points)
    system = np.ones((count + 1, count + 1))
    system[0, 0] = 0.0
    system[1:, 1:] = points @ points.T
    right = np.zeros(count + 1)
    right[0] = 1.0
    return np.asarray(np.linalg.lstsq(system, right, rcond=None)[0][1:], dtype=np.float64)
