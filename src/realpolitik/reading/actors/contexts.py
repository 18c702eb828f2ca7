"""What the words around decide about a name: a town or a surname, a month or a prime minister, in office or not.

``data/ambiguous.tsv`` lists the names that need it. Its last column says what a name asks for before it counts:

``surname``
    a title before it, the full name somewhere in the text, or a day of writing within the years of office;
``word``
    the same; and as the first word of a sentence it is taken for the plain word, unless somebody is told to have said
    something;
``month``
    a title, the full name in the text, or that he said something; beside a day, a year or a word of time it is the
    month whatever else the text says;
``town``
    a word of place before it, or a comma and a capital behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import lru_cache

from realpolitik.reading.actors.dictionary import Context, Dictionary, Entry, Name
from realpolitik.reading.wordlists import words as listed_words

_CAPITAL = re.compile(r"[^\W\d_a-z]\w")
_TITLES = listed_words("titles")
_SPEECH = listed_words("speech")
#: A word of time before a month, a day or a year on either side of it.
_TIME_BEFORE = re.compile(
    r"(?i)(?:\b\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?|\b(?:in|since|until|till|by|during|from|to|through|of|early|mid|late|last|next|this|"
    r"each|every|before|after|between|for|and|or|january|february|march|april|june|july|august|september|october|november|december))"
    r"[\s,–-]+$"
)
_TIME_AFTER = re.compile(r"^(?:[\s,–-]+(?:of\s+)?(?:\d|the\s+\d))")
#: These stand before a person as well as before a month; alone they do not make it one.
_EITHER = re.compile(r"(?i)\b(?:by|from|to|of|before|after|between|for|and|or|through)[\s,–-]+$")
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|to|of|around|outside|towards?|into|over|on|leaving|left|reached|entered|captured|took|seized"
    r"|bombed|shelled|hit|struck|between|and|city|town|province|region|port|airport)\s+(?:the\s+)?)$"
)
_PLACE_AFTER = re.compile(r"^,\s+[A-Z]")
#: So many years before an office somebody counts as in it: who is elected speaks for a state before the first day.
GRACE = 1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A name at its place: the text, its words, which of them, and how many; ``around`` is the text that is searched;
    ``years`` are those of the sentence, ``year`` that of writing.
    """

    text: str
    words: list[re.Match[str]]
    at: int
    size: int
    around: str
    year: int | None
    years: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.words[self.at].start()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[self.at + self.size - 1].end()

    def neighbour(self, step: int) -> str:
        """The word before (-1) or behind (1), where nothing but a space or a hyphen is between; else empty."""
        where = self.at + (self.size if step > 0 else -1)
        if not 0 <= where < len(self.words):
            return ""
        word = self.words[where]
        between = self.text[self.end : word.start()] if step > 0 else self.text[word.end() : self.start]
        return word.group() if between.strip("-") in ("", " ") else ""

    @property
    def opens(self) -> bool:
        """Whether the name is the first word of its sentence or quotation."""
        return self._begins(self.at)

    def _begins(self, at: int) -> bool:
        word = self.words[at]
        before = self.text[max(0, word.start() - 2) : word.start()].strip(" \n\"“‘'(")
        return at == 0 or before in ("", ".", "!", "?")

    def before_opens(self) -> bool:
        """The same of the word before the name."""
        return self.at > 0 and self._begins(self.at - 1)


def means_it(book: Dictionary, context: Context, name: Name, here: Surroundings) -> bool:
    """Whether an ambiguous name means its actor here."""
    if _forbidden(book, context.not_before, here, 1) or _forbidden(book, context.not_after, here, -1):
        return False
    if any(_within(here.around, one) for one in context.not_near):
        return False
    return _ASKED[context.asks](name, here) if context.asks else True


def _forbidden(book: Dictionary, listed: tuple[str, ...], here: Surroundings, step: int) -> bool:
    one = here.neighbour(step)
    if not one:
        return False
    if any(one == word.split()[0 if step > 0 else -1] for word in listed if word not in ("^", "*")):
        return True
    spaced = here.text[here.end : here.end + 1] == " " if step > 0 else here.text[here.start - 1 : here.start] == " "
    if not _CAPITAL.match(one) or not spaced:
        return False
    if "*" in listed and step > 0:
        return True
    if "^" not in listed or one in book.names:
        return False
    low = one.lower()
    title = low in book.sectors or low in _TITLES
    opens = here.before_opens() and (low in listed_words("dull") or low in listed_words("openers"))
    return not title and not (step < 0 and opens)


def _surname(name: Name, here: Surroundings) -> bool:
    if _introduced(name, here):
        return True
    return here.year is None or in_office(name.entry, (here.year, *here.years))


def _word(name: Name, here: Surroundings) -> bool:
    if _introduced(name, here):
        return True
    return _surname(name, here) and (not here.opens or _speaks(here))


def _month(name: Name, here: Surroundings) -> bool:
    before, after = here.text[max(0, here.start - 20) : here.start], here.text[here.end : here.end + 12]
    dated = _TIME_BEFORE.search(before)
    if _TIME_AFTER.match(after) or (dated and not _EITHER.search(before)):
        return False
    if _titled(here):
        return True
    if dated and not _speaks(here):
        return False
    return _introduced(name, here) or (_speaks(here) and (here.year is None or _surname(name, here)))


def _town(name: Name, here: Surroundings) -> bool:
    return bool(
        _PLACE_BEFORE.search(here.text, max(0, here.start - 20), here.start)
        or _PLACE_AFTER.match(here.text[here.end : here.end + 4])
    )


_ASKED = {"surname": _surname, "word": _word, "month": _month, "town": _town}
#: What the last column of ``ambiguous.tsv`` may say.
ASKS = tuple(_ASKED)


def _titled(here: Surroundings) -> bool:
    return here.neighbour(-1).rstrip(".").lower() in _TITLES


def _introduced(name: Name, here: Surroundings) -> bool:
    """A title stands before it, or the full name somewhere in the text."""
    return _titled(here) or (name.entry.name.count(" ") > 0 and _within(here.around, name.entry.name))


def _speaks(here: Surroundings) -> bool:
    return here.neighbour(1) in _SPEECH


@lru_cache(maxsize=512)
def _within(around: str, words: str) -> bool:
    """Whether a text has these words; remembered, since a long text asks for the same name often."""
    return bool(re.search(rf"\b{re.escape(words)}\b", around))


def in_office(entry: Entry, years: tuple[int, ...]) -> bool:
    """Whether one of the years lies within the years of office; True where the dictionary has none."""
    if entry.first is None:
        return True
    return any(entry.first - GRACE <= year <= (entry.last or 9999) for year in years)


def away(entry: Entry, year: int) -> int:
    """How many years lie between a year and the office; 0 within it."""
    first, last = entry.first or 0, entry.last or 9999
    return 0 if first <= year <= last else min(abs(year - first), abs(year - last))


@lru_cache(maxsize=2048)
def private(name: Name) -> Name:
    """The same person out of office: who acts for nobody but himself, coded as one of the elite (ELI)."""
    entry = name.entry
    code = entry.code[:3] + "ELI"
    return changed(name, entry=changed(entry, code=code, kind="person"))
