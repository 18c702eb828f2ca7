"""Two analyses side by side: every headline of both, matched by its name, and what the two cases assert differently."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.piece import Interval, Result
from realpolitik.analysis.quoted import blending
from realpolitik.analysis.result import Analysis, ScenarioResult
from realpolitik.case.difference import Change
from realpolitik.report.confidence import confidences
from realpolitik.report.words import title_of, word_for
from realpolitik.rounding import rounded

Kind = Literal["explanation", "scenario", "question"]
_HOLDS_TODAY = 0.995  #: as on a scenario's card


class Side(Result):
    """One of the two. ``name``: as the user named it."""

    name: str
    case: str
    title: str
    as_of: datetime.date | None
    horizon: datetime.date | None
    sha256: str
    seed: int
    draws: int
    confidence: list[str]  # a line each for the thesis (where another leads), the best supported, and the forecast


class Standing(Result):
    """A headline in one of the two. ``word``: of ICD 203, None where its range is too wide for one."""

    p: float
    interval: Interval
    word: str | None
    address: str


class Row(Result):
    """A headline of both or of one. ``measure``: what of a scenario; ``change``: the second less the first, 0 to 1."""

    kind: Kind
    name: str
    title: str
    measure: Literal["ever", "at"] | None
    one: Standing | None
    other: Standing | None
    change: float | None


class Asserted(Result):
    """An input that says something else in the second case. ``words``: only people read it."""

    path: str
    old: str | None
    new: str | None
    words: bool


class Comparison(Result):
    """Both sides, their headlines, and what is asserted differently (None: one is a stored result)."""

    one: Side
    other: Side
    rows: list[Row]
    asserted: list[Asserted] | None

    def of(self, kind: Kind) -> list[Row]:
        """The rows of one kind."""
        return [row for row in self.rows if row.kind == kind]

    @property
    def different_cases(self) -> bool:
        """Whether these are two cases, not two versions of one: what they assert is then counted, not listed."""
        return self.one.case != self.other.case

    def counts(self) -> list[tuple[str, int]]:
        """How many assertions differ in each part of a case (``actors``, ``evidence``), in the order they come."""
        parts = [one.path.split("[")[0].split(".")[0] or "case" for one in self.asserted or () if not one.words]
        return [(part, parts.count(part)) for part in dict.fromkeys(parts)]

    @property
    def same_draws(self) -> bool:
        """Whether both were computed with the same draws, so that chance moves both alike."""
        return (self.one.seed, self.one.draws) == (self.other.seed, self.other.draws)


@dataclass(frozen=True)
class Named:
    """An analysis and what the user called it."""

    name: str
    analysis: Analysis


def compared(one: Named, other: Named, changes: Sequence[Change] | None) -> Comparison:
    """Both beside each other; the titles and the order are those of the first."""
    deep = one.analysis.fragility is not None and other.analysis.fragility is not None
    return Comparison(
        one=_side(one, deep),
        other=_side(other, deep),
        rows=[*_explanations(one.analysis, other.analysis), *_scenarios(one.analysis, other.analysis),
              *_questions(one.analysis, other.analysis)],
        asserted=None if changes is None else [
            Asserted(path=c.path, old=c.old, new=c.new, words=c.words) for c in changes
        ],
    )  # fmt: skip


def _side(named: Named, deep: bool) -> Side:
    """``deep`` false: confidence is judged without what the inputs lean on, which only one side may know."""
    analysis = named.analysis
    judged = analysis if deep else analysis.model_copy(update={"fragility": None})
    case, method = analysis.case, analysis.method
    return Side(
        name=named.name,
        case=case.slug,
        title=case.title,
        as_of=case.as_of,
        horizon=case.horizon,
        sha256=case.sha256,
        seed=method.seed,
        draws=method.draws,
        confidence=[line.sentence for line in confidences(judged)],
    )


def _explanations(one: Analysis, other: Analysis) -> list[Row]:
    both = [{e.name: e for e in side.explanations} for side in (one, other)]
    rows = []
    for name in dict.fromkeys([*both[0], *both[1]]):
        found = [side.get(name) for side in both]
        titles = [title_of(e.name, e.title) for e in found if e]
        at = f"explanations.{name}.posterior"
        standings = [_standing(e.posterior, e.interval, at) if e else None for e in found]
        rows.append(_row("explanation", name, titles[0], standings))
    return rows


def _scenarios(one: Analysis, other: Analysis) -> list[Row]:
    """By the number on the card; where a scenario holds today in either, its chance to hold on the last day."""
    both = [{s.name: s for s in side.scenarios if s.at and s.ever} for side in (one, other)]
    rows = []
    for name in dict.fromkeys([*both[0], *both[1]]):
        found = [side.get(name) for side in both]
        today = any(s is not None and s.at[0][1] >= _HOLDS_TODAY for s in found)
        standings = [_scenario(s, today, side) if s else None for s, side in zip(found, (one, other), strict=True)]
        title = next(title_of(s.name, s.title) for s in found if s)
        rows.append(_row("scenario", name, title, standings, "at" if today else "ever"))
    return rows


def _scenario(scenario: ScenarioResult, today: bool, analysis: Analysis) -> Standing:
    question = None if today else blending(scenario, analysis)
    if question is not None:
        return _standing(question.p, question.interval, f"questions.{question.id}.p")
    curve, band = (scenario.at, scenario.at_band) if today else (scenario.ever, scenario.ever_band)
    day, p = curve[-1]
    interval = band[-1][1:] if band else (p, p)
    return _standing(p, interval, f"scenarios.{scenario.name}.{'at' if today else 'ever'}.{day.isoformat()}")


def _questions(one: Analysis, other: Analysis) -> list[Row]:
    both = [{q.id: q for q in side.questions} for side in (one, other)]
    asks = in_full(other.questions) | in_full(one.questions)
    rows = []
    for name in dict.fromkeys([*both[0], *both[1]]):
        found = [side.get(name) for side in both]
        standings = [_standing(q.p, q.interval, f"questions.{name}.p") if q else None for q in found]
        rows.append(_row("question", name, asks[name], standings))
    return rows


def _standing(p: float, interval: Interval, address: str) -> Standing:
    return Standing(p=p, interval=interval, word=word_for(p, interval), address=address)


def _row(
    kind: Kind,
    name: str,
    title: str,
    standings: Sequence[Standing | None],
    measure: Literal["ever", "at"] | None = None,
) -> Row:
    one, other = standings
    change = None if one is None or other is None else rounded(round(other.p - one.p, 12))
    return Row(kind=kind, name=name, title=title, measure=measure, one=one, other=other, change=change)
