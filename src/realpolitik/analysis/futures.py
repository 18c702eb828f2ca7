"""What happens next: the play room's curves, questions, states and moves, told in the terms of the analysis."""

from __future__ import annotations

import datetime

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.outcomes import outcome
from realpolitik.analysis.result import (
    Band,
    MoveResult,
    QuestionResult,
    ScenarioResult,
    StateResult,
)
from realpolitik.analysis.result import Curve as ResultCurve
from realpolitik.analysis.standing import Standing
from realpolitik.case.case import Case
from realpolitik.case.parts.time import BaseRate, Question
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.play.result import Curve, Forecast, Play
from realpolitik.rounding import rounded, rounded_values

Floats = NDArray[np.float64]

MOST_STATES = 30  #: the likeliest states that the state graph shows
LEAST_FLOW = 0.002  #: moves expected less often than this are not drawn


class Futures:
    """One play of a case, read out. ``given`` are the play's answers if each explanation holds."""

    def __init__(self, case: Case, space: StateSpace, play: Play) -> None:
        self.case, self.space, self.play = case, space, play
        worlds = Worlds.of(case)
        self.given = {name: play.given(worlds.holds(e.says)) for name, e in case.explanations.items()}
        self.last = play.dates.index(play.horizon)
        self.dates = play.dates[: self.last + 1]
        self.numbers = np.searchsorted(space.states, play.graph.states)  # place of each played state in the listing

    def scenarios(self) -> list[ScenarioResult]:
        """Every scenario with its curves, in the order of the case."""
        results = []
        for name, played in self.play.scenarios.items():
            scenario = self.case.scenarios[name]
            band = self._band(played.ever)
            results.append(
                ScenarioResult(
                    name=name,
                    title=scenario.title or name.replace("_", " "),
                    that=scenario.that.text,
                    text=scenario.text,
                    at=self._curve(played.at),
                    ever=self._curve(played.ever),
                    at_band=self._band(played.at),
                    ever_band=band,
                    interval=(band[-1][1], band[-1][2]),
                    by_explanation=rounded_values({e: given[0][name] for e, given in self.given.items() if given[0]}),
                    overlaps=rounded_values(played.overlaps),
                    question=self._asked_by(name, scenario.that.text),
                )
            )
        return results

    def none_of_these(self) -> ResultCurve:
        """The probability that no scenario holds, by date."""
        return self._curve(self.play.none_of_these)

    def questions(self) -> list[QuestionResult]:
        """Every question that has an answer, in the order of the case."""
        return [
            result
            for question in self.case.questions
            if question.id in self.play.questions
            and (result := self._question(question, self.play.questions[question.id])) is not None
        ]

    def refused(self) -> list[str]:
        """In words, the questions that have no answer, and why."""
        return [
            f"question {name} has no answer: {forecast.note}"
            for name, forecast in self.play.questions.items()
            if forecast.p is None
        ]

    def states(self, standing: Standing) -> list[StateResult]:
        """The likeliest states at the horizon, the status quo and the likely path, in the order of the listing."""
        graph = self.play.graph
        now = int(self.space.states[self.space.number(self.space.status_quo)])
        shown = {*graph.likeliest(MOST_STATES), *graph.path, now}
        chance = dict(zip(graph.states.tolist(), graph.horizon.tolist(), strict=True))
        return [standing.state(self._number(code), chance[code]) for code in sorted(shown)]

    def moves(self, states: list[StateResult]) -> list[MoveResult]:
        """The moves between the shown states that are made often enough to draw."""
        codes = [int(self.space.states[state.index]) for state in states]
        return [
            MoveResult(
                source=(source := self._number(move.source)),
                target=(target := self._number(move.target)),
                actor=move.mover,
                options=self._changed(source, target),
                probability=rounded(move.expected),
            )
            for move in self.play.graph.moves_among(codes, LEAST_FLOW)
        ]

    def likely_path(self) -> list[int]:
        """The likeliest story, as numbers of states."""
        return [self._number(code) for code in self.play.graph.path]

    def marginals(self) -> list[Floats]:
        """P(each value of each option at the horizon), one array an axis."""
        table = self.space.table[self.numbers]
        horizon = self.play.graph.horizon
        return [
            np.asarray(np.bincount(table[:, k], horizon, len(axis.values)), dtype=np.float64)
            for k, axis in enumerate(self.space.axes)
        ]

    def counted_now(self) -> list[dict[str, float]]:
        """For each option, P(an outcome that is silent on it holds while it stands as today), at the horizon."""
        chances = self.chances()
        whole = {name: self.space.truth(s.that) for name, s in self.case.scenarios.items()}
        holding = {name: self.space.feasible_only(truth) for name, truth in whole.items()}
        return [
            rounded_values(
                {
                    name: float(chances[holds & (self.space.table[:, k] == axis.now)].sum())
                    for name, holds in holding.items()
                    if axis.name not in self.case.scenarios[name].that.mentions()
                }
            )
            for k, axis in enumerate(self.space.axes)
        ]

    def chances(self) -> Floats:
        """P(each feasible state at the horizon), in the order of the listing."""
        out = np.zeros(self.space.states.size)
        out[self.numbers] = self.play.graph.horizon
        return out

    def _number(self, code: int) -> int:
        return int(np.searchsorted(self.space.states, code))

    def _changed(self, source: int, target: int) -> list[str]:
        before, after = self.space.table[source], self.space.table[target]
        return [
            f"{axis.name} = {axis.values[new]}"
            for axis, old, new in zip(self.space.axes, before, after, strict=True)
            if old != new
        ]

    def _asked_by(self, name: str, that: str) -> str | None:
        for question in self.case.questions:
            happens = question.happens
            if question.id in self.play.questions and happens.kind == "ever" and happens.first.text in (name, that):
                return question.id
        return None

    def _question(self, question: Question, forecast: Forecast) -> QuestionResult | None:
        if forecast.p is None or forecast.p_model is None or forecast.interval is None:
            return None
        low, high = forecast.interval
        given = {e: answers[1][question.id] for e, answers in self.given.items() if question.id in answers[1]}
        return QuestionResult(
            id=question.id,
            asks=question.asks,
            happens=question.happens.written,
            until=question.until,
            fine_print=question.fine_print,
            p=rounded(forecast.p),
            p_model=rounded(forecast.p_model),
            p_base=None if forecast.p_base is None else rounded(forecast.p_base),
            interval=(rounded(low), rounded(high)),
            blended=forecast.blended,
            note=forecast.note,
            base_rate=None if question.base_rate is None else base_rate_words(question.base_rate),
            said={who: said.written for who, said in question.said.items()},
            by_explanation=rounded_values(given),
            citations=[str(c) for c in question.source],
            came_out=outcome(question, forecast),
        )

    def _curve(self, curve: Curve) -> list[tuple[datetime.date, float]]:
        return [(day, rounded(p)) for day, p in zip(self.dates, curve.mean.tolist(), strict=False)]

    def _band(self, curve: Curve) -> Band:
        pairs = zip(self.dates, curve.low.tolist(), curve.high.tolist(), strict=False)
        return [(day, rounded(low), rounded(high)) for day, low, high in pairs]


def base_rate_words(rate: BaseRate) -> str:
    """A base rate in words: ``1 of 20 in 1 year (corridor agreements between recent enemies)``."""
    kind = f" ({rate.class_})" if rate.class_ else ""
    judged = ", judged" if rate.judged else ""
    return f"{rate.seen:g} of {rate.of:g} in {rate.per_written}{judged}{kind}"
