"""Analytic confidence by printed rules: how good the ground is, apart from how likely the claim is.

ICD 203 asks that confidence and likelihood are kept apart: these lines never carry a likelihood word. The thesis, the
leading explanation and the forecast each have their own line: the ground of one may be good and of another poor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from realpolitik.analysis.nobodys import nobodys_share, share
from realpolitik.analysis.result import Analysis, ExplanationResult
from realpolitik.report.chosen import leading
from realpolitik.report.quoting import to_quote
from realpolitik.report.words import capital, count, percent, quoted

#: The rule for an explanation as printed on the page.
RULE = (
    "In the thesis and the best supported explanation: four points are judged from 0 to 2. How far can the "
    "sources of the weightiest items be relied on (the best source of each, on average: 80\u202f% or more gives 2, "
    "55\u202f% or more gives 1)? How many sources that do not repeat each other stand behind them (three or more: 2, "
    "two: 1)? How wide is the range of the explanation (15 points or less: 2, 35 or less: 1; no input that moves "
    "it has a range: 0)? How much of the weight of the inputs that move it most lies on inputs without a source "
    "(a quarter or less: 2, 60\u202f% or less: 1)? Full marks on all make high confidence, an average of 1 or more "
    "moderate, less low; a point that the case gives no ground to judge is left out."
)
#: The rule for the forecast as printed on the page.
FORECAST_RULE = (
    "In the forecast: the range of the likeliest outcome decides (15 points wide or less: high, 35 or less: moderate, "
    "else low; low too where no input that moves it has a range); where fewer than 20 effective draws stand behind the "
    "ranges, one level less."
)
#: What keeps each from being better than the ground allows.
NOBODYS_RULE = (
    "In all: where more than a quarter of the weight of the inputs that move it most lies on inputs that are still "
    "nobody's (a draft's neutral stand-in, or marked to be checked), confidence is low; where any of it does, it is "
    "moderate at most."
)
_WEIGHS = 0.005  # an item whose likelihood ratio is nearer to 1 speaks neither way, and is no ground
_UNRANGED = "no input that moves it has a range, so its own range says nothing"
_LEVELS = ("low", "moderate", "high")
_FEW_DRAWS = 20.0  # effective draws under which the ends of a range are rough
#: Support that no source answers for: a reason alone, a bare judgement, the language's default, a convention.
UNSOURCED = frozenset({"reasoned", "judged", "neutral", "default", "convention"})


@dataclass(frozen=True)
class Confidence:
    """A level (high, moderate, low), the reasons, each a short clause, and what it is a confidence in."""

    level: str
    reasons: tuple[str, ...]
    of: str

    @property
    def sentence(self) -> str:
        """The line to print."""
        return f"{self.of} is {self.level}: {'; '.join(self.reasons)}."


def confidences(analysis: Analysis) -> list[Confidence]:
    """All there is to print: in the thesis where it is not the leading explanation, in that one, in the forecast."""
    found = (thesis_confidence(analysis), confidence(analysis), forecast_confidence(analysis))
    return [one for one in found if one is not None]


def confidence(analysis: Analysis) -> Confidence | None:
    """The confidence in the leading explanation, or None where nothing was weighed."""
    lead = leading(analysis)
    return None if lead is None else _in(analysis, lead, "Analytic confidence in the best supported explanation")


def thesis_confidence(analysis: Analysis) -> Confidence | None:
    """The confidence in the explanation that the case names first, or None where that is the leading one."""
    lead = leading(analysis)
    if lead is None or analysis.explanations[0].name == lead.name:
        return None
    return _in(analysis, analysis.explanations[0], "Analytic confidence in the figure of the thesis")


def _in(analysis: Analysis, explanation: ExplanationResult, of: str) -> Confidence:
    """The confidence in one explanation by ``RULE``."""
    reliability, sources = _ground(analysis, explanation)
    width, ranged = (
        explanation.interval[1] - explanation.interval[0],
        _ranged(analysis, f"explanations.{explanation.name}"),
    )
    judged = judged_share(analysis, f"explanations.{explanation.name}")
    points = [
        2 if reliability >= 0.795 else 1 if reliability >= 0.545 else 0,
        2 if sources >= 3 else 1 if sources == 2 else 0,
        _narrow(width) if ranged else 0,
    ]
    if judged is not None:
        points.append(2 if judged <= 0.255 else 1 if judged <= 0.605 else 0)
    if sources == 0:
        reasons = ["no weighed item bears on it"]
    else:
        reasons = [
            f"the weightiest items rest on {count(sources, 'independent source')}",
            f"the best source of each is taken as reliable at {percent(reliability)} on average",
        ]
    reasons.append(f"its range is {_points(width)} wide" if ranged else _UNRANGED)
    if judged is not None:
        reasons.append(f"{percent(judged)} of the weight of its inputs lies on inputs without a source")
    level, why = _capped(analysis, f"explanations.{explanation.name}", _level(points))
    return Confidence(level, (*why, *reasons), of)


def forecast_confidence(analysis: Analysis) -> Confidence | None:
    """The confidence in the forecast, or None where there is none, or no draws that could make a range."""
    scenarios = [s for s in analysis.scenarios if s.ever]
    if not scenarios or analysis.method.draws < 2:
        return None
    likeliest = max(scenarios, key=lambda s: to_quote(s, analysis).p)
    low, high = to_quote(likeliest, analysis).interval
    width, effective = high - low, analysis.method.effective_sample_size
    ranged = _ranged(analysis, f"scenarios.{likeliest.name}")
    place = _narrow(width) if ranged else 0
    reason = f"the range of {quoted(capital(likeliest.title))} is {_points(width)} wide" if ranged else _UNRANGED
    if effective is not None:
        place -= 1 if effective < _FEW_DRAWS else 0
        reason += f", and {effective:.0f} effective draws stand behind the ranges"
    error = analysis.method.standard_error
    if error:
        reason += f"; by the chance of the draws alone its figures may be off by {_points(error)} (one standard error)"
    level, why = _capped(analysis, f"scenarios.{likeliest.name}", _LEVELS[max(place, 0)])
    return Confidence(level, (*why, reason), "Confidence in the forecast")


def _capped(analysis: Analysis, key: str, level: str) -> tuple[str, tuple[str, ...]]:
    """A level brought down to what ``NOBODYS_RULE`` allows, and the reason where a part of the ground is nobody's."""
    nobodys = nobodys_share(analysis.unjudged, analysis.fragility, key)
    if nobodys <= 0.0:
        return level, ()
    most = "low" if nobodys > 0.255 else "moderate"
    found = analysis.unjudged
    counted = f" ({found.open} of all {found.of} inputs are)" if found is not None and found.open else ""
    reason = f"{percent(nobodys)} of the weight of its inputs lies on numbers that are still nobody's{counted}"
    return min(level, most, key=_LEVELS.index), (reason,)


