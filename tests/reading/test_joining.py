"""Conditionals of a draft: one question with its day and its likelihood, or a pair; and what was not."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.reading.assertions.counterfactuals import counterfactuals
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.drafting.joining import MOST_AXES
from realpolitik.reading.passage import Passage

from .article import parser, read

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")
WRITTEN = datetime.date(2022, 11, 3)


def drafted(text: str, *, plain: bool = True) -> Case:
    return load_text(draft([read(text, WRITTEN, plain=plain)], "x.txt").text)


@needs_parser
def test_a_conditional_is_one_question_about_the_options_it_names() -> None:
    text = "If Sudan signs the treaty by May, Ethiopia will probably withdraw its troops before July."
    case = drafted(text, plain=False)
    (question,) = case.questions
    assert question.happens.written == "if sudan.signs_treaty by 2023-05-31 then ever ethiopia.withdraw_troops"
    assert question.until == datetime.date(2023, 6, 30)
    assert [chance.written for chance in question.said.values()] == ["likely"]
    assert question.quote == text
    assert not case.nature


def test_a_conditional_about_what_nobody_decides_is_one_question_too() -> None:
    (question,) = drafted("If the rains fail, prices will not fall by June.").questions
    assert question.happens.written == "if nature.if_rains_fail by 2023-06-30 then ever nature.then_prices_fall"
    assert question.asks == "If the rains fail: will it come so? Prices will fall by June."
    assert [chance.written for chance in question.said.values()] == ["very unlikely"]


def test_who_says_what_follows_is_no_part_of_it() -> None:
    (question,) = drafted("The agency warned that famine would follow by May if aid did not arrive.").questions
    assert question.asks == "If aid did not arrive: will it come so? Famine will follow by May."


def test_a_time_counts_from_the_day_of_the_condition() -> None:
    (dated,) = drafted("If the dam breaks by 3 January, the city will flood within ten days.").questions
    assert dated.until == datetime.date(2023, 1, 13)
    (undated,) = drafted("If the dam breaks, the city will flood within ten days.").questions
    assert undated.until == datetime.date(2023, 12, 31)
    assert "'within ten days', which names no day" in (undated.check or "")


@pytest.mark.parametrize(
    ("text", "then", "advised"),
    [
        ("Unless the rains come, prices will double.", "very likely", "happens: nature.then_prices_double before"),
        ("As long as the truce holds, the market will stay open.", "very likely", "The condition must last"),
        ("The crew will be freed only if the fine is paid.", None, "needs nature.if_fine_paid for"),
    ],
)
def test_what_is_not_if_then_is_a_pair(text: str, then: str | None, advised: str) -> None:
    condition, follows = drafted(text).questions
    assert condition.asks.startswith("The condition: ")
    assert not condition.said
    assert [chance.written for chance in follows.said.values()] == ([then] if then else [])
    assert advised in (follows.check or "")
    assert "first; else it is void." in (follows.fine_print or "")


def test_where_the_states_would_be_too_many_conditionals_are_pairs() -> None:
    text = " ".join(f"If dam {n} breaks, city {n} will flood." for n in range(8))
    case = drafted(text)
    joined = [q for q in case.questions if q.happens.kind == "if_then"]
    assert len(joined) == MOST_AXES // 2
    assert len(case.questions) == len(joined) + 2 * (8 - len(joined))
    assert len(analyse(case, draws=2, deep=False).questions) == len(case.questions)


def test_what_is_over_has_no_likelihood_and_is_marked() -> None:
    (question,) = drafted("If the minister knew it, the guards were told.").questions
    assert not question.said
    assert "It does not speak of what is to come" in (question.check or "")


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Had Kenya paid, there would have been no war.", ["Had Kenya paid", "there would have been no war"]),
        ("If Egypt had gone, Sudan would have won.", ["Egypt had gone", "Sudan would have won"]),
        ("But had Iran won, Iraq would now be weak.", ["But had Iran won", "Iraq would now be weak"]),
        ("If only Sudan had listened!", ["If only Sudan had listened!"]),
        ("Peru could have helped, but it did not want to.", ["Peru could have helped"]),
        ("Without the flood Iraq would have attacked; it stayed calm.", ["Without the flood Iraq would have attacked"]),
        ("Without the base, Iran would have retaken it.", ["Without the base, Iran would have retaken it."]),
        ("Iran would have to yield.", []),
        ("Iran would have an interest in peace.", []),
        ("Iran might have ordered the raid.", []),
        ("If Iran has attacked, Iraq would know it.", []),
        ("They asked if Iran had signed.", []),
        ("If only to please Egypt, Iran will yield.", []),
    ],
)  # fmt: skip
def test_what_is_told_as_what_was_not(text: str, clauses: list[str]) -> None:
    made = read(text, WRITTEN, plain=True)
    found = counterfactuals(text, Passage(0, len(text)), made.conditionals)
    assert [place.of(text) for place in found] == clauses


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "Had Kenya attacked Uganda, Uganda would have closed its border with Kenya.",
        "If Kenya had signed the treaty, Uganda would have withdrawn its troops.",
        "Uganda might have withdrawn its troops if Kenya had signed the treaty.",
        "If only Kenya had signed the treaty!",
    ],
)
def test_what_was_not_is_no_question_no_option_and_no_event(text: str) -> None:
    made = draft([read(f"Kenya met Uganda. {text}", WRITTEN)], "x.txt")
    case = load_text(made.text)
    assert not case.questions
    assert not case.nature
    assert not [f for f in case.factors if f.startswith("disputed")]
    assert all(not actor.options for actor in case.actors.values())
    assert [i.quote for i in case.evidence] in ([], ["Kenya met Uganda."])
    assert "tells it as what was not" in made.text.split("# Hints")[1]


@needs_parser
def test_what_a_condition_tells_is_no_event() -> None:
    case = drafted("Provided that Kenya lifts the sanctions on Uganda, Uganda will pay Kenya.", plain=False)
    assert not case.evidence
