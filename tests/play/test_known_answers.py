"""Published and closed-form answers under exactly the stated model."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.conflict.solving import graph_of
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.board import encode, explore
from realpolitik.play.kernel import Temper, choice_rates, exit_rates
from realpolitik.play.lanes import Column, Reading
from realpolitik.play.playing import play, prepare
from realpolitik.play.poisson import TAIL, poisson_count, poisson_rows, poisson_weights
from realpolitik.play.problem import forces
from realpolitik.play.train import Lanes
from realpolitik.play.transient import ERROR_BOUND, Piece, run
from realpolitik.play.utility import feature_table

HEAD = "realpolitik: 1\ncase: known\ntitle: Known\nas_of: 2025-01-01\nhorizon: 2025-12-31\n"


def stationary(case_text):
    """The board and the stationary distribution of a case's central play."""
    case = load_text(HEAD + case_text)
    made = prepare(case, [0.5, 0.5])
    problem = made.problem
    played = forces(problem, None)
    rates = problem.ground.rates(played.weights, played.temper, played.hazards, 0, 0.0)
    board = problem.ground.board
    q = np.zeros((board.size, board.size))
    np.add.at(q, (board.source, board.target), rates)
    q -= np.diag(q.sum(axis=1))
    system = np.vstack([q.T, np.ones(board.size)])
    solution, *_ = np.linalg.lstsq(system, np.append(np.zeros(board.size), 1.0), rcond=None)
    return made.space, board, solution


def dilemma(t, r, p, s, resolve):
    one = {"one": "two", "two": "one"}
    lines = ["actors:"]
    for me, other in one.items():
        lines += [
            f"  {me}:",
            "    options: {keep: Keep silent}",
            "    utility:",
            f'      "not keep and {other}.keep": {t}',
            f'      "keep and {other}.keep": {r}',
            f'      "not keep and not {other}.keep": {p}',
            f'      "keep and not {other}.keep": {s}',
            f"    resolve: {resolve}",
            "    inertia: none",
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("payoffs", "resolve", "expected"),
    [
        ((4, 3, 1, 0), 1, 0.534447),
        ((4, 3, 1, 0), 3, 0.907397),
        ((5, 3, 1, 0), 1, 0.560053),
        ((5, 3, 1, 0), 3, 0.909341),
    ],
)
def test_prisoners_dilemma(payoffs, resolve, expected):
    space, board, pi = stationary(dilemma(*payoffs, resolve))
    both_betray = board.place(encode(space, (0, 0)))
    assert pi[both_betray] == pytest.approx(expected, abs=5e-7)


def test_potential_game_has_the_gibbs_distribution():
    """All actors want the same (a potential), same lambda, no friction, all reversible."""
    rng = np.random.default_rng(3)
    weights = rng.normal(size=6).round(3)
    phi = ["a.x and b.y", "b.y and not c.z", "a.x or c.z", "not a.w", "a.w and c.z", "b.y"]
    lines = ["actors:"]
    for name, options in (("a", "{x: X, w: W}"), ("b", "{y: Y}"), ("c", "{z: Z}")):
        lines += [f"  {name}:", f"    options: {options}", "    resolve: 2.5", "    inertia: none", "    utility:"]
        lines += [f'      "{f}": {w}' for f, w in zip(phi, weights, strict=True)]
    space, board, pi = stationary("\n".join(lines) + "\n")
    expected = []
    for x, w, y, z in board.table.astype(bool):
        truths = [x and y, y and not z, x or z, not w, w and z, y]
        expected.append(math.exp(2.5 * sum(v for v, t in zip(weights, truths, strict=True) if t)))
    np.testing.assert_allclose(pi, np.array(expected) / sum(expected), rtol=0, atol=1e-12)
    assert board.size == space.size == 16


def test_actors_without_wishes_and_friction_choose_evenly():
    text = """actors:
  a: {options: {x: X, y: {values: [l, m, h]}}, inertia: none}
  b: {options: {z: Z}, inertia: none}
"""
    case = load_text(HEAD + text)
    made = prepare(case, [0.5, 0.5])
    board = made.problem.ground.board
    played = forces(made.problem, None)
    rates = made.problem.ground.rates(played.weights, played.temper, played.hazards, 0, 0.0)
    for mover, choices in ((0, 6), (1, 2)):
        np.testing.assert_allclose(rates[board.mover == mover], 1 / choices, rtol=0, atol=1e-15)
    _, _, pi = stationary(text)
    np.testing.assert_allclose(pi, 1 / 12, rtol=0, atol=1e-13)


