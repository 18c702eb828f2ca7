"""Belief day by day: every point is what the analysis of the case, as it was written on that day, would have said."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import oracle
from evidence.random_models import case_text, explanations, random_model
from realpolitik.analysis.history import beliefs_over_time
from realpolitik.analysis.run import analyse
from realpolitik.analysis.signs import BeliefPoint
from realpolitik.case.loading import load, load_text
from realpolitik.errors import BadInput

MINI = Path(__file__).parent / "data" / "mini.yaml"
DAY = datetime.date
AS_OF = DAY(2025, 3, 31)
HEAD = """realpolitik: 1
case: dispute
title: Who wants the island?
as_of: {as_of}
horizon: 2025-12-31
{watch}
sources:
  wire: {{title: A wire, grade: B}}
  blog: {{title: A blog, grade: E}}
factors:
  deal: {{asks: Is there a deal?, prior: 30%}}
  aim: {{asks: What for?, values: {{money: 50%, pride: 30%, both: 20%}}}}
explanations: {{sold: deal and aim == money, proud: aim == pride, either: deal or aim != both}}
actors:
  north:
    options: {{claim: {{text: Claim it, now: {claim}}}, fleet: {{text: Send a fleet, now: {fleet}, if: claim}}}}
    prefers: [{{that: claim, when: aim != money}}, {{that: not fleet, when: deal, sure: likely}}, south.protest]
  south:
    options: {{protest: {{text: Protest, now: {protest}}}}}
    prefers: [{{that: protest, when: not deal}}, not north.fleet]
    pace: weekly
