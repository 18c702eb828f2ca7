"""Kendall's tau-b: against the definition by all pairs, against scipy, and laws."""

from __future__ import annotations

from itertools import combinations
from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from realpolitik.conflict.interests import inversions, tau_b
from realpolitik.errors import BadInput

orders = st.integers(1, 40).flatmap(
    lambda n: st.integers(0, 8).flatmap(
        lambda top: st.tuples(
            st.lists(st.integers(-1, top), min_size=n, max_size=n),
            st.lists(st.integers(0, top), min_size=n, max_size=n),
        )
    )
)


def by_definition(a: list[int], b: list[int]) -> float | None:
    """Kendall 1945 by all pairs of places."""
    score = untied_a = untied_b = 0
    for x, y in combinations(range(len(a)), 2):
        one, other = (a[x] > a[y]) - (a[x] < a[y]), (b[x] > b[y]) - (b[x] < b[y])
        score += one * other
        untied_a += one != 0
        untied_b += other != 0
    return score / sqrt(untied_a * untied_b) if untied_a and untied_b else None


@given(orders)
def test_it_is_the_definition_and_scipys(pair: tuple[list[int], list[int]]) -> None:
    a, b = pair
    found = tau_b(a, b)
    assert found == by_definition(a, b)
    theirs = float(kendalltau(a, b).statistic) if len(a) > 1 else float("nan")
    assert isnan(theirs) if found is None else found == pytest.approx(theirs, abs=1e-12)


@given(orders, st.randoms(use_true_random=False))
def test_laws(pair: tuple[list[int], list[int]], random) -> None:
    a, b = pair
    found = tau_b(a, b)
    assert tau_b(b, a) == found
    assert tau_b(a, a) in (1.0, None)
    assert tau_b(a, [-x for x in b]) == (None if found is None else -found)
    assert tau_b([3 * x**3 + 7 for x in a], b) == found, "only the order counts"
    places = list(range(len(a)))
    random.shuffle(places)
    assert tau_b([a[k] for k in places], [b[k] for k in places]) == found


@given(st.lists(st.integers(0, 300), max_size=60))
def test_inversions_are_counted(sequence: list[int]) -> None:
    expected = sum(sequence[x] > sequence[y] for x, y in combinations(range(len(sequence)), 2))
    assert inversions(np.array(sequence, dtype=np.int64)) == expected


def test_many_states_agree_with_scipy() -> None:
    rng = np.random.default_rng(3)
    a = rng.integers(0, 5000, (4, 256, 32))
    b = a // 3 + rng.integers(0, 4000, a.shape)
    assert tau_b(a, b) == pytest.approx(kendalltau(a.ravel(), b.ravel()).statistic, abs=1e-12)


def test_the_worked_example_of_a_2_by_2_table() -> None:
    """Two yes-or-no statements: tau-b is the phi coefficient, here (30 x 40 - 10 x 20) / sqrt(40 x 60 x 50 x 50)."""
    a = [0] * 40 + [1] * 60
    b = [0] * 30 + [1] * 10 + [0] * 20 + [1] * 40
    assert tau_b(a, b) == pytest.approx((30 * 40 - 10 * 20) / sqrt(40 * 60 * 50 * 50), rel=1e-14)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(BadInput, match="3 ranks cannot be compared with 2"):
        tau_b([1, 2, 3], [1, 2])
    with pytest.raises(BadInput, match="must be integers"):
        tau_b([0.5, 1.5], [1, 2])
