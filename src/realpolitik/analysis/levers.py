"""What an actor could do: every move of one option that is open today, whatever its owner wants, and would he?

A lever is do(option = value): the play begins after the move. What the move would tell about the world, had it been
seen, is another matter and is not counted. The move is the owner's smallest that sets the option so; where rules tie
options together it may change another one too.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.people import change_words
from realpolitik.analysis.remedies import AdviceResult, LeverResult, Verdict
from realpolitik.analysis.whatif import headline_targets, roughness, told_by
from realpolitik.case.case import Case
from realpolitik.case.parts.time import Advice
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.play.board import Board
from realpolitik.play.playing import Prepared
from realpolitik.play.sample import sample
from realpolitik.play.valuing import Starts, Valuation, at_once, value_draw
from realpolitik.rounding import rounded, rounded_values

Floats = NDArray[np.float64]

PLAYS = 36  #: plays (draws in types of world) in which levers are tried: those that count most
LEAST = 0.01  #: an advice that moves no scenario so far makes no difference
NO_LOSS = 0.005  #: utilities closer than this are taken as level
#: How an advice is judged, in words for the page.
ADVICE_RULE = (
    "A piece of advice follows from the case if the move is open today, changes some scenario by a point or more, and "
    "leaves the one who makes it no worse off at the horizon by its own wishes; it follows in part if it gains in some "
    "explanations and loses in others; it does not follow if it is worse off in some and gains in none. What no option "
    "of the case stands for, or what the case holds still, is not evaluated."
)


@dataclass(frozen=True)
class Lever:
    """One option set to one other value. ``place``: the state it leads to on the board; None: no move does."""

    actor: str
    axis: int
    value: int
    place: int | None
    words: str
    blocked_by: str | None = None
    needs: str | None = None


def levers(space: StateSpace, board: Board) -> list[Lever]:
    """Every option of every decider at every value it does not have today, in the order of the case."""
    return [
        _lever(space, board, k, value)
        for k, axis in enumerate(space.axes)
        if axis.actor != NATURE
        for value in range(len(axis.values))
        if value != axis.now
    ]


def _lever(space: StateSpace, board: Board, k: int, value: int) -> Lever:
    now = space.status_quo
    start = board.place(int(np.ravel_multi_index(now, space.shape, order="F")))
    mover = space.deciders.index(space.axes[k].actor)
    fits = (board.source == start) & (board.mover == mover) & (board.table[board.target, k] == value)
    found = np.flatnonzero(fits)
    axis = space.axes[k]
    words = change_words(space, axis, value)
    if not found.size:
        return Lever(axis.actor, k, value, None, words, *_blocked(space, k, value))
    best = min(found.tolist(), key=lambda m: (int(board.distance[m]), int(board.target[m])))
    state = board.table[board.target[best]]
    others = [j for j in range(len(space.axes)) if state[j] != now[j] and j != k]
    if others:
        also = "; ".join(change_words(space, space.axes[j], int(state[j])).split(": ", 1)[-1] for j in others)
        words = f"{words} (with it: {also})"
    return Lever(axis.actor, k, value, int(board.target[best]), words)


def _blocked(space: StateSpace, k: int, value: int) -> tuple[str, str | None]:
    """Why an option cannot be set so today: in words, and the condition that would have to hold."""
    axis = space.axes[k]
    later = value > axis.now
    if axis.moves == ("back" if later else "forward"):
        return f"it only moves {axis.moves}", None
    gate = axis.if_ if later else axis.undo_if
    if gate is not None and not bool(gate.truth(_values(space, space.status_quo))):
        return "its condition does not hold today", gate.text
    alone = list(space.status_quo)
    alone[k] = value
    broken = next((r for r in space.rules if r.forbidden().truth(_values(space, alone))), None)
    if broken is None:
        return "no single move leads there", None
    return "a rule of the case forbids it today", (~broken.forbidden()).text if broken.because is None else None


def _values(space: StateSpace, state: Sequence[int]) -> dict[str, str]:
    """Every option's value in a state, held ones included."""
    here = {axis.name: axis.values[v] for axis, v in zip(space.axes, state, strict=True)}
    return here | {name: column.values[int(column.index)] for name, column in space.held.items()}