def test_competing_constant_hazards():
    text = """nature:
  x: {text: X, rate: 20% per month, if: not nature.y and not nature.z}
  y: {text: Y, rate: 35% per month, if: not nature.x and not nature.z}
  z: {text: Z, rate: 5% per month, if: not nature.x and not nature.y}
scenarios: {x: nature.x, y: nature.y, z: nature.z}
"""
    result = play(load_text(HEAD + text), [0.5, 0.5], draws=0)
    mu = {"x": -math.log(0.8), "y": -math.log(0.65), "z": -math.log(0.95)}
    total = sum(mu.values())
    for k, date in enumerate(result.dates):
        months = (date - datetime.date(2025, 1, 1)).days / (365.25 / 12)
        for name, rate in mu.items():
            expected = rate / total * -math.expm1(-total * months)
            assert result.scenarios[name].ever.mean[k] == pytest.approx(expected, abs=1e-13)
            assert result.scenarios[name].at.mean[k] == pytest.approx(expected, abs=1e-13)


def test_chances_by_dates_are_met():
    text = """nature:
  x: {text: X, by: {2025-03-31: 20%, 2025-08-31: 55%}}
scenarios: {x: nature.x}
"""
    result = play(load_text(HEAD + text), [0.5, 0.5], draws=0)
    at = dict(zip(result.dates, result.scenarios["x"].at.mean, strict=True))
    assert at[datetime.date(2025, 3, 31)] == pytest.approx(0.2, abs=1e-13)
    assert at[datetime.date(2025, 8, 31)] == pytest.approx(0.55, abs=1e-13)
    days = (datetime.date(2025, 12, 31) - datetime.date(2025, 3, 31)).days
    rate = -math.log(0.45 / 0.8) / (datetime.date(2025, 8, 31) - datetime.date(2025, 3, 31)).days
    assert at[datetime.date(2025, 12, 31)] == pytest.approx(1 - 0.8 * math.exp(-rate * days), abs=1e-13)


THREE = """watched_from: 2025-01-01
factors:
  h: {asks: Whether, prior: 30%}
actors:
  a: {options: {x: {text: X, now: yes}}, resolve: 2, inertia: none, serves: {for_a: 50%, against_a: 50%}}
  b: {options: {x: {text: X, now: yes}}, resolve: 2, inertia: none, serves: {for_b: 50%, against_b: 50%}}
  c: {options: {x: {text: X, now: yes}}, resolve: 2, inertia: none, serves: {for_c: 50%, against_c: 50%}}
""" + "".join(
    f"  for_{a}: {{prefers: [{{that: {a}.x, when: h}}]}}\n"
    f"  against_{a}: {{prefers: [{{that: not {a}.x, when: not h}}]}}\n"
    for a in "abc"
)
SEEN = "events:\n" + "".join(f"  - {{date: 2025-01-01, by: {a}, does: x}}\n" for a in "abc")


def test_three_actors_each_seen_to_move_once():
    """Stay-to-move utility +1 in h and -1 else at lambda 1 (half of it at lambda 2), no waiting: .8959210."""
    case = load_text(HEAD + THREE + SEEN + "scenarios: {every_one: a.x and b.x and c.x}\n")
    result = play(case, [0.3, 0.7, 0.0], draws=0)
    odds = 0.3 / 0.7 * math.e**3
    assert odds / (1 + odds) == pytest.approx(0.8959210, abs=5e-8)
    assert result.after[0] == pytest.approx(odds / (1 + odds), abs=1e-12)
    assert result.moves_seen == 3


CONFLICTS = 500


def sure_players(rng):
    """A random case of three actors who choose without noise and stay where they are indifferent; None if invalid."""
    names = [f"{a}.{o}" for a in "abc" for o in ("x", "y")]

    def statement():
        one, other = rng.choice(names, 2, replace=False)
        return f"{rng.choice(['', 'not '])}{one} {rng.choice(['and', 'or'])} {rng.choice(['', 'not '])}{other}"

    lines = ["actors:"]
    for a in "abc":
        gate = next(n for n in rng.permutation(names) if n[0] != a)
        extra = [", moves: forward", f", if: {gate}", ""][rng.integers(3)]
        lines += [f"  {a}:", "    options:", f"      x: {{text: X{extra}}}", "      y: {text: Y}", "    prefers:"]
        lines += [f"      - {statement()}" for _ in range(3)]
        lines += ["    resolve: 1e7", "    inertia: 40"]
    lines += [f"rules:\n  - never: {statement()} and {names[rng.integers(6)]}"]
    try:
        case = load_text(HEAD + "\n".join(lines) + "\n")
        StateSpace.of(case)
    except BadInput:
        return None
    return case


