"""How far the play is to be trusted beside base rates: the share a of the blend, fitted to resolved questions.

logit p = a logit p_model + (1 - a) logit p_base, as forecasts are blended (``play.base_rate``). Until ``ENOUGH``
questions that have both are resolved a is 1/2; then it is the mode of the log score plus a Beta(15, 15) prior, which
counts as much as some thirty questions that say 1/2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.base_rate import MODEL_SHARE, clamped

Floats = NDArray[np.float64]

ENOUGH = 30  #: resolved questions before the share is fitted
PRIOR = 15.0  #: both parameters of the Beta prior
_GRID = np.linspace(0.0, 1.0, 1001)[1:-1]


@dataclass(frozen=True)
class Blend:
    """The share of the play in the blend, from so many ``questions``; ``fitted``: there were enough of them."""

    share: float
    questions: int
    fitted: bool


def blend_share(model: Floats, base: Floats, outcome: Floats) -> Blend:
    """The share that the record of some questions speaks for; each (n,)."""
    if model.size < ENOUGH:
        return Blend(MODEL_SHARE, int(model.size), False)
    ours, theirs = (np.log(p) - np.log1p(-p) for p in (clamped(model), clamped(base)))
    odds = _GRID[:, None] * ours + (1.0 - _GRID[:, None]) * theirs
    log = -(outcome * np.logaddexp(0.0, -odds) + (1.0 - outcome) * np.logaddexp(0.0, odds)).sum(axis=1)
    log += (PRIOR - 1.0) * (np.log(_GRID) + np.log1p(-_GRID))
    return Blend(float(_GRID[int(np.argmax(log))]), int(model.size), True)