def _narrow(width: float) -> int:
    """The points for a range: 2 for one of at most 15 points, 1 for one of at most 35."""
    return 2 if width <= 0.155 else 1 if width <= 0.355 else 0


def _ranged(analysis: Analysis, key: str) -> bool:
    """Whether a range was given for anything that moves the headline: without one a narrow range is no finding."""
    return share(analysis.fragility, key, lambda given: given.ranged) != 0.0


def _points(width: float) -> str:
    """A width of a range in points: ``1 point``, ``28 points``."""
    wide = round(100 * width)
    return f"{wide} point{'' if wide == 1 else 's'}"


def _level(points: Sequence[int]) -> str:
    return "high" if min(points) == 2 else "moderate" if sum(points) >= len(points) else "low"


def judged_share(analysis: Analysis, key: str) -> float | None:
    """The share of a headline's swings that lies on inputs without a source; None where no input was looked at.

    Each input that the headline's tornado shows weighs by the length of its bar.
    """
    return share(analysis.fragility, key, lambda given: given.support in UNSOURCED)


def _ground(analysis: Analysis, explanation: ExplanationResult) -> tuple[float, int]:
    """Mean reliability of the best source of each top item, and the number of sources that are not repeats."""
    best: list[float] = []
    behind: set[str] = set()
    for top in explanation.top_items:
        reporting = [s for s in analysis.sources if top.item in s.items]
        if reporting and abs(top.likelihood_ratio - 1.0) >= _WEIGHS:
            best.append(max(s.posterior[0] for s in reporting))
            names = {s.id for s in reporting}
            behind.update(s.id for s in reporting if not names & set(s.repeats))
    return (sum(best) / len(best) if best else 0.0), len(behind)
