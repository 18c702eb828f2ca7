"""Tornado, flips and removals: what a headline leans on, as data and as places in a picture."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analysis.fragile import Crossing, Fragility, HeadlineResult, InputResult, Removal, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.errors import BadInput
from realpolitik.figures import flips, removals, tornado
from realpolitik.figures._axis import around, bands, edge
from realpolitik.figures._inputs import amount, brief, change, label, span, step
from realpolitik.figures._names import headline_titles

SPACE = "\u202f"


def given_input(**changes: Any) -> InputResult:
    """A prior of 20 % that may be 10 to 40 %."""
    fields: dict[str, Any] = {
        "path": "factors.f.prior", "kind": "prior", "words": "Before looking: it is so", "value": 0.2,
        "written": "10-40%", "low": 0.1, "high": 0.4, "ranged": True, "support": "judged", "citations": [],
        "because": None, "check": None, "moves": 0.1, "moves_what": None, "exact": True,
    }  # fmt: skip
    return InputResult(**(fields | changes))


def leaning(bare: Analysis, *headlines: HeadlineResult, inputs: list[InputResult] | None = None) -> Analysis:
    """A bare analysis whose headlines lean on the inputs."""
    fragility = Fragility(
        plays=4,
        all_plays=4,
        inputs=inputs or [given_input()],
        headlines=list(headlines),
        removals=[],
        screened=1,
        rerun=1,
    )
    return bare.model_copy(update={"fragility": fragility})


def places(svg: str, css: str, attribute: str = "x") -> list[str]:
    """Where the shapes of a class stand (of a sign: the little picture around it)."""
    root = ET.fromstring(svg)
    out = []
    for parent in root.iter():
        for child in parent:
            if css == child.get("class"):
                holder = parent if child.tag.endswith("path") else child
                out.append(holder.get(attribute) or "")
    return out


def test_every_headline_has_its_bars_the_longest_first(analysis: Analysis) -> None:
    found = tornado.data(analysis)
    assert analysis.fragility is not None
    assert [h["key"] for h in found] == [h.key for h in analysis.fragility.headlines]
    for headline in found:
        lengths = [abs(b["at_high"] - b["at_low"]) for b in headline["bars"]]
        assert lengths == sorted(lengths, reverse=True)
        assert 0 < len(lengths) <= tornado.MOST
    first = found[0]["bars"][0]
    assert (first["words"][:14], first["span"]) == ("Before looking", f"19\u201348{SPACE}%")
    assert (first["at_low"], first["at_high"]) == (0.282, 0.442)


def test_the_ends_of_a_bar_say_which_is_which(bare: Analysis) -> None:
    falls = HeadlineResult(
        key="explanations.e", title="It is so", p=0.5, swings=[Swing(input="factors.f.prior", at_low=0.7, at_high=0.4)]
    )
    svg = tornado.panel(tornado.data(leaning(bare, falls))[0])
    axis = around([0.4, 0.5, 0.7], 9, 91)
    assert (axis.low, axis.high) == (0.4, 0.7)
    assert places(svg, "end lower") == [axis.x(0.7)] == ["91%"]
    assert places(svg, "end upper") == [axis.x(0.4)] == ["9%"]
    assert places(svg, "now", "x1") == [axis.x(0.5)]
    assert f"at 10{SPACE}% the headline stands at 70{SPACE}%, at 40{SPACE}% at 40{SPACE}%" in svg


def test_a_tornado_of_a_named_headline(analysis: Analysis) -> None:
    found = tornado.data(analysis)
    assert tornado.spec(found, "scenarios.war") != tornado.spec(found)
    assert "Azerbaijan takes Syunik by force" in tornado.spec(found, "scenarios.war")
    assert "Nothing to show" in tornado.spec([])
    with pytest.raises(BadInput, match=r"no input moves a headline 'scenarios.none'; there are explanations.deniable,"):
        tornado.spec(found, "scenarios.none")


@pytest.mark.parametrize(("p", "low", "high"), [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.0, 0.0, 1.0), (0.5, 0.5, 0.5)])
def test_sure_and_unmoved_headlines_can_be_drawn(bare: Analysis, p: float, low: float, high: float) -> None:
    one = HeadlineResult(
        key="questions.q", title="Q", p=p, swings=[Swing(input="factors.f.prior", at_low=low, at_high=high)]
    )
    picture = ET.fromstring(tornado.spec(tornado.data(leaning(bare, one))))
    numbers = [v for e in picture.iter() for k, v in e.attrib.items() if k in ("x", "x1", "x2", "width") and "%" in v]
    assert all(-1 <= float(v.removesuffix("%")) <= 102 for v in numbers)


def test_long_words_are_cut_in_the_picture_and_whole_in_what_is_said(bare: Analysis) -> None:
    words = "Before looking: " + "a very long reason " * 12
    one = HeadlineResult(
        key="q.q", title=words, p=0.3, swings=[Swing(input="factors.f.prior", at_low=0.2, at_high=0.5)]
    )
    svg = tornado.spec(tornado.data(leaning(bare, one, inputs=[given_input(words=words)])))
    shown = [e.text or "" for e in ET.fromstring(svg).iter() if e.tag.endswith("text")]
    assert max(map(len, shown)) <= 90
    assert [e for e in ET.fromstring(svg).iter() if e.tag.endswith("title") and words in (e.text or "")]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_an_axis_holds_what_it_shows(values: list[float]) -> None:
    axis = around(values, 9, 91)
    assert 0 <= axis.low < axis.high <= 1
    assert all(axis.low - 1e-9 <= v <= axis.high + 1e-9 for v in values)
    assert axis.at(axis.low) == 9
    assert axis.at(axis.high) == 91
    shown = bands(axis)
    assert shown[0][1] == pytest.approx(axis.low)
    assert shown[-1][2] == pytest.approx(axis.high)
    assert all(a[2] == pytest.approx(b[1]) for a, b in pairwise(shown))


def test_flips_come_nearest_first(analysis: Analysis) -> None:
    assert analysis.fragility is not None
    rows = flips.data(analysis)
    assert [abs(r["step"]) for r in rows] == sorted(abs(r["step"]) for r in rows)
    assert {r["key"] for r in rows}.isdisjoint({"explanations.drone_front", "questions.invasion_2026"})
    deniable = next(r for r in rows if r["key"] == "explanations.deniable")
    assert (deniable["word"], deniable["then"], deniable["edge"]) == ("unlikely", "roughly even chance", 0.45)
    assert (deniable["now"], deniable["value"]) == (f"32{SPACE}%", f"44{SPACE}%")
    crossing = next(h.crossing for h in analysis.fragility.headlines if h.key == "explanations.deniable")
    assert deniable["step"] == pytest.approx(crossing.distance if crossing else 0, abs=1e-6)


def test_a_diamond_inside_the_span_is_full(bare: Analysis) -> None:
    near, far = (
        HeadlineResult(key=f"q.{v}", title="Q", p=0.3, crossing=Crossing(input="factors.f.prior", value=v, band=3,
                                                                         distance=abs(math.log(4 * v / (1 - v)))))
        for v in (0.35, 0.6)
    )  # fmt: skip
    svg = flips.spec(flips.data(leaning(bare, near, far)))
    assert (len(places(svg, "mark cross inside")), len(places(svg, "mark cross"))) == (1, 1)
    assert [r["key"] for r in flips.data(leaning(bare, far, near))] == ["q.0.35", "q.0.6"]


def test_no_crossing_is_said(bare: Analysis) -> None:
    assert "no single input" in flips.spec(flips.data(leaning(bare, HeadlineResult(key="q.q", title="Q", p=0.5))))


def test_edges_of_bands() -> None:
    assert edge(3, 0.3) == 0.45
    assert edge(2, 0.5) == 0.44
    assert edge(0, 0.2) == 0.04


def test_the_word_is_that_of_the_printed_number(bare: Analysis) -> None:
    nearly = HeadlineResult(
        key="q.q", title="Q", p=0.1993, crossing=Crossing(input="factors.f.prior", value=0.1996, band=1, distance=0.01)
    )
    (row,) = flips.data(leaning(bare, nearly))
    assert (row["word"], row["then"], row["edge"]) == ("unlikely", "very unlikely", 0.19)
    assert (row["now"], row["value"]) == (f"20{SPACE}%", f"19{SPACE}%"), "on the far side, in whole per cent"
    assert change(given_input(), 0.204) == (f"20{SPACE}%", f"21{SPACE}%")


def test_inputs_in_few_words_begin_with_what_tells_them_apart() -> None:
    """A label is cut at its end: many inputs share a condition, so the condition comes last."""
    asks = {"us_deal": "A deal?"}
    likely = given_input(words="How likely “It is shut” would be", given="us_deal == no")
    assert brief(likely, asks) == "“It is shut”, if no to “A deal?”"
    assert brief(likely) == "“It is shut”, if us deal is no"
    assert brief(given_input(words="“For what?” test, before anything was seen", given="us_deal"), asks) == (
        "“For what?” test, before anything was seen, if yes to “A deal?”"
    )
    assert brief(given_input()) == "Before looking: it is so"


def test_a_label_has_first_what_tells_the_input_apart_and_is_short() -> None:
    asks = {"deal": "Did they let everybody understand that the road is theirs to settle?"}
    item = "The neighbour keeps the only line of supply shut for the whole of the winter"
    likely = given_input(words=f"How likely “{item}” would be", given="deal == no")
    assert label(likely, asks) == "“The neighbour keeps the only line of supply…”, if no to “Did they let…”"
    prior = given_input(words=f"“{asks['deal']}” yes, before anything was seen")
    assert label(prior) == "Prior of “yes” for “Did they let…”"
    assert label(given_input()) == "Before looking: it is so"


def test_two_labels_that_would_be_alike_are_written_in_full(bare: Analysis) -> None:
    words = [f"How likely “The neighbour keeps the only line of supply shut in {year}” would be" for year in (1, 2)]
    inputs = [given_input(path=f"evidence.e{k}", words=w, given="deal == no") for k, w in enumerate(words)]
    swings = [Swing(input=i.path, at_low=0.2, at_high=0.5) for i in inputs]
    one = HeadlineResult(key="q.q", title="Q", p=0.3, swings=swings)
    bars = tornado.data(leaning(bare, one, inputs=inputs))[0]["bars"]
    assert [b["label"] for b in bars] == [b["words"] for b in bars]


def test_no_line_of_a_tornado_stands_behind_its_words(analysis: Analysis) -> None:
    root = ET.fromstring(tornado.spec(tornado.data(analysis)))
    lines = [e for e in root.iter() if e.get("class") in ("grid", "band", "band odd")]
    assert lines
    assert all(float(e.get("y2") or e.get("height") or 0) <= 22 for e in lines)


def test_a_question_that_goes_on_carries_the_one_before_it(analysis: Analysis) -> None:
    first, second, *rest = analysis.questions
    asked = [first, second.model_copy(update={"asks": "And by the end of 2026?"}), *rest]
    assert analysis.fragility is not None
    headline = HeadlineResult(key=f"questions.{second.id}", title="And by the end of 2026?", p=0.3)
    fragility = analysis.fragility.model_copy(update={"headlines": [headline]})
    titles = headline_titles(analysis.model_copy(update={"questions": asked, "fragility": fragility}))
    assert titles == {headline.key: f"{first.asks} And by the end of 2026?"}


def test_inputs_are_written_as_what_they_are() -> None:
    prior = given_input()
    resolve = given_input(kind="resolve", probability=False, value=8.0, low=4.0, high=16.0)
    assert (amount(prior, 0.2), amount(resolve, 5.333333)) == (f"20{SPACE}%", "5.33")
    assert (span(prior), span(resolve)) == (f"10\u201340{SPACE}%", "4\u201316")
    assert step(resolve, 16.0) == pytest.approx(math.log(2))
    assert step(prior, 0.5) == pytest.approx(math.log(4))
    assert step(prior, 0.0) == -math.log(1000)
    assert step(prior, 1.0) == math.log(1000)
    assert step(given_input(kind="inertia", probability=False, value=0.0, low=0.0, high=1.0), 1.0) == math.log(1000)


def test_removals_show_the_headline_moved_most(analysis: Analysis) -> None:
    rows = removals.data(analysis)
    moved = [abs(r["headlines"][0]["without"] - r["headlines"][0]["p"]) for r in rows]
    assert moved == sorted(moved, reverse=True)
    assert rows[0]["path"] == "actors.azerbaijan.prefers[0]"
    assert [h["key"] for h in rows[0]["headlines"]] == [
        "scenarios.road_without_russia", "questions.deal_2025", "scenarios.war"]  # fmt: skip
    svg = removals.spec(rows[:1])
    assert places(svg, "mark posterior", "cx") == ["54%"]
    assert places(svg, "mark without", "cx") == ["21%"]


def test_a_removal_that_moves_no_known_headline_is_left_out(bare: Analysis) -> None:
    fragility = Fragility(
        plays=1, all_plays=1, inputs=[], headlines=[HeadlineResult(key="q.q", title="Q", p=0.0)], screened=0, rerun=0,
        removals=[Removal(path="a", words="A", headlines={}), Removal(path="b", words="B", headlines={"x.x": 0.1}),
                  Removal(path="c", words="C", headlines={"q.q": 1.0})],
    )  # fmt: skip
    rows = removals.data(bare.model_copy(update={"fragility": fragility}))
    assert [r["path"] for r in rows] == ["c"]
    assert f"0{SPACE}% → 100{SPACE}%" in removals.spec(rows)
