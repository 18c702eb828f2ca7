"""What came since the case was written, beside the bottom line: how its questions came out and how near it was."""

from __future__ import annotations

import datetime

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.result import Analysis, QuestionResult
from realpolitik.analysis.scores import worth
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.words import day, quoted

EVEN = 0.25  #: the Brier score of one who always answers one half
_TOLD = 3  #: questions told, those first that were expected least
_MOVES = 0.03  #: a change of the thesis that is worth telling


def since(analysis: Analysis) -> tuple[Sentence, ...]:
    """That the figures are from before, the outcomes expected least, and the score; empty while none is known."""
    found = analysis.scores
    ended = [(q, o) for q in analysis.questions if q.came_out is not None and (o := worth(q.came_out.as_)) is not None]
    if found is None or not ended:
        return ()
    n, asks = Numbers(analysis), in_full(analysis.questions)
    ended.sort(key=lambda one: -abs(one[0].p - one[1]))
    first: dict[str, QuestionResult] = {}
    for question, _ in ended:
        first.setdefault(question.happens, question)  # one happening is told once
    listed = Listed([_told(q, n, asks[q.id]) for q in list(first.values())[:_TOLD]])
    known = analysis.case.as_of
    begun = say("since", date=day(known) if known else "that day", list=listed)
    score = found.mean["blend"]
    key = "scored_worse" if score > EVEN else "scored_better"
    scored = say(key, seen=n("scores.questions", "whole"), p=n("scores.mean.blend", "hundredth"))
    would = _would(analysis, asks)
    return (begun, scored) if would is None else (begun, would, scored)


def _would(analysis: Analysis, asks: dict[str, str]) -> Sentence | None:
    """Where the outcome that moves the thesis most would take it; None where none moves it by ``_MOVES``."""
    if not analysis.explanations:
        return None
    thesis, signs = analysis.explanations[0], {i.id: i for i in analysis.indicators if i.kind == "question"}
    found: list[tuple[float, QuestionResult, str]] = []
    for question in analysis.questions:
        sign, came = signs.get(question.id), None if question.came_out is None else worth(question.came_out.as_)
        if sign is None or came not in (0.0, 1.0):
            continue
        then, told = ("if_seen", sign.if_seen) if came == 1.0 else ("if_not", sign.if_not)
        if thesis.name in told:
            found.append((abs(told[thesis.name] - thesis.posterior), question, then))
    moved, most, then = max(found, key=lambda one: one[0], default=(0.0, None, ""))
    if most is None or most.came_out is None or moved < _MOVES:
        return None
    n = Numbers(analysis)
    return say(
        "since_would",
        asks=quoted(asks[most.id]),
        as_=most.came_out.as_,
        p=n(f"explanations.{thesis.name}.posterior"),
        seen=n(f"indicators.{most.id}.{then}.{thesis.name}"),
    )


def last_known(analysis: Analysis) -> datetime.date | None:
    """The day of the latest outcome that is known; None while none is from after the day the case was written for."""
    days = [q.came_out.on for q in analysis.questions if q.came_out is not None and q.came_out.on is not None]
    last, known = max(days, default=None), analysis.case.as_of
    return last if last is not None and known is not None and last > known else None


def written(analysis: Analysis) -> datetime.date | None:
    """The day that the page calls today, where outcomes from after it are known: it must then be told by its date."""
    return analysis.case.as_of if last_known(analysis) is not None else None


def today(analysis: Analysis) -> Sentence:
    """``today``, or ``on 2 July 2025`` where later outcomes are known."""
    known = written(analysis)
    return say("now_today") if known is None else say("now_on", date=day(known))


def told_from(analysis: Analysis) -> Sentence | None:
    """That what is awaited may have come, and the questions that came out yes; None where nothing later is known."""
    known = written(analysis)
    if known is None:
        return None
    came = {q.happens: q for q in reversed(analysis.questions) if q.came_out is not None and q.came_out.as_ == "yes"}
    if not came:
        return say("told_from", date=day(known))
    n, asks = Numbers(analysis), in_full(analysis.questions)
    listed = Listed([_told(q, n, asks[q.id]) for q in list(came.values())[::-1][:_TOLD]])
    return say("told_from_yes", date=day(known), list=listed)


def due(question: QuestionResult, analysis: Analysis) -> Sentence | None:
    """That a question's last day lies before the last known outcome, and nobody entered how it came out."""
    last = last_known(analysis)
    if last is None or question.came_out is not None or question.until >= last:
        return None
    return say("due", date=day(question.until))


def _told(question: QuestionResult, n: Numbers, asks: str) -> Sentence:
    assert question.came_out is not None
    return say("since_one", asks=quoted(asks), as_=question.came_out.as_, p=n(f"questions.{question.id}.p"))