def lever_results(
    case: Case,
    prepared: Prepared,
    headlines: Headlines,
    now: Floats,
    after: Floats,
    executor: Executor | None = None,
) -> list[LeverResult]:
    """Every lever with what it does, in the order of the case.

    ``now`` (headlines,): as things are; ``after`` (worlds,): P(world) with the moves seen. What a lever changes in the
    sample of the plays is added to the headline; what its owner thinks of it at once is asked in all draws.
    """
    space, problem = prepared.space, prepared.problem
    listed = levers(space, problem.ground.board)
    open_ = [lever for lever in listed if lever.place is not None]
    if not open_:
        return [_told(space, lever) for lever in listed]
    targets, sums = headline_targets(prepared, headlines)
    starts = _starts(space, problem.ground.board, open_)
    work = partial(value_draw, Valuation.of(problem, targets, starts=starts, **roughness(problem)))
    every: list[int | None] = [*range(problem.draws)] if problem.draws else [None]
    few = sample(problem, headlines.drawn.logs, PLAYS)
    draws, kinds = zip(*few.tasks(), strict=True)
    valued = list(map(work, draws, kinds) if executor is None else executor.map(work, draws, kinds))
    asked = [at_once(problem, starts, draw) for draw in every]
    logs = headlines.drawn.logs
    base = np.array([v.values for v in valued])
    found = [v.levers for v in valued if v.levers is not None]
    means = Means(case, headlines, logs + few.log_weight, after)
    minds = Means(case, headlines, np.array([log for log, _ in asked]), after)
    results = []
    for lever in listed:
        if lever.place is None:
            results.append(_told(space, lever))
            continue
        n = open_.index(lever)
        change = np.pad(np.array([v.values[:, n] for v in found]) - base, ((0, 0), (0, 0), (0, 1)))
        told = told_by(headlines.drawn, few, logs, change, sums)
        numbers = np.clip(headlines.values(prepared.before[None, :], told)[0], 0.0, 1.0)
        mean = {name: means.over([getattr(v, name)[:, n] for v in found]) for name in ("later", "months", "lasts")}
        mean["now"] = minds.over([change[:, n] for _, change in asked])
        mean["better"] = minds.over([(change[:, n] > 0.0).astype(np.float64) for _, change in asked])
        results.append(_told(space, lever, headlines, now, numbers, mean))
    return results


def _starts(space: StateSpace, board: Board, open_: Sequence[Lever]) -> Starts:
    places = np.array([lever.place for lever in open_], dtype=np.int64)
    owners = np.array([space.deciders.index(lever.actor) for lever in open_], dtype=np.int64)
    kept = np.array([board.table[:, lever.axis] == lever.value for lever in open_])
    start = board.place(int(np.ravel_multi_index(space.status_quo, space.shape, order="F")))
    instead = np.zeros((len(open_), board.size), dtype=np.bool_)
    for n, lever in enumerate(open_):
        own = board.target[(board.source == start) & (board.mover == owners[n])]
        instead[n, [start, *own[board.table[own, lever.axis] == space.status_quo[lever.axis]]]] = True
    return Starts(places, owners, kept, instead)


class Means:
    """Means over draws and types: each draw by how well it explains the moves seen, each type by its worlds."""

    def __init__(self, case: Case, headlines: Headlines, logs: Floats, after: Floats) -> None:
        top = logs.max()
        self.weight = np.exp(logs - top) if np.isfinite(top) else np.ones_like(logs)
        self.total = np.where(self.weight.sum(axis=0) > 0.0, self.weight.sum(axis=0), 1.0)
        types = logs.shape[1]
        self.names = list(case.explanations)
        rows = [after, *(after * truth for truth in headlines.truth)]
        shares = np.array([np.bincount(headlines.type_of, row, types) for row in rows])
        self.shares = np.where(self.weight.sum(axis=0) > 0.0, shares, 0.0)  # types that were not played say nothing

    def over(self, values: Sequence[Floats]) -> tuple[float, dict[str, float]]:
        """The mean of one number a draw and type, and the same if each explanation holds."""
        by_type = (self.weight * np.array(values)).sum(axis=0) / self.total
        sums, wholes = self.shares @ by_type, self.shares.sum(axis=1)
        given = {n: float(s / w) for n, s, w in zip(self.names, sums[1:], wholes[1:], strict=True) if w > 0.0}
        return float(sums[0] / wholes[0]), given


