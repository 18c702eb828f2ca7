"""The reliability curve: of the forecasts that said about so much, the share that came true.

Points on the diagonal are forecasts that were right as often as they said. A share of few questions is uncertain, so
every one comes with its interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS = 10  #: of equal width; a forecast of exactly 1 belongs to the last
FEW = 30  #: questions under which a curve shows little
FEW_BINS = 5  #: bins of a picture of so few
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Bin:
    """Forecasts of one bin: its edges, their number, mean forecast and mean outcome, and the outcome's interval."""

    low: float
    high: float
    count: int
    forecast: float
    outcome: float
    interval: tuple[float, float]

    @property
    def off(self) -> bool:
        """Whether the interval leaves out what was forecast: more than chance is wrong, if the questions are apart."""
        return not self.interval[0] <= self.forecast <= self.interval[1]


def places(p: Floats, bins: int = BINS) -> NDArray[np.int64]:
    """The bin of every forecast, (n,)."""
    edges = np.arange(1, bins) / bins
    return np.searchsorted(edges, p, side="right")


def reliability(p: Floats, o: Floats, bins: int = BINS) -> list[Bin]:
    """Every bin that has a forecast, with the 5th to 95th percentile of what its share may be; p, o of shape (n,).

    The interval is that of the Jeffreys posterior Beta(sum o + 1/2, sum (1 - o) + 1/2) (Brown, Cai and DasGupta 2001,
    "Interval estimation for a binomial proportion", section 4.3); it takes the questions of a bin as independent.
    """
    from scipy.special import betaincinv  # a moment to import: only where something is scored

    out = []
    for k in np.unique(of := places(p, bins)):
        here = of == k
        yes, count = float(o[here].sum()), int(here.sum())
        a, b = yes + 0.5, count - yes + 0.5
        between = float(betaincinv(a, b, LOW)), float(betaincinv(a, b, HIGH))
        out.append(Bin(k / bins, (k + 1) / bins, count, float(p[here].mean()), yes / count, between))
    return out
