"""Who made a seen move is not known: every account of it counts, by what each author would have been likely to do."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pytest

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.history import beliefs_over_time
from realpolitik.case.loading import load_text
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.accounts import accounts_of
from realpolitik.play.playing import play

from .oracle import MONTH, Oracle, worlds_of

#: Somebody struck. The president can say that the officials acted alone, which he cannot once it was he himself.
CASE = """realpolitik: 1
case: denial
title: Who struck?
as_of: 2025-03-01
horizon: 2025-12-31
watched_from: 2025-01-10
something_else: 10%
factors:
  ordered: {asks: Was it ordered?, prior: 30%}
explanations: {order: ordered, own_accord: not ordered}
actors:
  officials:
    options: {strike: {text: Strike, moves: forward, now: yes}}
    prefers: [{that: strike, when: not ordered}, not president.disown]
    inertia: low
  president:
    options:
      strike: {text: Strike, moves: forward}
      disown: {text: Say that the officials acted alone, moves: forward, if: officials.strike}
    prefers: [{that: strike, when: ordered}, {that: disown, when: not ordered}, not disown]
    inertia: low
scenarios: {disowned: president.disown, they: officials.strike, both: officials.strike and president.strike}
questions:
  - {id: disown, asks: Disowned?, happens: ever president.disown, until: 2025-12-31}
  - {id: officials, asks: Was it they?, happens: at officials.strike, until: 2025-12-31}
events:
  - {date: 2025-02-01, by: {officials: 60%, president: 40%}, does: strike}
"""
WEIGHTS = [0.27, 0.63, 0.1]


def by_definition(case, world):
    """P(path) of each account in one world, and P(disowned by the horizon) after each."""
    start = {"officials.strike": "no", "president.strike": "no", "president.disown": "no"}
    found = []
    for author, share in (("officials", 0.6), ("president", 0.4)):
        oracle = Oracle(case, world)
        after = {**start, f"{author}.strike": "yes"}
        first, second = oracle.rates(start, None), oracle.rates(after, None)
        log = -22 / MONTH * sum(first.values()) + math.log(first[oracle.key(after)]) - 28 / MONTH * sum(second.values())
        oracle.now = after
        disowned = oracle.ever(case.questions[0].happens.first, [case.horizon])[case.horizon]
        found.append((share * math.exp(log), disowned, author == "officials"))
    return found


def test_the_accounts_are_summed_and_what_follows_is_their_mean():
    case = load_text(CASE)
    result = play(case, WEIGHTS, draws=0)
    parts = [by_definition(case, world) for world in worlds_of(case)]
    likelihood = np.array([sum(p for p, _, _ in told) for told in parts])
    np.testing.assert_allclose(result.log_moves, np.log(likelihood), rtol=0, atol=1e-11)
    after = np.array(WEIGHTS) * likelihood
    np.testing.assert_allclose(result.after, after / after.sum(), rtol=0, atol=1e-12)
    expected = sum(w * p * d for w, told in zip(WEIGHTS, parts, strict=True) for p, d, _ in told) / after.sum()
    assert result.questions["disown"].p_model == pytest.approx(expected, abs=1e-9)
    assert 0.05 < expected < 0.95
    at = dict(zip(result.dates, result.scenarios["disowned"].at.mean, strict=True))
    assert at[datetime.date(2025, 3, 1)] == 0.0
    assert result.graph.horizon.sum() == pytest.approx(1, abs=1e-12)
    codes = [int(c) for c in result.graph.states]
    space = StateSpace.of(case)
    disowned = np.ravel(space.holds(case.questions[0].happens.first), order="F")[codes]
    assert result.graph.horizon[disowned].sum() == pytest.approx(expected, abs=1e-9)


def test_what_the_authors_want_tells_who_it_was():
    """An order makes it the president's more often than the shares alone would; and the other way round."""
    case = load_text(CASE)
    they = [float(play(case, w, draws=0).scenarios["they"].at.mean[0]) for w in ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0])]
    for found, world in zip(they, worlds_of(case), strict=False):
        parts = by_definition(case, world)
        assert found == pytest.approx(parts[0][0] / sum(p for p, _, _ in parts), abs=1e-11)
    assert they[0] < 0.6 < they[1]


def test_draws_and_days():
    case = load_text(CASE)
    played = forecast(case, draws=5, seed=3)
    points = beliefs_over_time(case, StateSpace.of(case), draws=5, seed=3)
    truth = np.array([True, False, False])
    assert points[-1].p["order"] == pytest.approx(float(played.after[truth].sum()), abs=1e-9)


def test_one_author_is_the_account_of_that_one():
    alone = play(load_text(CASE.replace("{officials: 60%, president: 40%}", "officials")), WEIGHTS, draws=0)
    sure = play(
        load_text(CASE.replace("{officials: 60%, president: 40%}", "{officials: 100%, president: 0%}")),
        WEIGHTS,
        draws=0,
    )
    np.testing.assert_array_equal(alone.log_moves, sure.log_moves)
    assert alone.questions["officials"].p_model == 1.0


def test_who_has_no_such_option_is_left_out_and_told():
    text = CASE.replace("{officials: 60%, president: 40%}", "{officials: 60%, guard: 40%}").replace(
        "  president:\n", "  guard: {options: {watch: Watch}, pace: never}\n  president:\n"
    )
    case = load_text(text)
    assert any("events[0].by" in told and "left out" in told for told in case.not_used())
    assert not any("events[0].by" in told for told in load_text(CASE).not_used())
    (only,) = accounts_of(case, StateSpace.of(case))
    assert only.share == 1.0


def test_an_account_that_cannot_be_is_none():
    case = load_text(
        CASE.replace(
            "strike: {text: Strike, moves: forward}\n", "strike: {text: Strike, moves: forward, if: officials.strike}\n"
        )
    )
    accounts = accounts_of(case, StateSpace.of(case))
    assert [account.share for account in accounts] == [1.0]


def test_too_many_accounts():
    events = "".join(
        f"  - {{date: 2025-01-{11 + k}, by: {{a: 50%, b: 50%}}, does: {'' if k % 2 == 0 else 'not '}x}}\n"
        for k in range(7)
    )
    text = (
        "realpolitik: 1\ncase: many\ntitle: Many\nas_of: 2025-03-01\nhorizon: 2025-06-30\nwatched_from: 2025-01-10\n"
        "actors:\n  a: {options: {x: {text: X, now: yes}}}\n  b: {options: {x: X}}\nscenarios: {s: a.x}\nevents:\n"
    )
    with pytest.raises(BadInput, match="more than 64 accounts"):
        play(load_text(text + events), [0.5, 0.5], draws=0)
