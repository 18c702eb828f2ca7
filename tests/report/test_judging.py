"""Whose number stands in the headline, and where the other judges' own numbers would put it."""

from __future__ import annotations

from realpolitik.analysis.result import Analysis
from realpolitik.report.html.hints import hinted
from realpolitik.report.html.page import render
from realpolitik.report.judging import judged
from realpolitik.report.markdown import markdown
from realpolitik.report.words import plain


def with_judges(analysis: Analysis, **others: float) -> Analysis:
    """``anna`` gave the case's numbers; every other judge one number for all."""
    held = {e.name: {"anna": e.posterior, **others, "pooled": 0.12} for e in analysis.explanations}
    return analysis.model_copy(update={"by_judge": held})


def test_nothing_is_said_of_a_case_with_one_judge(analysis: Analysis) -> None:
    assert judged(analysis, analysis.explanations[0]) is None
    assert "one judge's figure" not in render(analysis)


def test_a_second_judge_stands_under_the_headline_and_on_the_card(analysis: Analysis) -> None:
    two = with_judges(analysis, blind=0.06)
    said = judged(two, two.explanations[0])
    assert plain(str(said)) == (
        "This is one judge's figure (in the case: “anna”). By a second judge's numbers (“blind”): 6 %; by both "
        "pooled: 12 %."
    )
    assert said is not None
    assert markdown(two).count("one judge's figure (in the case: “anna”)") == len(two.explanations)
    page = render(two)
    shown = hinted(str(said.__html__()), two)
    assert page.count(shown) == 2
    assert page.index(shown) < page.index('id="explanations"')


def test_several_judges_are_listed(analysis: Analysis) -> None:
    more = with_judges(analysis, ben=0.06, carl=0.5)
    assert "By the other judges' numbers: “ben” 6 % and “carl” 50 %; by all pooled" in plain(
        str(judged(more, more.explanations[0]))
    )


def test_where_no_judge_gave_the_cases_own_numbers_all_are_listed(analysis: Analysis) -> None:
    held = {e.name: {"ben": 0.06, "carl": 0.5, "pooled": 0.12} for e in analysis.explanations}
    said = judged(analysis.model_copy(update={"by_judge": held}), analysis.explanations[0])
    assert said is not None
    assert said.key == "judges"
