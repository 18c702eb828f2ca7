"""What came since: only where outcomes are known, those first that were expected least, with the score."""

from __future__ import annotations

import pytest

from realpolitik.analysis.result import Analysis
from realpolitik.report.html.page import render
from realpolitik.report.markdown import markdown
from realpolitik.report.since import due, last_known, since, today, told_from
from realpolitik.report.words import plain


def test_nothing_is_said_while_nothing_is_known(bare: Analysis, analysis: Analysis) -> None:
    assert since(bare) == ()
    open_ = [q.model_copy(update={"came_out": None}) for q in analysis.questions]
    assert since(analysis.model_copy(update={"questions": open_, "scores": None})) == ()
    assert "What came since" not in render(bare)


def test_the_least_expected_comes_first_with_its_number(analysis: Analysis) -> None:
    first, second = since(analysis)
    assert str(first).startswith("The figures here are from 2 July 2025 and no later outcome has moved them.")
    ended = [q for q in analysis.questions if q.came_out is not None]
    worst = max(ended, key=lambda q: abs(q.p - (q.came_out is not None and q.came_out.as_ == "yes")))
    told = str(first).split("expected least: ")[1]
    assert told.startswith(f"“{worst.asks}”")
    assert "worse than the 0.25" in str(second)
    assert "What came since" in render(analysis)
    assert "**What came since.**" in markdown(analysis)


@pytest.mark.parametrize(("mean", "said"), [(0.25, "gets 0.25 and 0 is best"), (0.251, "worse than the 0.25")])
def test_worse_than_one_half_is_said(mean: float, said: str, analysis: Analysis) -> None:
    assert analysis.scores is not None
    scores = analysis.scores.model_copy(update={"mean": {**analysis.scores.mean, "blend": mean}})
    assert said in str(since(analysis.model_copy(update={"scores": scores}))[1])


def test_what_is_awaited_is_told_from_the_day_of_the_case_where_later_outcomes_are_known(analysis: Analysis) -> None:
    assert str(told_from(analysis)).startswith("All this is told from 2 July 2025.")
    assert "“Will a road agreement that leaves Russia out be signed in 2025?” yes" in str(told_from(analysis))
    assert str(today(analysis)) == "on 2 July 2025"
    assert "All this is told from 2 July 2025." in plain(markdown(analysis))
    assert "Read this first." in render(analysis)
    open_ = [q.model_copy(update={"came_out": None}) for q in analysis.questions]
    nothing = analysis.model_copy(update={"questions": open_, "scores": None})
    assert (told_from(nothing), last_known(nothing), str(today(nothing))) == (None, None, "today")
    assert "Read this first." not in render(nothing)


def test_a_question_past_its_day_without_an_outcome_is_due(analysis: Analysis) -> None:
    july = next(q for q in analysis.questions if q.id == "call_july").model_copy(update={"came_out": None})
    assert str(due(july, analysis)) == "Due since 31 July 2025, no outcome entered."
    assert "Due since" not in render(analysis)
    questions = [july if q.id == july.id else q for q in analysis.questions]
    assert "Due since 31 July 2025" in render(analysis.model_copy(update={"questions": questions}))
    later = july.model_copy(update={"until": last_known(analysis)})
    assert due(later, analysis) is None
