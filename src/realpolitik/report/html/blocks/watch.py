"""What to watch: the observations that would tell the explanations apart, most telling first."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, Indicator
from realpolitik.report.words import title_of

ORDER = 80
TITLE = "What to watch"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Each indicator with the explanations it moves most."""
    if not analysis.indicators:
        return None
    return {"rows": [_row(i, analysis) for i in sorted(analysis.indicators, key=lambda i: -i.bits)]}


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
        for e in both[:4]
    ]
    return {"i": indicator, "effects": effects}
