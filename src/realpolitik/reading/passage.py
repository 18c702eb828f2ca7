"""A place in a text, and the text cut into blocks, lines and sentences with exact character offsets.

Offsets count characters of the untouched text: ``text[start:end]`` is always the very words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from realpolitik.reading.wordlists import words

#: Abbreviations that end with a full stop and do not end a sentence.
_SHORT = words("abbreviations")
#: The end of a sentence: signs, closing quotes and brackets, then a space and what can begin the next one.
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\W\d_a-z]|\s+[\"'“‘(\[]*\d|\s*$)")
_WORD_BEFORE = re.compile(r"([^\s\"'“‘(\[]+)$")
#: Longer sentences are cut at the next space: no grammar is that long, and a parser's memory must stay bounded.
LONGEST = 1200


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The very words."""
        return text[self.start : self.end]

    def covers(self, other: Passage) -> bool:
        """Whether the other one lies within this one."""
        return self.start <= other.start and other.end <= self.end


def trimmed(text: str, start: int, end: int) -> Passage:
    """The passage without white space at its ends.

    >>> trimmed(" a b ", 0, 5)
    Passage(start=1, end=4)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end)


def blocks(text: str) -> Iterator[Passage]:
    """The parts of a text between blank lines, trimmed."""
    start, at = 0, 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            if text[start:at].strip():
                yield trimmed(text, start, at)
            start = at + len(line)
        at += len(line)
    if text[start:at].strip():
        yield trimmed(text, start, at)


def lines(text: str, block: Passage) -> Iterator[Passage]:
    """The lines of a block that are not empty, trimmed."""
    at = block.start
    for line in block.of(text).splitlines(keepends=True):
        found = trimmed(text, at, at + len(line))
        if found.start < found.end:
            yield found
        at += len(line)


def sentences(text: str, block: Passage) -> Iterator[Passage]:
    """The sentences of a block, trimmed: cut behind ``. ! ? …`` where a new sentence can begin.

    Titles, initials and abbreviations (``Gen.``, ``J. Smith``, ``U.S. officials``) do not end one.

    >>> text = "Gen. Li met the U.S. envoy. He left."
    >>> [s.of(text) for s in sentences(text, Passage(0, len(text)))]
    ['Gen. Li met the U.S. envoy.', 'He left.']
    """
    start = block.start
    for end in _END.finditer(text, block.start, block.end):
        if end.group()[0] == "." and _is_short(text, start, end.start(), end.end(), block.end):
            continue
        yield from _in_pieces(text, trimmed(text, start, end.end()))
        start = end.end()
    last = trimmed(text, start, block.end)
    if last.start < last.end:
        yield from _in_pieces(text, last)


def _is_short(text: str, start: int, dot: int, end: int, stop: int) -> bool:
    before = _WORD_BEFORE.search(text, max(start, dot - 24), dot)
    if before is None:
        return False
    word = before[1]
    if word.lower() in _SHORT:
        return True
    if len(word) == 1 and word.isupper():  # an initial
        return True
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):  # U.S., Ph.D: ends a sentence only before a new clear beginning
        following = text[end : min(stop, end + 24)].lstrip()
        return not re.match(r"(?:The|A|An|He|She|It|They|We|In|On|But|And|This|That)\b", following)
    return False


def _in_pieces(text: str, sentence: Passage) -> Iterator[Passage]:
    start = sentence.start
    while sentence.end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield trimmed(text, start, cut)
        start = cut
    rest = trimmed(text, start, sentence.end)
    if rest.start < rest.end:
        yield rest
