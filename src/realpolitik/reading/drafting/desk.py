"""What the parts of a draft share: the readings, names, marks, and how sources and actors are called."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from realpolitik.reading.actors.dictionary import Entry
from realpolitik.reading.drafting.marks import Marks
from realpolitik.reading.drafting.naming import Names
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was found and had no room in the draft: what it is, in which reading, and where."""

    what: str
    reading: int
    place: Passage


@dataclass(slots=True)
class Desk:
    """The state of a draft while it is made."""

    readings: list[Reading]
    as_of: datetime.date
    horizon: datetime.date
    names: Names = field(default_factory=Names)
    marks: Marks = field(default_factory=Marks)
    voices: dict[tuple[int, str], str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    #: The options by the reading and the start of the word that tells each.
    options: dict[tuple[int, int], str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    left_words: dict[tuple[str, str], int] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)
    #: The readings that repeat an earlier one: what they name is not counted again.
    copied: set[int] = field(default_factory=set)

    def number(self, reading: Reading) -> int:
        """Which of the readings this is."""
        return next(k for k, one in enumerate(self.readings) if one is reading)

    def source(self, reading: Reading, voice: str) -> str:
        """The name of a voice among the case's sources."""
        name = self.voices[self.number(reading), voice]
        self.cited.add(name)
        return name

    def cite(self, reading: Reading, place: Passage) -> str:
        """A passage as the case cites it: whoever is quoted with its words, or the paragraph."""
        quoted = reading.quoted_at(place)
        return self.source(reading, quoted) if quoted is not None else self.cite_paragraph(reading, place)

    def cite_paragraph(self, reading: Reading, place: Passage) -> str:
        """The paragraph of a passage, whoever is quoted in it: for what is only named there."""
        found = reading.article.paragraph_at(place.start)
        if found is None:
            return self.source(reading, reading.article.voices[0].name)
        return f"{self.source(reading, found.voice)} p{found.number}"

    def actor(self, entry: Entry | None) -> str | None:
        """The drafted actor that an entry of the dictionary belongs to; None where it was not drafted."""
        return self.actors.get(self.home(entry)) if entry is not None else None

    def option(self, reading: Reading, place: Passage) -> str | None:
        """The first drafted option that a passage tells; None where it tells none."""
        number = self.number(reading)
        here = [start for n, start in self.options if n == number and place.start <= start < place.end]
        return self.options[number, min(here)] if here else None

    @staticmethod
    def home(entry: Entry) -> str:
        """What an entry counts as: a leader as the state, everything else as itself."""
        return (
            entry.code[:3]
            if entry.kind in ("leader", "state") and entry.code[:3] not in ("IGO", "NGO", "IMG")
            else entry.key
        )

    def line(self, reading: Reading, place: Passage) -> str:
        """A passage on one line of a comment, with where it stands."""
        return f"{self.cite(reading, place)} [{place.start}, {place.end}]: {short(place.of(reading.text), 100)}"

    def leave(self, what: str, reading: Reading, place: Passage) -> None:
        """Keep in mind what has no room in the draft; the same words of another text are not counted again."""
        words = what, " ".join(place.of(reading.text).split()).lower()
        first = self.left_words.setdefault(words, self.number(reading))
        if first != self.number(reading):
            return
        self.left.append(Left(what, self.number(reading), place))
