"""Means and intervals over types and draws, each weighted by how well it explains the moves that were seen.

P(question) = sum_t P(t) sum_d L(t, d) q(t, d) / sum_t P(t) sum_d L(t, d), with L the path likelihood: importance
weighting of draws from the prior. An interval is the weighted 5th to 95th percentile over the draws d, each with its
weight sum_t P_d(t) L(t, d). Effective sample size: (sum W)^2 / sum W^2 (Kong 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.draw import Outcome
from realpolitik.play.questions import Asked, Sum
from realpolitik.play.result import Curve, Interval

Floats = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
SHORT_OF_SURE = 1e-11


@dataclass(frozen=True, eq=False)
class Average:
    """All draws together. ``readings`` (draws, types, dates, readings), ``log_paths`` (draws, types).

    ``shares`` (types,): P(t); ``drawn`` (draws, types): P_d(t), the same where the evidence is taken as certain.
    """

    readings: Floats
    log_paths: Floats
    shares: Floats
    drawn: Floats

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], shares: Floats, drawn: Floats) -> Average:
        """From the draws' outcomes, in order."""
        return cls(np.array([o.readings for o in outcomes]), np.array([o.log_path for o in outcomes]), shares, drawn)

    @property
    def scale(self) -> float:
        """The largest log likelihood of any type and draw."""
        return float(self.log_paths.max())

    @property
    def likelihood(self) -> Floats:
        """L(t, d) relative to the largest, shape (draws, types)."""
        return np.asarray(np.exp(self.log_paths - self.scale))

    @property
    def joint(self) -> Floats:
        """P(t) L(t, d), normalised, shape (draws, types)."""
        weight = self.shares * self.likelihood
        return np.asarray(weight / weight.sum())

    @property
    def joint_drawn(self) -> Floats:
        """P_d(t) L(t, d), shape (draws, types); its row sums are the draws' weights."""
        return np.asarray(self.drawn * self.likelihood)

    def log_moves(self) -> Floats:
        """log of the mean over draws of L(t, d), shape (types,); -inf where a type cannot explain the moves."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.likelihood.mean(axis=0)) + self.scale)

    def effective_sample_size(self) -> float:
        """How many equally weighted draws the weighted ones are worth."""
        weight = self.joint_drawn.sum(axis=1)
        return float(weight.sum() ** 2 / (weight**2).sum())

    def by_type(self, values: Floats) -> Floats:
        """Each type's weighted mean over draws of ``values`` (draws, types), 0 where a type has no weight."""
        weight = self.likelihood
        total = weight.sum(axis=0)
        safe = np.where(total > 0.0, total, 1.0)
        return np.asarray(np.where(total > 0.0, (weight * values).sum(axis=0) / safe, 0.0))

    def mean(self, values: Floats) -> float:
        """The mean of ``values`` (draws, types)."""
        return float((self.joint * values).sum())

    def per_draw(self, values: Floats) -> tuple[Floats, Floats]:
        """Each draw's value, averaged over its types, and each draw's weight."""
        weight = self.joint_drawn
        total = weight.sum(axis=1)
        safe = np.where(total > 0.0, total, 1.0)
        return np.asarray((weight * values).sum(axis=1) / safe), total

    def standard_error(self, values: Floats) -> float:
        """How far the mean of ``values`` (draws, types) may be off by the chance of the draws: one standard error.

        Of a mean of weighted draws (Cochran 1977, "Sampling Techniques", section 6.3, the linearised ratio). Spreading
        the draws evenly over what is unsure makes the true error smaller, so this is on the safe side.
        """
        told, weight = self.per_draw(values)
        if weight.size < 2 or not weight.any():
            return 0.0
        off = weight / weight.sum() * (told - (weight * told).sum() / weight.sum())
        return float(np.sqrt((off**2).sum() * weight.size / (weight.size - 1)))

    def curve(self, reading: int) -> Curve:
        """A reading over all dates with its band."""
        return self.curve_of(self.readings[:, :, :, reading])

    def curve_of(self, values: Floats) -> Curve:
        """A curve of ``values`` (draws, types, dates) with its band."""
        dates = range(values.shape[2])
        mean = certain(np.array([self.mean(values[:, :, d]) for d in dates]))
        bands = [interval(*self.per_draw(values[:, :, d])) for d in dates]
        return Curve(mean, *(certain(np.array(side)) for side in zip(*bands, strict=True)))

    def sums(self, asked: Asked, place: dict[object, int]) -> tuple[Floats, Floats]:
        """A question's numerator and denominator, each (draws, types); ``place`` is each date's position."""
        upper = asked.constant + self._sum(asked.upper, place)
        lower = self._sum(asked.lower, place) if asked.lower else np.ones_like(upper)
        return upper, lower

    def _sum(self, terms: Sum, place: dict[object, int]) -> Floats:
        out = np.zeros(self.readings.shape[:2])
        for factor, reading, date in terms:
            out += factor * self.readings[:, :, place[date], reading]
        return out


def certain(p: Floats) -> Floats:
    """Probabilities with what rounding left short of 1 (or below 0) put right: what is sure must read as sure."""
    return np.asarray(np.where(p > 1.0 - SHORT_OF_SURE, 1.0, p.clip(0.0, 1.0)))


def interval(values: Floats, weights: Floats) -> Interval:
    """The weighted 5th and 95th percentile, interpolated between the middles of the weights."""
    keep = weights > 0.0
    values, weights = values[keep], weights[keep]
    order = np.argsort(values, kind="stable")
    values, weights = values[order], weights[order]
    middle = (np.cumsum(weights) - weights / 2) / weights.sum()
    return float(np.interp(LOW, middle, values)), float(np.interp(HIGH, middle, values))
