"""Asks a language model piece by piece, and marks in the draft whatever came from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.marks import Mark
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.notes import Note
from realpolitik.reading.structure import Paragraph
from realpolitik.reading.suggesting.accepting import ALREADY, FORM, ROOM, Dropped, Tally, plain
from realpolitik.reading.suggesting.answer import Answer, Suggester
from realpolitik.reading.suggesting.placing import Placed, copied, place
from realpolitik.reading.texts import Reading

#: Letters of text in one request, and the most requests.
PIECE, MOST_PIECES = 12_000, 20
#: The kinds of notes whose items can be reworded, with the part and the field that holds their words.
FIELDS = {
    "explanation": ("factors", "asks"),
    "event": ("evidence", "what"),
    "question": ("questions", "asks"),
    "scenario": ("scenarios", "title"),
    "advice": ("advice", "text"),
    "option": ("options", "text"),
}
#: The parts in which an added item stands; the first one bears its words.
PARTS = {
    "explanation": ("factors", "explanations"),
    "event": ("evidence",),
    "conditional": ("questions", "nature"),
    "forecast": ("questions", "nature"),
    "scenario": ("scenarios", "nature"),
    "advice": ("advice",),
}
_MARKS = {
    "factors": "explanation",
    "explanations": "explanation",
    "evidence": "event",
    "scenarios": "scenario",
    "advice": "advice",
    "options": "option",
}


@dataclass(slots=True)
class Suggested:
    """What a model suggested, once checked: the readings with its items, other words for items, and the count."""

    name: str
    readings: list[Reading]
    placed: list[Placed] = field(default_factory=list)
    reworded: dict[tuple[str, int, int, str], str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    asked: set[tuple[int, int, int]] = field(default_factory=set)

    def finish(self, desk: Desk, parts: dict[str, Any]) -> str:
        """Mark every item of a draft that comes from the model, put in its words, and say for the head of the file
        what was done.
        """
        every = list(_every(parts))
        for one in self.placed:
            if self._mark_added(desk, every, one):
                self.tally.added += 1
            else:
                self.tally.drop(ROOM)
        for (kind, start, end, quote), words in self.reworded.items():
            part, key = FIELDS[kind]
            mine = [(path, item) for p, path, item in every if p == part and _is(item, (start, end, quote))]
            for path, item in mine[:1]:
                _put(every, part, key, item, words)
                _check(desk, part, path, item, f"Worded by the language model {self.name}; compare the quote.")
                self.tally.reworded += 1
            if not mine:
                self.tally.drop(ROOM)
        return f"Language model {self.name}: {self.tally.told()}."

    def _mark_added(self, desk: Desk, every: list[tuple[str, str, dict[str, Any]]], one: Placed) -> bool:
        first, *others = PARTS[one.kind]
        drafted = False
        for part in (first, *others):
            for p, path, item in every:
                if p != part or not any(_is(item, quote) for quote in one.quotes):
                    continue
                words = f"Added by the language model {self.name}: does the text say so, and is it of weight?"
                if part == first:
                    drafted = True
                    if one.words:
                        _put(every, part, FIELDS[_kind(one.kind)][1], item, one.words)
                else:
                    words = f"Added by the language model {self.name}."
                _check(desk, part, path, item, words)
        return drafted


def suggested(
    readings: list[Reading],
    notes: list[Note],
    actors: list[str],
    suggester: Suggester,
    progress: Callable[[int, int], None] | None = None,
) -> Suggested:
    """Ask for every piece of the texts, in order, and keep what holds. The readings given stay as they are.

    ``notes`` are those of a draft by rules; ``actors`` their names. Raises BadInput where the model gives no answer.
    """
    made = Suggested(suggester.name, [copied(reading) for reading in readings])
    made.asked = {(n.reading, n.start, n.end) for n in notes if n.kind in ("question", "clause", "scenario")}
    pieces = [(number, piece) for number, reading in enumerate(made.readings) for piece in _pieces(reading)]
    made.tally.unsent = sum(len(piece) for _, piece in pieces[MOST_PIECES:])
    for done, (number, paragraphs) in enumerate(pieces[:MOST_PIECES]):
        if progress is not None:
            progress(done, min(len(pieces), MOST_PIECES))
        reading = made.readings[number]
        listed = [
            note
            for note in notes
            if note.reading == number
            and note.kind in FIELDS
            and any(p.place.start <= note.start < p.place.end for p in paragraphs)
        ]
        answer = suggester.suggest(_written(reading, paragraphs, listed, actors))
        _take(made, number, paragraphs, listed, answer)
    return made


def _take(made: Suggested, number: int, paragraphs: list[Paragraph], listed: list[Note], answer: Answer) -> None:
    reading = made.readings[number]
    made.tally.drop(FORM, answer.malformed)
    for one in answer.added:
        try:
            # tried on a copy first: what is not kept must leave no trace
            _add(made, number, place(copied(reading), paragraphs, one))
            place(reading, paragraphs, one)
        except Dropped as why:
            made.tally.drop(str(why))
    for other in answer.reworded:
        try:
            if not 1 <= other.item <= len(listed) or not other.words.strip():
                raise Dropped(FORM)
            note = listed[other.item - 1]
            quote = reading.text[note.start : note.end]
            around = reading.article.paragraph_at(note.start)
            words = plain(other.words, quote, around.place.of(reading.text) if around else "")
            if (note.kind, note.start, note.end, quote) in made.reworded:
                raise Dropped(ALREADY)
            made.reworded[note.kind, note.start, note.end, quote] = words
        except Dropped as why:
            made.tally.drop(str(why))


def _add(made: Suggested, number: int, placed: Placed) -> None:
    """Keep a suggestion; what is asked about the very same words already is not asked twice."""
    spans = {(number, start, end) for start, end, _ in placed.quotes}
    if placed.kind in ("conditional", "forecast", "scenario"):
        if spans & made.asked:
            raise Dropped(ALREADY)
        made.asked |= spans
    made.placed.append(placed)


def _pieces(reading: Reading) -> Iterator[list[Paragraph]]:
    piece: list[Paragraph] = []
    size = 0
    for paragraph in reading.article.paragraphs:
        length = paragraph.place.end - paragraph.place.start
        if piece and size + length > PIECE:
            yield piece
            piece, size = [], 0
        piece.append(paragraph)
        size += length
    if piece:
        yield piece


def _written(reading: Reading, paragraphs: list[Paragraph], listed: list[Note], actors: list[str]) -> str:
    """A piece as JSON, so that nothing in the text can pass for anything else."""
    return json.dumps(
        {
            "paragraphs": [{"said_by": p.voice, "text": p.place.of(reading.text)[:PIECE]} for p in paragraphs],
            "found": [
                {"item": k, "kind": note.kind, "quote": short(reading.text[note.start : note.end], 120)}
                for k, note in enumerate(listed, 1)
            ],
            "actors": actors,
        },
        ensure_ascii=False,
    )


def _every(parts: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every item of a draft with its part and its path, options under their actors."""
    for part, held in parts.items():
        pairs = held.items() if isinstance(held, dict) else enumerate(held)
        for name, item in pairs:
            path = f"{part}[{name}]" if part == "advice" else f"{part}.{item.get('id', name)}"
            yield part, path, item
            if part == "actors":
                for option, one in item.get("options", {}).items():
                    yield "options", f"{path}.options.{option}", one


