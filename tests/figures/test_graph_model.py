"""The graph model as a picture: its data, where its states stand, and what its arrows say."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik import BadInput, analyse, figures, load
from realpolitik.analysis.result import Analysis
from realpolitik.figures import graph_model
from realpolitik.figures._grid import grid
from realpolitik.figures._plan import HIGH, WIDE, plan
from realpolitik.library import shelf
from sample_graph import small


@pytest.fixture(scope="module")
def graph(analysis: Analysis) -> dict[str, Any]:
    return graph_model.data(small(analysis))


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    from sample import sample

    return sample()


@pytest.fixture(scope="module")
def cuba() -> dict[str, Any]:
    return graph_model.data(analyse(load(shelf.path("1962-cuba")), draws=0, deep=False))


def heads(svg: str) -> int:
    return len([p for p in ET.fromstring(svg).iter() if p.get("class") == "head"])


def test_data(graph: dict[str, Any]) -> None:
    assert len(graph["states"]) == 24
    assert [a["id"] for a in graph["actors"]] == ["azerbaijan", "armenia"]
    (now,) = [s for s in graph["states"] if s["now"]]
    assert (now["values"], now["words"]) == (["yes", "no", "closed", "no"], "as things are now")
    assert {tuple(s["values"][:3]): s["holds"] for s in graph["states"] if s["holds"]} == {
        ("no", "no", "without_russia"): "Nash",
        ("yes", "no", "closed"): "GMR",
    }, "by the most demanding concept that holds in at least half of the worlds"
    assert {tuple(sorted(set(m) - {"likes"})) for m in graph["moves"]} == {("actor", "source", "target")}
    assert len(graph["ways"]) == 4


def test_a_shipped_case_has_the_moves_of_the_literature(cuba: dict[str, Any]) -> None:
    """Fraser and Hipel's Cuba: from where the missiles stay, the United States would strike, blockade, or do both."""
    likes = [(m["source"] + 1, m["target"] + 1) for m in cuba["moves"] if m["likes"] and m["actor"] == "us"]
    assert [target for source, target in likes if source == 1] == [2, 3, 4]
    nash = [k for k, s in enumerate(cuba["states"], start=1) if s["holds"] == "Nash"]
    assert nash == [6]
    assert not [m for m in cuba["moves"] if m["likes"] and m["source"] == 5], "nobody would leave what holds by Nash"


def test_every_state_has_a_place_of_its_own_in_both_widths(graph: dict[str, Any], cuba: dict[str, Any]) -> None:
    for found in (graph, cuba):
        for narrow in (False, True):
            laid = plan(found, narrow)
            assert len(set(laid.spots)) == len(found["states"])
            assert all(WIDE / 2 <= x <= laid.width - WIDE / 2 and HIGH / 2 <= y < laid.bottom for x, y in laid.spots)
            if narrow:
                assert laid.width <= 330


@st.composite
def conflicts(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[list[str]]]:
    axes = draw(
        st.lists(
            st.builds(
                lambda actor, n: {"actor": actor, "values": [str(v) for v in range(n)]},
                st.sampled_from("abc"),
                st.integers(2, 3),
            ),
            min_size=1,
            max_size=4,
        )
    )
    states = draw(st.lists(st.tuples(*(st.sampled_from(a["values"]) for a in axes)), min_size=1, unique=True))
    return axes, [list(s) for s in states]


@given(conflicts(), st.integers(2, 6))
def test_a_move_of_one_actor_stays_in_its_row_or_column(
    drawn: tuple[list[dict[str, Any]], list[list[str]]], most: int
) -> None:
    axes, states = drawn
    laid = grid(axes, states, most)
    assert len(set(laid.at)) == len(states)
    assert sorted(laid.across + laid.down) == list(range(len(axes)))
    for a, one in zip(states, laid.at, strict=True):
        for b, other in zip(states, laid.at, strict=True):
            movers = {axis["actor"] for axis, x, y in zip(axes, a, b, strict=True) if x != y}
            if len(movers) == 1:
                assert (one[0] == other[0]) != (one[1] == other[1])


