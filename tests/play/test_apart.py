"""Events that nothing depends on are followed apart, and it makes no difference to any answer."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from realpolitik.case.apart import events_apart
from realpolitik.case.loading import load_text
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.backward import forward, sweep
from realpolitik.play.calendar import months
from realpolitik.play.draw import course
from realpolitik.play.history import log_moves_by_day
from realpolitik.play.playing import play, prepare
from realpolitik.play.problem import forces, stretches
from realpolitik.play.targets import Pattern, target_of
from realpolitik.play.train import Lanes

from .random_cases import random_text

SMALL = """
case: small
title: Small
as_of: 2025-01-01
horizon: 2025-12-31
factors:
  f: {asks: Which, prior: 30%}
actors:
  a:
    options: {act: Act}
    prefers: [act]
nature:
  far:
    text: Something far away
    rate: 20% per year
  near:
    text: Something that hangs on what is done
    rate:
      - {if: a.act and f, p: 60% per month}
      - {if: a.act, p: 20% per month}
      - {else: 1% per month}
  dated:
    by: {2025-03-31: 10%, 2025-10-31: 60%}
scenarios:
  acted: a.act
questions:
  - {id: far, asks: Q, happens: ever nature.far, until: 2025-12-31}
  - {id: near, asks: Q, happens: at nature.near, until: 2025-11-30}
  - {id: dated, asks: Q, happens: never nature.dated, until: 2025-06-30}
"""


WATCHED = """
case: watched
title: Watched
as_of: 2025-06-30
horizon: 2025-12-31
watched_from: 2025-01-01
factors:
  f: {asks: Which, prior: 30%}
actors:
  a:
    options: {act: {text: Act, now: yes}}
    prefers: [{that: act, when: f}]
nature:
  far: {text: Far away, rate: 5-60% per month}
  near: {text: Nearer, rate: [{if: f and a.act, p: 60% per month}, {if: f, p: 10-20% per month}, {else: 1% per month}]}
  dated: {by: {2025-10-31: 60%}}
scenarios:
  acted: a.act
questions:
  - {id: far, asks: Q, happens: ever nature.far, until: 2025-12-31}
  - {id: near, asks: Q, happens: at nature.near, until: 2025-11-30}
  - {id: dated, asks: Q, happens: never nature.dated, until: 2025-11-30}
events:
  - {date: 2025-03-10, by: a, does: act}
"""


@pytest.mark.parametrize("draws", [0, 4])
def test_that_an_event_apart_has_not_come_in_the_watch_counts_too(draws: int) -> None:
    """A scenario that mentions the events makes them states; what the watch says of the worlds stays the same."""
    case = load_text(WATCHED)
    within = load_text(WATCHED.replace("  acted: a.act\n", "  acted: a.act and not nature.far and not nature.near\n"))
    assert events_apart(case) == ("far", "near", "dated")
    assert events_apart(within) == ("dated",)
    one, other = (play(c, worlds_of(c), draws=draws) for c in (case, within))
    np.testing.assert_allclose(one.after, other.after, rtol=0, atol=1e-12)
    assert one.after[0] < 0.2 * one.before[0], "in f something should have come"
    np.testing.assert_allclose(one.log_moves, other.log_moves, rtol=0, atol=1e-12)
    for question in case.questions:
        assert one.questions[question.id].p == pytest.approx(other.questions[question.id].p, abs=1e-9)
    days = [case.watched_from, case.as_of]
    by_day = log_moves_by_day(case, StateSpace.of(case), Worlds.of(case).size, days, draws=draws, seed=1)
    np.testing.assert_allclose(by_day.T, [np.zeros(by_day.shape[0]), one.log_moves], rtol=0, atol=1e-11)


def worlds_of(case, seed=3):
    p = np.random.default_rng(seed).dirichlet(np.ones(Worlds.of(case).size))
    return p / p.sum()


def test_events_that_only_questions_ask_about_are_found() -> None:
    case = load_text(SMALL)
    assert events_apart(case) == ("far", "near", "dated")
    assert [axis.name for axis in StateSpace.of(case).axes] == ["a.act"]
    assert case.counts()["states"] == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("prefers: [act]", "prefers: [act, not nature.far]"),
        ("options: {act: Act}", "options: {act: {text: Act, if: nature.far}}"),
        ("acted: a.act", "acted: a.act and nature.far"),
        ("ever nature.far", "ever nature.far or a.act"),
        ("ever nature.far", "ever not nature.far"),
        ("rate: 20% per year", "now: yes"),
        ("- {else: 1% per month}", "- {if: nature.far, p: 9% per month}\n      - {else: 1% per month}"),
    ],
)
def test_events_that_something_depends_on_are_not(old: str, new: str) -> None:
    assert "far" not in events_apart(load_text(SMALL.replace(old, new)))


def test_a_constant_hazard_is_the_plain_formula() -> None:
    found = play(load_text(SMALL), [0.3, 0.6, 0.1], draws=0).questions
    case = load_text(SMALL)
    year = months(case.as_of, case.horizon) / 12
    assert found["far"].p_model == pytest.approx(1 - 0.8**year, abs=1e-12)
    begin, end, asked = (months(case.as_of, d) for d in (*case.nature["dated"].by, case.questions[2].until))
    hazard = math.log(0.9 / 0.4) / (end - begin)
    assert found["dated"].p_model == pytest.approx(0.9 * math.exp(-hazard * (asked - begin)), abs=1e-12)


def test_it_makes_no_difference_to_any_answer() -> None:
    """The same case with the events as axes: a scenario that mentions them makes them so."""
    apart = load_text(SMALL)
    axes = load_text(SMALL.replace("acted: a.act", "acted: a.act\n  all: nature.far and nature.near and nature.dated"))
    assert len(StateSpace.of(axes).axes) == 4
    for draws in (0, 3):
        one, other = (play(case, [0.3, 0.6, 0.1], draws=draws) for case in (apart, axes))
        for name in ("far", "near", "dated"):
            if draws == 0:  # what is drawn is drawn in another order
                assert one.questions[name].p_model == pytest.approx(other.questions[name].p_model, abs=1e-11)
                for worlds in (np.array([True, False, False]), np.array([False, True, False])):
                    given = [p.given(worlds)[1][name] for p in (one, other)]
                    assert given[0] == pytest.approx(given[1], abs=1e-11)
        assert one.reachable == 2
        assert other.reachable == 16


def with_an_event(text: str) -> str:
    """A random case with one event more, whose rate hangs on the first actor's first option and on a factor."""
    case = load_text(text)
    name, option = next((f"{a}.{o}", x) for a, actor in case.actors.items() for o, x in actor.options.items())
    extra = [
        "  extra:",
        "    rate:",
        f'      - {{if: "{name} == {option.values[-1]} and f == p", p: 50% per month}}',
        f'      - {{if: "{name} == {option.values[0]}", p: 15% per month}}',
        "      - {else: 2% per month}",
    ]
    head = "nature:" if case.nature else "scenarios:"
    lines = [*([] if case.nature else ["nature:"]), *extra]
    placed = [head, *lines] if case.nature else [*lines, head]
    text = text.replace(f"\n{head}\n", "\n" + "\n".join(placed) + "\n", 1)
    return text + "  - {id: e, asks: Q, happens: ever nature.extra, until: 2025-06-20}\n"


