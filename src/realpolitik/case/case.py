"""The case: everything an analyst asserts, checked and with every formula bound to what it names."""

from __future__ import annotations

from typing import Self

from pydantic import Field, PrivateAttr

from realpolitik.case.inventory import as_html, counts, not_used
from realpolitik.case.parts.action import Actor, NatureEvent, Rule, Scenario
from realpolitik.case.parts.belief import Explanation, Factor, Item, Source
from realpolitik.case.parts.judged import Probability
from realpolitik.case.parts.part import Day, FirstDay, Part
from realpolitik.case.parts.time import Advice, Event, Issue, Question
from realpolitik.errors import Fault


class Case(Part):
    """A case file, read and checked.

    Build one with ``realpolitik.load(path)``.
    """

    realpolitik: int = 1
    """The version of the language: 1."""
    case: str
    """A short name."""
    title: str
    """The question in a line."""
    about: str | None = None
    """What the case is about, in a paragraph."""
    as_of: Day | None = None
    """The day the case is written for; nothing seen later may be used."""
    horizon: Day | None = None
    """The last day that is looked at."""
    something_else: Probability = Field(default="10%", validate_default=True)
    """What none of the factors can say."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Who says so."""
    factors: dict[str, Factor] = Field(default_factory=dict)
    """What may really be going on."""
    explanations: dict[str, Explanation] = Field(default_factory=dict)
    """Named statements over factors; they may overlap."""
    actors: dict[str, Actor] = Field(default_factory=dict)
    """Who can act, or wants something."""
    coalitions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Actors that could move together."""
    option_order: tuple[str, ...] = ()
    """Options in the order in which states are numbered, the fastest first; the others follow as they stand."""
    nature: dict[str, NatureEvent] = Field(default_factory=dict)
    """What nobody decides."""
    rules: tuple[Rule, ...] = ()
    """What cannot be."""
    scenarios: dict[str, Scenario] = Field(default_factory=dict)
    """Named statements over options and nature."""
    evidence: tuple[Item, ...] = ()
    """What has been seen, looked for, or could be seen."""
    watched_from: FirstDay | None = None
    """From this day every move of the actors was seen."""
    events: tuple[Event, ...] = ()
    """What has happened."""
    questions: tuple[Question, ...] = ()
    """Dated questions with fine print."""
    advice: tuple[Advice, ...] = ()
    """What somebody recommends."""
    issues: dict[str, Issue] = Field(default_factory=dict)
    """What is settled on a scale."""

    _warnings: tuple[Fault, ...] = PrivateAttr(default=())
    _sha256: str = PrivateAttr(default="")

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What was noticed while loading and does not stop anything, in file order."""
        return self._warnings

    @property
    def sha256(self) -> str:
        """The fingerprint of the file's bytes, in hexadecimal; empty for a case made in Python."""
        return self._sha256

    def counts(self) -> dict[str, int]:
        """How many of each thing the case has."""
        return counts(self)

    def not_used(self) -> list[str]:
        """What the file says that is read and kept but changes no result of this version, in words."""
        return not_used(self)

    def __repr__(self) -> str:
        return f"<Case {self.case}: {self.title}>"

    def _repr_html_(self) -> str:
        return as_html(self)

    def kept(self, warnings: tuple[Fault, ...], sha256: str) -> Self:
        """The same case with what the loader knows about its file."""
        self._warnings, self._sha256 = warnings, sha256
        return self
