"""What may come: scenarios with who wants or fears them, forecasts, and advice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import one_cue


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario: its place, and who wants or fears it, by the actors named beside such a word."""

    place: Passage
    voice: str
    wanted_by: tuple[Mention, ...]
    feared_by: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a voice says will or may come."""

    place: Passage
    voice: str
    word: Passage


@dataclass(frozen=True, slots=True)
class Advice:
    """What a voice says should be done; ``to`` is the actor it is for, None for the reader."""

    place: Passage
    voice: str
    word: Passage
    to: Mention | None


def scenario(text: str, voice: str, place: Passage, mentions: list[Mention]) -> Scenario | None:
    """The scenario that a sentence speaks of; None where it has no word for one."""
    if not one_cue("scenario").search(text, place.start, place.end):
        return None
    wanted: list[Mention] = []
    feared: list[Mention] = []
    view = one_cue("perspective").search(text, place.start, place.end)
    viewer = next((m for m in mentions if view and view.start() <= m.place.start < view.end()), None)
    for pattern, into in ((one_cue("wants"), wanted), (one_cue("fears"), feared)):
        for word in pattern.finditer(text, place.start, place.end):
            near = viewer or _nearest(mentions, word)
            if near is not None and near.name.entry.key not in {m.name.entry.key for m in into}:
                into.append(near)
    return Scenario(place, voice, tuple(wanted), tuple(feared))


def forecast(text: str, voice: str, place: Passage, mentions: list[Mention]) -> Forecast | None:
    """The forecast that a sentence makes about a named actor; None where it makes none."""
    word = one_cue("forecast").search(text, place.start, place.end)
    if (
        word is None
        or not mentions
        or (one_cue("past").search(text, place.start, place.end) and "will" not in word.group().lower())
    ):
        return None
    return Forecast(place, voice, Passage(word.start(), word.end()))


def advice(text: str, voice: str, place: Passage, mentions: list[Mention]) -> Advice | None:
    """The advice that a sentence gives; None where it gives none."""
    word = one_cue("advice").search(text, place.start, place.end)
    if word is None:
        return None
    to: Mention | None = None
    if not one_cue("reader").search(text, place.start, place.end):
        by = re.search(r"\bby (?:the )?", text[word.end() : place.end])
        after = [m for m in mentions if m.place.start >= word.end()]
        before = [
            m
            for m in mentions
            if m.place.end <= word.start() and not m.describes and m.way not in ("place", "adjective")
        ]
        if re.search(r"(?i)too late for", word.group()) and after:
            to = after[0]
        elif by and any(m.place.start - (word.end() + by.end()) in range(-4, 3) for m in after):
            to = next(m for m in after if m.place.start - (word.end() + by.end()) in range(-4, 3))
        elif before:
            to = before[-1]
    return Advice(place, voice, Passage(word.start(), word.end()), to)


def _nearest(mentions: list[Mention], word: re.Match[str]) -> Mention | None:
    near = [m for m in mentions if not m.describes and m.way != "place" and abs(m.place.start - word.start()) < 80]
    return min(near, key=lambda m: (abs(m.place.start - word.start()), m.place.start), default=None)