def test_of_a_larger_case_the_states_on_the_ways_are_drawn_with_their_own_numbers() -> None:
    analysis = analyse(load(shelf.path("1962-october")), draws=0)
    found = graph_model.data(analysis)
    assert not found["whole"]
    assert analysis.ordinal is not None
    held = {s["number"] for s in found["states"]}
    assert {way.state + 1 for way in analysis.ordinal.ways} <= held
    assert len(held) <= 36
    (now,) = [s for s in found["states"] if s["now"]]
    assert now["number"] == 14
    svg = graph_model.spec(found, "ways")
    first = analysis.ordinal.ways[0].improvements
    assert first
    assert f": 14 to {first[0].state + 1}<" in svg
    for move in found["moves"]:
        values = [found["states"][move[end]]["values"] for end in ("source", "target")]
        changed = {a["actor"] for a, x, y in zip(found["axes"], *values, strict=True) if x != y}
        assert changed == {move["actor"]}


def test_improvements_are_the_liked_moves(graph: dict[str, Any]) -> None:
    drawn = graph_model.arrows(graph, "improvements")
    assert [(a["source"], a["target"]) for a in drawn] == [
        (m["source"], m["target"]) for m in graph["moves"] if m["likes"]
    ]
    actors = len({a["actor"] for a in drawn})
    assert heads(graph_model.spec(graph)) == len(drawn) + actors, "one head an arrow, and one an actor in the legend"


def test_moves_of_one_actor_stand_once_a_pair(graph: dict[str, Any]) -> None:
    drawn = graph_model.arrows(graph, "moves", "azerbaijan")
    assert {a["actor"] for a in drawn} == {"azerbaijan"}
    assert len({frozenset((a["source"], a["target"])) for a in drawn}) == len(drawn)
    pairs = {(m["source"], m["target"]) for m in graph["moves"] if m["actor"] == "azerbaijan"}
    assert {frozenset(p) for p in pairs} == {frozenset((a["source"], a["target"])) for a in drawn}
    for arrow in drawn:
        back = (arrow["target"], arrow["source"])
        assert not arrow["back"] or back in pairs, "two heads only where it can go both ways"
    svg = graph_model.spec(graph, "moves", "azerbaijan")
    assert svg.count('class="edge mover0 beside"') == sum(not a["likes"] for a in drawn)
    assert "(not preferred)" in svg


def test_ways_name_who_moves_and_that_a_turn_is_nobodys(graph: dict[str, Any]) -> None:
    svg = graph_model.spec(graph, "ways")
    assert re.findall(r"<title>([^<]*: \d+ to \d+[^<]*)</title>", svg) == [
        "Armenia: 2 to 10",
        "Azerbaijan: 10 to 9",
        "Nobody decides: 2 to 14",
        "Azerbaijan: 14 to 16 (not preferred)",
    ]
    assert svg.count('class="edge turn"') == 2, "the turn and its line in the legend"


def test_states_stand_at_the_same_places_in_all_pictures(graph: dict[str, Any]) -> None:
    def boxes(svg: str) -> list[str]:
        return re.findall(r'<rect class="box"[^>]*>', svg)

    shown = [graph_model.spec(graph, show) for show in graph_model.SHOWS] + [
        graph_model.spec(graph, "moves", "armenia")
    ]
    assert len(boxes(shown[0])) == 24
    assert all(boxes(svg) == boxes(shown[0]) for svg in shown)


def test_a_picture_has_a_name_and_its_words_are_escaped(analysis: Analysis) -> None:
    bad = "<script>alert(1)</script> & \"'"
    one = small(analysis)
    one = one.model_copy(update={"axes": [a.model_copy(update={"text": bad}) for a in one.axes]})
    for narrow in (False, True):
        picture = ET.fromstring(graph_model.spec(graph_model.data(one), narrow=narrow))
        assert picture.get("role") == "img"
        assert (picture.get("aria-label") or "").startswith("Moves that their makers like: 24 states, ")
        assert not [t for t in picture.iter() if t.tag.endswith("script")]


def test_what_cannot_be_drawn_is_said(analysis: Analysis, graph: dict[str, Any]) -> None:
    assert graph_model.data(analysis) == {}
    assert "Nothing to show: nobody can move, or the case is too large" in figures.show("graph-model", analysis).drawing
    with pytest.raises(BadInput, match="shows improvements, moves, ways, not 'all'"):
        graph_model.spec(graph, "all")
    with pytest.raises(BadInput, match="'turkiye' cannot move; these can: azerbaijan, armenia"):
        graph_model.spec(graph, "moves", "turkiye")
