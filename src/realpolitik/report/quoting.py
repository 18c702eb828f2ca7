"""The one number to quote for an outcome, and the parts it is made of.

Where a question with a date asks for the very same outcome by the same day, the number to quote is the question's: the
model's chance blended with how often such things happen. What else is said of the outcome (its curve, what a move or an
explanation would make of it) is said by the model alone and is called so.
"""

from __future__ import annotations

from realpolitik.analysis.quoted import asking, blending
from realpolitik.analysis.result import Analysis, ScenarioResult
from realpolitik.report.chosen import Reading, reading
from realpolitik.report.saying import Numbers, Sentence, say
from realpolitik.report.words import day, percent


def to_quote(scenario: ScenarioResult, analysis: Analysis) -> Reading:
    """The number to quote for a scenario, with its range."""
    question = blending(scenario, analysis)
    if question is None:
        return reading(scenario)
    at = f"questions.{question.id}"
    return Reading(question.p, question.interval, False, f"{at}.p", f"{at}.interval", at)


def in_order(analysis: Analysis) -> list[ScenarioResult]:
    """Scenarios that hold today first, then by the number to quote, the likeliest to come about before the others."""
    read = {s.name: to_quote(s, analysis) for s in analysis.scenarios}
    return sorted(analysis.scenarios, key=lambda s: (not read[s.name].today, -read[s.name].p))


def any_blended(analysis: Analysis) -> bool:
    """Whether any outcome's number to quote is another one than the model's, as printed."""
    pairs = [(reading(s).p, to_quote(s, analysis).p) for s in analysis.scenarios]
    return any(percent(model) != percent(quoted) for model, quoted in pairs)


def parts(scenario: ScenarioResult, analysis: Analysis) -> Sentence | None:
    """What the number to quote is made of; for one that is the model's alone, its chance on the last day itself."""
    n, question = Numbers(analysis), blending(scenario, analysis)
    last = n(f"scenarios.{scenario.name}.at") if scenario.at else None
    if question is None:
        return None if last is None or reading(scenario).today else say("last_day", p=last)
    at = f"questions.{question.id}"
    fields = {"model": n(f"{at}.p_model"), "base": n(f"{at}.p_base")}
    return say("parts", **fields) if last is None else say("parts_last", last=last, **fields)


def other_day(scenario: ScenarioResult, analysis: Analysis) -> Sentence | None:
    """The number to quote of a question that asks for the same outcome by another day than the forecast's last."""
    question = asking(scenario, analysis)
    if question is None or blending(scenario, analysis) is not None:
        return None
    n, at = Numbers(analysis), f"questions.{question.id}"
    if scenario.ever and question.until == scenario.ever[-1][0] and percent(question.p) == percent(reading(scenario).p):
        return None
    return say("asked", date=day(question.until), p=n(f"{at}.p"))
