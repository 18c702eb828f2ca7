"""Belief day by day, signposts and levers: as data and as pictures."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analysis.remedies import LeverResult
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.signs import BeliefPoint, Indicator
from realpolitik.figures import belief_timeline, levers, signposts
from realpolitik.figures._words import day, factor, number, points

SPACE = "\u202f"


def words(svg: str) -> list[str]:
    """Every text of a picture."""
    return [e.text or "" for e in ET.fromstring(svg).iter() if e.tag.endswith("text")]


def said(svg: str) -> list[str]:
    """Every row as it is said."""
    return [e.text or "" for e in ET.fromstring(svg).iter() if e.tag.endswith("title")]


def test_belief_begins_before_anything_was_seen(analysis: Analysis) -> None:
    found = belief_timeline.data(analysis)
    assert found["columns"][0] == {"date": None, "after": [], "absent": []}
    seen = analysis.beliefs_over_time[1:]
    assert [c["date"] for c in found["columns"][1:]] == [p.date.isoformat() for p in seen]
    lead = found["lines"][0]
    assert (lead["name"], lead["p"][0], lead["p"][-1]) == ("deniable", 0.30, 0.37)
    main = [one for one in found["lines"] if one["main"]]
    assert "powerplay" in [one["name"] for one in main], "the one that the case names first"
    assert [one["letter"] for one in main] == sorted(one["letter"] for one in main)
    assert sum(one["main"] for one in found["lines"]) == belief_timeline.LINES
    assert all(len(one["p"]) == len(found["columns"]) for one in found["lines"])


def test_points_out_of_order_are_put_in_order(analysis: Analysis) -> None:
    turned = analysis.model_copy(update={"beliefs_over_time": analysis.beliefs_over_time[::-1]})
    assert belief_timeline.data(turned) == belief_timeline.data(analysis)


def test_without_a_point_before_the_news_the_priors_are_the_start(analysis: Analysis) -> None:
    first, *rest = analysis.beliefs_over_time
    assert first == BeliefPoint(date=datetime.date(2025, 2, 28), after=[], p=first.p)
    found = belief_timeline.data(analysis.model_copy(update={"beliefs_over_time": rest}))
    assert found == belief_timeline.data(analysis)


def test_the_line_steps_where_belief_does(analysis: Analysis) -> None:
    svg = belief_timeline.spec(belief_timeline.data(analysis))
    first = next(e for e in ET.fromstring(svg).iter() if e.get("class") == "steps")
    # 30, 29, 29, 28, 31, 38, 36, 37 % on a scale from 25 to 45 %, eight columns of 12.5 units
    assert first.get("d") == "M0 75H12.5V80H25V80H37.5V85H50V70H62.5V35H75V45H87.5V40H100"
    assert any(s.startswith("29 Jun 2025: Publicly financed") and "kept it deniable +7" in s for s in said(svg))
    assert any(w.startswith("C \u22128, A +7, E +3") for w in words(svg)), "the three largest changes"


@given(st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=5), min_size=1, max_size=4))
def test_strips_show_as_many_points_each_and_hold_their_lines(lines: list[list[float]]) -> None:
    windows = belief_timeline._windows(lines)
    assert len({round(high - low, 6) for low, high in windows}) == 1
    for line, (low, high) in zip(lines, windows, strict=True):
        assert 0 <= low <= min(line)
        assert max(line) <= high <= 1


def test_dates_stand_below_the_strips(analysis: Analysis) -> None:
    found = belief_timeline.data(analysis)
    axis = [w for w in words(belief_timeline.spec(found)) if w in {"2 Jul 2025", "Jul 2025"}]
    assert found["columns"][-1]["date"] == "2025-07-02"
    assert axis == ["2 Jul 2025", "Jul 2025"], "where there is room, and on a phone"


def test_a_day_shows_all_that_was_new_and_counts_what_was_not_found(analysis: Analysis) -> None:
    svg = belief_timeline.spec(belief_timeline.data(analysis))
    text = " ".join(e.text or "" for e in ET.fromstring(svg).iter() if "wide" in (e.get("class") or ""))
    assert "Police hold several Russians in Baku; The Russian deputy prime minister's visit to Baku is" in text
    assert "2 Jul 2025: looked for and not found: 3 things" in " ".join(words(svg))
    last = said(svg)[-1]
    assert "looked for and not found: No call between Aliyev and Putin in the first four days;" in last


def test_one_day_and_sure_beliefs_can_be_drawn(analysis: Analysis) -> None:
    sure = [e.model_copy(update={"prior": float(k % 2)}) for k, e in enumerate(analysis.explanations)]
    point = BeliefPoint(
        date=datetime.date(2025, 7, 2), after=["All is known"], p={e.name: e.prior for e in analysis.explanations}
    )
    one = analysis.model_copy(update={"explanations": sure, "beliefs_over_time": [point]})
    assert ET.fromstring(belief_timeline.spec(belief_timeline.data(one))).get("aria-label")


def test_only_the_latest_days_are_drawn(analysis: Analysis) -> None:
    first = datetime.date(2025, 1, 1)
    many = [
        BeliefPoint(date=first + datetime.timedelta(days=k), after=[f"Day {k}"],
                    p={e.name: 0.5 for e in analysis.explanations}) for k in range(40)
    ]  # fmt: skip
    svg = belief_timeline.spec(belief_timeline.data(analysis.model_copy(update={"beliefs_over_time": many})))
    days = [s for s in said(svg) if ": Day " in s]
    assert len(days) == belief_timeline.COLUMNS
    assert days[-1].startswith("9 Feb 2025: Day 39")
    assert "start" not in words(svg)


@pytest.mark.parametrize(
    ("ratio", "where"),
    [(None, 2), (3.0, 2), (2.99, 1), (1.25, 1), (1.24, 0), (1.0, 0), (0.81, 0), (0.8, -1), (0.34, -1), (1 / 3, -2)],
)
def test_where_a_sign_points(ratio: float | None, where: int) -> None:
    assert signposts.points(ratio) == where
    assert signposts.points(0.0) == -2


def test_signposts_are_ratios_of_what_is_said(analysis: Analysis) -> None:
    found = signposts.data(analysis)
    assert [s["id"] for s in found["signs"]] == ["leaders_call", "envoy_visit", "crash_report", "invasion_2026"]
    assert found["explanations"][0]["name"] == "deniable"
    call = found["signs"][0]["ratios"]
    assert call["own_accord"] == {"ratio": round(0.69 / 0.43, 6), "points": 1, "p": 0.69, "otherwise": 0.43}
    assert call["ordered"]["points"] == -2
    assert "drone_front" not in call
    assert found["signs"][3]["ratios"]["ordered"]["ratio"] == 0.0


def test_signposts_do_not_rest_on_colour(analysis: Analysis) -> None:
    svg = signposts.spec(signposts.data(analysis))
    assert {"▲▲ strongly", "▲ to it", "▼ away", "▼▼ strongly", "·"} <= set(words(svg))
    row = next(s for s in said(svg) if s.startswith("Aliyev and Putin speak"))
    assert f"2 Jul 2025 to 31 Jul 2025; 52{SPACE}% to be seen" in row
    assert "points strongly away from Aliyev ordered the escalation (÷3.7)" in row


def test_proof_and_impossible_signs(analysis: Analysis) -> None:
    sign = Indicator(
        id="s", what="A treaty is published", because=None, bits=1.0, probability=0.2, if_seen={}, if_not={},
        last=datetime.date(2025, 8, 1), by_explanation={"deniable": 0.4, "powerplay": 0.0, "ordered": 0.0},
        otherwise={"deniable": 0.0, "powerplay": 0.0, "ordered": 0.2},
    )  # fmt: skip
    found = signposts.data(analysis.model_copy(update={"indicators": [sign]}))
    ratios = found["signs"][0]["ratios"]
    assert [ratios[n]["points"] for n in ("deniable", "powerplay", "ordered")] == [2, 0, -2]
    row = next(s for s in said(signposts.spec(found)) if s.startswith("A treaty"))
    assert "kept it deniable (proof)" in row
    assert "the escalation (rules it out)" in row
    assert "by 1 Aug 2025" in row


def test_levers_are_changes_from_the_cards_number(analysis: Analysis) -> None:
    found = levers.data(analysis)
    first_scenario = found["scenarios"][0]
    assert first_scenario["title"] == "The road opens under Russian guard"
    assert first_scenario["p"] == pytest.approx(0.11, abs=1e-4)
    first = found["levers"][0]
    assert first["option"] == "armenia.road"
    assert first["changes"]["road_under_russia"] == pytest.approx(0.61, abs=1e-4)
    assert [one["reach"] for one in found["levers"][:-1]] == sorted(
        (o["reach"] for o in found["levers"][:-1]), reverse=True
    )
    assert found["levers"][-1]["possible"] is False
    assert next(o for o in found["levers"] if o["option"] == "azerbaijan.escalate")["advice"] == [
        "Talk before others profit from the quarrel"
    ]


def test_levers_say_who_would_and_what_it_costs(analysis: Analysis) -> None:
    svg = levers.spec(levers.data(analysis))
    assert {"+61", "\u221230", "+24", "advised", "cannot be done: it needs an invasion first"} <= set(words(svg))
    note = f"would it, by its wishes: 58{SPACE}%; lasts 11 months (54{SPACE}% to the end); "
    note += "its own gain: \u221212 now, +3 later"
    assert note in words(svg)
    row = next(s for s in said(svg) if s.startswith("Azerbaijan ends"))
    assert f"Baku and Moscow make up +24 points to 90{SPACE}%" in row


def test_one_lever_that_cannot_be_pulled(bare: Analysis) -> None:
    blocked = LeverResult(actor="a", option="a.b", value="yes", words="A does b", possible=False, blocked_by=None)
    svg = levers.spec(levers.data(bare.model_copy(update={"levers": [blocked]})))
    assert "cannot be done: no move leads there today" in words(svg)


def test_the_number_of_todays_situation_is_that_it_still_holds(analysis: Analysis) -> None:
    first = analysis.scenarios[0]
    today = first.model_copy(update={"at": [(first.at[0][0], 1.0), *first.at[1:]]})
    assert levers.model_number(first) == first.ever[-1][1]
    assert levers.model_number(today) == first.at[-1][1]
    assert levers.model_number(first.model_copy(update={"at": [], "ever": []})) == 0.0


def test_numbers_in_figures() -> None:
    assert [number(p) for p in (0.0, 0.0004, 0.006, 0.37, 0.996, 1.0)] == [
        f"0{SPACE}%", f"<0.1{SPACE}%", f"0.6{SPACE}%", f"37{SPACE}%", f"99.6{SPACE}%", f"100{SPACE}%"]  # fmt: skip
    assert [points(by) for by in (0.124, -0.3, 0.004, 0.0)] == ["+12", "\u221230", "0", "0"]
    assert [factor(r) for r in (1.0, 2.44, 0.25)] == ["\u00d71", "\u00d72.4", "÷4"]
    assert day("2025-06-07") == "7 Jun 2025"
