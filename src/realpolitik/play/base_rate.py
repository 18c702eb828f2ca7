"""A question's base rate and how it is blended with what the play says.

``seen`` of ``of`` cases of length ``per``: p = (seen + 1/2) / (of + 1), the mean of the Jeffreys posterior
Beta(seen + 1/2, of - seen + 1/2) (Brown, Cai and DasGupta 2001, "Interval estimation for a binomial proportion",
section 4.3), moved to a window of T months by 1 - (1 - p)^(T / per). Then
logit p = a logit p_model + (1 - a) logit p_base with a = 1/2 and p_model held within [.001, .999].
The base rate counts happenings, so for a ``never`` question its complement is used.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.parts.time import BaseRate
from realpolitik.errors import BadInput

Floats = NDArray[np.float64]

MODEL_SHARE = 0.5  #: a, until enough questions have been resolved to fit it
CLAMP = 0.001
_EDGE = 1e-12


def clamped(p: Floats | float) -> Floats:
    """Within [.001, .999]: a model is never surer than that of what it does not exclude."""
    return np.clip(np.asarray(p, dtype=np.float64), CLAMP, 1.0 - CLAMP)


def in_window(p: Floats | float, window: float, per: float, *, never: bool = False) -> Floats:
    """A chance per ``per`` months moved to ``window`` months (``never``: the chance that it does not happen)."""
    none = (1.0 - np.asarray(p, dtype=np.float64)) ** (window / per)
    return np.asarray(none if never else 1.0 - none)


def base_probability(rate: BaseRate, window: float, *, never: bool = False) -> float:
    """The base rate's chance for a window of ``window`` months. Raises BadInput for impossible counts."""
    if not (0.0 <= rate.seen <= rate.of and rate.per > 0.0):
        raise BadInput(f"base_rate: seen {rate.seen:g} of {rate.of:g} per {rate.per:g} months is no rate; not played")
    return float(in_window((rate.seen + 0.5) / (rate.of + 1.0), window, rate.per, never=never))


def base_draws(rate: BaseRate, window: float, n: int, rng: np.random.Generator, *, never: bool = False) -> Floats:
    """Draws of the base rate's chance for the window, shape (n,)."""
    p = rng.beta(rate.seen + 0.5, rate.of - rate.seen + 0.5, n)
    return in_window(p, window, rate.per, never=never)


def blend(model: Floats | float, base: Floats | float) -> Floats:
    """The model's and the base rate's chances averaged in log odds."""
    b = np.clip(np.asarray(base, dtype=np.float64), _EDGE, 1.0 - _EDGE)
    odds = MODEL_SHARE * _logit(clamped(model)) + (1.0 - MODEL_SHARE) * _logit(b)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def _logit(p: Floats) -> Floats:
    return np.asarray(np.log(p) - np.log1p(-p))
