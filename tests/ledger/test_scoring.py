"""Scores from their definitions, by hand, and what must hold of any forecasts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from realpolitik.analysis.reliability import reliability
from realpolitik.ledger.scoring import brier, logarithmic, murphy, skill

#: Forecasts, outcomes: ten days, of which the first four are the bin of 20 %, and so on.
P = np.array([0.2, 0.2, 0.2, 0.2, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9])
O = np.array([0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0])  # noqa: E741
forecasts = st.lists(
    st.tuples(st.floats(0.0, 1.0), st.sampled_from([0.0, 1.0]) | st.floats(0.0, 1.0)), min_size=1, max_size=40
)


def test_by_hand() -> None:
    # squares: 3 * .04 + .64 + 2 * .25 + 3 * .01 + .81 = 2.1
    assert brier(P, O) == pytest.approx(0.21, abs=1e-15)
    logs = 3 * math.log(0.8) + math.log(0.2) + 2 * math.log(0.5) + 3 * math.log(0.9) + math.log(0.1)
    assert logarithmic(P, O) == pytest.approx(-logs / 10, abs=1e-15)
    # outcomes by bin .25, .5, .75; mean .5
    parts = murphy(P, O)
    assert parts.reliability == pytest.approx((4 * 0.05**2 + 0.0 + 4 * 0.15**2) / 10, abs=1e-15)
    assert parts.resolution == pytest.approx((4 * 0.25**2 + 0.0 + 4 * 0.25**2) / 10, abs=1e-15)
    assert parts.uncertainty == pytest.approx(0.25, abs=1e-15)
    assert parts.within == pytest.approx(0.0, abs=1e-15)
    assert skill(P, O, np.full(10, 0.5)) == pytest.approx(1 - 0.21 / 0.25, abs=1e-15)


def test_a_coin_a_sure_thing_and_a_share() -> None:
    half = np.full(2, 0.5)
    assert brier(half, np.array([1.0, 0.0])) == 0.25
    assert logarithmic(half, np.array([1.0, 0.0])) == pytest.approx(math.log(2))
    sure = np.array([1.0, 0.0])
    assert (brier(sure, sure), logarithmic(sure, sure)) == (0.0, 0.0)
    assert logarithmic(sure, 1 - sure) == math.inf
    assert skill(half, sure, sure) is None
    assert logarithmic(np.array([0.3]), np.array([0.3])) == pytest.approx(-0.3 * math.log(0.3) - 0.7 * math.log(0.7))
    assert math.isnan(brier(np.zeros(0), np.zeros(0)))
    assert math.isnan(logarithmic(np.zeros(0), np.zeros(0)))


def test_the_reliability_curve() -> None:
    bins = reliability(P, O)
    assert [(b.low, b.count, b.outcome) for b in bins] == [(0.2, 4, 0.25), (0.5, 2, 0.5), (0.9, 4, 0.75)]
    for b in bins:
        yes = b.outcome * b.count
        expected = beta.ppf([0.05, 0.95], yes + 0.5, b.count - yes + 0.5)
        np.testing.assert_allclose(b.interval, expected, rtol=1e-10)
    (last,) = reliability(np.ones(3), np.ones(3))
    assert (last.low, last.high, last.count) == (0.9, 1.0, 3)
    assert [b.count for b in reliability(np.array([0.0, 0.1, 0.29999, 0.3]), np.zeros(4))] == [1, 1, 1, 1]


@given(forecasts, st.integers(1, 20))
def test_the_parts_add_up_and_have_their_signs(made: list[tuple[float, float]], bins: int) -> None:
    p, o = np.array(made).T
    parts = murphy(p, o, bins)
    assert parts.reliability - parts.resolution + parts.uncertainty + parts.within == pytest.approx(
        brier(p, o), abs=1e-12
    )
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0.0
    assert parts.resolution <= parts.uncertainty + 1e-12
    assert sum(b.count for b in reliability(p, o, bins)) == p.size


@given(forecasts)
def test_forecasts_equal_within_their_bins_decompose_exactly(made: list[tuple[float, float]]) -> None:
    p, o = np.array(made).T
    middles = (np.floor(np.minimum(p, 0.99) * 10) + 0.5) / 10
    assert murphy(middles, o, 10).within == pytest.approx(0.0, abs=1e-12)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_truth_is_the_best_forecast(truth: float, said: float) -> None:
    """Both scores are proper: nothing scores better on average than what one believes."""
    for score in (brier, logarithmic):

        def mean(p: float, score=score) -> float:
            one = np.array([p])
            return truth * score(one, np.ones(1)) + (1 - truth) * score(one, np.zeros(1))

        assert mean(truth) <= mean(said) + 1e-12


@given(forecasts)
def test_order_does_not_matter(made: list[tuple[float, float]]) -> None:
    p, o = np.array(made).T
    for score in (brier, logarithmic):
        one, other = score(p, o), score(p[::-1], o[::-1])
        assert one == pytest.approx(other, abs=1e-12) or (math.isinf(one) and math.isinf(other))
