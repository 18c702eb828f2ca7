"""The bottom line: the numbers to take away, a few sentences, the analytic confidence and how to read the page."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._svg import drawing, track
from realpolitik.report.confidence import FORECAST_RULE, NOBODYS_RULE, RULE, confidences
from realpolitik.report.headline import bottom_line
from realpolitik.report.html.pictures import own
from realpolitik.report.judging import judged
from realpolitik.report.key_numbers import KeyNumber, beliefs, outcomes
from realpolitik.report.quoting import any_blended
from realpolitik.report.saying import Numbers, Sentence, say
from realpolitik.report.since import since
from realpolitik.report.words import BANDS, percent

ORDER = 10
TITLE = "Bottom line"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Key numbers, paragraphs, the lines on confidence, the rules behind them and the scale of likelihood words."""
    edges = [edge for edge, _ in BANDS] + [99]
    scale = [{"word": word, "low": low, "high": high} for (low, word), high in zip(BANDS, edges[1:], strict=True)]
    ends = [s.ever[-1][0] for s in analysis.scenarios if s.ever]
    held = {f"explanations.{e.name}": e for e in analysis.explanations}
    return {
        "beliefs": [
            {
                "k": k,
                "says": held[k.address].says,
                "because": held[k.address].because,
                "bar": _bar(k),
                "under": _under(analysis, k),
                "judged": judged(analysis, held[k.address]),
            }
            for k in beliefs(analysis)
        ],
        "outcomes": [{"k": k, "bar": _bar(k)} for k in outcomes(analysis)],
        "blended": any_blended(analysis),
        "until": ends[0] if ends else analysis.case.horizon,
        "since": since(analysis),
        "paragraphs": bottom_line(analysis),
        "confidence": confidences(analysis),
        "rules": [RULE, FORECAST_RULE, NOBODYS_RULE],
        "scale": scale,
    }


def _bar(k: KeyNumber) -> object:
    marks = [("posterior", k.p)] if k.before is None else [("prior", k.before), ("posterior", k.p)]
    return own(drawing(20, track(10, marks, k.interval), percent(k.p), "tracks small"))


def _under(analysis: Analysis, k: KeyNumber) -> Sentence:
    """What stands under an explanation's number: its range and where it began."""
    n = Numbers(analysis)
    prior = n(f"{k.address}.prior")
    if percent(k.interval[0]) == percent(k.interval[1]):
        return say("before_seen", prior=prior)
    return say("range_before", range=n(f"{k.address}.interval", "range"), prior=prior)
