"""The page's reading by orders: states and their ways, agreement with the forecast, whose orders agree."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from realpolitik.analysis.agreement import RULE
from realpolitik.analysis.result import Analysis
from realpolitik.figures import graph_model
from realpolitik.report.html.blocks import _graph, ordinal
from realpolitik.report.html.blocks._interests import SCALE, place
from realpolitik.report.html.page import render
from realpolitik.report.words import plain
from sample_graph import small


def viewed(analysis: Analysis) -> dict[str, Any]:
    view = ordinal.view(analysis)
    assert view is not None
    return view


def block(analysis: Analysis) -> str:
    """The block's text on the page, one space between words."""
    page = render(analysis)
    start = page.index('<section id="ordinal"')
    text = re.sub(r"<(ol|li|td|th|tr|p|div|summary|h3)\b", r" <\1", page[start : page.index("</section>", start)])
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def without_time(analysis: Analysis, states: int) -> Analysis:
    """The same as a case of one set of wishes with a few states and no play."""
    few = [s.model_copy(update={"index": k, "probability": None}) for k, s in enumerate(analysis.states[:states])]
    assert analysis.ordinal is not None
    way = analysis.ordinal.ways[2].model_copy(update={"state": 0})
    reading = analysis.ordinal.model_copy(
        update={"ways": [way], "agreements": [], "interests": analysis.ordinal.interests[2:3]}
    )
    method = analysis.method.model_copy(update={"feasible": states})
    return analysis.model_copy(
        update={"states": few, "method": method, "types": analysis.types[:1], "moves": [], "ordinal": reading}
    )


def test_states_that_hold_are_numbered_and_counted_by_set_of_wishes(analysis: Analysis) -> None:
    view = viewed(analysis)
    assert [name for name, _ in view["concepts"]] == ["Nash", "SEQ", "GMR"]
    assert [row["n"] for row in view["rows"] + view["more"]] == [1, 2, 3, 4, 5, 6]
    assert [plain(str(t["p"])) for t in view["types"]] == ["61 %", "19 %", "15 %", "5 %"]
    assert view["types"][0]["cells"] == ["1", "1", "1, 5"]
    assert view["types"][3]["cells"] == ["none", "2", "2"]


def test_sets_of_wishes_that_hold_the_same_are_told_in_one_line(analysis: Analysis) -> None:
    assert "By set of wishes" in block(analysis)
    same = [t.model_copy(update={"equilibria": analysis.types[0].equilibria}) for t in analysis.types]
    told = block(analysis.model_copy(update={"types": same}))
    assert "By set of wishes" not in told
    assert "Whichever of the 4 sets of wishes is the real one, the same states hold." in told


def test_who_would_stay_in_a_state_and_who_would_leave(analysis: Analysis) -> None:
    view = viewed(analysis)
    assert (view["chosen"], view["table"]) == ("SEQ", None)
    assert view["actors"] == ["Azerbaijan", "Russia", "Armenia"]
    assert [[plain(str(word)) for _, word in row["cells"]] for row in view["rows"][:2]] == [
        ["86 %", "stays", "86 %"],
        ["21 %", "stays", "50 %"],
    ]
    assert [css for css, _ in view["rows"][0]["cells"]] == ["torn", "stays", "torn"]
    assert "(holds for everybody: Nash 62 % and SEQ 86 %)" in block(analysis)


def test_ways_are_told_by_their_movers_or_in_full(analysis: Analysis) -> None:
    rows = viewed(analysis)["rows"] + viewed(analysis)["more"]
    assert [row["kind"] for row in rows] == ["improvements", "improvements", "improvements", "turns", "none", "none"]
    assert [step["words"] for step in rows[0]["best"]] == [
        "Mid-level officials",
        "Azerbaijan",
        "United States",
        "Armenia",
    ]
    told_in_full = [step["words"] for step in rows[1]["best"]]
    assert told_in_full[0] == "Azerbaijan: say that the officials acted alone"
    assert told_in_full[-1] == "Azerbaijan: no longer “say that the officials acted alone”"
    assert [(step["words"], step["willing"]) for step in rows[1]["any"]] == [
        ("United States", False),
        ("Armenia", True),
    ]
    assert rows[0]["any"] is None, "the way by improvements is as short as any"
    text = block(analysis)
    assert (
        "By moves that their makers like, in 19 % of the worlds: Mid-level officials Azerbaijan United States" in text
    )
    assert "Shorter, but not liked by all: United States (against its order) Armenia" in text
    assert "It is today's situation." in text
    assert "Only after a turn that nobody decides: The Armenian prime minister loses office (nobody decides)" in text
    assert (
        "Not by moves that their makers like; the shortest way: Mid-level officials Azerbaijan Armenia (against" in text
    )
    assert "No way leads there from today." in text


def test_scenarios_that_point_apart_come_first_with_their_words(analysis: Analysis) -> None:
    view = viewed(analysis)
    assert [row["apart"] for row in view["agreements"]] == [True, False, False]
    assert view["heads"][2] == "They do, after turns that nobody decides"
    assert [str(number) for number in view["agreements"][2]["numbers"]] == [
        "15\u202f%",
        "0\u202f%",
        "15\u202f%",
        "4\u202f%",
    ]
    text = block(analysis)
    assert "Orders and forecast point apart on one of the three scenarios." in text
    assert text.count("points apart: it expects what the orders do not lead to.") == 1
    assert " ".join(RULE.split()) in text
    assert "apart Baku and Moscow make up" in text


