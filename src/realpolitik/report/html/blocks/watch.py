"""What to watch: the observations that would tell the explanations apart, most telling first."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, Indicator
from realpolitik.report.words import title_of

ORDER = 80
TITLE = "What to watch"

_ALWAYS, _MOST, _TELLING = 2, 8, 0.01  # indicators shown in full: at least, at most, bits


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Each indicator with the explanations it moves most."""
    if not analysis.indicators:
        return None
    ordered = sorted(analysis.indicators, key=lambda i: -i.bits)
    telling = [i for k, i in enumerate(ordered) if k < _ALWAYS or (i.bits >= _TELLING and k < _MOST)]
    return {"rows": [_row(i, analysis) for i in telling], "rest": ordered[len(telling) :]}


def _row(indicator: Indicator, analysis: Analysis) -> dict[str, Any]:
    both = [e for e in analysis.explanations if e.name in indicator.if_seen and e.name in indicator.if_not]
    both.sort(key=lambda e: -abs(indicator.if_seen[e.name] - indicator.if_not[e.name]))
    effects = [
        {
            "title": title_of(e.name, e.title),
            "now": e.posterior,
            "seen": indicator.if_seen[e.name],
            "unseen": indicator.if_not[e.name],
        }
        for e in both[:3]
    ]
    return {"i": indicator, "effects": effects}