def _told(
    space: StateSpace,
    lever: Lever,
    headlines: Headlines | None = None,
    now: Floats | None = None,
    numbers: Floats | None = None,
    mean: dict[str, tuple[float, dict[str, float]]] | None = None,
) -> LeverResult:
    axis = space.axes[lever.axis]
    who = {"actor": lever.actor, "option": axis.name, "value": axis.values[lever.value], "words": lever.words}
    if headlines is None or now is None or numbers is None or mean is None:
        return LeverResult(**who, possible=False, blocked_by=lever.blocked_by, needs=lever.needs)
    told = dict(zip(headlines.keys, numbers.tolist(), strict=True))
    scenarios = {key.split(".", 1)[1]: p for key, p in told.items() if key.startswith("scenarios.")}
    moved = np.abs(numbers - now)
    reach = max((float(moved[k]) for k, key in enumerate(headlines.keys) if key.startswith("scenarios.")), default=0.0)
    return LeverResult(
        **who,
        possible=True,
        scenarios=rounded_values(scenarios),
        questions=rounded_values({k.split(".", 1)[1]: p for k, p in told.items() if k.startswith("questions.")}),
        would=rounded(mean["better"][0]),
        would_if=rounded_values(mean["better"][1]),
        own_now=rounded(mean["now"][0]),
        own_later=rounded(mean["later"][0]),
        own_later_if=rounded_values(mean["later"][1]),
        months=rounded(mean["months"][0]),
        lasts=rounded(mean["lasts"][0]),
        reach=rounded(reach),
    )


def advice_results(case: Case, space: StateSpace, found: Sequence[LeverResult]) -> list[AdviceResult]:
    """Every advice of the text, evaluated as the lever that it names."""
    return [_advice(case, space, advice, found) for advice in case.advice]


def _advice(case: Case, space: StateSpace, advice: Advice, found: Sequence[LeverResult]) -> AdviceResult:
    set_to = advice.do.assignment() if advice.do is not None else None
    place = None
    if set_to is not None:
        place = next((k for k, lever in enumerate(found) if (lever.option, lever.value) == set_to), None)
    verdict, because = _verdict(case, space, set_to, None if place is None else found[place])
    return AdviceResult(
        to=advice.to,
        do=None if advice.do is None else advice.do.text,
        text=advice.text,
        by=[str(c) for c in (*advice.by, *advice.source)],
        lever=place,
        verdict=verdict,
        because=because,
    )


def _verdict(
    case: Case, space: StateSpace, set_to: tuple[str, str] | None, lever: LeverResult | None
) -> tuple[Verdict, str]:
    if set_to is None:
        return "not evaluated", "The case has no option that stands for it, so nothing can be worked out."
    if lever is None:
        axis = next((a for a in space.axes if a.name == set_to[0]), None)
        if axis is not None and axis.values[axis.now] == set_to[1]:
            return "makes no difference", "It is done already."
        return "not evaluated", "The case holds this option still, so nothing can be worked out."
    if not lever.possible:
        return "cannot be done", f"It is not open today: {lever.blocked_by}."
    if lever.reach < LEAST:
        return "makes no difference", "It moves no scenario by a full point."
    ends = [p for name, p in lever.own_later_if.items() if name in case.explanations] or [lever.own_later]
    wishes = "On the last day, by its own wishes,"
    gains, loses = max(ends) > NO_LOSS, min(ends) < -NO_LOSS
    if gains and loses:
        return "follows in part", f"{wishes} it gains from it in some explanations and loses in others."
    if loses:
        where = "in every explanation" if max(ends) < -NO_LOSS else "in some explanations, and gains in none"
        return "does not follow", f"{wishes} it is worse off for it {where}."
    if gains:
        cost = " At once it is worse off for it than for doing without it." if lever.own_now < -NO_LOSS else ""
        return "follows", f"{wishes} it is no worse off for it, whatever is going on.{cost}"
    return "follows", "It changes what comes, and by its own wishes it neither gains nor loses."