@pytest.mark.parametrize(
    ("agree", "said"),
    [
        ([True, True, True], "do not point apart on any scenario"),
        ([False, False, False], "point apart on every scenario"),
        ([False, True, False], "point apart on two of the three scenarios"),
        ([True], "do not point apart"),
        ([False], "point apart"),
    ],
)
def test_how_many_point_apart(analysis: Analysis, agree: list[bool], said: str) -> None:
    assert analysis.ordinal is not None
    pairs = zip(analysis.ordinal.agreements, agree, strict=False)
    some = [a.model_copy(update={"agree": yes}) for a, yes in pairs]
    changed = analysis.model_copy(update={"ordinal": analysis.ordinal.model_copy(update={"agreements": some})})
    assert viewed(changed)["apart"] == said


def test_one_set_of_wishes_says_yes_or_no_and_speaks_of_no_worlds(analysis: Analysis) -> None:
    single = analysis.model_copy(update={"types": analysis.types[:1]})
    assert [str(n) for n in viewed(single)["agreements"][0]["numbers"]] == ["yes", "no", "no", "58\u202f%"]
    assert "(“of the worlds”)" in block(analysis)
    assert "(“of the worlds”)" not in block(single)


def test_interests_are_a_small_matrix_with_words(analysis: Analysis) -> None:
    found = viewed(analysis)["interests"]
    assert [name for _, name in found["heads"]] == ["Azerbaijan", "Mid-level officials", "Russia", "Armenia"]
    assert [row["name"] for row in found["rows"]] == ["Mid-level officials", "Russia", "Armenia", "Türkiye"]
    signs = [[cell["sign"] if cell else None for cell in row["cells"]] for row in found["rows"]]
    assert signs == [["▲"], ["▼", "·"], ["▼▼", None, "·"], ["▲▲", None, None, None]]
    assert found["rows"][0]["cells"][0]["ends"] is not None, "from +0.12 to +0.44 crosses the scale"
    assert found["rows"][1]["cells"][0]["ends"] is None
    text = block(analysis)
    assert "Azerbaijan and Türkiye mostly agree (+0.55); Azerbaijan and Armenia are opposed (\u22120.52)." in text
    assert "· 0.00 neither" in text, "a hidden word stands beside each sign"
    for sign, words, numbers in SCALE:
        assert f"{sign} {words} ({numbers})" in text


@pytest.mark.parametrize(
    ("tau", "words"),
    [
        (1.0, "mostly agree"),
        (0.495, "mostly agree"),
        (0.494, "lean together"),
        (0.2, "lean together"),
        (0.194, "neither"),
        (0.0, "neither"),
        (-0.194, "neither"),
        (-0.196, "lean apart"),
        (-0.5, "opposed"),
        (-1.0, "opposed"),
    ],
)
def test_the_words_follow_the_printed_tau(tau: float, words: str) -> None:
    assert SCALE[place(tau)][1] == words


def test_few_states_make_the_table_of_the_literature(analysis: Analysis) -> None:
    small = without_time(analysis, 4)
    table = viewed(small)["table"]
    assert [(h["n"], h["now"]) for h in table["heads"]] == [(k, k == 1) for k in range(1, 5)]
    assert sum(len(rows) for _, rows in table["groups"]) == len(small.axes)
    assert all(len(row["cells"]) == 4 for _, rows in table["groups"] for row in rows)
    assert [holds for holds, _ in dict(table["holds"])["Nash"]] == [
        s.equilibrium.get("Nash", 0.0) > 0.0 for s in small.states
    ]
    text = block(small)
    assert "the actor would stay" in text
    assert "1 As things are now (holds for everybody by GMR)" in text
    assert "At the horizon" not in text
    assert "Orders and forecast" not in text
    assert "Azerbaijan and Armenia are opposed (\u22120.52)." in text
    assert 'class="interests"' not in render(small), "one pair needs no matrix"
    assert 'id="state-graph"' not in render(small)


def test_a_small_case_has_its_graph_model_and_a_table_that_says_the_same(
    analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_graph, "MOST", 24)
    page, text = render(small(analysis)), block(small(analysis))
    assert "graph entire" not in render(analysis), "1,152 states cannot be drawn"
    assert page.count('class="states moves"') == 2 * (2 + 2), "two widths: improvements, ways, and two actors"
    assert "Arrows are moves that their makers like in at least half of the worlds." in text
    assert "a turn that nobody decides is dotted" in text
    assert "State What differs from today Holds by Azerbaijan Armenia" in text
    view = viewed(small(analysis))
    assert view["graph"]["heads"] == ["Azerbaijan", "Armenia"]
    rows = {row["n"]: row for row in view["graph"]["rows"]}
    assert rows[2]["now"]
    assert rows[2]["moves"] == [([1], [3, 4]), ([10], [6])]
    assert rows[9]["moves"][0][0] == [], "from where the campaign is over nothing is liked more"
    assert rows[9]["holds"] == "Nash"


def test_a_page_has_no_graph_model_whose_arrows_nobody_can_follow(analysis: Analysis) -> None:
    assert len(graph_model.data(small(analysis))["states"]) == 24 > _graph.MOST
    assert viewed(small(analysis))["graph"] is None
    assert "Who would move where" not in block(small(analysis))


def test_without_a_reading_the_sets_of_wishes_are_left(analysis: Analysis) -> None:
    text = block(analysis.model_copy(update={"ordinal": None}))
    assert "How many states hold for everybody, if this is what is going on" in text
    assert "Whose orders agree" not in text


def test_nothing_to_solve_no_block(bare: Analysis) -> None:
    assert ordinal.view(bare) is None
