"""What deserves the headline: the explanation, scenarios, questions, item and indicator to name first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from realpolitik.analysis.result import (
    Analysis,
    AxisResult,
    ExplanationResult,
    Indicator,
    Interval,
    ItemResult,
    QuestionResult,
    ScenarioResult,
    SourceResult,
)
from realpolitik.report.words import spaced


def leading(analysis: Analysis) -> ExplanationResult | None:
    """The explanation to name first."""
    marked = [e for e in analysis.explanations if e.leading]
    pool = marked or analysis.explanations
    return max(pool, key=lambda e: e.posterior) if pool else None


@dataclass(frozen=True)
class Reading:
    """A scenario's number.

    For a situation that already holds today it is the chance that it holds on the last day; for every other outcome
    the chance that it has come about by then. ``address`` and ``range_address`` lead to the numbers in the analysis,
    ``key`` is the headline by which its fragility is known.
    """

    p: float
    interval: Interval
    today: bool
    address: str
    range_address: str | None
    key: str


def reading(scenario: ScenarioResult) -> Reading:
    """A scenario's number by the model alone, with its range; ``quoting.to_quote`` gives the one to quote."""
    at = f"scenarios.{scenario.name}"
    if scenario.at and scenario.at[0][1] >= 0.995:
        p = scenario.at[-1][1]
        interval = scenario.at_band[-1][1:] if scenario.at_band else (p, p)
        return Reading(p, interval, True, f"{at}.at", f"{at}.at_band" if scenario.at_band else None, at)
    p = scenario.ever[-1][1] if scenario.ever else 0.0
    return Reading(p, scenario.interval, False, f"{at}.ever", f"{at}.interval", at)


def pivot(analysis: Analysis) -> AxisResult | None:
    """The option of more than two values of which most scenarios speak, at least two."""
    names = {axis.name: axis for axis in analysis.axes if len(axis.values) > 2}
    spoken = Counter(n for s in analysis.scenarios for n in set(re.findall(r"\w+\.\w+", s.that)) & set(names))
    most = max(names, key=lambda n: spoken[n], default=None)
    return names[most] if most is not None and spoken[most] >= 2 else None


def headline_questions(analysis: Analysis) -> list[QuestionResult]:
    """At most two questions: the first deadline of all, and the first among those that a scenario card shares."""
    shared = {s.question for s in analysis.scenarios if s.question}
    asked = {q.happens for q in analysis.questions if q.id in shared}
    whole = [q for q in analysis.questions if not q.asks.startswith("And ")]  # these lean on the one before
    soonest = min(whole, key=lambda q: q.until, default=None)
    common = min((q for q in whole if q.happens in asked), key=lambda q: q.until, default=None)
    return [q for k, q in enumerate((soonest, common)) if q is not None and (k == 0 or q is not soonest)]


def load_bearing(analysis: Analysis, explanation: ExplanationResult | None = None) -> tuple[ItemResult, float] | None:
    """The item without which an explanation (None: the leading one) would move most, and where it would then stand."""
    one = explanation or leading(analysis)
    if one is None:
        return None
    candidates = [(i, i.posterior_without[one.name]) for i in analysis.items if one.name in i.posterior_without]
    return max(candidates, key=lambda c: abs(c[1] - one.posterior), default=None)


def source_name(source: SourceResult) -> str:
    """Who to name for a source: its author, a short title, or its name in the case."""
    if source.by:
        return source.by
    return source.title if len(source.title) <= 40 else spaced(source.id)


def tells(indicator: Indicator) -> bool:
    """Whether it tells the explanations apart by as much as is printed: a thousandth of a bit."""
    return indicator.bits >= 0.0005


def best_indicator(analysis: Analysis) -> Indicator | None:
    """The observation to look for that tells most; only where there is none, a question (its answer comes anyway).

    None where nothing to come tells the explanations apart.
    """
    return max((i for i in analysis.indicators if tells(i)), key=lambda i: (i.kind == "item", i.bits), default=None)


def moved_most(indicator: Indicator, analysis: Analysis) -> str | None:
    """The explanation to quote for an indicator: the leading one if it moves by 5 points, else the one moved most."""
    lead = leading(analysis)
    gaps = {n: abs(p - indicator.if_not[n]) for n, p in indicator.if_seen.items() if n in indicator.if_not}
    if lead is not None and gaps.get(lead.name, 0.0) >= 0.05:
        return lead.name
    return max(gaps, key=lambda n: gaps[n], default=None)
