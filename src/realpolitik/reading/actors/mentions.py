"""Finds the actors that a text names, and decides by context where a name is ambiguous.

Compound adjectives name two actors ("Russian-Azerbaijani"); "Moscow-based" names none, "anti-Russian" one that is only
talked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.actors.dictionary import WORD, Context, Dictionary, Name
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import words as listed_words

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
_CAPITAL = re.compile(r"[^\W\d_a-z]\w")


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
    """The actors named within ``place``, in order. ``year`` chooses among leaders; ``near`` is the text that context is
    looked up in (default: the whole text).
    """
    words = list(WORD.finditer(text, place.start, place.end))
    around = near if near is not None else text
    found: list[Mention] = []
    at = 0
    while at < len(words):
        chosen = _longest(book, text, words, at, year, around)
        if chosen is None:
            at += 1
            continue
        name, size = chosen
        start, end = words[at].start(), words[at + size - 1].end()
        at += size
        if _LIVES.match(text, end) or (name.way == "adjective" and _TONGUE.match(text, end)):
            continue
        describes = bool(_DESCRIBES.match(text, end) or _PREFIX.search(text, max(0, start - 5), start))
        found.append(Mention(Passage(start, end), name, describes))
    return found


def _longest(
    book: Dictionary, text: str, words: list[re.Match[str]], at: int, year: int | None, around: str
) -> tuple[Name, int] | None:
    best: tuple[Name, int] | None = None
    for name in book.names.get(words[at].group(), ()):
        size = len(name.words)
        if best is not None and size < best[1]:
            break
        if not _matches(text, words, at, name.words):
            continue
        context = book.contexts.get(" ".join(name.words))
        if context is not None and not _means_it(book, context, text, words, at, size, around):
            continue
        if best is None or _closer(name, best[0], year):
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

    def away(one: Name) -> int:
        first, last = one.entry.first or 0, one.entry.last or 9999
        return 0 if first <= year <= last else min(abs(year - first), abs(year - last))

    return away(name) < away(than)


def _means_it(
    book: Dictionary, context: Context, text: str, words: list[re.Match[str]], at: int, size: int, around: str
) -> bool:
    def neighbour(where: int, step: int, listed: tuple[str, ...]) -> bool:
        if not 0 <= where < len(words):
            return False
        one = words[where].group()
        between = (
            text[words[where - step].end() : words[where].start()]
            if step > 0
            else text[words[where].end() : words[where - step].start()]
        )
        if between.strip("-") not in ("", " "):
            return False
        if any(one == word.split()[0 if step > 0 else -1] for word in listed if word != "^"):
            return True
        if "*" in listed and step > 0 and _CAPITAL.match(one) and between == " ":
            return True
        if "^" not in listed or not _CAPITAL.match(one) or one in book.names or between != " ":
            return False
        title = one.lower() in book.sectors or one in (
            "President",
            "Minister",
            "General",
            "Mr",
            "Mrs",
            "Ms",
            "King",
            "Prince",
            "Chancellor",
            "Secretary",
        )
        start = where == 0 or text[max(0, words[where].start() - 2) : words[where].start()].strip(" \"“‘'") in (
            "",
            ".",
            "!",
            "?",
        )
        opens = start and (one.lower() in listed_words("dull") or one.lower() in listed_words("openers"))
        return not title and not (step < 0 and opens)

    if neighbour(at + size, 1, context.not_before) or neighbour(at - 1, -1, context.not_after):
        return False
    return not any(re.search(rf"\b{re.escape(one)}\b", around) for one in context.not_near)
