"""Explanations: how far each is to be believed, what moved it and what happens without that."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, ExplanationResult
from realpolitik.figures import belief_shift
from realpolitik.report.html.pictures import own
from realpolitik.report.words import title_of

ORDER = 30
TITLE = "Explanations"

_ITEMS = 3  # weightiest items shown of one explanation


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The overview figure and one entry an explanation: the leading one, the first-named, then by posterior."""
    if not analysis.explanations:
        return None
    titles = {e.name: title_of(e.name, e.title) for e in analysis.explanations}
    whats = {i.id: i.what or title_of(i.id, None) for i in analysis.items}
    first = analysis.explanations[0]
    ordered = sorted(analysis.explanations, key=lambda e: (not e.leading, e is not first, -e.posterior))
    return {
        "figure": own(belief_shift.spec(belief_shift.data(analysis))),
        "entries": [_entry(e, titles, whats, analysis) for e in ordered],
        "moved_by_moves": any(abs(e.posterior - e.after_evidence) >= 0.0005 for e in ordered),
    }


def _entry(e: ExplanationResult, titles: dict[str, str], whats: dict[str, str], analysis: Analysis) -> dict[str, Any]:
    inside = [titles.get(n, n) for n in e.implies]
    holds_too = [titles.get(n, n) for n in e.implied_by]
    holder = next((s.by or s.title for s in analysis.sources if s.id == e.held_by), e.held_by)
    absent = {i.id for i in analysis.items if i.seen == "absent"}
    tops = [
        {
            "id": t.item,
            "absent": t.item in absent,
            "what": whats.get(t.item, t.item),
            "ratio": t.likelihood_ratio,
            "without": t.posterior_without,
        }
        for t in e.top_items
        if abs(t.posterior_without - e.posterior) >= 0.01
    ][:_ITEMS]
    return {
        "e": e,
        "title": titles[e.name],
        "inside": inside,
        "holds_too": holds_too,
        "holder": holder,
        "tops": tops,
        "first": e is analysis.explanations[0],
        "open": e.leading or e is analysis.explanations[0],
        "equal": analysis.equal_priors.get(e.name),
    }
