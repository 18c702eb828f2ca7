"""Analytic confidence by a printed rule: how good the ground is, apart from how likely the claim is.

ICD 203 asks that confidence and likelihood are kept apart: this line never carries a likelihood word.
"""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.result import Analysis, ExplanationResult
from realpolitik.report.chosen import leading
from realpolitik.report.words import count, percent

#: The rule as printed on the page.
RULE = (
    "Three points are judged from 0 to 2. How far can the sources of the weightiest items be relied on (the best "
    "source of each, on average: 80\u202f% or more gives 2, 55\u202f% or more gives 1)? How many sources that do not "
    "repeat each other stand behind them (three or more: 2, two: 1)? How wide is the range of the leading "
    "explanation (15 points or less: 2, 35 or less: 1)? All six make high confidence, three to five moderate, fewer "
    "low."
)


@dataclass(frozen=True)
class Confidence:
    """A level (high, moderate, low) and the reasons, each a short clause."""

    level: str
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The line to print."""
        return f"Analytic confidence is {self.level}: {'; '.join(self.reasons)}."


def confidence(analysis: Analysis) -> Confidence | None:
    """The confidence in the leading explanation, or None where nothing was weighed."""
    lead = leading(analysis)
    if lead is None:
        return None
    reliability, sources = _ground(analysis, lead)
    width = lead.interval[1] - lead.interval[0]
    points = (
        2 if reliability >= 0.795 else 1 if reliability >= 0.545 else 0,
        2 if sources >= 3 else 1 if sources == 2 else 0,
        2 if width <= 0.155 else 1 if width <= 0.355 else 0,
    )
    total = sum(points)
    level = "high" if total == 6 else "moderate" if total >= 3 else "low"
    if sources == 0:
        reasons = ["no weighed item bears on the leading explanation"]
    else:
        reasons = [
            f"the weightiest items rest on {count(sources, 'independent source')}",
            f"the best source of each is taken as reliable at {percent(reliability)} on average",
        ]
    points_wide = round(100 * width)
    reasons.append(f"the range of the leading explanation is {points_wide} point{'' if points_wide == 1 else 's'} wide")
    return Confidence(level, tuple(reasons))


def _ground(analysis: Analysis, lead: ExplanationResult) -> tuple[float, int]:
    """Mean reliability of the best source of each top item, and the number of sources that are not repeats."""
    best: list[float] = []
    behind: set[str] = set()
    for top in lead.top_items:
        reporting = [s for s in analysis.sources if top.item in s.items]
        if reporting:
            best.append(max(s.posterior[0] for s in reporting))
            names = {s.id for s in reporting}
            behind.update(s.id for s in reporting if not names & set(s.repeats))
    return (sum(best) / len(best) if best else 0.0), len(behind)
