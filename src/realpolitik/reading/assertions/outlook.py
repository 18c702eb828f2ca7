"""Scenarios with who wants or fears them, and advice with whom it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.actors.dictionary import Entry
from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import one_cue

NEAR = 24  #: so many characters before a word are looked at for who is meant
_BY = re.compile(r"\bby (?:the )?")
#: "If it falls, they would have to leave": what would follow, and no advice.
_FOLLOWS = re.compile(r"(?i)[\"“‘(\s]*(?:if|unless|should|were)\b.*(?:\bwould|['’]d)(?: \w+)? have to$", re.DOTALL)
_HE = re.compile(r"\b(?:he|she|He|She)(?:['’]d)?(?: \w+)?\s*$")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario: its place, and who wants or fears it, by the actors named beside such a word."""

    place: Passage
    voice: str
    wanted_by: tuple[Mention, ...]
    feared_by: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a voice says should be done; ``to`` is whom it is for, None for the reader."""

    place: Passage
    voice: str
    word: Passage
    to: Entry | None


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


def advice(text: str, voice: str, place: Passage, mentions: list[Mention], person: Entry | None = None) -> list[Advice]:
    """The advice that a sentence gives, in order. ``person`` is who a "he" without a name before it is taken to be."""
    return [
        Advice(place, voice, Passage(word.start(), word.end()), _addressed(text, place, word, mentions, person))
        for word in one_cue("advice").finditer(text, place.start, place.end)
        if not _FOLLOWS.match(text[place.start : word.end()])
        # "Should they leave, war would come": a condition
        and (word.group() != "Should" or place.of(text).endswith("?"))
    ]


def _addressed(
    text: str, place: Passage, word: re.Match[str], mentions: list[Mention], person: Entry | None
) -> Entry | None:
    """Who should: whom "by" or "for" names behind the word, a pronoun's person, or the actor named last before it."""
    around = Passage(max(place.start, word.start() - NEAR), min(place.end, word.end() + NEAR // 3))
    if one_cue("reader").search(text, around.start, around.end):
        return None
    after = [m for m in mentions if m.place.start >= word.end()]
    if re.search(r"(?i)too late for", word.group()):
        return after[0].name.entry if after else None
    by = _BY.search(text, word.end(), place.end)
    named = [m for m in after if by and -5 < m.place.start - by.end() < 4]
    if named:
        return named[0].name.entry
    before = [m for m in mentions if m.place.end <= word.start() and not m.describes]
    if _HE.search(text, max(place.start, word.start() - NEAR), word.start()):
        leaders = [m.name.entry for m in before if m.way == "leader"]
        return leaders[-1] if leaders else person
    acting = [m for m in before if m.way not in ("place", "adjective")]
    return acting[-1].name.entry if acting else None


def _nearest(mentions: list[Mention], word: re.Match[str]) -> Mention | None:
    near = [m for m in mentions if not m.describes and m.way != "place" and abs(m.place.start - word.start()) < 80]
    return min(near, key=lambda m: (abs(m.place.start - word.start()), m.place.start), default=None)
