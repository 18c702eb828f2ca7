"""What the text concludes, set against the hand-made analysis of ``sample.py``: its numbers under the real rules."""

from __future__ import annotations

from pydantic import TypeAdapter

from realpolitik.analysis.conclusions import of_explanation, of_question
from realpolitik.analysis.remedies import ConclusionResult
from realpolitik.analysis.result import ExplanationResult, QuestionResult
from realpolitik.case.parts.judged import Judged, Probability

_WORD: TypeAdapter[Judged] = TypeAdapter(Probability)


def conclusions(explanations: list[ExplanationResult], questions: list[QuestionResult]) -> list[ConclusionResult]:
    """A verdict on every explanation that somebody holds, and on every word said of a question."""
    held = [of_explanation(e, e.held_by) for e in explanations if e.held_by]
    return held + [of_question(q, who, _WORD.validate_python(word)) for q in questions for who, word in q.said.items()]