scenarios: {{war: north.fleet and south.protest}}
evidence:
"""
#: Day (None: without one), the event's day that counts it, the rest.
ITEMS: list[tuple[DAY | None, DAY | None, str]] = [
    (DAY(2024, 11, 5), None, "id: visit, what: A visit, seen: 2024-11-05, source: wire, "
     "likelihood: {deal: {yes: 60%, no: 20%}}"),
    (DAY(2025, 3, 3), DAY(2025, 3, 4), "id: paint, what: Paint on the rocks, seen: 2025-03-03, source: wire, "
     "likelihood: {aim: {money: 10%, pride: 60%, both: 40%}}"),
    (DAY(2025, 3, 10), None, "id: rumour, what: A rumour, seen: 2025-03-10, source: blog, "
     "likelihood: [{if: deal and aim != pride, p: 70%}, {else: 25%}]"),
    (DAY(2025, 3, 10), None, "id: echo, copy_of: rumour, source: wire"),
    (DAY(2025, 3, 15), None, "id: leak, what: A leak, seen: 2025-03-15, source: blog, "
     "likelihood: {deal: {yes: 40%, no: 9%}}"),
    (None, None, "id: silence, what: A denial, seen: absent, source: wire, likelihood: {deal: {yes: 80%, no: 20%}}"),
    (None, None, "id: ruled_out, what: A sale, seen: absent, likelihood: {aim: {money: 100%, pride: 5%, both: 5%}}"),
    (None, None, "id: later, what: A treaty, seen: not yet, likelihood: {deal: {yes: 50%, no: 5%}}"),
]  # fmt: skip
EVENTS = [
    (DAY(2025, 3, 4), "by: north, does: claim, counts_as: paint, text: The north paints its flag on the rocks"),
    (DAY(2025, 3, 15), "by: south, does: protest"),
]


def written_on(day: datetime.date) -> str:
    """The case as it would have been written on a day: with nothing that was seen, or found absent, later."""
    watch = "watched_from: 2025-03-01" if day >= DAY(2025, 3, 1) else ""
    made = [(date, text) for date, text in EVENTS if date <= day]
    claim, protest = ("yes" if EVENTS[k] in made else "no" for k in (0, 1))
    text = HEAD.format(as_of=day, watch=watch, claim=claim, protest=protest, fleet="no").replace("if: claim}", "}")
    for seen, counted, item in ITEMS:
        if (seen or AS_OF) <= day and (counted or seen or AS_OF) <= day:
            text += f"  - {{{item}}}\n"
    text += "  - {id: nothing, what: Nothing, seen: not yet}\n"
    return text + ("events:\n" + "".join(f"  - {{date: {d}, {e}}}\n" for d, e in made) if made else "")


def points(draws: int) -> list[BeliefPoint]:
    return analyse(load_text(written_on(AS_OF)), draws=draws, seed=2).beliefs_over_time


def test_there_is_a_point_for_every_day_with_news() -> None:
    found = points(0)
    assert [(p.date.isoformat(), p.after, p.items) for p in found] == [
        ("2024-11-04", [], []),
        ("2024-11-05", ["A visit"], ["visit"]),
        ("2025-03-04", ["The north paints its flag on the rocks"], []),
        ("2025-03-10", ["A rumour"], ["rumour"]),
        ("2025-03-15", ["protest", "A leak"], ["leak"]),
        ("2025-03-31", ["looked for, not found: A denial", "looked for, not found: A sale",
                        "no further move was seen"], ["silence", "ruled_out"]),
    ]  # fmt: skip


@pytest.mark.parametrize("draws", [0, 6])
def test_every_point_is_the_analysis_of_that_day(draws: int) -> None:
    found = points(draws)
    for point in found[1:]:
        then = analyse(load_text(written_on(point.date)), draws=draws, seed=2)
        assert point.p == pytest.approx({e.name: e.posterior for e in then.explanations}, abs=1e-9), point.date
    assert found[0].p == pytest.approx({e.name: e.prior for e in then.explanations}, abs=1e-9)
    assert found[-1].p["sold"] == 0.0  # ruled out at the end ...
    assert found[-2].p["sold"] > 0.01  # ... and not before


@pytest.mark.parametrize("text", [MINI.read_text(encoding="utf-8"), written_on(AS_OF)])
def test_the_last_point_is_the_posterior_of_the_analysis(text: str) -> None:
    result = analyse(load_text(text), draws=5, seed=4)
    last = result.beliefs_over_time[-1]
    assert last.date == result.case.as_of
    assert last.p == pytest.approx({e.name: e.posterior for e in result.explanations}, abs=1e-9)


def test_waiting_counts_where_nobody_moved() -> None:
    text = written_on(AS_OF).partition("evidence:")[0]
    (before, after) = analyse(load_text(text), draws=0).beliefs_over_time
    assert (after.date, after.after) == (AS_OF, ["no move was seen"])
    assert after.p != before.p


def test_without_anything_seen_or_explained_there_is_no_history() -> None:
    text = written_on(AS_OF).partition("evidence:")[0].replace("watched_from: 2025-03-01", "")
    assert analyse(load_text(text), draws=0).beliefs_over_time == []
    bare = load(MINI)
    assert beliefs_over_time(bare.model_copy(update={"explanations": {}}), None, draws=0, seed=1) == []


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000))
def test_items_alone_are_those_of_full_enumeration_on_every_day(seed: int) -> None:
    """Random models whose items get random days, or none."""
    model, r = random_model(seed), random.Random(seed)
    text = case_text(model)
    days: dict[str, datetime.date] = {}
    for item in model["items"]:
        if item["seen"] == "seen" and not item["copy_of"]:
            days[item["id"]] = DAY(2025, r.choice([1, 2]), r.choice([3, 14]))
            head, line, rest = text.partition(f"  - id: {item['id']}\n")
            text = head + line + rest.replace("seen: seen", f"seen: {days[item['id']]}", 1)
    last = max(days.values(), default=None)
    try:
        found = beliefs_over_time(load_text(text), None, draws=0, seed=1)
    except BadInput:
        assert oracle.evidence_probability(model) == 0.0
        return
    if last is None:
        assert found == []
        return
    for point in found[1:]:
        late = {i["id"] for i in model["items"] if days.get(i["id"], last) > point.date}
        p = oracle.posterior({**model, "items": [i for i in model["items"] if i["id"] not in late | {"copied"}]})
        for name, says in explanations(model).items():
            holds = [w != oracle.OTHER and oracle.meets(says, w) for w in oracle.worlds(model)]
            assert point.p[name] == pytest.approx(sum(q for q, h in zip(p, holds, strict=True) if h), abs=1e-9)
