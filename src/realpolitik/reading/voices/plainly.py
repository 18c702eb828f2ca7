"""Attributions without a parser: by the words around a verb of telling. It finds fewer than the parser does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from realpolitik.reading.actors.dictionary import Dictionary
from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.grammar.plain import base_form
from realpolitik.reading.passage import Passage
from realpolitik.reading.voices.attribution import SHORTEST, Attribution
from realpolitik.reading.voices.spans import trim
from realpolitik.reading.voices.speakers import ACTOR, GROUP, PERSON, Speaker, full_name
from realpolitik.reading.wordlists import words as listed

_OPINES, _TELLS, _DENIES = listed("opines"), listed("tells"), listed("denies")
_WITH_THAT = listed("with_that")
_SPEAKERS, _UNNAMED = listed("speakers"), listed("unnamed")
_NOBODY = listed("openers") | listed("dull") | listed("articles") | {"he", "she", "it", "they", "we", "i", "who"}
_TITLES = listed("titles") | {"gen", "col", "capt", "prof", "professor"}
_IRREGULAR = {base: forms for base, *forms in (entry.split("<") for entry in listed("irregular"))}


def _forms(verb: str) -> set[str]:
    """The present and past forms of a verb.

    >>> sorted(_forms("deny")), sorted(_forms("say"))
    (['denied', 'denies', 'deny'], ['said', 'say', 'says'])
    """
    stem = verb[:-1] + "i" if verb.endswith("y") and verb[-2] not in "aeo" else verb
    past = {stem + ("d" if stem.endswith("e") else "ed")}
    return {verb, stem + ("es" if stem != verb else "s")} | set(_IRREGULAR.get(verb, past))


_VERB = "|".join(
    sorted({form for verb in _OPINES | _TELLS | _DENIES for form in _forms(verb)}, key=lambda f: (-len(f), f))
)
_WORD = r"[^\W\d_][\w’'.-]*"
_PHRASE, _SHORTEST = (rf"(?P<who>(?:{_WORD} ){{0,6}}{lazy}{_WORD})" for lazy in ("", "?"))
#: "According to X,", ", said X of the army.", "X, a historian, argues that".
_ACCORDING = re.compile(rf"\b[Aa]ccording to {_PHRASE}(?=[,.;:]|$)")
_BEHIND = re.compile(rf"[”\"’'],? (?P<verb>{_VERB}) {_PHRASE}")
_BEFORE = re.compile(
    rf"(?:^|(?<=[;,] ))[“\"]?{_SHORTEST}(?P<about>, [^,.]{{2,60}},)?(?: on [A-Z][a-z]+day)?"
    rf" (?:has |had |have |also |later )*(?P<verb>{_VERB})(?:(?: [a-z]+){{0,2}}? that|,? that|:)? (?=\S)"
)
#: "In Mr Dalton's view,", "The Kremlin's explanation is that", "The raid was a ploy, critics believe."
_VIEW = rf"{_SHORTEST}[’']s? (?:{'|'.join(sorted(listed('views')))})"
_VIEWS = (re.compile(rf"^(?:In|By|On) {_VIEW},? "), re.compile(rf"^{_VIEW} (?:is|was) that "))
_CLOSING = re.compile(rf", {_PHRASE} (?P<verb>{_VERB})[.]?$")
_OPENING = re.compile(r"(?:While|Although|Though|But|And|Yet|Still|However|Now|Today) (?=\S)")
_OF = re.compile(r" (?:in|of|at|from|for|on|after|during|close|who|which|that)\b")


def attributions(book: Dictionary, text: str, place: Passage, mentions: list[Mention]) -> list[Attribution]:
    """The attributions of a sentence whose grammar is not known."""
    return [one for one in _all(book, text, place, mentions) if one.what.end - one.what.start >= SHORTEST]


def _all(book: Dictionary, text: str, place: Passage, mentions: list[Mention]) -> Iterator[Attribution]:
    words = place.of(text)
    for found in _ACCORDING.finditer(words):
        who = _speaker(book, text, place.start + found.start("who"), found["who"], mentions)
        if who is not None:
            first = words[: found.start()].strip(" ,")
            start, end = (0, found.start()) if first else (found.end() + 1, len(words))
            yield Attribution(who, trim(text, place.start + start, place.start + end), place)
            return
    for view in _VIEWS:
        for found in view.finditer(words):
            who = _speaker(book, text, place.start + found.start("who"), found["who"], mentions)
            if who is not None:
                yield Attribution(who, trim(text, place.start + found.end(), place.end), place, opines=True)
                return
    for found in _CLOSING.finditer(words):
        who = _speaker(book, text, place.start + found.start("who"), found["who"], mentions)
        verb = base_form(found["verb"])
        if who is not None and verb not in _DENIES:
            what = trim(text, place.start, place.start + found.start())
            yield Attribution(who, what, place, opines=verb in _OPINES)
            return
    for found in _BEHIND.finditer(words):
        who = _speaker(book, text, place.start + found.start("who"), found["who"], mentions)
        if who is not None and base_form(found["verb"]) not in _DENIES:
            yield Attribution(who, trim(text, place.start, place.start + found.start() + 1), place)
            return
    for found in _BEFORE.finditer(words):
        verb = base_form(found["verb"])
        if verb in _WITH_THAT and "that" not in found.group().split():
            continue
        who = _speaker(book, text, place.start + found.start("who"), found["who"], mentions)
        if who is not None:
            what = trim(text, place.start + found.end(), place.end)
            yield Attribution(who, what, place, verb in _DENIES, verb in _OPINES)
            return


def _speaker(book: Dictionary, text: str, start: int, words: str, mentions: list[Mention]) -> Speaker | None:
    """Who a phrase names: an actor, a name of two words with capitals or of one that the text has in full, a group."""
    opening = _OPENING.match(words)
    if opening is not None:
        start, words = start + opening.end(), words[opening.end() :]
    words = re.split(r"[.;:]\s", words)[0].rstrip(".")
    head = _OF.split(words)[0]
    parts = head.split()
    named = [p for p in parts if p[:1].isupper() and p.lower() not in _NOBODY]
    mention = next((m for m in mentions if m.place.start < start + len(head) <= m.place.end), None)
    if mention is not None and mention.way == "leader":
        return Speaker(Passage(start, start + len(head)), mention.name.entry.name, PERSON, entry=mention.name.entry)
    if mention is not None and mention.way == "organisation" and head.endswith("ern"):
        return None  # "Western" alone
    if mention is not None and mention.way != "adjective":
        return Speaker(Passage(start, start + len(head)), head, ACTOR, entry=mention.name.entry)
    last = parts[-1].lower()
    if {last, base_form(last)} & (_SPEAKERS | _UNNAMED | set(book.sectors)) and (
        not parts[-1][:1].isupper() or len(parts) == 1
    ):
        return Speaker(Passage(start, start + len(words)), words, GROUP)
    if parts[0].lower() in _UNNAMED and len(parts) == 1:
        return Speaker(Passage(start, start + len(head)), f"{head} (not named)", GROUP)
    if not named or named[-1] != parts[-1]:
        return None
    while parts and (not parts[0][:1].isupper() or parts[0].lower() in _NOBODY):
        start += len(parts.pop(0)) + 1
    name = " ".join(parts)
    whole = full_name(book, text, name)
    if " " not in whole:
        return None
    return Speaker(Passage(start, start + len(name)), whole, PERSON)
