"""Timeline: what happened, what counted as a move and what was weighed as evidence."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import short

ORDER = 90
TITLE = "Timeline"

_RECENT = 7  # entries shown; older ones are folded away
_KINDS = {"event": "background", "move": "a move, weighed by the wishes of who made it", "evidence": "evidence"}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Entries in date order, in two parts where they are many: the older ones and the recent ones."""
    if not analysis.timeline:
        return None
    names = {a.id: short(a.name) for a in analysis.actors}
    entries = [
        {
            "t": t,
            "by": ", ".join(names.get(n.strip(), n.strip()) for n in t.by.split(",")) if t.by else None,
            "kind": _KINDS.get(t.kind, t.kind),
        }
        for t in sorted(analysis.timeline, key=lambda t: t.date)
    ]
    before = max(0, len(entries) - _RECENT)
    return {"parts": [part for part in (entries[:before], entries[before:]) if part]}
