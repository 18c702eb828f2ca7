"""Finds the actors that a text names, and decides by context where a name is ambiguous.

Compound adjectives name two actors ("Russian-Azerbaijani"); "Moscow-based" names none, "anti-Russian" one that is only
talked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.actors.contexts import Surroundings, away, in_office, means_it, private
from realpolitik.reading.actors.dictionary import WORD, Dictionary, Name
from realpolitik.reading.days import years
from realpolitik.reading.passage import Passage

#: What may stand between two words of one name.
_GAP = re.compile(r"[\s.'’-]{1,3}")
#: "Moscow-based", "Paris-born": where somebody lives, not who acts.
_LIVES = re.compile(r"-(?:based|born|trained|educated|style)\b")
#: "Russian language", "French-speaking": a tongue acts for nobody.
_TONGUE = re.compile(r"[- ](?:language|speaking|speakers?|speech|dialect|alphabet|literature|cuisine|descent)\b")
#: "US-led", "Biden-era", "anti-Russian": the actor describes something else.
_DESCRIBES = re.compile(
    r"-(?:led|backed|mediated|brokered|controlled|sponsored|era|made|held|supplied|funded|occupied|run|owned|allied)\b"
)
_PREFIX = re.compile(r"\b(?:anti|pro|non)-$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: where, whose, in which way; ``describes`` where it only qualifies something else."""

    place: Passage
    name: Name
    describes: bool = False

    @property
    def code(self) -> str:
        """The actor's code."""
        return self.name.entry.code

    @property
    def way(self) -> str:
        """How the actor is named: ``name``, ``adjective``, ``people``, ``seat``, ``place``, ``organisation``,
        ``leader``.
        """
        return self.name.way


def mentions(
    book: Dictionary, text: str, place: Passage, year: int | None = None, near: str | None = None
) -> list[Mention]:
    """The actors named within ``place``, in order. ``year`` is that of writing: it chooses among leaders, and a leader
    who was in office neither then nor in a year that ``place`` names acts for himself alone. ``near`` is the text that
    context is looked up in (default: the whole text).
    """
    words = list(WORD.finditer(text, place.start, place.end))
    around = near if near is not None else text
    told = tuple(years(place.of(text)))
    found: list[Mention] = []
    at = 0
    while at < len(words):
        chosen = _longest(book, text, words, at, year, told, around)
        if chosen is None:
            at += 1
            continue
        name, size = chosen
        start, end = words[at].start(), words[at + size - 1].end()
        at += size
        if _LIVES.match(text, end) or (name.way == "adjective" and _TONGUE.match(text, end)):
            continue
        if name.way == "leader" and year is not None and not in_office(name.entry, (year, *told)):
            name = private(name)
        describes = bool(_DESCRIBES.match(text, end) or _PREFIX.search(text, max(0, start - 5), start))
        found.append(Mention(Passage(start, end), name, describes))
    return found


def _longest(
    book: Dictionary,
    text: str,
    words: list[re.Match[str]],
    at: int,
    year: int | None,
    told: tuple[int, ...],
    around: str,
) -> tuple[Name, int] | None:
    best: tuple[Name, int] | None = None
    for name in book.names.get(words[at].group(), ()):
        size = len(name.words)
        if best is not None and size < best[1]:
            break
        if not _matches(text, words, at, name.words):
            continue
        context = book.contexts.get(" ".join(name.words))
        if context is not None:
            here = Surroundings(text, words, at, size, around, year, told)
            if not means_it(book, context, name, here):
                continue
        if best is None or _closer(name, best[0], told[0] if told else year):
            best = name, size
    return best


def _matches(text: str, words: list[re.Match[str]], at: int, wanted: tuple[str, ...]) -> bool:
    if at + len(wanted) > len(words):
        return False
    for step, word in enumerate(wanted):
        if words[at + step].group() != word:
            return False
        if step and not _GAP.fullmatch(text, words[at + step - 1].end(), words[at + step].start()):
            return False
    return True


def _closer(name: Name, than: Name, year: int | None) -> bool:
    """Whether a second actor of the same name was the one in office in that year, and the first was not."""
    if year is None or name.entry.first is None or than.entry.first is None:
        return False
    return away(name.entry, year) < away(than.entry, year)
