"""The backward sweep against the forward run, which has an oracle of its own."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.play import targets as laid_out
from realpolitik.play.backward import forward, sweep
from realpolitik.play.draw import course
from realpolitik.play.lasting import durations
from realpolitik.play.playing import prepare
from realpolitik.play.problem import forces, stretches
from realpolitik.play.targets import Bundle, Pattern, target_of

from .oracle import worlds_of
from .random_cases import random_case
from .test_apart import SMALL as WITH_EVENTS_APART

SAME = {"rtol": 0, "atol": 1e-9}
CASES = [seed for seed in range(120) if random_case(seed) is not None][:80]


def prepared(seed):
    case = random_case(seed)
    weights = np.full(len(worlds_of(case)), 1.0 / len(worlds_of(case)))
    return prepare(case, weights, draws=4, seed=seed)


@pytest.mark.parametrize("batch", range(4))
def test_every_reading_at_every_date_is_valued_from_every_state(batch):
    checked = 0
    for seed in CASES[batch::4]:
        made = prepared(seed)
        problem = made.problem
        board = problem.ground.board
        ends = [float(t) for t in problem.times if t > 0.0]
        until = [problem.lanes.until[reading.column] for reading in problem.readings]
        pairs = [(r, end) for end in (ends[0], ends[-1]) for r, last in enumerate(until) if end <= last]
        targets = [target_of(problem.readings[r], problem.columns[problem.readings[r].column], end) for r, end in pairs]
        pattern = Pattern(board, backward=True)
        for draw in (None, 2):
            played = forces(problem, draw)
            for kind in range(min(problem.types.size, 2)):
                values, _ = sweep(pattern, stretches(problem, played, kind), targets)
                done = course(problem, played, kind)
                place = [list(problem.times).index(end) for _, end in pairs]
                expected = [done.readings[d, r] for d, (r, _) in zip(place, pairs, strict=True)]
                np.testing.assert_allclose(values[problem.start], expected, **SAME)
                checked += len(pairs)
    assert checked > 400


@pytest.mark.parametrize("single", [False, True], ids=["sixteen digits", "seven digits"])
def test_machine_code_gives_the_same_to_the_last_bit(single, monkeypatch):
    pytest.importorskip("numba")
    monkeypatch.setattr(laid_out, "TILED", 0)
    held = set()
    with_event = prepare(load_text(WITH_EVENTS_APART), [0.3, 0.6, 0.1], draws=4, seed=2)
    for problem in [with_event.problem, *(prepared(seed).problem for seed in CASES[:24])]:
        ends = [float(t) for t in problem.times if t > 0.0]
        targets = [target_of(r, problem.columns[r.column], end) for end in ends for r in problem.readings]
        held |= {(t.thin is not None, len(t.held)) for t in targets}
        pieces = stretches(problem, forces(problem, 1), 0)
        keep = np.arange(problem.ground.board.size) % 3 != 1
        keep[problem.start] = True
        for pattern in (Pattern(problem.ground.board, backward=True, keep=one) for one in (None, keep)):
            bundle = Bundle(pattern, targets, single=single)
            assert bundle.tiled
            fast, _ = sweep(pattern, pieces, bundle)
            bundle.tiled = False
            slow, _ = sweep(pattern, pieces, bundle)
            np.testing.assert_array_equal(fast, slow)
    assert held == {(False, 0), (False, 1), (False, 2), (True, 0)}


def test_forward_mass_times_backward_value_is_the_same_at_every_time():
    """Chapman-Kolmogorov: p(t) g(t) does not depend on t, for every target, held states included."""
    for seed in CASES[:20]:
        problem = prepared(seed).problem
        end = float(problem.times[-1])
        targets = [target_of(r, problem.columns[r.column], end) for r in problem.readings]
        nodes = np.linspace(0.0, end * 0.99, 7)
        played = forces(problem, 1)
        pieces = stretches(problem, played, 0)
        board = problem.ground.board
        values, seen = sweep(Pattern(board, backward=True), pieces, targets, nodes)
        mass = forward(Pattern(board, backward=False), problem.start, pieces, targets, nodes)
        running = np.einsum("nsk,nsk->nk", mass, seen)
        for k, target in enumerate(targets):
            held = [h for h in target.held if h[1].any()]
            counted = values[problem.start, k] if not (held and held[-1][2].any()) else None
            if counted is not None:
                np.testing.assert_allclose(running[:, k], counted, **SAME)


def test_durations_against_the_forward_run_cut_into_small_steps():
    for seed in CASES[:15]:
        problem = prepared(seed).problem
        board = problem.ground.board
        horizon = float(problem.times[problem.horizon])
        pieces = stretches(problem, forces(problem, None), 0)
        mask = board.table[:, 0] == board.table[problem.start, 0]
        months, lasts = durations(Pattern(board, backward=False), pieces, [problem.start], mask[None, :], horizon)
        steps = 4000
        mass = np.zeros(board.size)
        mass[problem.start] = 1.0
        total, step = 0.0, horizon / steps
        for n in range(steps):
            rates = next(p.rates for p in pieces if n * step < p.until)
            before = mass.sum()
            flow = np.zeros(board.size)
            for _ in range(2):  # the midpoint rule
                middle = mass + flow / 2.0
                moved = rates * middle[board.source] * step
                flow = np.bincount(board.target, moved, board.size) - np.bincount(board.source, moved, board.size)
            mass = (mass + flow) * mask
            total += step * (before + mass.sum()) / 2.0
        assert months[0] == pytest.approx(total, abs=5e-3 * horizon)
        assert lasts[0] == pytest.approx(mass.sum(), abs=5e-3)
