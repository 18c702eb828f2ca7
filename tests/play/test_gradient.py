"""Gradients against differences of whole runs; a problem with one number changed against a case with it changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from realpolitik.play.backward import sweep
from realpolitik.play.gradient import gradient_draw
from realpolitik.play.parameters import changed, parameters, wishes
from realpolitik.play.playing import prepare
from realpolitik.play.problem import forces, log_path, stretches
from realpolitik.play.targets import Pattern, target_of
from realpolitik.play.valuing import Valuation, value_draw

from .oracle import worlds_of
from .random_cases import random_case

CASES = [seed for seed in range(160) if random_case(seed) is not None][:100]


def prepared(seed):
    case = random_case(seed)
    weights = np.full(len(worlds_of(case)), 1.0 / len(worlds_of(case)))
    return prepare(case, weights, draws=4, seed=seed)


def targets_of(problem):
    end = float(problem.times[-1])
    return [target_of(r, problem.columns[r.column], end) for r in problem.readings]


def valued(problem, targets, draw, kind):
    played = forces(problem, draw)
    found, _ = sweep(Pattern(problem.ground.board, backward=True), stretches(problem, played, kind), targets)
    return found[problem.start], log_path(problem, played, kind)


def now(problem, parameter):
    if parameter.kind == "wish":
        return 1.0
    if parameter.kind in ("pace", "resolve", "inertia", "backing_down"):
        return getattr(problem.numbers, parameter.kind)[parameter.which, 0]
    if parameter.kind == "rate":
        return problem.ground.nature.rates[parameter.which][parameter.part, 0]
    return problem.ground.nature.dated[parameter.which][1][parameter.part, 0]


def test_slopes_equal_differences_of_whole_runs():
    kinds = set()
    for seed in CASES[:40]:
        made = prepared(seed)
        problem, targets = made.problem, targets_of(made.problem)
        smooth = [p for p in parameters(made.case, made.space) if p.kind != "sure" and now(made.problem, p) > 0.0]
        smooth += wishes(made.case, made.problem.wants)
        gradient = gradient_draw(problem, targets, smooth, (None, None), nodes=40)
        kind = int(np.flatnonzero(problem.wanted)[0])
        if not np.isfinite(gradient.log_path[kind]):
            continue
        for column, parameter in enumerate(smooth):
            x = now(problem, parameter)
            step = 1e-5 * max(x, 1e-2)
            above, above_path = valued(changed(problem, parameter, x + step), targets, None, kind)
            below, below_path = valued(changed(problem, parameter, x - step), targets, None, kind)
            expected = (above - below) / (2 * step)
            np.testing.assert_allclose(gradient.slopes[kind, :, column], expected, rtol=1e-3, atol=2e-5)
            if np.isfinite(above_path) and np.isfinite(below_path):
                slope = (above_path - below_path) / (2 * step)
                assert gradient.path_slopes[kind, column] == pytest.approx(slope, rel=1e-3, abs=1e-4)
            kinds.add(parameter.kind)
    assert kinds >= {"pace", "resolve", "inertia", "rate", "by", "wish"}


def test_values_equal_the_sweep_and_a_wish_that_is_sure_changes_only_draws_between():
    for seed in CASES[:20]:
        made = prepared(seed)
        problem, targets = made.problem, targets_of(made.problem)
        gradient = gradient_draw(problem, targets, [], (1, None))
        some = np.flatnonzero(problem.wanted)[::2]
        part = gradient_draw(problem, targets, [], (1, some.tolist()))
        np.testing.assert_array_equal(part.values[some], gradient.values[some])
        np.testing.assert_array_equal(np.delete(part.log_path, some), -np.inf)
        found = value_draw(Valuation.of(problem, targets), 1)
        np.testing.assert_allclose(gradient.values, found.values, rtol=0, atol=1e-12)
        np.testing.assert_array_equal(gradient.log_path, found.log_path)


def test_leaving_out_states_is_off_by_no_more_than_the_chance_to_get_there():
    tried = 0
    for seed in CASES[:30]:
        made = prepared(seed)
        problem, targets = made.problem, targets_of(made.problem)
        board = problem.ground.board
        keep = np.random.default_rng(seed).random(board.size) < 0.7
        keep[problem.start] = True
        if keep.all():
            continue
        leak = replace(targets[0], terminal=np.zeros(board.size), held=(), elsewhere=1.0, end=float(problem.times[-1]))
        whole = value_draw(Valuation.of(problem, targets), None).values
        part = value_draw(Valuation.of(problem, (*targets, leak), keep=keep), None).values
        for kind in np.flatnonzero(problem.wanted):
            gone = part[kind, -1]
            assert -1e-9 <= gone <= 1.0 + 1e-9
            assert np.all(np.abs(part[kind, :-1] - whole[kind]) <= gone + 1e-9)
            tried += 1
    assert tried > 10
