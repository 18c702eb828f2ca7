"""Which question gives an outcome its number to quote: the one that asks for the same by the last day of the forecast.

The model's chance of the outcome is then one part of that number, and how often such things happen is the other.
"""

from __future__ import annotations

from realpolitik.analysis.result import Analysis, QuestionResult, ScenarioResult

HOLDS_TODAY = 0.995  #: an outcome that holds on the first day is read on the last day, any other one by then


def asking(scenario: ScenarioResult, analysis: Analysis) -> QuestionResult | None:
    """The question that asks for the same outcome, the one that looks farthest ahead; None where none does."""
    shared = next((q for q in analysis.questions if q.id == scenario.question), None)
    if shared is None:
        return None
    return max((q for q in analysis.questions if q.happens == shared.happens), key=lambda q: q.until)


def blending(scenario: ScenarioResult, analysis: Analysis) -> QuestionResult | None:
    """That question, where it asks by the last day of the forecast and has a base rate blended in; else None."""
    question = asking(scenario, analysis)
    if question is None or not question.blended or question.p_base is None or not scenario.ever:
        return None
    today = bool(scenario.at) and scenario.at[0][1] >= HOLDS_TODAY
    return None if today or question.until != scenario.ever[-1][0] else question
