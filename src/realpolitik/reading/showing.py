"""The text with its marks: for the terminal, and as a page that is linked with the page of the case."""

from __future__ import annotations

import re
from html import escape
from importlib import resources
from itertools import pairwise

from realpolitik.reading.notes import Note
from realpolitik.reading.texts import Reading

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(readings: list[Reading], notes: list[Note]) -> str:
    """The texts for a terminal: each paragraph with numbered marks in it and what each means below."""
    made: list[str] = []
    numbered = {id(note): k for k, note in enumerate(notes, 1)}
    for number, reading in enumerate(readings):
        mine = [note for note in notes if note.reading == number]
        made += [f"{reading.article.file}: {len(reading.article.paragraphs)} paragraphs, {len(mine)} marks", ""]
        for paragraph in reading.article.paragraphs:
            inside = [
                n
                for n in mine
                if paragraph.place.start <= n.start < paragraph.place.end and n.kind not in ("actor", "source")
            ]
            made += [
                paragraph.cite(),
                "  " + _plain(reading.text, paragraph.place.start, paragraph.place.end, inside, numbered),
            ]
            for note in inside:
                check = f"  check: {_line(note.check)}" if note.check else ""
                words = f": {_line(note.words)}" if note.words else ""
                made.append(f"    {numbered[id(note)]} {note.kind} {note.path}{words}{check}")
            made.append("")
    return "\n".join(made)


def _line(words: str) -> str:
    return _CONTROL.sub(" ", " ".join(words.split()))


def _plain(text: str, start: int, end: int, notes: list[Note], numbered: dict[int, int]) -> str:
    """A paragraph with ``[3>`` where mark 3 begins and ``<3]`` where it ends."""
    signs = [(n.start, 1, f"[{numbered[id(n)]}>") for n in notes] + [
        (min(n.end, end), 0, f"<{numbered[id(n)]}]") for n in notes
    ]
    made, at = [], start
    for place, _, sign in sorted(signs):
        made += [text[at:place], sign]
        at = place
    made.append(text[at:end])
    return _CONTROL.sub(" ", " ".join("".join(made).split()))


def page(readings: list[Reading], notes: list[Note], case_page: str, title: str) -> str:
    """The texts as one HTML page without scripts: marks link to the case's page; each paragraph can be linked to."""
    body: list[str] = []
    for number, reading in enumerate(readings):
        mine = [n for n in notes if n.reading == number]
        body.append(f"<section aria-label='{escape(reading.article.file, quote=True)}'>")
        voice = ""
        for paragraph in reading.article.paragraphs:
            if paragraph.voice != voice:
                voice = paragraph.voice
                about = reading.article.voice(voice)
                by = f", by {about.by}" if about.by and about.by not in about.title else ""
                body.append(f"<h2 id='{anchor(f'voice-{number}-{voice}')}'>{escape(about.title + by)}</h2>")
            inside = [
                n
                for n in mine
                if paragraph.place.start <= n.start < paragraph.place.end and n.kind not in ("actor", "source")
            ]
            place = anchor(f"text-{number}-{voice}-p{paragraph.number}")
            words = _marked(reading.text, paragraph.place.start, paragraph.place.end, inside)
            label = f"<span class='n'>{escape(voice)} p{paragraph.number}</span>"
            below = _listed(inside, case_page)
            body.append(f"<div class='p' id='{place}'>{label}<div><p dir='auto'>{words}</p>{below}</div></div>")
        body.append("</section>")
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{_style()}</style></head><body><h1>{escape(title)}</h1>"
        f"<p class='n'><a href='{escape(case_page, quote=True)}'>The page of the case</a></p>\n"
        + "\n".join(body)
        + "\n<footer><p>Marked by realpolitik read. Every judgement of the draft is neutral.</p></footer>"
        "</body></html>\n"
    )


def _style() -> str:
    return (resources.files("realpolitik.reading") / "data" / "annotated.css").read_text(encoding="utf-8")


def anchor(name: str) -> str:
    """An id as the page of a case makes them."""
    return _UNSAFE.sub(lambda m: f"-{ord(m.group()):x}-", name)


def _marked(text: str, start: int, end: int, notes: list[Note]) -> str:
    """The paragraph cut where marks begin and end; a piece has the colour of the shortest mark over it."""
    cuts = sorted({start, end, *(n.start for n in notes), *(min(n.end, end) for n in notes)})
    made = []
    for a, b in pairwise(cuts):
        over = [n for n in notes if n.start <= a and b <= n.end]
        piece = escape(_CONTROL.sub(" ", text[a:b]))
        if over:
            best = min(over, key=lambda n: (n.end - n.start, n.path))
            piece = f"<mark class='{best.kind}' title='{escape(best.path, quote=True)}'>{piece}</mark>"
        made.append(piece)
    return "".join(made)


def _listed(notes: list[Note], case_page: str) -> str:
    if not notes:
        return ""
    rows = []
    for note in notes:
        target = f"{case_page}#{anchor(f'{note.anchor}-{note.name}')}" if note.anchor else ""
        name = f"<a href='{escape(target, quote=True)}'>{escape(note.path)}</a>" if target else escape(note.path)
        check = f" <i>{escape(_line(note.check))}</i>" if note.check else ""
        words = f": {escape(_line(note.words))}" if note.words else ""
        rows.append(f"<li><b>{escape(note.kind)}</b> {name}{words}{check}</li>")
    return f"<ul>{''.join(rows)}</ul>"
