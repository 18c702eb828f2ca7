"""What to call the parts of an analysis in a sentence: titles in quotation marks, names of actors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.fragile import Crossing, HeadlineResult, InputResult, Removal, Swing
from realpolitik.analysis.ordinal import AgreementResult, InterestResult, PossibleMove, SurpriseResult
from realpolitik.analysis.piece import Result
from realpolitik.analysis.remedies import AdviceResult, ConclusionResult, LeverResult
from realpolitik.analysis.result import (
    ActorResult,
    Analysis,
    AxisResult,
    ExplanationResult,
    FactorResult,
    ItemResult,
    MoveResult,
    QuestionResult,
    ScenarioResult,
    SourceResult,
    TopItem,
    TypeResult,
    WishResult,
)
from realpolitik.analysis.signs import BeliefPoint, EvidenceStep, Indicator
from realpolitik.case.days import day

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def spaced(name: str) -> str:
    """A name of the case as words."""
    return name.replace("_", " ")


def valued(name: str, actors: Mapping[str, str]) -> str:
    """A value's name as words, an actor inside of it by its name: ``without_russia`` is ``without Russia``."""
    return " ".join(actors.get(part, part) for part in name.split("_"))


def quoted(text: str) -> str:
    """In quotation marks, the inner ones single; a closing full stop is dropped."""
    inner = text.strip().rstrip(".").replace("“", "\u2018").replace("”", "\u2019")
    return f"“{inner}”"


class Called:
    """The names of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._items = {i.id: i for i in analysis.items}
        self._asks = in_full(analysis.questions)
        self._inputs = {i.path: i for i in (analysis.fragility.inputs if analysis.fragility else ())}
        self._actors = {a.id: a.name for a in analysis.actors} | {"nature": "nature"}
        self._axes = {a.name: a.text for a in analysis.axes}
        named: list[tuple[str, Result]] = [
            *((i.id, i) for i in analysis.items),
            *((q.id, q) for q in analysis.questions),
            *((s.name, s) for s in analysis.scenarios),
            *((e.name, e) for e in analysis.explanations),
        ]
        self._named = {name: self.record(record) for name, record in named}
        headlines = analysis.fragility.headlines if analysis.fragility else ()
        self._headlines = {h.key: quoted(h.title) for h in headlines}

    def actor(self, name: str) -> str:
        """An actor's name, without what stands in brackets behind it."""
        return self._actors.get(name, spaced(name)).split(" (")[0]

    def key(self, name: str) -> str:
        """What a name after a field stands for: a headline, an explanation, a scenario, an actor, a value, a day."""
        for known in (self._headlines, self._named):
            if name in known:
                return known[name]
        if name in self._actors:
            return self.actor(name)
        return day(datetime.date.fromisoformat(name)) if _DAY.fullmatch(name) else spaced(name)

    def record(self, record: object) -> str:
        """What to call a record of the analysis."""
        for kind, words in self._ways():
            if isinstance(record, kind):
                return words(record)
        said = (getattr(record, name, None) for name in ("title", "words", "asks", "what", "name", "id"))
        return next((quoted(words) for words in said if isinstance(words, str) and words), "the whole analysis")

    def _ways(self) -> list[tuple[type | tuple[type, ...], Callable[[Any], str]]]:
        return [
            (ExplanationResult, lambda e: quoted(e.title or spaced(e.name))),
            (FactorResult, lambda f: quoted(f.asks)),
            (ItemResult, self._item),
            (TopItem, lambda t: self.record(self._items[t.item]) if t.item in self._items else spaced(t.item)),
            (SourceResult, lambda s: quoted(s.title)),
            (Indicator, lambda i: quoted(i.what)),
            (ActorResult, lambda a: self.actor(a.id)),
            (WishResult, lambda w: quoted(w.text or w.that)),
            (AxisResult, lambda a: quoted(a.text)),
            ((ScenarioResult, HeadlineResult, AgreementResult, ConclusionResult), lambda r: quoted(r.title)),
            (QuestionResult, lambda q: quoted(self._asks.get(q.id, q.asks))),
            (TypeResult, lambda t: _where(t.when)),
            (MoveResult, lambda m: f"{self.actor(m.actor)}, {', '.join(m.options)}"),
            (BeliefPoint, lambda b: day(b.date)),
            (EvidenceStep, lambda s: self.record(self._items[s.item]) if s.item in self._items else "the moves seen"),
            (InputResult, in_words),
            ((Swing, Crossing), lambda s: in_words(self._inputs[s.input]) if s.input in self._inputs else s.input),
            ((Removal, LeverResult), lambda r: quoted(r.words)),
            (PossibleMove, lambda m: f"a move of {self.actor(m.actor)} from state {m.source} to {m.target}"),
            (SurpriseResult, lambda s: f"{quoted(s.words)} (a surprise for {self.actor(s.actor)})"),
            (InterestResult, lambda i: f"{self.actor(i.one)} and {self.actor(i.other)}"),
            (AdviceResult, lambda a: quoted(a.text or a.do or a.to)),
        ]

    def _item(self, item: ItemResult) -> str:
        what = quoted(item.what)
        return f"the absence of {what}" if item.seen == "absent" else what


def in_words(given: InputResult) -> str:
    """A judged number in words, with the condition under which it counts."""
    words = given.words.strip().rstrip(".")
    return f"{words}, if {given.given}" if given.given else words


def _where(when: dict[str, bool]) -> str:
    return "; ".join(said if holds else f"not ({said})" for said, holds in when.items()) or "anything may be so"
