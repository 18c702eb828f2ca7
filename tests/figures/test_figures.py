"""Figures as data, and as pictures that can be read by a machine."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analysis.quoted import blending
from realpolitik.analysis.result import Analysis
from realpolitik.figures import (
    belief_shift,
    belief_timeline,
    evidence_map,
    over_time,
    question_marks,
    reliability_diagram,
    signposts,
    state_graph,
)
from realpolitik.figures._names import Names, lower_first, proper_names, short
from realpolitik.figures._svg import clipped, percent, wrapped
from realpolitik.registry import ideas
from sample import sample as handmade

FIGURES = [pytest.param(module, id=name) for name, module in ideas("realpolitik.figures").items()]


@pytest.mark.parametrize("figure", FIGURES)
def test_data_is_plain_and_the_picture_follows_from_it(figure: ModuleType, analysis: Analysis) -> None:
    data = figure.data(analysis)
    again = json.loads(json.dumps(data))
    drawn = figure.spec(data)
    assert figure.spec(figure.data(analysis)) == drawn
    assert figure.spec(again) == drawn
    assert ET.fromstring(drawn).get("aria-label")


@pytest.mark.parametrize("figure", FIGURES)
def test_a_case_without_matter_gives_no_rows(figure: ModuleType, bare: Analysis) -> None:
    data = figure.data(bare)
    assert not any(data.values()) if isinstance(data, dict) else not data
    assert figure.spec(data)


def test_belief_shift_rows(analysis: Analysis) -> None:
    rows = belief_shift.data(analysis)
    named = [r for r in rows if r["low"] is not None]
    assert [r["posterior"] for r in named] == sorted((e.posterior for e in analysis.explanations), reverse=True)
    assert [r["name"] for r in rows[-2:]] == ["none-named", "something-else"]
    first = rows[0]
    assert (first["name"], first["prior"], first["after_evidence"]) == ("deniable", 0.30, 0.33)


def test_marks_stand_at_their_probabilities(analysis: Analysis) -> None:
    picture = ET.fromstring(belief_shift.spec(belief_shift.data(analysis)[:1]))
    circles = {c.get("class"): c.get("cx") for c in picture.iter() if c.tag.endswith("circle")}
    assert circles == {"mark prior": "30%", "mark posterior": "37%"}
    band = next(r for r in picture.iter() if r.get("class") == "range")
    assert (band.get("x"), band.get("width")) == ("24%", "28%")


def test_question_marks(analysis: Analysis) -> None:
    rows = {r["id"]: r for r in question_marks.data(analysis)}
    assert list(rows) == [q.id for q in analysis.questions]
    assert (rows["deal_2025"]["model"], rows["deal_2025"]["base"], rows["deal_2025"]["p"]) == (0.33, 0.09, 0.19)
    unblended = question_marks.spec([rows["expel"]])
    assert "mark base" not in unblended
    assert "mark model" not in unblended


def test_reliability_diagram(analysis: Analysis) -> None:
    found = reliability_diagram.data(analysis)
    ended = [q for q in analysis.questions if q.came_out and q.came_out.as_ in ("yes", "no")]
    assert [one["asks"] for one in found["questions"]] == [q.asks for q in ended]
    assert sum(one["count"] for one in found["bins"]) == len(ended)
    for one in found["bins"]:
        inside = [q for q in ended if one["low"] <= q.p < one["high"]]
        assert one["count"] == len(inside)
        assert one["forecast"] == pytest.approx(sum(q.p for q in inside) / len(inside), abs=1e-5)
        yes = sum(q.came_out.as_ == "yes" for q in inside if q.came_out)
        assert one["outcome"] == pytest.approx(yes / len(inside), abs=1e-5)
        assert one["range"][0] <= one["outcome"] <= one["range"][1] or one["outcome"] in (0.0, 1.0)
    picture = ET.fromstring(reliability_diagram.spec(found))
    assert f"{len(ended)} questions; " in (picture.get("aria-label") or "")
    assert sum(e.get("class") == "outcome-tick" for e in picture.iter()) == len(ended)
    one = {**found["bins"][0], "forecast": 0.5, "outcome": 1.0, "range": [0.5, 1.0], "off": False, "count": 9}
    circle = next(e for e in ET.fromstring(reliability_diagram.spec({**found, "bins": [one]})).iter() if e.get("cx"))
    assert (circle.get("cx"), circle.get("cy")) == ("56%", "24"), "the middle of 15 to 97 %, and the top"


def test_over_time_panels(analysis: Analysis) -> None:
    panels = over_time.data(analysis)
    assert [p["name"] for p in panels][:2] == ["thaw", "road_without_russia"]
    assert panels[-1]["name"] == "none-of-these"
    for panel in panels[:-1]:
        line = [p["p"] for p in panel["ever"]]
        assert line == sorted(line)
        assert all(p["low"] <= p["p"] <= p["high"] for p in panel["ever"])
        assert all(a["p"] <= e["p"] for a, e in zip(panel["at"], panel["ever"], strict=True))


def test_over_time_draws_each_curve_in_the_units_of_its_plot(analysis: Analysis) -> None:
    panels = over_time.data(analysis)
    picture = ET.fromstring(over_time.panel(panels[0]))
    ever = next(p for p in picture.iter() if p.get("class") == "ever-line")
    spots = [tuple(map(float, spot.split())) for spot in (ever.get("d") or "").removeprefix("M").split("L")]
    assert spots[0] == (0, 100)
    assert spots[-1] == (100, 34), "66 % is 34 units below the top"
    assert len(spots) == len(panels[0]["ever"])
    assert [s[0] for s in spots] == sorted(s[0] for s in spots)
    assert sum("moment" in (g.get("class") or "") for g in picture.iter()) == len(spots)
    last = [t.text or "" for t in picture.iter() if t.tag.endswith("title")][-1]
    assert last == "31 Dec 2026: 66\u202f% (range 41\u202f% to 96\u202f%); holds on the day: 58\u202f%"


def test_a_figure_to_quote_stands_beside_the_line_of_the_model(analysis: Analysis) -> None:
    panels = {p["name"]: p for p in over_time.data(analysis)}
    blended = {s.name: q for s in analysis.scenarios if (q := blending(s, analysis)) is not None}
    assert blended
    assert {name for name, p in panels.items() if p["quote"]} == set(blended)
    for name, question in blended.items():
        one = panels[name]
        assert one["quote"]["p"] == pytest.approx(question.p, abs=1e-5)
        picture = ET.fromstring(over_time.panel(one))
        dot = next(e for e in picture.iter() if e.get("class") == "mark blend")
        assert float(dot.get("cy") or 0) == pytest.approx(12 + 124 * (1 - question.p), abs=0.01)
        assert f"to quote: {percent(question.p)}" in (picture.get("aria-label") or "")
    assert "mark blend" not in over_time.panel(next(p for p in panels.values() if not p["quote"]))


def test_ticks_are_first_days_within_the_curve(analysis: Analysis) -> None:
    ticks = over_time.ticks(over_time.data(analysis)[0]["ever"])
    assert ticks == ["2025-08-01", "2026-02-01", "2026-08-01"]


def test_state_graph(analysis: Analysis) -> None:
    graph = state_graph.data(analysis)
    nodes = {n["state"]: n for n in graph["nodes"]}
    assert len(nodes) == 30
    start = next(n for n in graph["nodes"] if n["status_quo"])
    drawn = [n for n in graph["nodes"] if n["column"] is not None]
    unlikely = [n for n in graph["nodes"] if n["step"] is None and n["probability"] < state_graph.LEAST]
    assert [n for n in graph["nodes"] if n not in drawn] == unlikely, "all others are in the picture"
    assert (start["column"], start["row"], start["new"]) == (0, 0, [])
    steps = sorted((n for n in graph["nodes"] if n["step"] is not None), key=lambda n: n["step"])
    assert [n["state"] for n in steps] == analysis.likely_path
    assert [(n["column"], n["row"]) for n in steps] == [(k, 0) for k in range(5)]
    assert [e for e in graph["edges"] if e["likely"] and not e["main"]] == []
    assert sorted(e["target"] for e in graph["edges"] if e["main"]) == sorted(n["state"] for n in drawn if n != start)


def test_a_node_says_what_is_new_and_what_else_differs(analysis: Analysis) -> None:
    last = max((n for n in state_graph.data(analysis)["nodes"] if n["step"] is not None), key=lambda n: int(n["step"]))
    assert last["new"] == ["Armenia: the road through Syunik \u2013 without Russia"]
    assert any("broker a road agreement" in clause for clause in last["kept"])
    assert last["holds"] == [("Nash", 0.62), ("SEQ", 0.86)]


def test_likely_path_and_stable_states_do_not_rest_on_colour(analysis: Analysis) -> None:
    picture = state_graph.spec(state_graph.data(analysis))
    words = " ".join(t.text or "" for t in ET.fromstring(picture).iter() if t.tag.endswith("text"))
    for sign in ("Start: today", "\u2460", "\u2463", "\u25c6 Nash 62\u202f%"):
        assert sign in words


def test_hostile_text_is_escaped_in_pictures(analysis: Analysis) -> None:
    bad = "<script>alert(1)</script> & \"'"
    axes = [a.model_copy(update={"text": bad}) for a in analysis.axes]
    people = [a.model_copy(update={"name": bad}) for a in analysis.actors]
    explanations = [e.model_copy(update={"title": bad}) for e in analysis.explanations]
    questions = [q.model_copy(update={"asks": bad}) for q in analysis.questions]
    hostile = analysis.model_copy(
        update={"axes": axes, "actors": people, "explanations": explanations, "questions": questions}
    )
    for figure in (belief_shift, question_marks, state_graph):
        picture = figure.spec(figure.data(hostile))
        assert isinstance(picture, str)
        assert not [t for t in ET.fromstring(picture).iter() if t.tag.endswith("script")]


def test_a_state_of_the_likely_path_is_shown_however_unlikely_at_the_end(analysis: Analysis) -> None:
    states = [
        s.model_copy(update={"probability": 0.0}) if s.index == analysis.likely_path[2] else s for s in analysis.states
    ]
    more = [s.model_copy(update={"index": 10_000 + k, "probability": 0.5}) for k, s in enumerate(analysis.states[5:9])]
    graph = state_graph.data(analysis.model_copy(update={"states": [*states, *more]}))
    assert len(graph["nodes"]) == 30
    assert {n["state"] for n in graph["nodes"]} >= set(analysis.likely_path)


def test_a_situation_of_today_has_a_curve_of_holding_only(analysis: Analysis) -> None:
    first = analysis.scenarios[0]
    holds = first.model_copy(update={"at": [(first.at[0][0], 1.0), *first.at[1:]]})
    panel = over_time.data(analysis.model_copy(update={"scenarios": [*analysis.scenarios[1:], holds]}))[0]
    assert (panel["name"], panel["ever"]) == (first.name, [])
    assert all("low" in p for p in panel["at"])


def test_names(analysis: Analysis) -> None:
    names = Names(analysis)
    assert names.value("without_russia") == "without Russia"
    assert names.value("own_accord") == "own accord"
    assert names.actor("nature") == "Nobody decides"
    assert short("Armenia (the government or the next one)") == "Armenia"


def test_names_keep_their_capital_inside_a_sentence() -> None:
    texts = ("A government after Pashinyan. Pashinyan's party", "Raid them. They raid; Its line and its end")
    proper = proper_names(texts)
    assert proper == {"Pashinyan"}
    assert lower_first("Pashinyan's government falls", proper) == "Pashinyan's government falls"
    assert lower_first("Raid Russian outlets", proper) == "raid Russian outlets"
    assert lower_first("US troops leave") == "US troops leave"


def test_what_differs_is_told_once_an_actor(analysis: Analysis) -> None:
    names = Names(analysis)
    now = [axis.now for axis in analysis.axes]
    ours = [k for k, axis in enumerate(analysis.axes) if axis.actor == "azerbaijan"]
    after = [next(v for v in a.values if v != a.now) if k in ours else a.now for k, a in enumerate(analysis.axes)]
    assert len(ours) > 1
    (said,) = names.told(now, after)
    assert said.startswith("Azerbaijan: ")
    assert said.count(", ") >= len(ours) - 1


def test_the_narrow_picture_has_every_drawn_state_once(analysis: Analysis) -> None:
    graph = state_graph.data(analysis)
    picture = ET.fromstring(state_graph.tall(graph))
    boxes = [(r.get("x"), r.get("y")) for r in picture.iter() if r.get("class") == "box"]
    assert len(boxes) == len({y for _, y in boxes}) == sum(n["column"] is not None for n in graph["nodes"])
    assert boxes[0] == ("3", "3")
    assert float(picture.get("width") or 0) <= 330


def test_no_words_of_a_box_are_cut_and_no_two_boxes_begin_alike(analysis: Analysis) -> None:
    graph = state_graph.data(analysis)
    shown = [n for n in graph["nodes"] if n["column"] is not None]
    assert len({(tuple(n["apart"]), tuple(n["new"])) for n in shown}) == len(shown)
    for picture in (state_graph.spec(graph), state_graph.tall(graph)):
        words = " ".join(t.text or "" for t in ET.fromstring(picture).iter() if t.tag.endswith("text"))
        words = words.replace("\u00a0", " ")
        assert "\u2026" not in words
        assert all(clause in words for n in shown for clause in (*n["apart"], *n["new"], *n["kept"]))


def test_what_sets_states_apart_is_as_little_as_will_do() -> None:
    states = {1: ["a", "b", "x"], 2: ["a", "c", "x"], 3: ["d", "b", "y"]}
    above = {1: ["a", "b", "y"], 2: ["a", "c", "y"], 3: ["e", "b", "y"]}
    assert state_graph._apart(states, above) == {1: {1}, 2: {1}, 3: set()}


words = st.lists(st.text("abcdefg", min_size=1, max_size=12), min_size=1, max_size=20).map(" ".join)


@given(words, st.integers(12, 40), st.integers(1, 4))
def test_wrapping_keeps_words_or_says_that_some_are_cut(text: str, room: int, lines: int) -> None:
    out = wrapped(text, room, lines)
    assert 1 <= len(out) <= lines
    assert all(len(line) <= room for line in out)
    assert " ".join(out) == text or out[-1].endswith("\u2026")


@given(words, st.integers(5, 40))
def test_clipping_stays_within_its_room(text: str, room: int) -> None:
    assert len(clipped(text, room)) <= room


def test_an_explanation_has_one_letter_in_every_figure() -> None:
    analysis = handmade()
    timeline = {one["name"]: one["letter"] for one in belief_timeline.data(analysis)["lines"]}
    signs = {one["name"]: one["letter"] for one in signposts.data(analysis)["explanations"]}
    weights = {one["name"]: one["letter"] for one in evidence_map.data(analysis)["columns"]}
    assert len(set(weights.values())) == len(weights)
    for other in (timeline, signs):
        assert other
        assert other.items() <= weights.items()
