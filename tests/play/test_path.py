"""Seen moves as evidence: the likelihood of a path, and what is said of a move that cannot have been made."""

from __future__ import annotations

import math

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.play.playing import play

from .oracle import MONTH, Oracle, worlds_of

HEAD = """realpolitik: 1
case: seen
title: Seen
as_of: 2025-03-01
horizon: 2025-06-30
watched_from: 2025-01-10
factors:
  f: {asks: Which, values: {p: 50%, q: 50%}}
"""
WATCHED = (
    HEAD
    + """actors:
  a:
    options:
      x: {text: X, now: yes}
      y: {text: Y, values: [low, mid, high], now: high, if: nature.n}
    prefers: [{that: x and y == high, when: f == p}, not b.z, {that: not x, when: f == q}]
  b:
    options: {z: {text: Z, public: yes, backing_down: 2}}
    prefers: [a.x and not z, z]
    pace: weekly
    resolve: wavering
nature:
  n:
    text: N
    now: yes
    rate: [{if: "f == p and not b.z", p: 30% per month}, {if: b.z, p: 8% per month}, {else: 3% per month}]
  m: {text: M, by: {2025-05-01: 40%}}
rules: [{never: b.z and nature.m}]
scenarios: {s: a.x and b.z}
events:
  - {date: 2024-12-24, text: Long before}
  - {date: 2025-01-20, by: b, does: z}
  - {date: 2025-01-31, by: nature, does: n}
  - {date: 2025-02-11, by: a, does: [x, y == high]}
  - {date: 2025-02-11, by: {b: 60%, a: 40%}, does: not z}
"""
)


def test_path_likelihood_is_the_product_of_rates_and_waits():
    case = load_text(WATCHED)
    result = play(case, [0.4, 0.5, 0.1], draws=0)
    before = {"a.x": "no", "a.y": "mid", "b.z": "no", "nature.n": "no", "nature.m": "no"}
    steps = [{"b.z": "yes"}, {"nature.n": "yes"}, {"a.x": "yes", "a.y": "high"}, {"b.z": "no"}]
    days = [10, 11, 11, 0, 18]
    logs = []
    for world in worlds_of(case):
        oracle = Oracle(case, world)
        state, total = dict(before), 0.0
        for wait, step in zip(days, [*steps, None], strict=True):
            total -= wait / MONTH * sum(oracle.rates(state, None).values())
            if step is not None:
                after = {**state, **step}
                total += math.log(oracle.rates(state, None)[oracle.key(after)])
                state = after
        logs.append(total)
    np.testing.assert_allclose(result.log_moves, logs, rtol=0, atol=1e-11)
    after = np.array([0.4, 0.5, 0.1]) * np.exp(logs)
    np.testing.assert_allclose(result.after, after / after.sum(), rtol=0, atol=1e-12)
    assert result.moves_seen == 4
    assert any("“Y” (a) is taken to have stood at “mid”" in w for w in result.warnings)


def test_nothing_seen_counts_too():
    """Who would have moved in f == p but was not seen to: f == q gains."""
    text = HEAD + "actors:\n  a: {options: {x: X}, prefers: [{that: x, when: f == p}]}\nscenarios: {s: a.x}\n"
    result = play(load_text(text), [0.45, 0.45, 0.1], draws=0)
    assert result.moves_seen == 0
    assert result.after[1] > 0.6 > 0.4 > result.after[0]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"if: nature.n}": "if: nature.m}"}, "`if: nature.m` did not hold"),
        ({"rules: [{never: b.z and nature.m}]": "rules: [{never: b.z and not a.x}]"}, "a state that the rules forbid"),
        ({"pace: weekly": "pace: never"}, "never reviews"),
        ({"does: [x, y == high]": "does: [x, not b.z]", "by: a,": "by: {a: 50%, b: 50%},"}, "one move is made by one"),
        ({"by: b, does: z": "by: a, does: x"}, "it changes nothing"),
    ],
)
def test_moves_that_cannot_have_been_made(changes, why):
    text = WATCHED
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    if why == "it changes nothing":
        text = text.replace("does: [x, y == high]", "does: x").replace("now: high", "now: low")
        text = text.replace("{b: 60%, a: 40%}, does: not z", "b, does: z").replace("Z, public", "Z, now: yes, public")
    if why == "one move is made by one":
        text = text.replace("  - {date: 2025-02-11, by: {b: 60%, a: 40%}, does: not z}\n", "")
        text = text.replace("now: high", "now: low")
    case = load_text(text)
    with pytest.raises(CaseFaults) as found:
        play(case, [0.4, 0.5, 0.1], draws=0)
    fault = found.value.faults[0]
    assert fault.slug == "impossible-move"
    assert fault.path.startswith("events[")
    assert why in fault.message


def test_moves_with_no_chance_in_any_world():
    text = WATCHED.replace("p: 8% per month", "p: 0%")
    with pytest.raises(BadInput, match="no chance in any world"):
        play(load_text(text), [0.4, 0.5, 0.1], draws=0)


def test_a_world_that_cannot_explain_a_move_is_ruled_out():
    text = WATCHED.replace("{if: b.z, p: 8% per month}", '{if: "b.z and f == q", p: 8% per month}, {if: b.z, p: 0%}')
    text = text.replace("f == p and not b.z", "not b.z")
    result = play(load_text(text), [0.4, 0.5, 0.1], draws=3)
    assert result.after[0] == 0.0
    assert result.after[2] == 0.0
    assert result.after[1] == 1.0
    assert result.log_moves[0] == -math.inf
    assert result.as_json()["worlds"]["after"] == [0.0, 1.0, 0.0]
