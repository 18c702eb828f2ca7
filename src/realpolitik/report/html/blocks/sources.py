"""Sources and every item they report, with the grade before and after."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, ItemResult, SourceResult
from realpolitik.report.chosen import leading
from realpolitik.report.words import percent, quoted, title_of

ORDER = 110
TITLE = "Sources and items"

_SEEN = {"seen": "seen", "absent": "looked for, not found", "not yet": "not yet seen"}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Sources in the case's order, and all items with their weight for the leading explanation."""
    if not analysis.sources and not analysis.items:
        return None
    lead = leading(analysis)
    titles = {s.id: s.title for s in analysis.sources}
    explanations = {e.name: title_of(e.name, e.title) for e in analysis.explanations}
    sources = [
        {
            "s": s,
            "repeats": [titles.get(r, r) for r in s.repeats],
            "flip": _flip(s, explanations, lead.name if lead else ""),
        }
        for s in analysis.sources
    ]
    items = [_item(i, lead.name if lead else None, analysis) for i in analysis.items]
    lead_title = title_of(lead.name, lead.title) if lead else None
    flips = any(row["flip"] for row in sources)
    return {
        "sources": sources,
        "flips": flips,
        "items": items,
        "lead": lead_title,
        "lead_p": lead.posterior if lead else None,
    }


def _item(item: ItemResult, lead: str | None, analysis: Analysis) -> dict[str, Any]:
    role = item.role
    original = next((i for i in analysis.items if i.id == item.copy_of), None)
    role = {"not yet seen": "to watch", "counted as a move": "counts as a move"}.get(role, role)
    weighed = lead is not None and lead in item.likelihood_ratio
    return {
        "i": item,
        "what": item.what or title_of(item.id, None),
        "seen": _SEEN.get(item.seen, item.seen),
        "role": role,
        "copy_of": quoted(original.what or original.id) if original else None,
        "ratio": item.likelihood_ratio[lead] if weighed and lead else None,
        "without": item.posterior_without.get(lead) if lead else None,
    }


def _flip(source: SourceResult, titles: dict[str, str], lead: str) -> str | None:
    """What changes the headline, in words: at which reliability, and what leads then."""
    if source.flip_share is None:
        return None
    at = f"reliable at {percent(source.flip_share)}"
    if source.flip_to is None or source.flip_to == lead:
        return f"{at}: crosses {percent(0.5)}"
    return f"{at}: {quoted(titles.get(source.flip_to, source.flip_to))} leads"
