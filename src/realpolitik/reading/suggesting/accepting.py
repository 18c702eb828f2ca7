"""Checks what a language model suggests: a quote must stand in the text, and its words may add nothing to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from realpolitik.reading.actors.dictionary import shipped
from realpolitik.reading.assertions.hedges import hedges
from realpolitik.reading.drafting.items import LONGEST_QUOTE
from realpolitik.reading.passage import Passage
from realpolitik.reading.structure import Paragraph
from realpolitik.reading.suggesting.answer import Added
from realpolitik.reading.texts import Reading

#: Why something is dropped; counted and told in this order.
REASONS = (
    "with a quote that is not in the text",
    "with a quote that is too short or too long",
    "with words that the quote does not bear out",
    "of what is told as not done",
    "of nobody who is known as an actor",
    "found already",
    "not in the form asked for",
    "without room in the draft",
)
NOT_THERE, LENGTH, BEYOND, NOT_DONE, NOBODY, ALREADY, FORM, ROOM = REASONS
#: The fewest words of a quote, and the most letters of an item's own words.
FEWEST_WORDS, LONGEST_WORDS = 3, 200
_NUMBER = re.compile(r"\d+|\b(?:percent|per cent|half|quarter|odds|probability)\b|%", re.IGNORECASE)
_ADDRESS = re.compile(r"\w+://|\bwww\.|@|\w\.\w{2,}/", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+")


class Dropped(Exception):
    """A suggestion that is not taken, and why (of ``REASONS``)."""


@dataclass(slots=True)
class Tally:
    """What came of the suggestions."""

    added: int = 0
    reworded: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    unsent: int = 0

    def drop(self, why: str, count: int = 1) -> None:
        """Count suggestions that are not taken."""
        if count:
            self.dropped[why] = self.dropped.get(why, 0) + count

    def told(self) -> str:
        """In words, with every reason."""
        parts = [f"{self.added} added", f"{self.reworded} reworded"]
        parts += [f"{self.dropped[why]} dropped {why}" for why in REASONS if why in self.dropped]
        if self.unsent:
            parts.append(f"{self.unsent} paragraph{'s' if self.unsent > 1 else ''} not sent, for length")
        return ", ".join(parts)


def found(reading: Reading, paragraphs: list[Paragraph], quote: str) -> tuple[Paragraph, Passage]:
    """Where a quote stands in one of the paragraphs; only white space may differ. Raises Dropped."""
    words = quote.split()
    if len(words) < FEWEST_WORDS or len(" ".join(words)) > LONGEST_QUOTE:
        raise Dropped(LENGTH)
    pattern = re.compile(r"(?<!\w)" * (words[0][0].isalnum()) + r"\s+".join(map(re.escape, words)))
    for paragraph in paragraphs:
        match = pattern.search(reading.text, paragraph.place.start, paragraph.place.end)
        if match:
            if match.end() - match.start() > LONGEST_QUOTE:
                raise Dropped(LENGTH)
            return paragraph, Passage(match.start(), match.end())
    raise Dropped(NOT_THERE)


def plain(words: str, quote: str, title: str = "") -> str:
    """An item's words on one line, without signs that are not seen. Raises Dropped where they say what the quote does
    not: a number, a word of doubt or certainty, an address, a name (``title`` may lend names).

    >>> plain("The gate  may open", "Officials say that the gate may open.")
    'The gate may open'
    """
    line = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in words).split())
    if len(line) > LONGEST_WORDS:
        raise Dropped(LENGTH)
    for pattern in (_NUMBER, _ADDRESS):
        if {m.lower() for m in pattern.findall(line)} - {m.lower() for m in pattern.findall(quote)}:
            raise Dropped(BEYOND)
    known = {m.lower() for m in re.findall(r"[\w’'-]+", f"{quote} {title}")}
    names = {m.group().lower() for m in _NAME.finditer(line) if m.start() or m.group() in shipped().names}
    if {n for n in names if re.sub(r"[’']s$", "", n) not in known and n not in known}:
        raise Dropped(BEYOND)
    bands = {h.band for h in hedges(line, Passage(0, len(line)))}
    if bands - {h.band for h in hedges(quote, Passage(0, len(quote)))}:
        raise Dropped(BEYOND)
    return line


def checked(
    reading: Reading, paragraphs: list[Paragraph], one: Added
) -> tuple[Paragraph, Passage, Passage | None, str]:
    """The paragraph, the quote's place, that of what follows (of a conditional), and the words. Raises Dropped."""
    paragraph, place = found(reading, paragraphs, one.quote)
    after: Passage | None = None
    if one.kind == "conditional":
        _, after = found(reading, [paragraph], one.then)
        if after.start < place.end and place.start < after.end:
            raise Dropped(FORM)
    return paragraph, place, after, plain(one.words, place.of(reading.text), paragraph.place.of(reading.text))
