"""A sample of the plays: what it takes, what it stands for, and that sums over it are those over all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.play.playing import prepare
from realpolitik.play.problem import conduct, forces
from realpolitik.play.sample import _chances, sample, whole

from .oracle import worlds_of
from .random_cases import random_case

CASES = [seed for seed in range(60) if random_case(seed) is not None][:15]


def prepared(seed, draws=9):
    case = random_case(seed)
    weights = np.full(len(worlds_of(case)), 1.0 / len(worlds_of(case)))
    return prepare(case, weights, draws=draws, seed=3).problem


def drawn_logs(problem, seed):
    rng = np.random.default_rng(seed)
    logs = rng.normal(0.0, 2.0, (problem.draws, problem.types.size))
    logs[rng.random(logs.shape) < 0.1] = -np.inf
    return logs


def test_all_are_taken_where_there_are_no_more():
    problem = prepared(CASES[0])
    every = whole(problem)
    found = sample(problem, drawn_logs(problem, 0), 10**6)
    np.testing.assert_array_equal(found.taken, every.taken)
    np.testing.assert_array_equal(found.log_weight, every.log_weight)
    assert every.taken.sum() == problem.draws * problem.wanted.sum()


@pytest.mark.parametrize("seed", CASES)
def test_a_sample_takes_twins_together_and_each_type_keeps_its_weight(seed):
    problem = prepared(seed)
    logs = drawn_logs(problem, seed)
    for plays in (2, 5, 9):
        found = sample(problem, logs, plays)
        again = sample(problem, logs, plays)
        np.testing.assert_array_equal(found.log_weight, again.log_weight)
        taken = set()
        for row, (draw, kinds) in enumerate(found.tasks()):
            played = forces(problem, draw)
            named = {kind: conduct(problem, played, kind) for kind in np.flatnonzero(problem.wanted).tolist()}
            taken |= {(row, named[kind]) for kind in kinds}
            assert set(kinds) == {kind for kind, name in named.items() if (row, name) in taken}
        weight = problem.shares * np.exp(logs - logs.max())
        if found.taken.sum() < whole(problem).taken.sum():  # fewer than all: as many as were asked for
            assert abs(len(taken) - plays) <= 1
        stands = (weight * np.exp(found.log_weight)).sum(axis=0)
        known = stands > 0.0
        np.testing.assert_allclose(stands[known], weight.sum(axis=0)[known], rtol=1e-9)


def test_what_counts_for_more_than_its_part_is_always_taken():
    problem = prepared(CASES[1])
    logs = np.full((problem.draws, problem.types.size), -3.0)
    logs[4] = 3.0
    found = sample(problem, logs, 5)
    assert found.taken[4][problem.wanted].all()


def test_means_stand_for_all_of_a_type_and_stay_within_what_was_taken():
    problem = prepared(CASES[2])
    logs = drawn_logs(problem, 5)
    rng = np.random.default_rng(5)
    values = rng.random((3, *logs.shape))
    every = whole(problem)
    weight = np.exp(logs)
    expected = (values * weight).sum(axis=1) / np.where(weight.sum(axis=0) > 0.0, weight.sum(axis=0), 1.0)
    np.testing.assert_allclose(every.means(values, logs), expected * problem.wanted, atol=1e-12)
    few = sample(problem, logs, 4)
    # Even where the moves seen are explained quite otherwise than when the sample was taken.
    for other in (logs, rng.normal(0.0, 30.0, logs.shape), np.full(logs.shape, -np.inf)):
        found = few.means(values, other)
        for kind in range(problem.types.size):
            mine = values[:, few.taken[:, kind] & np.isfinite(other[:, kind]), kind]
            low, high = (mine.min(axis=1), mine.max(axis=1)) if mine.size else (np.zeros(3), np.zeros(3))
            assert (found[:, kind] >= low - 1e-12).all()
            assert (found[:, kind] <= high + 1e-12).all()


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=40), st.integers(1, 30))
def test_chances_follow_size_and_add_up(sizes, plays):
    sizes = np.array(sizes)
    if not sizes.any():
        return
    found = _chances(sizes, plays)
    counted = sizes >= 1e-9 * sizes.max()
    assert (found <= 1.0).all()
    assert (found[~counted] == 0.0).all()
    assert found.sum() == pytest.approx(min(plays, counted.sum()), rel=1e-6)
    open_ = counted & (found < 1.0)
    if open_.any():
        ratio = found[open_] / sizes[open_]
        np.testing.assert_allclose(ratio, ratio[0], rtol=1e-9)