def test_random_cases_answer_the_same() -> None:
    """Every question of twenty random cases with an event more, followed apart and as an axis."""
    compared = 0
    for seed in range(60):
        text = random_text(np.random.default_rng([40, seed]))
        try:
            play(load_text(text), worlds_of(load_text(text)), draws=0)
        except BadInput:
            continue  # this draw is no valid case
        text = with_an_event(text)
        apart = load_text(text)
        axis = load_text(text.replace("\nscenarios:", "\nscenarios:\n  s0: nature.extra"))
        assert "extra" in events_apart(apart)
        assert "extra" not in events_apart(axis)
        one, other = (play(case, worlds_of(case), draws=0) for case in (apart, axis))
        assert one.questions["e"].p_model > 0.0
        for name, forecast in one.questions.items():
            if forecast.p_model is not None:
                assert forecast.p_model == pytest.approx(other.questions[name].p_model, abs=1e-10), (seed, name)
        compared += 1
        if compared == 20:
            break
    assert compared == 20


def test_backward_and_forward_agree_and_mass_is_counted_once() -> None:
    """The value from the start by the backward sweep, and p(t) g(t), which does not depend on t."""
    case = load_text(SMALL)
    problem = prepare(case, [0.3, 0.6, 0.1], draws=4, seed=2).problem
    thin = [k for k, r in enumerate(problem.readings) if problem.columns[r.column].thin is not None]
    assert len(thin) == 3
    to_the_end = Lanes(problem.ground.board, problem.start, problem.columns, problem.readings, problem.lanes.axes)
    problem = replace(problem, lanes=to_the_end)
    end = float(problem.times[-1])
    chosen = [problem.readings[k] for k in thin]
    targets = [target_of(r, problem.columns[r.column], end) for r in chosen]
    board, nodes = problem.ground.board, np.linspace(0.0, end * 0.99, 7)
    for kind in range(problem.types.size):
        played = forces(problem, 1)
        pieces = stretches(problem, played, kind)
        values, seen = sweep(Pattern(board, backward=True), pieces, targets, nodes)
        done = course(problem, played, kind)
        np.testing.assert_allclose(values[problem.start], done.readings[-1, thin], rtol=0, atol=1e-9)
        mass = forward(Pattern(board, backward=False), problem.start, pieces, targets, nodes)
        running = np.einsum("nsk,nsk->nk", mass, seen)
        np.testing.assert_allclose(running, np.broadcast_to(values[problem.start], running.shape), rtol=0, atol=1e-9)
