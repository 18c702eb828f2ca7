"""What the headlines would be with one input changed: evidence at once for many, the play by re-running what changes.

Evidence, priors and sources change the worlds' probabilities, so all their versions are weighed in one batch and the
play is read off again, exactly. A number of the play is re-run with the same seed in a sample of the plays (a play is
one draw in one type of world); how much it changes there is added to the play as it is, so the noise of the draws is
not added again. How well each draw now explains the moves seen is computed for all of them. States that are hardly
ever reached are left out of re-runs: ``off_by`` bounds what that can do.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.headlines import Drawn, Headlines, Played
from realpolitik.analysis.inputs import Input
from realpolitik.case.case import Case
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.variants import Version, worlds_in, worlds_without
from realpolitik.play.parameters import Parameter, changed
from realpolitik.play.playing import Prepared
from realpolitik.play.problem import Problem, forces
from realpolitik.play.result import Play
from realpolitik.play.sample import Sample, sample, whole
from realpolitik.play.targets import Target, target_of
from realpolitik.play.valuing import Change, Valuation, Valued, same_draw, value_change

Floats = NDArray[np.float64]
#: Of every played headline: a constant, and factors over the targets for its numerator and its denominator (None: 1).
Sums = list[tuple[float, Floats, Floats | None]]

TAIL = 1e-8  #: Poisson mass that a re-run leaves out in each stretch: the difference of two loses far less
LARGE = 512  #: states from which on re-runs compute with seven digits: what is printed has two or three
LARGE_TAIL = 1e-5  #: and leave out so much
LEFT_OUT = 1e-3  #: states left out of a re-run are expected to be entered no more often than this, all together
MOST_OFF = 0.02  #: where a change makes them likelier than this, all states are followed
_BATCHES = 16  # that re-runs are handed out in


class WhatIf:
    """Answers "what would the headlines be if". ``worlds``: P(world) before the moves; ``without``: items moves count.

    ``prepared`` and ``play``: the play as it is (None: the case is only weighed). ``plays``: how many plays a re-run
    makes (None: all).
    """

    def __init__(
        self,
        case: Case,
        headlines: Headlines,
        worlds: Floats,
        without: frozenset[str],
        prepared: Prepared | None,
        play: Play | None,
        plays: int | None,
        executor: Executor | None = None,
    ) -> None:
        self.case, self.headlines, self.worlds, self.without = case, headlines, worlds, without
        self.draws = 0 if play is None else play.draws
        self.prepared = prepared
        self.prior = EvidenceModel.of(case, without=without).prior
        self.now = headlines.values(worlds[None, :])[0]
        self.runs: Runs | None = None
        if prepared is not None and play is not None:
            self.runs = Runs(prepared, play, headlines, plays, executor)

    def evidence(self, versions: Sequence[Version]) -> Floats:
        """The headlines in versions of the evidence, (versions, headlines)."""
        return self.headlines.values(worlds_in(self.case, versions, without=self.without))

    def items_left_out(self, items: Sequence[str]) -> Floats:
        """The headlines without one item of evidence each, (items, headlines)."""
        return self.headlines.values(worlds_without(self.case, items, without=self.without))

    def play(self, changes: Sequence[tuple[Parameter, float]]) -> Floats:
        """The headlines with one number of the play changed each, (changes, headlines)."""
        if self.runs is None or not changes:
            return np.repeat(self.now[None, :], len(changes), axis=0)
        rows = [self.headlines.values(self.worlds[None, :], played)[0] for played in self.runs.changed(changes)]
        return np.asarray(np.clip(np.array(rows), 0.0, 1.0))

    def base_rate(self, question: str, chances: Sequence[float]) -> Floats:
        """The headlines with a question's base rate at each of ``chances`` within its period."""
        rows = [self.headlines.with_base_rate(self.case, question, p).values(self.worlds[None, :])[0] for p in chances]
        return np.array(rows)

    def ask(self, inputs: Sequence[tuple[Input, float]]) -> Floats:
        """The headlines with one input each at another value, (inputs, headlines)."""
        out = np.repeat(self.now[None, :], len(inputs), axis=0)
        weighed = [k for k, (one, _) in enumerate(inputs) if isinstance(one.moves, Version)]
        held = {k: share for k, (one, value) in enumerate(inputs) if (share := self._held(one, value)) is not None}
        run = [k for k, (one, _) in enumerate(inputs) if isinstance(one.moves, Parameter) and k not in held]
        if weighed:
            out[weighed] = self.evidence([_version(*inputs[k]) for k in weighed])
        if run:
            out[run] = self.play([_change(*inputs[k]) for k in run])
        for k, share in held.items():
            out[k] = self.headlines.values(self.worlds[None, :], self.headlines.drawn.mean(share))[0]
        for k, (one, value) in enumerate(inputs):
            if isinstance(one.moves, str):
                out[k] = self.base_rate(one.moves, [value])[0]
        return out

    def at_once(self, one: Input) -> bool:
        """Whether an input is answered without a run: evidence, a base rate, or a chance that a wish is held."""
        return not isinstance(one.moves, Parameter) or self._held(one, one.value) is not None

    def _held(self, one: Input, value: float) -> Floats | None:
        """For a chance that a wish is held: how much each draw of the play counts if it is ``value``, (draws,).

        A draw in which the wish is held counts value / chance, any other (1 - value) / (1 - chance): the play need not
        be run again. None where the draws do not hold both kinds, or the input is another one.
        """
        if not isinstance(one.moves, Parameter) or one.moves.kind != "sure" or self.runs is None:
            return None
        kept = self.runs.kept(one.moves, self.draws)
        if kept.all() or not kept.any() or not 0.0 < one.value < 1.0:
            return None
        return np.where(kept, value / one.value, (1.0 - value) / (1.0 - one.value))


