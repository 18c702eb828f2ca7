"""Dated questions with the model's number, the base rate, the blend, what authors said, and the score once known."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, Outcome, QuestionResult
from realpolitik.figures import question_marks, reliability_diagram
from realpolitik.report.fragile import weakest
from realpolitik.report.html.pictures import own
from realpolitik.report.likelihoods import tag
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.scored import CALLED, alone, scored
from realpolitik.report.since import due
from realpolitik.report.words import day, one_sentence, percent

ORDER = 100
TITLE = "Questions with a date"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Every question with its marks and its authors' names."""
    if not analysis.questions:
        return None
    marks = {row["id"]: own(question_marks.line(row)) for row in question_marks.data(analysis)}
    rows = [{"q": q, "marks": marks[q.id], **_row(q, analysis)} for q in analysis.questions]
    came_true = reliability_diagram.data(analysis)
    drawn = own(reliability_diagram.spec(came_true)) if came_true else None
    return {"rows": rows, "scored": scored(analysis), "alone": alone(analysis), "came_true": drawn}


def _row(q: QuestionResult, analysis: Analysis) -> dict[str, Any]:
    n, at = Numbers(analysis), f"questions.{q.id}"
    names = {s.id: s.by or s.title for s in analysis.sources}
    spread = percent(q.interval[0]) != percent(q.interval[1])
    return {
        "p": n(f"{at}.p"),
        "tag": tag(n, f"{at}.p", f"{at}.interval", by=q.until, on=q.happens.startswith("at "), ranged=True),
        "range": n(f"{at}.interval", "range") if spread else None,
        "model": n(f"{at}.p_model"),
        "base": n(f"{at}.p_base") if q.p_base is not None else None,
        "said": [(names.get(who, who), said) for who, said in q.said.items()],
        "weakest": weakest(analysis, f"questions.{q.id}", q.interval),
        "came_out": _came_out(q.came_out, n, at, names) if q.came_out else due(q, analysis),
        "follows": q.asks.startswith("And "),
    }


def _came_out(outcome: Outcome, n: Numbers, at: str, names: dict[str, str]) -> Sentence:
    """How it came out and how near each number was."""
    on = say("on_day", date=day(outcome.on)) if outcome.on else ""
    if not outcome.scores and outcome.source:
        return say("unscored", as_=outcome.as_, on=on, text=one_sentence(outcome.source))
    if not outcome.scores:
        return say("scored_alone", as_=outcome.as_, on=on)
    ranked = sorted(outcome.scores, key=lambda one: one != "blend")  # the number to quote before its parts
    ours = [(CALLED.get(one, one), f"scores.{one}") for one in ranked]
    theirs = [(names.get(who, who), f"said.{who}") for who in outcome.said]
    scores = [say("named", title=who, p=n(f"{at}.came_out.{where}", "hundredth")) for who, where in ours + theirs]
    return say("scored", as_=outcome.as_, on=on, list=Listed(scores))
