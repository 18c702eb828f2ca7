"""Words of doubt and certainty, and the likelihood band each stands for.

Where ICD 203 has a word, it is used. "May", "might" and "could" name no direction; by convention of this program they
stand for its middle band. A flat "will" stands for "very likely": a speaker who is sure, whom the reader need not
believe.
"""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import cues, one_cue

#: From the least sure to the surest doubt, as bands are chosen among several words of one clause.
_ORDER = ("almost no chance", "very unlikely", "unlikely", "almost certain", "very likely", "likely", "roughly even")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word of doubt: its place, and the band it stands for."""

    place: Passage
    band: str


def hedges(text: str, place: Passage) -> list[Hedge]:
    """The words of doubt within a passage, in order; a longer one hides those within it."""
    found: list[Hedge] = []
    for named, pattern in cues("hedge"):
        for match in pattern.finditer(text, place.start, place.end):
            if not any(h.place.start < match.end() and match.start() < h.place.end for h in found):
                found.append(Hedge(Passage(match.start(), match.end()), named))
    return sorted(found, key=lambda hedge: hedge.place)


def band(text: str, place: Passage) -> tuple[str, Passage | None]:
    """The band of a whole clause and the word that says it: of several the least sure one; "will" alone is very likely;
    no word at all: likely, since it is told as so.

    >>> band("It might likely fail.", Passage(0, 21))[0], band("It will fail.", Passage(0, 13))[0]
    ('roughly even', 'very likely')
    """
    found = hedges(text, place)
    if found:
        doubted = [h for h in found if h.band in ("almost no chance", "very unlikely", "unlikely")]
        chosen = doubted[0] if doubted else max(found, key=lambda h: (_ORDER.index(h.band), -h.place.start))
        return chosen.band, chosen.place
    flat = one_cue("flat").search(text, place.start, place.end)
    if flat:
        return "very likely", Passage(flat.start(), flat.end())
    return "likely", None


def negated(text: str, place: Passage) -> bool:
    """Whether a clause says that something is not so."""
    return bool(one_cue("negation").search(text, place.start, place.end))
