"""The draft: a case that loads, with the marks a person works through on top."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from realpolitik.case.loading import load_text
from realpolitik.case.starting import name_from
from realpolitik.errors import BadInput, CaseFaults, OurBug
from realpolitik.reading.days import years
from realpolitik.reading.drafting.actions import actors, keep_names
from realpolitik.reading.drafting.asking import Asking
from realpolitik.reading.drafting.beliefs import MOST_FACTORS, beliefs, evidence, sources
from realpolitik.reading.drafting.desk import Desk, Left
from realpolitik.reading.drafting.disputed import LEAST_DISPUTED, disputed
from realpolitik.reading.drafting.items import DISPUTED, items
from realpolitik.reading.drafting.marks import Mark
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.drafting.yaml import Plain, lines
from realpolitik.reading.likeness import copies
from realpolitik.reading.notes import Note, notes
from realpolitik.reading.texts import Reading

MOST_HINTS = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a drafted case, its marks with the weightiest first, and what had no room."""

    text: str
    marks: tuple[Mark, ...]
    left: tuple[Left, ...]
    counts: dict[str, int]
    notes: tuple[Note, ...]
    case: str


def draft(
    readings: list[Reading],
    name: str,
    horizon: datetime.date | None = None,
    article_page: str | None = None,
    finish: Callable[[Desk, dict[str, Any]], str] | None = None,
) -> Draft:
    """One case from one text or several. Raises BadInput where there is nothing to draft.

    ``name`` becomes the case's name. The day of the case is that of the latest text; ``horizon`` is by default the end
    of the year after. ``article_page`` is the way from the page of the case to the annotated page, for the
    sources' links.
    ``finish`` may change words and marks of the parts before they are written, and says for the head what it did.
    """
    if not any(reading.article.paragraphs for reading in readings):
        raise BadInput("there is no paragraph of text to read, only a title or single words; nothing was written.")
    as_of, mark = _as_of(readings)
    desk = Desk(readings, as_of, horizon or datetime.date(min(as_of.year + 1, 9999), 12, 31))
    if desk.horizon <= as_of:
        raise BadInput(f"the horizon {desk.horizon} is not after {as_of}, the day of the case; nothing was written.")
    if mark:
        desk.marks.note("date", "as_of", mark)
    repeats = copies([reading.text for reading in readings])
    desk.copied = set(repeats)
    keep_names(desk)
    named = sources(desk, repeats, article_page)
    in_doubt = items(readings, DISPUTED)
    factors, explanations = beliefs(desk, MOST_FACTORS - min(len(in_doubt), LEAST_DISPUTED))
    who = actors(desk)
    happened = evidence(desk)
    factors |= disputed(desk, in_doubt, MOST_FACTORS - len(factors))
    asking = Asking(desk)
    if not any(one.get("options") for one in who.values()) and not asking.happenings.nature:
        desk.marks.note(
            "option",
            "actors",
            "The text says of nobody what he might do: write options, so that the case can be played.",
        )
    for name_, one in list(named.items()):
        if one["kind"] == "quoted" and name_ not in desk.cited:
            del named[name_]
            desk.marks.drop(f"sources.{name_}")
    parts: dict[str, Any] = {
        "sources": named,
        "factors": factors,
        "explanations": explanations,
        "actors": who,
        "nature": asking.happenings.nature,
        "scenarios": asking.scenarios,
        "evidence": happened,
        "questions": asking.questions,
        "advice": asking.advice,
    }
    counts = {key: len(value) for key, value in parts.items()}
    done = finish(desk, parts) if finish is not None else ""
    text = _written(desk, name, parts, asking.hints, done)
    _must_load(text, name)
    found = tuple(notes(readings, parts, desk.left))
    return Draft(text, tuple(desk.marks.sorted()), tuple(desk.left), counts, found, case_name(name))


def _as_of(readings: list[Reading]) -> tuple[datetime.date, str]:
    dated = [r.article.date for r in readings if r.article.date is not None]
    if dated:
        undated = sum(r.article.date is None for r in readings)
        return max(
            dated
        ), f"{undated} of the texts {'has' if undated == 1 else 'have'} no date; give --date" if undated else ""
    latest = max((y for r in readings for y in years(r.text) if y < 2100), default=None)
    if latest is None:
        raise BadInput(
            "the text does not say when it was written, and names no year; give --date YYYY-MM-DD. Nothing was written."
        )
    words = (
        f"The text does not say when it was written. The latest year that it names is {latest}, so the end of {latest} "
        "stands in, and 'last August' or 'yesterday' have no date: read it again with --date."
    )
    return datetime.date(latest, 12, 31), words


def _written(desk: Desk, name: str, parts: dict[str, Any], hints: list[str], done: str) -> str:
    article = desk.readings[0].article
    title = article.title.of(article.text) if article.title is not None else article.file
    marks = desk.marks.sorted()
    titles = sorted({reading.grammar for reading in desk.readings})
    head = [
        "# yaml-language-server: $schema=./case.schema.json",
        "#",
        "# A draft made by `realpolitik read`. Every number in it is neutral: priors and chances of 50 %, likelihoods",
        "# that do not depend on anything, no wishes. What is computed from it says nothing yet. Every item quotes its",
        "# text: text[start:end] of its span, counted in characters, is its quote.",
        f"# Read with: {'; '.join(titles)}.",
        *([f"# {_line(done, 600)}"] if done else []),
        "#",
        f"# Each `check:` asks a person to decide ({len(marks)} of them in a new draft). `realpolitik check` lists",
        "# what is left, the weightiest first; `realpolitik set` takes the mark of a value away with the old value.",
    ]
    if desk.left:
        counted = Counter(one.what for one in desk.left)
        head += [
            "#",
            "# Found but not drafted, for want of room: "
            + ", ".join(f"{n} {what}{'s' if n != 1 and what != 'advice' else ''}" for what, n in counted.items())
            + ". `realpolitik read --show` has them all.",
        ]
    top = {
        "realpolitik": 1,
        "case": case_name(name),
        "title": "Draft, all judgements neutral: " + short(title, 160),
        "about": "Drafted from a text and judged by nobody yet: priors are even, likelihoods flat, nobody wants "
        "anything. Work through the marks before relying on a number.",
        "as_of": Plain(desk.as_of.isoformat()),
        "horizon": Plain(desk.horizon.isoformat()),
    }
    body = [*head, *lines(top)]
    for key, value in parts.items():
        if value:
            body += ["", *lines({key: value})]
    if hints:
        body += ["", "# Hints that need a person:", *(f"#   {_line(hint, 190)}" for hint in hints[:MOST_HINTS])]
        if len(hints) > MOST_HINTS:
            body.append(f"#   and {len(hints) - MOST_HINTS} more")
    return "\n".join(body) + "\n"


def case_name(name: str) -> str:
    """The case's name, from that of its file; the page of the case is called by it."""
    return name_from(re.sub(r"\.\w+$", "", name))


def _line(words: str, most: int) -> str:
    """Words for a comment: on one line, without what YAML refuses even there."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", " ", short(words, most))


def _must_load(text: str, name: str) -> None:
    """A draft that does not load would be a bug of ours, so it is never handed out."""
    try:
        load_text(text, name)
    except CaseFaults as error:
        raise OurBug(f"the draft does not load: {error}") from error
