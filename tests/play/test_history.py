"""What the moves said day by day: against the definition, and against the same case written on an earlier day."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.play.history import log_moves_by_day
from realpolitik.play.playing import play

from .oracle import MONTH, Oracle, worlds_of

WATCH = datetime.date(2025, 1, 10)
BEFORE = {"a.x": "no", "a.y": "mid", "b.z": "no", "nature.n": "no", "nature.m": "no"}
MOVES = [
    ("2025-01-20", "by: b, does: z", {"b.z": "yes"}),
    ("2025-01-31", "by: nature, does: n", {"nature.n": "yes"}),
    ("2025-02-11", "by: a, does: [x, y == high]", {"a.x": "yes", "a.y": "high"}),
    ("2025-02-11", "by: b, does: not z", {"b.z": "no"}),
]
TEXT = """realpolitik: 1
case: seen
title: Seen
as_of: {as_of}
horizon: 2025-06-30
watched_from: 2025-01-10
factors:
  f: {{asks: Which, values: {{p: 50%, q: 50%}}}}
actors:
  a:
    options:
      x: {{text: X, now: {x}}}
      y: {{text: Y, values: [low, mid, high], now: {y}, if: nature.n}}
    prefers: [{{that: x and y == high, when: f == p}}, not b.z, {{that: not x, when: f == q, sure: likely}}]
    resolve: [4, 12]
  b:
    options: {{z: {{text: Z, now: {z}, public: yes, backing_down: 2}}}}
    prefers: [a.x and not z, z]
    pace: weekly
    resolve: wavering
nature:
  n:
    text: N
    now: {n}
    rate: [{{if: "f == p and not b.z", p: 10-50% per month}}, {{if: b.z, p: 8% per month}}, {{else: 3% per month}}]
  m: {{text: M, by: {{2025-05-01: 40%}}}}
scenarios: {{s: a.x and b.z}}
events:
  - {{date: 2024-12-24, text: Long before}}
"""
DAYS = [WATCH + datetime.timedelta(days=d) for d in (0, 5, 10, 13, 21, 22, 32, 40, 50)]
WORLDS = [0.4, 0.5, 0.1]


def written_on(day: datetime.date) -> str:
    """The case as it would have been written on a day: later moves are not in it."""
    made = [move for move in MOVES if move[0] <= day.isoformat()]
    now = dict(BEFORE)
    for _, _, change in made:
        now |= change
    values = {"x": now["a.x"], "y": now["a.y"], "z": now["b.z"], "n": now["nature.n"]}
    text = TEXT.format(as_of=day, **values) + "".join(f"  - {{date: {date}, {move}}}\n" for date, move, _ in made)
    return text.replace("x: {text: X, now: no}", "x: {text: X}")


def by_day(text: str, days: list[datetime.date], draws: int, seed: int = 1) -> np.ndarray:
    case = load_text(text)
    return log_moves_by_day(case, StateSpace.of(case), Worlds.of(case).size, days, draws=draws, seed=seed)


def test_the_path_until_each_day_is_the_product_of_its_rates_and_waits() -> None:
    case = load_text(written_on(DAYS[-1]))
    found = by_day(written_on(DAYS[-1]), DAYS, draws=0)
    for world, logs in zip(worlds_of(case), found, strict=True):
        oracle = Oracle(case, world)
        for day, log in zip(DAYS, logs, strict=True):
            state, total, since = dict(BEFORE), 0.0, WATCH
            for date, _, change in [*MOVES, (day.isoformat(), "", {})]:
                until = min(datetime.date.fromisoformat(date), day)
                total -= (until - since).days / MONTH * sum(oracle.rates(state, None).values())
                since = until
                if change and date <= day.isoformat():
                    after = {**state, **change}
                    total += math.log(oracle.rates(state, None)[oracle.key(after)])
                    state = after
            assert log == pytest.approx(total, abs=1e-11)


@pytest.mark.parametrize("draws", [0, 5])
def test_each_day_is_the_play_of_the_case_as_it_was_written_then(draws: int) -> None:
    found = by_day(written_on(DAYS[-1]), DAYS, draws, seed=3)
    for day, logs in zip(DAYS, found.T, strict=True):
        then = play(load_text(written_on(day)), WORLDS, draws=draws, seed=3)
        np.testing.assert_allclose(logs, then.log_moves, rtol=0, atol=1e-11)


def test_days_before_the_watch_say_nothing_and_later_ones_what_as_of_says() -> None:
    days = [WATCH - datetime.timedelta(days=400), WATCH - datetime.timedelta(days=1), WATCH, DAYS[-1]]
    found = by_day(written_on(DAYS[-1]), [*days, DAYS[-1] + datetime.timedelta(days=90)], draws=3)
    np.testing.assert_array_equal(found[:, :3], 0.0)
    np.testing.assert_array_equal(found[:, 4], found[:, 3])
    assert (found[:, 3] < -1.0).all()


def test_what_was_not_watched_says_nothing() -> None:
    text = written_on(WATCH).replace("watched_from: 2025-01-10\n", "")
    np.testing.assert_array_equal(by_day(text, DAYS, draws=2), 0.0)


def test_a_world_without_any_chance_of_a_move_is_ruled_out_on_its_day() -> None:
    text = written_on(DAYS[-1]).replace("{if: b.z, p: 8% per month}", '{if: "b.z and f == q", p: 8% per month}')
    text = text.replace("{else: 3% per month}", "{else: 0%}")
    found = by_day(text, DAYS, draws=2)
    ruled_out = np.isneginf(found)
    on = [day >= datetime.date(2025, 1, 31) for day in DAYS]
    np.testing.assert_array_equal(ruled_out, [on, [False] * len(DAYS), on])