class Runs:
    """Re-runs of a play that give only what the headlines need.

    ``off_by``: the chance, at most, of the states that re-runs left out.
    """

    def __init__(
        self, prepared: Prepared, play: Play, headlines: Headlines, plays: int | None, executor: Executor | None
    ) -> None:
        self.problem = prepared.problem
        self.sample = whole(self.problem) if plays is None else sample(self.problem, headlines.drawn.logs, plays)
        self.headlines = headlines
        self.executor = executor
        self._kept: dict[tuple[int, int, int], NDArray[np.bool_]] = {}
        self.targets, self.sums = headline_targets(prepared, headlines)
        rough, valued = roughness(self.problem), [*self.targets, elsewhere(self.problem)]
        self.few = Valuation.of(self.problem, valued, keep=worth_following(play), **rough)
        self.all = Valuation.of(self.problem, valued, **rough)
        self._unchanged: dict[int, list[Valued]] = {}
        unchanged = self._as_they_are(self.few)
        _, self.off_by = self._told(unchanged, unchanged)

    def kept(self, parameter: Parameter, draws: int) -> NDArray[np.bool_]:
        """In which draws of the play a wish is held, (draws,)."""
        key = (parameter.which, parameter.part, draws)
        if key not in self._kept:
            self._kept[key] = self._holding(parameter, draws)
        return self._kept[key]

    def _holding(self, parameter: Parameter, draws: int) -> NDArray[np.bool_]:
        taste = self.problem.wants.tastes[parameter.which]
        feature = taste.first + parameter.part
        return np.array([bool(forces(self.problem, d).weights[:, feature].any()) for d in range(draws)], dtype=np.bool_)

    def changed(self, changes: Sequence[tuple[Parameter, float]]) -> list[Played]:
        """What the play says in each type with one number changed, for each of ``changes``."""
        found = self._changed(self.few, changes)
        wide = [k for k, (_, off) in enumerate(found) if off > MOST_OFF]
        for k, one in zip(wide, self._changed(self.all, [changes[k] for k in wide]), strict=True):
            found[k] = one
        self.off_by = max([self.off_by, *(off for _, off in found)])
        return [played for played, _ in found]

    def _changed(self, valuation: Valuation, changes: Sequence[tuple[Parameter, float]]) -> list[tuple[Played, float]]:
        todo: list[Change] = []
        places: list[list[int | None]] = []
        for parameter, value in changes:
            other = changed(self.problem, parameter, value)
            row: list[int | None] = []
            for draw, kinds in self.sample.tasks():
                if same_draw(self.problem, other, draw):
                    row.append(None)
                else:
                    row.append(len(todo))
                    todo.append(Change(parameter, value, draw, kinds))
            places.append(row)
        if not changes:
            return []
        found, known = self._value(valuation, todo), self._as_they_are(valuation)
        return [
            self._told([old if k is None else found[k] for k, old in zip(row, known, strict=True)], known)
            for row in places
        ]

    def _as_they_are(self, valuation: Valuation) -> list[Valued]:
        """The plays of the sample with nothing changed, made once."""
        if id(valuation) not in self._unchanged:
            tasks = [Change(None, 0.0, draw, kinds) for draw, kinds in self.sample.tasks()]
            self._unchanged[id(valuation)] = self._value(valuation, tasks)
        return self._unchanged[id(valuation)]

    def _told(self, valued: Sequence[Valued], unchanged: Sequence[Valued]) -> tuple[Played, float]:
        """What the play says in each type, and how far leaving states out can put any of it wrong.

        The chance of those states; of a conditional headline in proportion to its condition.
        """
        logs, values = np.array([v.log_path for v in valued]), np.array([v.values for v in valued])
        change = values - np.array([v.values for v in unchanged])
        told = told_by(self.headlines.drawn, self.sample, logs, change, self.sums)
        off = float(self.sample.means(values[:, :, -1], logs) @ self.problem.shares)
        condition = float((told.lower @ self.problem.shares).min(initial=1.0))
        return told, min(off / max(condition, off, 1e-9), 1.0) if off > 0.0 else 0.0

    def _value(self, valuation: Valuation, changes: Sequence[Change]) -> list[Valued]:
        work = partial(value_change, valuation)
        if self.executor is None or len(changes) < 2:
            return [work(change) for change in changes]
        return list(self.executor.map(work, changes, chunksize=max(1, -(-len(changes) // _BATCHES))))


class Roughness(TypedDict):
    """How exactly plays are made again (see ``Valuation.of``)."""

    tail: float
    single: bool


def roughness(problem: Problem) -> Roughness:
    """A large play is made again with fewer digits and a shorter tail, in half the time."""
    large = problem.ground.board.size >= LARGE
    return Roughness(tail=LARGE_TAIL if large else TAIL, single=large)


def headline_targets(prepared: Prepared, headlines: Headlines) -> tuple[list[Target], Sums]:
    """The targets that the played headlines are sums of, and each headline's (constant, upper, lower) over them.

    One place more is kept for what is left out.
    """
    problem = prepared.problem
    place = {date: k for k, date in enumerate(prepared.dates)}
    found: dict[tuple[int, datetime.date], int] = {}
    sums: list[tuple[float, list[tuple[float, int]], list[tuple[float, int]] | None]] = []

    def term(factor: float, reading: int, date: datetime.date) -> tuple[float, int]:
        return factor, found.setdefault((reading, date), len(found))

    for key in headlines.keys[len(headlines.truth) :]:
        section, name = key.split(".", 1)
        if section == "scenarios":
            at, ever = prepared.scenarios[name]
            holds = problem.readings[at].mask[problem.start]
            sums.append((0.0, [term(1.0, at if holds else ever, prepared.horizon)], None))
        else:
            asked = prepared.asked[name]
            upper = [term(*t) for t in asked.upper]
            sums.append((asked.constant, upper, [term(*t) for t in asked.lower] if asked.lower else None))
    targets = [
        target_of(problem.readings[r], problem.columns[problem.readings[r].column], float(problem.times[place[date]]))
        for r, date in found
    ]
    rows = [
        (constant, _row(upper, len(found)), None if lower is None else _row(lower, len(found)))
        for constant, upper, lower in sums
    ]
    return targets, rows


def summed(logs: Floats, values: Floats, sums: Sums) -> Played:
    """What a play says in each type, from ``logs`` (draws, types) and the targets' ``values`` (draws, types, targets).

    Means over draws, each weighted by how well it explains the moves seen.
    """
    upper = np.array([constant + values @ factors for constant, factors, _ in sums])
    lower = np.array([np.ones(logs.shape) if below is None else values @ below for _, _, below in sums])
    shape = (len(sums), *logs.shape)
    return Drawn(upper.reshape(shape), lower.reshape(shape), logs).mean()


def told_by(drawn: Drawn, sample: Sample, logs: Floats, change: Floats, sums: Sums) -> Played:
    """What a play says in each type once something is changed.

    ``drawn`` is the play as it is, draw by draw; ``logs`` (draws, types) log P(moves seen) now; ``change`` (draws,
    types, targets) how far the targets' values have moved where plays of the ``sample`` were made again. What is
    taken of a type stands for all of it.
    """
    told = drawn.by(logs)
    upper = np.array([change @ factors for _, factors, _ in sums]).reshape(len(sums), *logs.shape)
    lower = np.array([np.zeros(logs.shape) if low is None else change @ low for _, _, low in sums]).reshape(upper.shape)
    return Played(told.upper + sample.means(upper, logs), told.lower + sample.means(lower, logs), told.log_moves)


def _row(terms: Sequence[tuple[float, int]], count: int) -> Floats:
    row = np.zeros(count + 1)
    for factor, k in terms:
        row[k] += factor
    return row


def elsewhere(problem: Problem) -> Target:
    """The chance of coming into a state that is left out."""
    return Target(float(problem.times[-1]), np.zeros(problem.ground.board.size), elsewhere=1.0)


def worth_following(play: Play) -> NDArray[np.bool_]:
    """The states worth following: the others are entered no more than ``LEFT_OUT`` times by the horizon, all told."""
    graph = play.graph
    entered = np.bincount(np.searchsorted(graph.states, graph.target), weights=graph.flow, minlength=graph.states.size)
    order = np.argsort(entered, kind="stable")
    keep = np.ones(graph.states.size, dtype=np.bool_)
    keep[order[np.cumsum(entered[order]) <= LEFT_OUT]] = False
    keep[graph.states == graph.path[0]] = True
    return keep


def _version(one: Input, value: float) -> Version:
    assert isinstance(one.moves, Version)
    return replace(one.moves, value=one.at(value))


def _change(one: Input, value: float) -> tuple[Parameter, float]:
    assert isinstance(one.moves, Parameter)
    return one.moves, one.at(value)
