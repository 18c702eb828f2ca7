"""Sources and every item they report, with the grade before and after."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, ItemResult
from realpolitik.report.headline import leading
from realpolitik.report.words import title_of

ORDER = 110
TITLE = "Sources and items"

_SEEN = {"seen": "seen", "absent": "looked for, not found", "not yet": "not yet seen"}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Sources in the case's order, and all items with their weight for the leading explanation."""
    if not analysis.sources and not analysis.items:
        return None
    lead = leading(analysis)
    titles = {s.id: s.title for s in analysis.sources}
    sources = [{"s": s, "repeats": [titles.get(r, r) for r in s.repeats]} for s in analysis.sources]
    items = [_item(i, lead.name if lead else None, analysis) for i in analysis.items]
    lead_title = title_of(lead.name, lead.title) if lead else None
    return {"sources": sources, "items": items, "lead": lead_title, "lead_p": lead.posterior if lead else None}


def _item(item: ItemResult, lead: str | None, analysis: Analysis) -> dict[str, Any]:
    role = item.role
    if role == "copy" and item.copy_of:
        original = next((i for i in analysis.items if i.id == item.copy_of), None)
        role = f"copy of “{original.what or original.id}”" if original else "copy"
    weighed = lead is not None and lead in item.likelihood_ratio
    return {
        "i": item, "what": item.what or title_of(item.id, None), "seen": _SEEN.get(item.seen, item.seen), "role": role,
        "ratio": item.likelihood_ratio[lead] if weighed and lead else None,
        "without": item.posterior_without.get(lead) if lead else None,
    }  # fmt: skip
