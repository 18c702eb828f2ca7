"""Plays a case as it is and as something is supposed, side by side, with doing and seeing told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.headlines import HOLDS_TODAY
from realpolitik.analysis.supposing import (
    NOT_DONE,
    Supposition,
    as_it_was,
    believed,
    formula_of,
    left_out,
    seen_too,
    standing,
)
from realpolitik.case.apart import events_apart
from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.evidence.model import EvidenceModel, posterior_draws
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import DEFAULT_DRAWS, play
from realpolitik.play.result import Curve, Play
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Number:
    """One headline: ``key`` (``scenarios.calm``), its words, and its chance as it is, if done and if seen.

    ``done`` holds all that is supposed, options being set; ``seen`` the same with the options seen to be moved so. None
    where there is no such number.
    """

    key: str
    title: str
    now: float | None
    done: float | None
    seen: float | None


@dataclass(frozen=True)
class Supposed:
    """All headlines. ``unseen``: why what is done could not have been seen; None: it could, or nothing is done."""

    supposition: Supposition
    numbers: list[Number]
    unseen: str | None
    notes: list[str]

    def as_json(self) -> dict[str, object]:
        """For ``json.dumps``."""
        given = self.supposition
        return {
            "supposed": {
                "set": [f"{name}={value}" for name, value in given.do],
                "believe": [f"{name}={value}" for name, value in given.believe],
                "drop": list(given.drop),
                "from": None if given.since is None else str(given.since),
            },
            "headlines": {
                n.key: {"title": n.title, "now": n.now, "done": n.done, "seen": n.seen} for n in self.numbers
            },
            "unseen": self.unseen,
            "notes": self.notes,
        }


def suppose(
    case: Case,
    given: Supposition,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    executor: Executor | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Supposed:
    """The headlines as things are and as supposed, in the same draws. ``told`` hears of the play as things are.

    Raises BadInput where what is supposed cannot be.
    """
    now = forecast(case, draws=draws, seed=seed, executor=executor, told=told)
    other, without = left_out(case, given.drop)
    if given.since is not None:
        other, later = as_it_was(other, given.since)
        without |= later
    keep = believed(other, given.believe)
    apart = {f"nature.{name}" for name in events_apart(other)}
    moved = [pair for pair in given.do if pair[0] not in apart]
    other = standing(other, {name: value for name, value in given.do if name in apart})
    run = _Runs(keep, without, draws, seed, executor)
    done = run.play(other, moved)
    seen, unseen = None, None
    if given.do:
        try:
            if len(moved) < len(given.do):
                raise BadInput("what happens of itself, and that nothing hangs on, tells nothing when it is seen")
            seen = run.play(seen_too(other, moved), ())
        except CaseFaults as error:
            unseen = error.faults[0].message
        except BadInput as error:
            unseen = str(error)
    plays = (now, done, seen)
    notes = [note for note in done.warnings if note not in now.warnings]
    return Supposed(given, _numbers(case, plays), unseen, notes)


@dataclass(frozen=True)
class _Runs:
    keep: NDArray[np.bool_]
    without: frozenset[str]
    draws: int
    seed: int
    executor: Executor | None

    def play(self, case: Case, do: Sequence[tuple[str, str]]) -> Play:
        """A play in the worlds that are kept, with options set."""
        counted = counted_as_moves(case) | self.without
        worlds = self._kept(EvidenceModel.of(case, without=counted).posterior)
        drawn = None
        if self.draws:
            drawn = self._kept(posterior_draws(case, self.draws, self.seed, without=counted))
        formulas = [formula_of(case, name, value) for name, value in do]
        return play(
            case, worlds, draws=self.draws, seed=self.seed, world_draws=drawn, executor=self.executor, do=formulas
        )

    def _kept(self, worlds: Floats) -> Floats:
        """The same given what is believed. Raises BadInput where that has no chance at all."""
        kept = worlds * self.keep
        total = kept.sum(axis=-1, keepdims=True)
        if not np.all(total > 0.0):
            raise BadInput(f"what is to be believed has no chance at all in the case. {NOT_DONE}")
        return np.asarray(kept / total)


def _numbers(case: Case, plays: tuple[Play, Play, Play | None]) -> list[Number]:
    worlds = Worlds.of(case)
    found: list[Number] = []

    def add(key: str, title: str, of: Callable[[Play], float | None]) -> None:
        values = [None if one is None else of(one) for one in plays]
        found.append(Number(key, title, *(None if v is None else rounded(v) for v in values)))

    for name, explanation in case.explanations.items():
        truth = worlds.holds(explanation.says)
        add(f"explanations.{name}", explanation.title or _plain(name), lambda p, t=truth: float(p.after[t].sum()))  # type: ignore[misc]
    for name, scenario in case.scenarios.items():
        holds = bool(plays[0].scenarios[name].at.mean[0] >= HOLDS_TODAY)

        def chance(p: Play, name: str = name, holds: bool = holds) -> float:
            curve: Curve = p.scenarios[name].at if holds else p.scenarios[name].ever
            return float(curve.mean[p.dates.index(p.horizon)])

        add(f"scenarios.{name}", (scenario.title or _plain(name)) + (", still" if holds else ""), chance)
    asked = in_full(case.questions)
    for question in case.questions:
        if question.id in plays[0].questions or question.id in plays[1].questions:
            add(f"questions.{question.id}", asked[question.id], lambda p, q=question.id: _answer(p, q))  # type: ignore[misc]
    return found


def _answer(played: Play, question: str) -> float | None:
    forecast = played.questions.get(question)
    return None if forecast is None else forecast.p


def _plain(name: str) -> str:
    return name.replace("_", " ")
