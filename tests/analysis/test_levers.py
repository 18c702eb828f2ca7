"""Levers against plays that begin after the move; advice against its rule."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.analysis.deeper import what_if
from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.levers import advice_results, lever_results
from realpolitik.case.loading import load_text
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.playing import play

CASE = """
realpolitik: 1
case: gate
title: Who opens the gate
as_of: 2025-01-01
horizon: 2025-12-31
factors:
  angry: {asks: Is the owner angry, prior: 40%}
explanations:
  anger: {says: angry}
actors:
  owner:
    options:
      gate: {text: The gate, values: [shut, ajar, open], now: shut}
      guard: {text: Post a guard, moves: forward}
    prefers:
      - {that: gate == shut, when: angry}
      - that: gate == open if visitor.knock
      - that: not guard
    pace: monthly
  visitor:
    options:
      knock: {text: Knock, if: owner.gate != shut}
      leave: {text: Leave, now: yes, moves: no}
    prefers:
      - knock
    pace: weekly
rules:
  - never: owner.guard and owner.gate == open
scenarios:
  welcome: owner.gate == open and visitor.knock
  guarded: owner.guard
evidence:
  - {id: shout, what: A shout, seen: 2024-12-31, likelihood: {angry: {yes: 60%, no: 20%}}}
questions:
  - {id: in_by_june, asks: In by June?, happens: ever welcome, until: 2025-06-30}
advice:
  - {to: owner, do: owner.gate == open, text: Open up}
  - {to: owner, do: owner.gate == shut, text: Keep it shut}
  - {to: visitor, do: visitor.knock, text: Knock at once}
  - {to: visitor, do: not visitor.leave, text: Stay}
  - {to: owner, text: Be kind}
"""


@pytest.fixture(scope="module")
def tried():
    case = load_text(CASE)
    before = EvidenceModel.of(case).posterior
    played = play(case, before, draws=4, seed=1)
    asked = what_if(case, before, frozenset(), played)
    found = lever_results(case, asked.prepared, asked.headlines, asked.now, played.after)
    return case, before, found, asked


def test_every_other_value_of_every_option_that_can_move_is_a_lever(tried):
    _, _, found, _ = tried
    assert [(x.option, x.value) for x in found] == [
        ("owner.gate", "ajar"), ("owner.gate", "open"), ("owner.guard", "yes"), ("visitor.knock", "yes"),
    ]  # fmt: skip


def test_a_lever_is_the_play_that_begins_after_the_move(tried):
    case, before, found, _ = tried
    for lever in found:
        if not lever.possible:
            continue
        formulas = {"ajar": "gate == ajar", "open": "gate == open", "yes": lever.option.split(".")[1]}
        wish = load_text(
            CASE.replace("- that: not guard", f"- that: not guard\n      - that: {formulas[lever.value]}")
            if lever.actor == "owner"
            else CASE
        )
        do = wish.actors["owner"].prefers[-1].that if lever.actor == "owner" else wish.actors["visitor"].prefers[0].that
        after = play(case, before, draws=4, seed=1, do=[do])
        expected = Headlines.of(case, after).values(before[None, :])[0]
        keys = Headlines.of(case, after).keys
        for name, p in lever.scenarios.items():
            assert p == pytest.approx(expected[keys.index(f"scenarios.{name}")], abs=1e-8)
        assert lever.questions["in_by_june"] == pytest.approx(
            max(expected[keys.index("questions.in_by_june")], 0.001), abs=1e-8
        )  # a number is kept off 0 unless a rule says so


def test_what_is_closed_says_why(tried):
    _, _, found, _ = tried
    knock = found[3]
    assert not knock.possible
    assert knock.needs == "owner.gate != shut"
    assert knock.scenarios == {}


def test_would_he_follows_the_order_of_his_wishes(tried):
    _, _, found, _ = tried
    ajar, wide, guard, _ = found
    # Nobody knocks yet, so an open gate wins nothing; the angry owner loses his first wish by it.
    assert (ajar.would, wide.would, guard.would) == (0.0, 0.0, 0.0)
    assert wide.own_now < 0.0
    assert guard.own_now < 0.0
    assert guard.lasts == pytest.approx(1.0)
    assert guard.months == pytest.approx(12.0, abs=0.1)
    assert set(wide.would_if) == {"anger"}


def test_advice_is_judged_by_its_rule(tried):
    case, _, found, asked = tried
    told = advice_results(case, asked.prepared.space, found)
    assert [a.verdict for a in told[1:]] == [
        "makes no difference", "cannot be done", "not evaluated", "not evaluated",
    ]  # fmt: skip
    first = told[0]
    assert first.lever == 1
    ends = list(found[1].own_later_if.values())
    expected = "follows" if min(ends) >= -0.005 else "does not follow" if max(ends) <= 0.005 else "follows in part"
    assert first.verdict == expected


@pytest.mark.parametrize(
    ("ends", "verdict"),
    [
        ((0.2, -0.2), "follows in part"),
        ((0.004, -0.004), "follows"),
        ((0.2, 0.0), "follows"),
        ((0.0, -0.2), "does not follow"),
        ((-0.1, -0.2), "does not follow"),
    ],
)
def test_no_worse_off_follows_and_only_a_mixed_end_follows_in_part(tried, ends, verdict):
    case, _, found, asked = tried
    changed = found[1].model_copy(update={"own_later_if": {"anger": ends[0], "calm": ends[1]}})
    both = case.model_copy(update={"explanations": dict.fromkeys(("anger", "calm"), case.explanations["anger"])})
    assert advice_results(both, asked.prepared.space, [found[0], changed, *found[2:]])[0].verdict == verdict


def test_no_lever_where_nobody_can_move():
    case = load_text(
        "realpolitik: 1\ncase: x\ntitle: X\nas_of: 2025-01-01\nhorizon: 2025-12-31\n"
        "nature: {storm: {text: A storm, rate: 10% per year}}\nscenarios: {wet: nature.storm}\n"
    )
    played = play(case, np.array([0.9, 0.1]), draws=0)
    asked = what_if(case, np.array([0.9, 0.1]), frozenset(), played)
    assert lever_results(case, asked.prepared, asked.headlines, asked.now, played.after) == []
