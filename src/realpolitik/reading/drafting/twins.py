"""Passages of several texts that say the same in nearly the same words: one item with several sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading

#: The share of words in common (Jaccard) from which two passages count as one.
ALIKE = 0.75


def words_of(reading: Reading, place: Passage) -> frozenset[str]:
    """The words of a passage, in small letters."""
    return frozenset(re.findall(r"\w+", place.of(reading.text).lower()))


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two passages have nearly the same words."""
    return bool(a) and len(a & b) >= ALIKE * len(a | b)


@dataclass(slots=True)
class Twins:
    """Remembers which item was drafted from which passage, to find it again when another text says the same."""

    desk: Desk
    known: list[tuple[int, tuple[frozenset[str], ...], dict[str, Any]]] = field(default_factory=list)

    def keep(self, reading: Reading, places: Sequence[Passage], item: dict[str, Any]) -> None:
        """Remember an item that was drafted from these passages."""
        self.known.append((self.desk.number(reading), tuple(words_of(reading, p) for p in places), item))

    def find(self, reading: Reading, places: Sequence[Passage], key: str = "source") -> dict[str, Any] | None:
        """The item that an earlier text gave for the same words; under ``key`` it is cited from this text too. None
        where there is none. Within one text a second mention is an item of its own.
        """
        if len(self.desk.readings) < 2:
            return None
        number, mine = self.desk.number(reading), tuple(words_of(reading, p) for p in places)
        for there, theirs, item in self.known:
            if there != number and len(mine) == len(theirs) and all(map(alike, mine, theirs)):
                item[key] = cited_too(item[key], self.desk.cite(reading, places[0]))
                return item
        return None


def cited_too(source: Any, cited: str) -> list[Plain]:
    """A citation with one more beside it."""
    before = source if isinstance(source, list) else [source]
    return [*before, Plain(cited)] if cited not in before else before
