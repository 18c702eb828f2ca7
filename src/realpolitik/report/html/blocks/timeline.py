"""Timeline: what happened, what counted as a move and what was weighed as evidence."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis

ORDER = 90
TITLE = "Timeline"

_KINDS = {"event": "background", "move": "move, weighed by the actors' own wishes", "evidence": "evidence"}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Entries in date order."""
    if not analysis.timeline:
        return None
    names = {a.id: a.name for a in analysis.actors}
    entries = [
        {
            "t": t,
            "by": ", ".join(names.get(n.strip(), n.strip()) for n in t.by.split(",")) if t.by else None,
            "kind": _KINDS.get(t.kind, t.kind),
        }
        for t in sorted(analysis.timeline, key=lambda t: t.date)
    ]
    return {"entries": entries}
