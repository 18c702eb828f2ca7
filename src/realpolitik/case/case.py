"""The case: everything an analyst asserts, checked and with every formula bound to what it names."""

from __future__ import annotations

import datetime

from pydantic import Field, PrivateAttr

from realpolitik.case.parts.action import Actor, NatureEvent, Rule, Scenario
from realpolitik.case.parts.belief import Explanation, Factor, Item, Source
from realpolitik.case.parts.judged import Probability
from realpolitik.case.parts.part import Part
from realpolitik.case.parts.time import Advice, Event, Issue, Question


class Case(Part):
    """A case file, read and checked. Build one with ``realpolitik.load(path)``."""

    realpolitik: int = 1
    case: str
    title: str
    about: str | None = None
    as_of: datetime.date | None = None
    horizon: datetime.date | None = None
    something_else: Probability
    sources: dict[str, Source] = {}
    factors: dict[str, Factor] = {}
    explanations: dict[str, Explanation] = {}
    actors: dict[str, Actor] = {}
    coalitions: dict[str, tuple[str, ...]] = {}
    nature: dict[str, NatureEvent] = {}
    rules: tuple[Rule, ...] = ()
    scenarios: dict[str, Scenario] = {}
    evidence: tuple[Item, ...] = ()
    watched_from: datetime.date | None = None
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    advice: tuple[Advice, ...] = ()
    issues: dict[str, Issue] = {}