@pytest.mark.parametrize("batch", range(10))
def test_the_limit_of_sure_choice_is_nash(batch):
    """Lambda to infinity, ties broken for staying, every pace above 0: the absorbing states are the Nash equilibria."""
    for seed in range(batch, CONFLICTS, 10):
        rng = np.random.default_rng([50, seed])
        while (case := sure_players(rng)) is None:
            pass
        stays_where_nash(case)


def stays_where_nash(case):
    made = prepare(case, [0.5, 0.5])
    space, problem = made.space, made.problem
    board = explore(space, tuple(space.states.tolist()))
    weights = problem.wants.draw(None)
    utility = weights @ feature_table(case, space, board)
    temper = problem.numbers.draw(None)
    stays = exit_rates(board, choice_rates(board, utility, temper)) < 1e-12
    graph = graph_of(space, {})
    nash = graph.equilibria("Nash").ravel(order="F")[space.states]
    np.testing.assert_array_equal(stays, nash.astype(bool))


def test_poisson_weights():
    for mean in (0.0, 1e-6, 0.3, 5.0, 108.7, 3000.0):
        weights = poisson_weights(mean)
        n = np.arange(weights.size)
        logs = np.array([-mean + k * (math.log(mean) if mean else 0.0) - math.lgamma(k + 1) for k in n])
        np.testing.assert_allclose(weights, np.exp(logs) if mean else [1.0], rtol=0, atol=1e-13)
        assert weights.sum() == pytest.approx(1, abs=1e-15)


def test_poisson_rows_and_count():
    means = np.array([0.0, 1e-6, 0.3, 5.0, 17.0, 31.0, 108.7])
    count = poisson_count(means[-1])
    rows = poisson_rows(means, count)
    for mean, row in zip(means, rows, strict=True):
        weights = poisson_weights(mean)
        np.testing.assert_allclose(row[: weights.size], weights[:count], rtol=1e-12, atol=2 * TAIL)
        assert row.sum() == pytest.approx(1, abs=1e-15)
    for mean in (1e-6, 0.3, 5.0, 108.7, 3000.0):
        kept = poisson_count(mean)
        beyond = poisson_weights(mean, 1e-40)[kept:].sum()
        assert beyond < TAIL
        assert poisson_weights(mean, 1e-40)[kept - 2 :].sum() > TAIL / 10 or kept <= 2
    assert poisson_count(0.0) == 1
    (row,) = poisson_rows(np.array([3000.0]), poisson_count(3000.0))
    expected = poisson_weights(3000.0)
    np.testing.assert_allclose(row[: expected.size], expected[: row.size], rtol=0, atol=2 * TAIL)


def test_error_is_bounded_over_a_long_time():
    """A flip-flop for 200 months at 30 moves a month: the closed form to the printed bound."""
    text = "actors:\n  a: {options: {x: X}, inertia: none, pace: 60 per month}\n"
    made = prepare(load_text(HEAD + text), [0.5, 0.5])
    board = made.problem.ground.board
    rates = np.array([30.0, 30.0])
    done = np.array([False, True])
    times = np.array([0.001, 0.01, 1.0, 200.0])
    columns, readings = [Column(), Column(done)], [Reading(0, done), Reading(1, done, arriving=True)]
    lanes = Lanes(board, 0, columns, readings)
    got = run(lanes, [lanes.lane(1)], [Piece(200.0, rates)], times, 200.0).readings
    np.testing.assert_allclose(got[:, 0], (1 - np.exp(-60 * times)) / 2, rtol=0, atol=ERROR_BOUND)
    np.testing.assert_allclose(got[:, 1], -np.expm1(-30 * times), rtol=0, atol=ERROR_BOUND)


def test_choice_never_overflows():
    made = prepare(load_text(HEAD + dilemma(4, 3, 1, 0, 1)), [0.5, 0.5])
    board = made.problem.ground.board
    utility = np.array([[0.0, 1e6, -1e6, 3.0], [2.0, -1e6, 1e6, 0.0]])
    temper = Temper(np.ones(2), np.full(2, 1e9), np.zeros(2), np.zeros(0))
    rates = choice_rates(board, utility, temper)
    assert np.isfinite(rates).all()
    assert (rates >= 0).all()
    assert (rates <= 1).all()