def _kind(kind: str) -> str:
    return {"forecast": "question", "conditional": "question"}.get(kind, kind)


def _is(item: dict[str, Any], quote: tuple[int, int, str]) -> bool:
    return bool(item.get("span") == [quote[0], quote[1]] and item.get("quote") == quote[2])


def _put(every: list[tuple[str, str, dict[str, Any]]], part: str, key: str, item: dict[str, Any], words: str) -> None:
    """Write an item's words; of a factor also into the title of its explanation."""
    item[key] = "Is it so? " + words if part == "factors" else words
    if part == "factors":
        for p, _, other in every:
            if p == "explanations" and _is(other, (item["span"][0], item["span"][1], item["quote"])):
                other["title"] = short(words, 80)


def _check(desk: Desk, part: str, path: str, item: dict[str, Any], words: str) -> None:
    """Put words before the mark of an item; where it has none, mark it."""
    whole = f"{words} {item['check']}" if item.get("check") else words
    marks = desk.marks.found
    at = next((k for k, mark in enumerate(marks) if mark.path == path or mark.path.startswith(path + ".")), None)
    if at is None or not item.get("check"):
        desk.marks.note(_MARKS.get(part, "question"), path, whole)
    else:
        marks[at] = Mark(marks[at].kind, marks[at].path, whole, marks[at].weight)
    item["check"] = whole
