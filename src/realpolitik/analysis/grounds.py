"""Where a judgement of a case ends: at sources with their paragraphs, at a reason, or at nothing, which is said.

A ``Part`` is one thing a number is made of: an item, a wish, an input, a move. It always has a ``Ground`` or more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from realpolitik.analysis.called import Called, in_words, quoted
from realpolitik.analysis.fragile import InputResult
from realpolitik.analysis.piece import Result
from realpolitik.analysis.result import (
    ActorResult,
    Analysis,
    AxisResult,
    ExplanationResult,
    FactorResult,
    ItemResult,
    QuestionResult,
    SourceResult,
    TimelineEntry,
)
from realpolitik.analysis.signs import Indicator
from realpolitik.case.days import day
from realpolitik.case.scales import percent

_JUDGED = ("sourced", "reasoned", "judged")
_CITED = re.compile(r"(\S+) p(\d+(?:-\d+)?)")


class Ground(Result):
    """Where it ends. ``source``, ``grade`` and ``paragraph`` of a source; ``reliable`` before and after."""

    kind: Literal["source", "reason", "to check", "convention", "judged"]
    words: str
    source: str | None = None
    paragraph: str | None = None
    grade: str | None = None
    url: str | None = None
    reliable: tuple[float, float] | None = None


class Part(Result):
    """One thing a number is made of.

    ``path``: where it stands in the case, as ``set`` and the faults write it; ``address``: a number of it in the
    analysis. ``judged``: the values that were judged, in words. ``then``: the number without it or, for an input, at
    that end of its range which moves it more (``at``: its value there); ``moves``: by how much the number is above
    that, 0 to 1. None where that was not worked out.
    """

    kind: Literal["item", "wish", "input", "move", "option", "factor", "explanation", "source", "base rate", "program"]
    path: str | None = None
    address: str | None = None
    words: str
    judged: list[str] = []
    then: float | None = None
    at: str | None = None
    moves: float | None = None
    grounds: list[Ground] = Field(min_length=1)


BARE = Ground(kind="judged", words="Judged with neither source nor reason given.")


def convention(words: str) -> Ground:
    """A convention of the program."""
    return Ground(kind="convention", words=f"A convention of the program: {words}")


class Grounds:
    """Makes the parts of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.called = Called(analysis)
        self.inputs = {i.path: i for i in (analysis.fragility.inputs if analysis.fragility else ())}
        self.items = {i.id: i for i in analysis.items}
        self._sources = {s.id: s for s in analysis.sources}

    def of(self, citations: Sequence[str], because: str | None, check: str | None = None) -> list[Ground]:
        """The sources, then the reason, then what is still to be checked; ``BARE`` where there is none of them."""
        found = [self.cited(citation) for citation in citations]
        found += [Ground(kind="reason", words=because)] if because else []
        found += [Ground(kind="to check", words=f"Still to be checked by a person: {check}")] if check else []
        return found or [BARE]

    def cited(self, citation: str) -> Ground:
        """What ``korybko p3`` leads to."""
        match = _CITED.fullmatch(citation)
        name, paragraph = (match[1], match[2]) if match else (citation, None)
        source = self._sources.get(name)
        if source is None:
            return Ground(kind="source", words=name, source=name, paragraph=paragraph)
        by = f"{source.by}, " if source.by else ""
        return Ground(
            kind="source",
            words=f"{by}{quoted(source.title)}",
            source=name,
            paragraph=paragraph,
            grade=source.grade,
            url=source.url,
            reliable=(source.prior[0], source.posterior[0]),
        )

    def item(self, item: ItemResult, then: float | None = None, moves: float | None = None) -> Part:
        """An item of evidence with its table."""
        table = [i for p, i in self.inputs.items() if p.startswith(f"evidence.{item.id}.")]
        judged = [f"{f'if {i.given}' if i.given else i.kind}: {written(i)}" for i in table]
        judged = [f"judged {'; '.join(judged)}"] if judged else []
        if item.copy_of:
            judged = ["a copy, which counts for nothing"]
        role = {"counted as a move": ["counted as the move it is"], "context": ["shown, not weighed"]}.get(
            item.role, []
        )
        return Part(
            kind="item",
            path=f"evidence.{item.id}",
            address=f"items.{item.id}.bits",
            words=self.called.record(item),
            judged=[*role, *judged],
            grounds=self.of(item.citations, item.because),
            then=then,
            moves=moves,
        )

    def awaited(self, sign: Indicator) -> Part:
        """Something to watch for."""
        path = f"questions.{sign.id}" if sign.kind == "question" else f"evidence.{sign.id}"
        address = f"indicators.{sign.id}.probability"
        grounds = self.of(sign.citations, sign.because)
        return Part(kind="item", path=path, address=address, words=self.called.record(sign), grounds=grounds)

    def input(
        self, given: InputResult, then: float | None = None, moves: float | None = None, at: float | None = None
    ) -> Part:
        """A judged number; ``at`` as a number."""
        grounds = self.of(given.citations, given.because, given.check)
        if given.support == "convention":
            grounds = [convention(f"{given.written} is taken as {value_in_words(given, given.value)}."), *grounds]
        elif given.support == "default":
            grounds = [convention(f"left at the default, {given.written}."), *grounds]
        return Part(
            kind="base rate" if given.kind == "base rate" else "input",
            path=given.path,
            address=f"fragility.inputs.{given.path}.value",
            words=in_words(given),
            judged=[f"{'judged' if given.support in _JUDGED else 'taken as'} {written(given)}"],
            then=then,
            at=None if at is None else value_in_words(given, at),
            moves=moves,
            grounds=[g for g in grounds if g is not BARE] or grounds,
        )

    def wish(self, actor: ActorResult, place: int, then: float | None = None, moves: float | None = None) -> Part:
        """A wish, by its place in the actor's order from 0; without grounds of its own it has the actor's."""
        wish = actor.wishes[place]
        own = bool(wish.citations or wish.because)
        judged = [f"held where {wish.when}"] if wish.when else []
        judged += [f"sure to {percent(wish.sure)}"] if wish.sure is not None else []
        return Part(
            kind="wish",
            path=f"actors.{actor.id}.prefers[{place}]",
            address=f"actors.{actor.id}.wishes.{place}.sure" if wish.sure is not None else None,
            words=f"{self.called.actor(actor.id)}, wish {place + 1} of {len(actor.wishes)}: {wish.text or wish.that}",
            judged=judged,
            grounds=self.of(*((wish.citations, wish.because) if own else (actor.citations, actor.because))),
            then=then,
            moves=moves,
        )

    def factor(self, factor: FactorResult) -> Part:
        """A factor with its prior."""
        table = [i for p, i in self.inputs.items() if p.startswith(f"factors.{factor.name}.")]
        shares = ", ".join(f"{self.called.key(value)} {percent(p)}" for value, p in factor.prior.items())
        checks = [i.check for i in table if i.check]
        return Part(
            kind="factor",
            path=f"factors.{factor.name}",
            address=f"factors.{factor.name}.prior.{next(iter(factor.prior), '')}",
            words=f"{quoted(factor.asks)} before anything was seen",
            judged=[shares],
            grounds=self.of(factor.citations, factor.because, checks[0] if checks else None),
        )

    def explanation(self, explanation: ExplanationResult) -> Part:
        """An explanation as a condition."""
        return Part(
            kind="explanation",
            path=f"explanations.{explanation.name}",
            address=f"explanations.{explanation.name}.posterior",
            words=f"{self.called.record(explanation)}, if it holds",
            judged=[f"it says: {explanation.says}"],
            grounds=self.of(explanation.citations, explanation.because),
        )

    def option(self, axis: AxisResult) -> Part:
        """An option, which stands as it does today."""
        owner = "" if axis.actor == "nature" else f"{self.called.actor(axis.actor)}: "
        return Part(
            kind="option",
            path=f"nature.{axis.option}" if axis.actor == "nature" else f"actors.{axis.actor}.options.{axis.option}",
            address=f"axes.{axis.name}.probability_changed",
            words=f"{owner}{axis.text}",
            judged=[f"{', '.join(map(self.called.key, axis.values))}; today {self.called.key(axis.now)}"],
            grounds=self.of(axis.citations, None),
        )

    def move(self, entry: TimelineEntry, then: float | None = None, moves: float | None = None) -> Part:
        """A move that was seen."""
        words = f"{day(entry.date)}: {f'{entry.by}: ' if entry.by else ''}{entry.text}"
        grounds = self.of(entry.citations, None)
        return Part(kind="move", path="events", words=words, then=then, moves=moves, grounds=grounds)

    def source(self, source: SourceResult) -> Part:
        """A source and the state it is taken to be in."""
        given = self.inputs.get(f"sources.{source.id}.reliable")
        shares = " / ".join(percent(p) for p in source.prior)
        if given is not None:
            grounds = self.of(given.citations, given.because, given.check)
        else:
            grade = f"grade {source.grade}" if source.grade else "no grade"
            grounds = [convention(f"{grade} stands for reliable / noise / deceptive {shares}.")]
        return Part(
            kind="source",
            path=f"sources.{source.id}",
            address=f"sources.{source.id}.prior.0",
            words=self.called.record(source),
            judged=[f"reliable / noise / deceptive {shares} before anything was seen"],
            grounds=grounds,
        )

    def base_rate(self, question: QuestionResult) -> Part | None:
        """The base rate of a question; None where it has none."""
        given = self.inputs.get(f"questions.{question.id}.base_rate")
        if given is not None:
            return self.input(given)
        if question.base_rate is None:
            return None
        words = f"How often such things happened: {question.base_rate}"
        path, grounds = f"questions.{question.id}.base_rate", self.of(question.citations, None)
        return Part(kind="base rate", path=path, words=words, grounds=grounds)

    def program(self, words: str) -> Part:
        """What the program itself brings in."""
        return Part(kind="program", words="The program", grounds=[convention(words)])


def value_in_words(given: InputResult, value: float) -> str:
    """A value of an input as it is printed."""
    return percent(value) if given.probability else f"{float(f'{value:.3g}'):g}"


def written(given: InputResult) -> str:
    """An input's value, with its range where it has one and the words it was written in where they differ."""
    value = value_in_words(given, given.value)
    ends = f" ({value_in_words(given, given.low)} to {value_in_words(given, given.high)})" if given.ranged else ""
    plain = not any(letter.isalpha() for letter in given.written)
    return f"{value}{ends}" if plain else f"{value}{ends}, written “{given.written}”"
