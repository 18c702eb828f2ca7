"""What came since: only where outcomes are known, those first that were expected least, with the score."""

from __future__ import annotations

import pytest

from realpolitik.analysis.result import Analysis
from realpolitik.report.html.page import render
from realpolitik.report.markdown import markdown
from realpolitik.report.since import since


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
