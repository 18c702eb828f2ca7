"""Every drafted item at its place in the text: for ``--show`` and the annotated page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from realpolitik.reading.drafting.desk import Left
from realpolitik.reading.texts import Reading

#: Part of a case -> the kind of a note, and the anchor of its items on the case's page.
KINDS = {
    "sources": ("source", "source"),
    "factors": ("claim", ""),
    "explanations": ("explanation", "explanation"),
    "evidence": ("event", "item"),
    "actors": ("actor", "actor"),
    "options": ("option", ""),
    "nature": ("clause", ""),
    "scenarios": ("scenario", "scenario"),
    "questions": ("question", "question"),
    "advice": ("advice", ""),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One drafted item: in which text, where, what kind, its path in the case, what it says, and its mark."""

    reading: int
    start: int
    end: int
    kind: str
    name: str
    path: str
    words: str
    check: str
    anchor: str


def notes(readings: list[Reading], parts: dict[str, Any], left: Iterable[Left] = ()) -> list[Note]:
    """The notes of a draft in the order of the texts; an explanation stands for its factor, a question for its
    clause. ``left`` is what had no room: it has notes too, of the kind "omitted".
    """
    found = [note for part, items in parts.items() for note in _in_part(readings, part, items)]
    hidden = {(n.reading, n.start, n.end) for n in found if n.kind in ("explanation", "question")}
    kept = [n for n in found if not (n.kind in ("claim", "clause") and (n.reading, n.start, n.end) in hidden)]
    kept += [
        Note(
            one.reading, one.place.start, one.place.end, "omitted", "", f"{one.what} (no room in the draft)", "", "", ""
        )
        for one in left
    ]
    return sorted(kept, key=lambda n: (n.reading, n.start, -n.end, n.path))


def _in_part(readings: list[Reading], part: str, items: Any, under: str = "") -> Iterator[Note]:
    pairs = items.items() if isinstance(items, dict) else ((one.get("id", str(k)), one) for k, one in enumerate(items))
    for name, one in pairs:
        path = f"{under}{part}.{name}"
        note = _note(readings, part, name, path, one)
        if note is not None:
            yield note
        if part == "actors" and one.get("options"):
            yield from _in_part(readings, "options", one["options"], f"actors.{name}.")


def _note(readings: list[Reading], part: str, name: str, path: str, one: dict[str, Any]) -> Note | None:
    if "span" not in one:
        return None
    start, end = one["span"]
    reading = next((k for k, r in enumerate(readings) if r.text[start:end] == one["quote"]), None)
    if reading is None:
        return None
    kind, anchor = KINDS[part]
    words = str(one.get("because") or one.get("title") or one.get("asks") or one.get("name") or one.get("text") or "")
    return Note(reading, start, end, kind, name, path, words, str(one.get("check") or ""), anchor)
