"""What came since the case was written, beside the bottom line: how its questions came out and how near it was."""

from __future__ import annotations

from realpolitik.analysis.result import Analysis, QuestionResult
from realpolitik.analysis.scores import worth
from realpolitik.figures._names import asked
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.words import day, quoted

EVEN = 0.25  #: the Brier score of one who always answers one half
_TOLD = 3  #: questions told, those first that were expected least


def since(analysis: Analysis) -> tuple[Sentence, ...]:
    """That the figures are from before, the outcomes expected least, and the score; empty while none is known."""
    found = analysis.scores
    ended = [(q, o) for q in analysis.questions if q.came_out is not None and (o := worth(q.came_out.as_)) is not None]
    if found is None or not ended:
        return ()
    n, asks = Numbers(analysis), asked(analysis)
    ended.sort(key=lambda one: -abs(one[0].p - one[1]))
    first: dict[str, QuestionResult] = {}
    for question, _ in ended:
        first.setdefault(question.happens, question)  # one happening is told once
    listed = Listed([_told(q, n, asks[q.id]) for q in list(first.values())[:_TOLD]])
    known = analysis.case.as_of
    begun = say("since", date=day(known) if known else "that day", list=listed)
    score = found.mean["blend"]
    key = "scored_worse" if score > EVEN else "scored_better"
    return (begun, say(key, seen=n("scores.questions", "whole"), p=n("scores.mean.blend", "hundredth")))


def _told(question: QuestionResult, n: Numbers, asks: str) -> Sentence:
    assert question.came_out is not None
    return say("since_one", asks=quoted(asks), as_=question.came_out.as_, p=n(f"questions.{question.id}.p"))
