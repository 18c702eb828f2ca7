"""Stability: which states hold, under which wishes and by which argument."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, TypeResult
from realpolitik.report.words import listed

ORDER = 120
TITLE = "What holds, and for whom"

CONCEPTS = {
    "Nash": "nobody can improve by moving alone",
    "GMR": "every improvement can be punished by the others, at whatever cost to them",
    "SMR": "every improvement can be punished, and no counter-move helps",
    "SEQ": "every improvement can be punished by moves that the others would themselves like",
}
_MOST = 8


def view(analysis: Analysis) -> dict[str, Any] | None:
    """One table a preference type with the states that hold for everybody."""
    if not analysis.types or not any(t.equilibria for t in analysis.types):
        return None
    concepts = [c for c in CONCEPTS if any(c in t.equilibria for t in analysis.types)]
    concepts += sorted({c for t in analysis.types for c in t.equilibria} - set(concepts))
    types = [_type(t, concepts, analysis) for t in sorted(analysis.types, key=lambda t: -t.probability)]
    return {"types": types, "concepts": [(c, CONCEPTS.get(c, "")) for c in concepts]}


def _type(kind: TypeResult, concepts: list[str], analysis: Analysis) -> dict[str, Any]:
    words = {s.index: s for s in analysis.states}
    marks: dict[int, list[str]] = {}
    for concept in concepts:
        for index in kind.equilibria.get(concept, []):
            marks.setdefault(index, []).append(concept)
    known = [i for i in marks if i in words]
    known.sort(key=lambda i: (-len(marks[i]), -words[i].probability, i))
    rows = [{"words": words[i].words, "concepts": marks[i], "p": words[i].probability} for i in known[:_MOST]]
    return {
        "when": kind.when,
        "p": kind.probability,
        "rows": rows,
        "more": len(marks) - len(rows),
        "counts": listed([f"{len(kind.equilibria.get(c, []))} by {c}" for c in concepts]),
    }
