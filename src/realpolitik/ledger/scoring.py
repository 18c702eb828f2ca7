"""Scores of probabilities against what happened. Everything here is arrays: p, o and weights of shape (n,).

An outcome o is 1 for yes, 0 for no, or a share between. Brier: mean (p - o)^2 (Brier 1950, "Verification of forecasts
expressed in terms of probability", p. 1, one of its two categories). Logarithmic: mean -(o ln p + (1 - o) ln(1 - p))
(Good 1952, "Rational decisions", section 6), in nats. Lower is better in both; a coin has .25 and .693.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.reliability import BINS, places

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Murphy:
    """Brier score = reliability - resolution + uncertainty + ``within`` (what the binning leaves out)."""

    reliability: float
    resolution: float
    uncertainty: float
    within: float


def brier(p: Floats, o: Floats) -> float:
    """Mean squared difference; nan for no forecast."""
    return float(np.mean((p - o) ** 2)) if p.size else float("nan")


def logarithmic(p: Floats, o: Floats) -> float:
    """Mean log loss in nats; infinite where a forecast of 0 or 1 was wrong, nan for no forecast."""
    if not p.size:
        return float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(o > 0.0, o * np.log(p), 0.0)
        no = np.where(o < 1.0, (1.0 - o) * np.log1p(-p), 0.0)
    return float(-np.mean(yes + no)) + 0.0  # no -0.0


def skill(p: Floats, o: Floats, reference: Floats) -> float | None:
    """1 - Brier / Brier of the reference: 1 perfect, 0 no better, negative worse. None: the reference is perfect."""
    base = brier(reference, o)
    return None if not base > 0.0 else 1.0 - brier(p, o) / base


def murphy(p: Floats, o: Floats, bins: int = BINS) -> Murphy:
    """The decomposition of Murphy (1973, "A new vector partition of the probability score", eq. 8) over bins.

    With n_k forecasts in bin k, their mean f_k and mean outcome o_k: reliability sum n_k (f_k - o_k)^2 / n, resolution
    sum n_k (o_k - o)^2 / n, uncertainty mean (o_i - o)^2. For forecasts that are equal within their bins it is exact;
    else ``within`` is the difference (Stephenson, Coelho and Jolliffe 2008, "Two extra components in the Brier score
    decomposition", eq. 6).
    """
    mean = float(o.mean())
    reliability = resolution = 0.0
    for k in np.unique(of := places(p, bins)):
        here = of == k
        share = float(here.mean())
        reliability += share * float(p[here].mean() - o[here].mean()) ** 2
        resolution += share * float(o[here].mean() - mean) ** 2
    uncertainty = float(np.mean((o - mean) ** 2))
    within = brier(p, o) - (reliability - resolution + uncertainty)
    return Murphy(reliability, resolution, uncertainty, within)
