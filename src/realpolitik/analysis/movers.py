"""Finds what a number of an analysis is made of: the items, wishes, inputs and moves that move it most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from realpolitik.analysis.address import Value
from realpolitik.analysis.fragile import Crossing, HeadlineResult, InputResult, Removal, Swing
from realpolitik.analysis.grounds import Ground, Grounds, Part, convention
from realpolitik.analysis.meanings import Rests
from realpolitik.analysis.ordinal import InterestResult
from realpolitik.analysis.piece import Result
from realpolitik.analysis.remedies import ConclusionResult, LeverResult
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
    WishResult,
)
from realpolitik.analysis.signs import BeliefPoint, Indicator

MOST_PARTS = 6
_ROUNDED = 2e-6  # numbers of an analysis have six places
_LEAST = 0.0005  #: parts that move a number by less are not told of, unless there is no other
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")


class Movers:
    """What moves the numbers of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.grounds = Grounds(analysis)
        self._headlines = {h.key: h for h in analysis.fragility.headlines} if analysis.fragility else {}
        self._actors = {a.id: a for a in analysis.actors}
        self._explanations = {e.name: e for e in analysis.explanations}

    def of(
        self, rests: Rests, records: Sequence[Result], field: str, keys: Sequence[str], section: str
    ) -> tuple[list[Part], list[Ground]]:
        """The parts of a number that rests on ``rests``; where there is none, where it ends itself."""
        record = records[-1]
        holder = next((r for r in records if isinstance(r, ExplanationResult)), None)
        named = holder or next((self._explanations[k] for k in keys if k in self._explanations), None)
        parts: list[Part] = []
        if isinstance(record, BeliefPoint):
            parts = self._seen_by(record)
        elif rests == "belief":
            parts = self._belief(named or self._headline_explanation(records))
        elif rests == "beliefs":
            parts = self._factors(record) + self._heaviest()
        elif rests == "prior":
            parts = self._prior(record, section)
        elif rests == "item":
            parts = self._item(record, named)
        elif rests == "source" and isinstance(record, SourceResult):
            parts = [self.grounds.source(record)]
            if field != "prior":
                parts += [self.grounds.item(i) for i in self.analysis.items if i.id in record.items]
        elif rests == "question":
            parts = self._question(next((r for r in records if isinstance(r, QuestionResult)), None), field)
        elif rests == "forecast":
            parts = self._forecast(records, named)
        elif rests == "option" and isinstance(record, AxisResult):
            parts = [self.grounds.option(record), *self._wishes({record.actor}, {record.name})]
        elif rests == "orders":
            parts = self._orders(record, keys)
        elif rests == "input":
            parts = self._input(records, keys)
        elif rests == "wish":
            parts = self._wish(records)
        elif rests == "lever" and isinstance(record, LeverResult):
            parts = self._lever(record, keys)
        if parts:
            return parts[: MOST_PARTS + 2], []
        return [], [convention("it follows from the options, the rules and the settings of the run.")]

    def is_headline(self, parts: Sequence[Part], value: Value) -> bool:
        """Whether a number is the very one that its ``parts`` were found to move: each part moves it from there."""
        return isinstance(value, int | float) and all(
            abs(part.then + part.moves - value) < _ROUNDED
            for part in parts
            if part.then is not None and part.moves is not None
        )

    # what each sort rests on ---------------------------------------------------------------------------------------

    def _seen_by(self, point: BeliefPoint) -> list[Part]:
        """The items that had been seen on a day, the latest first; before any of them, what the prior stands on."""
        seen = [p.items for p in self.analysis.beliefs_over_time if p.date <= point.date]
        names = dict.fromkeys(name for items in reversed(seen) for name in items)
        found = [self.grounds.item(self.grounds.items[name]) for name in names if name in self.grounds.items]
        return found[:MOST_PARTS] or [self.grounds.factor(f) for f in self.analysis.factors]

    def _headline_explanation(self, records: Sequence[Result]) -> ExplanationResult | None:
        key = next((r.key for r in records if isinstance(r, HeadlineResult)), "")
        return self._explanations.get(key.removeprefix("explanations."))

    def _belief(self, explanation: ExplanationResult | None) -> list[Part]:
        """What moves the belief in one explanation; without one, the items that tell most."""
        if explanation is None:
            return self._heaviest()
        p, found = explanation.posterior, self._leaning(f"explanations.{explanation.name}")
        if not any(part.kind == "item" for part in found):
            tops = ((t, self.grounds.items.get(t.item)) for t in explanation.top_items)
            found += [
                self.grounds.item(i, then=t.posterior_without, moves=p - t.posterior_without) for t, i in tops if i
            ]
        moved = p - explanation.after_evidence
        if abs(moved) >= _LEAST:
            seen = [entry for entry in self.analysis.timeline if entry.kind == "move"]
            found += [self.grounds.move(e, then=explanation.after_evidence, moves=moved) for e in seen[-1:]]
        return _sorted(found) or self._prior(explanation, "explanations")

    def _leaning(self, key: str) -> list[Part]:
        """What a headline leans on: statements left out, and inputs moved to the end that moves it more."""
        headline = self._headlines.get(key)
        if headline is None or self.analysis.fragility is None:
            return []
        found = []
        for removal in self.analysis.fragility.removals:
            part = self._statement(removal.path, removal.headlines.get(key), headline.p)
            found += [part] if part else []
        for swing in headline.swings:
            given = self.grounds.inputs.get(swing.input)
            if given is not None:
                low = abs(swing.at_low - headline.p) > abs(swing.at_high - headline.p)
                then, at = (swing.at_low, given.low) if low else (swing.at_high, given.high)
                part = self.grounds.input(given, then=then, moves=headline.p - then, at=at)
                if not any(_mirrors(part, known) for known in found):
                    found.append(part)
        return _sorted(found)

    def _statement(self, path: str, then: float | None, p: float) -> Part | None:
        """An item or a wish that was left out."""
        if then is None:
            return None
        item = self.grounds.items.get(path.removeprefix("evidence."))
        if item is not None:
            return self.grounds.item(item, then=then, moves=p - then)
        match = re.fullmatch(r"actors\.(\w+)\.prefers\[(\d+)\]", path)
        actor = self._actors.get(match[1]) if match else None
        if match is None or actor is None or int(match[2]) >= len(actor.wishes):
            return None
        return self.grounds.wish(actor, int(match[2]), then=then, moves=p - then)

    def _heaviest(self) -> list[Part]:
        """The items that tell most about the explanations."""
        weighed = [i for i in self.analysis.items if i.role == "weighed"]
        return [self.grounds.item(i) for i in sorted(weighed, key=lambda i: -i.bits)[:MOST_PARTS]]

    def _factors(self, record: Result) -> list[Part]:
        """The factor itself, or those that a statement speaks of."""
        if isinstance(record, FactorResult):
            return [self.grounds.factor(record)]
        said = " ".join(getattr(record, "when", {})) if not isinstance(record, ExplanationResult) else record.says
        named = set(_NAME.findall(said))
        return [self.grounds.factor(f) for f in self.analysis.factors if f.name in named]

    def _prior(self, record: Result, section: str) -> list[Part]:
        found = self._factors(record)
        other = self.grounds.inputs.get("something_else")
        if section == "something_else" and other is not None:
            return [self.grounds.input(other)]
        if section == "something_else":
            return [self.grounds.program("10 % unless the case says otherwise.")]
        return found or [self.grounds.factor(f) for f in self.analysis.factors]

    def _item(self, record: Result, named: ExplanationResult | None) -> list[Part]:
        if isinstance(record, Indicator):
            table = [i for p, i in self.grounds.inputs.items() if p.startswith(f"evidence.{record.id}.")]
            return [self.grounds.awaited(record), *map(self.grounds.input, table)]
        item = self.grounds.items.get(record.item) if isinstance(record, TopItem) else record
        if not isinstance(item, ItemResult):
            return self._belief(named)
        then = item.posterior_without.get(named.name) if named is not None else None
        moves = None if named is None or then is None else named.posterior - then
        reporting = [s for s in self.analysis.sources if item.id in s.items]
        return [self.grounds.item(item, then=then, moves=moves), *map(self.grounds.source, reporting)]

    def _question(self, question: QuestionResult | None, field: str) -> list[Part]:
        if question is None:
            return []
        rate = self.grounds.base_rate(question)
        first = [rate] if rate is not None and question.p_base is not None else []
        leaning = self._leaning(f"questions.{question.id}") or self._moving(question.happens)
        return first if field == "p_base" and first else [*first, *(p for p in leaning if p.kind != "base rate")]

    def _forecast(self, records: Sequence[Result], named: ExplanationResult | None) -> list[Part]:
        condition = [self.grounds.explanation(named)] if named is not None else []
        for record in records:
            if isinstance(record, HeadlineResult | ConclusionResult):
                if record.key.startswith("explanations."):
                    return self._belief(self._explanations.get(record.key.removeprefix("explanations.")))
                return self._leaning(record.key) or self._moving("")
            if isinstance(record, ScenarioResult):
                return condition + (self._leaning(f"scenarios.{record.name}") or self._moving(record.that))
            if isinstance(record, QuestionResult):
                return condition + (self._leaning(f"questions.{record.id}") or self._moving(record.happens))
            if isinstance(record, MoveResult):
                return self._wishes({record.actor}, set(_NAME.findall(" ".join(record.options))))
        return self._moving("")

    def _moving(self, formula: str) -> list[Part]:
        """Who can move the options that a formula names, and what they want of them; all options where it is none."""
        named = set(_NAME.findall(formula))
        for scenario in self.analysis.scenarios:
            if scenario.name in named:
                named |= set(_NAME.findall(scenario.that))
        axes = [a for a in self.analysis.axes if a.name in named] or self.analysis.axes
        wishes = self._wishes({a.actor for a in axes}, {a.name for a in axes})
        return [*wishes[: MOST_PARTS - 2], *(self.grounds.option(a) for a in axes[:MOST_PARTS])]

    def _wishes(self, owners: Iterable[str], options: set[str]) -> list[Part]:
        """The wishes of some actors, those that speak of the options first, then by their place in the order."""
        bare = options | {option.partition(".")[2] for option in options}
        ranked = [
            (not set(_NAME.findall(wish.that)) & bare, place, self.grounds.wish(actor, place))
            for actor in self.analysis.actors
            if actor.id in set(owners)
            for place, wish in enumerate(actor.wishes)
        ]
        return [part for _, _, part in sorted(ranked, key=lambda r: r[:2])][:MOST_PARTS]

    def _orders(self, record: Result, keys: Sequence[str]) -> list[Part]:
        who = {k for k in keys if k in self._actors}
        if isinstance(record, InterestResult):
            who = {record.one, record.other}
        deciding = {a.actor for a in self.analysis.axes}
        wishes = self._wishes(who or deciding, set())
        return wishes or [self.grounds.option(a) for a in self.analysis.axes[:MOST_PARTS]]

    def _input(self, records: Sequence[Result], keys: Sequence[str]) -> list[Part]:
        record = records[-1]
        if isinstance(record, Removal):
            p = next((h.p for k, h in self._headlines.items() if k in keys), None)
            then = next((record.headlines[k] for k in keys if k in record.headlines), None)
            part = self._statement(record.path, then, p if p is not None else 0.0)
            return [part] if part else []
        path = record.path if isinstance(record, InputResult) else ""
        path = record.input if isinstance(record, Swing | Crossing) else path
        given = self.grounds.inputs.get(path)
        return [self.grounds.input(given)] if given is not None else []

    def _wish(self, records: Sequence[Result]) -> list[Part]:
        actor = next((r for r in records if isinstance(r, ActorResult)), None)
        if actor is None:
            return []
        if isinstance(records[-1], WishResult):
            return [self.grounds.wish(actor, actor.wishes.index(records[-1]))]
        words = f"Whom {self.grounds.called.actor(actor.id)} serves"
        grounds = self.grounds.of(actor.citations, actor.because)
        return [Part(kind="wish", path=f"actors.{actor.id}.serves", words=words, grounds=grounds)]

    def _lever(self, lever: LeverResult, keys: Sequence[str]) -> list[Part]:
        axis = [self.grounds.option(a) for a in self.analysis.axes if a.name == lever.option]
        own = self._wishes({lever.actor}, {lever.option})
        leaning: list[Part] = []
        for key in keys:
            leaning += self._leaning(f"scenarios.{key}") or self._leaning(f"questions.{key}")
        # What the same number leans on without the move; by how much it would with the move was not worked out.
        bare = [part.model_copy(update={"then": None, "at": None, "moves": None}) for part in leaning]
        return [*axis, *(bare or own)]


def _mirrors(part: Part, known: Part) -> bool:
    """Whether two values of one table move a number by the same: one of them says it all."""
    table, others = ((one.path or "").rpartition(".")[0] for one in (part, known))
    return table == others and part.then is not None and part.then == known.then


def _sorted(parts: Sequence[Part]) -> list[Part]:
    """Those that move most first; what hardly moves anything only where there is nothing else."""
    ordered = sorted(parts, key=lambda part: -abs(part.moves or 0.0))
    telling = [part for part in ordered if abs(part.moves or 0.0) >= _LEAST]
    return (telling or ordered)[:MOST_PARTS]
