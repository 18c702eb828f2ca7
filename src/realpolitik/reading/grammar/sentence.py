"""A sentence as words: base form, part of speech and the word it depends on; with offsets into the untouched text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from realpolitik.reading.passage import Passage


@dataclass(slots=True)
class Word:
    """One word. ``head`` is the index of the word it depends on (itself for the root; -1 without a parser);
    ``pos``, ``tag`` and ``dep`` are Universal part of speech, Penn tag and dependency, ``name`` the kind of a name.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str = ""
    tag: str = ""
    dep: str = ""
    head: int = -1
    name: str = ""


@dataclass(slots=True)
class Sentence:
    """The words of one sentence. ``parsed`` says whether heads and dependencies are known."""

    place: Passage
    words: list[Word]
    parsed: bool
    below: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.below = [[] for _ in self.words]
        if self.parsed:
            for word in self.words:
                if word.head != word.index:
                    self.below[word.head].append(word.index)

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The words that depend on ``word``, of the given dependencies (default: all), in order."""
        return [self.words[i] for i in self.below[word.index] if not deps or self.words[i].dep in deps]

    def child(self, word: Word, *deps: str) -> Word | None:
        """The first of ``children``."""
        found = self.children(word, *deps)
        return found[0] if found else None

    def head(self, word: Word) -> Word | None:
        """The word that ``word`` depends on; None for the root."""
        return None if word.head in (word.index, -1) else self.words[word.head]

    def subtree(self, word: Word, without: Sequence[str] = ()) -> list[Word]:
        """``word`` and all below it in order, without branches of the given dependencies."""
        found, waiting = [], [word]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += [w for w in self.children(one) if w.dep not in without]
        return sorted(found, key=lambda w: w.index)

    def span(self, words: Iterable[Word]) -> Passage:
        """From the first to the last of some words."""
        every = list(words)
        return Passage(min(w.start for w in every), max(w.end for w in every))


class Grammar(Protocol):
    """Turns passages of a text into sentences of words."""

    #: The name and version of what parses, for the head of a draft.
    title: str

    def sentences(self, text: str, places: Sequence[Passage]) -> Iterator[Sentence]:
        """One ``Sentence`` for each passage, in order."""
        ...
