"""Plays a case: every type of world, every draw, weighted by the moves that were seen."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import or_
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.parts.time import Question
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.accounts import accounts_of
from realpolitik.play.averaging import Average
from realpolitik.play.board import encode, explore
from realpolitik.play.calendar import month_ends, months
from realpolitik.play.draw import Outcome, play_draw
from realpolitik.play.forecasting import forecast
from realpolitik.play.path import no_world_left, taken_to_have_stood
from realpolitik.play.problem import Problem, Told, grounds, numbers_of
from realpolitik.play.questions import Asked, Readings, ask, last_read
from realpolitik.play.result import FEW, Forecast, Graph, Play, Scenario
from realpolitik.play.story import Mixture, graph_of
from realpolitik.play.ties import ties_of
from realpolitik.play.train import Lanes
from realpolitik.play.utility import wants_of

Floats = NDArray[np.float64]
T = TypeVar("T")
R = TypeVar("R")

DEFAULT_DRAWS = 48
MOST_YEARS = 100  #: a play looks no further ahead
_BATCHES = 8
AT_ONCE = 8  #: draws that a process hands back together at most: whoever stops the play loses no more


def play(
    case: Case,
    world_probabilities: ArrayLike,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    world_draws: ArrayLike | None = None,
    executor: Executor | None = None,
    do: Sequence[Formula] = (),
    told: Callable[[int, int], None] | None = None,
    stoppable: bool = False,
) -> Play:
    """What happens next in a case, from ``as_of`` to the horizon and the questions' days.

    ``world_probabilities``: P(world | evidence), shape (worlds,), "something else" last. ``world_draws``: the same
    drawn several times, shape (n, worlds), for the intervals; draw d uses row d modulo n. ``draws`` of what is
    uncertain (weights of wishes, ranges); 0: the central run only. ``executor``: any ``concurrent.futures`` executor;
    the result does not depend on it. ``do``: options that are set at ``as_of`` whatever their owner wants (a lever).
    ``told`` hears after each draw how many of how many are done, in this process and in order. ``stoppable``: Ctrl-C
    ends it with the draws done so far as a result that says that it is ``partial``, where there is one at least.

    Raises BadInput where the case cannot be played, and CaseFaults where a seen move cannot have been made.
    """
    if draws < 0:
        raise BadInput(f"{draws} draws were asked for; give 0 for none, or a positive number. Nothing was played.")
    made = prepare(case, world_probabilities, draws=draws, seed=seed, world_draws=world_draws, do=do)
    problem = made.problem
    wanted: list[int | None] = [*range(draws)] if draws else [None]
    outcomes, mixture = [], Mixture(problem.ground.board)
    stopped = False
    try:
        for outcome, trace in _each(executor, partial(play_draw, problem), wanted):
            mixture.add(trace)
            outcomes.append(outcome)
            if told is not None:
                told(len(outcomes), len(wanted))
    except KeyboardInterrupt:
        if not (stoppable and outcomes):
            raise
        stopped = True
    average = _average(made, outcomes)
    graph = graph_of(made.space, problem, mixture)
    if not stopped:
        return _result(made, average, graph, draws, seed)
    done = len(outcomes)
    found = _result(made, average, graph, done, seed)
    note = f"a partial result: stopped after {done} of {draws} draws"
    return replace(found, partial=True, warnings=(note, *found.warnings))


@dataclass(frozen=True, eq=False)
class Prepared:
    """A case ready to be played, with what is needed to read the result."""

    case: Case
    space: StateSpace
    problem: Problem
    readings: Readings
    dates: tuple[datetime.date, ...]
    horizon: datetime.date
    before: Floats
    drawn: Floats  #: (n, types) or (1, types)
    scenarios: dict[str, tuple[int, int]]
    overlaps: dict[tuple[str, str], int]
    none: int | None
    asked: dict[str, Asked]
    warnings: tuple[str, ...]


def prepare(
    case: Case,
    world_probabilities: ArrayLike,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    world_draws: ArrayLike | None = None,
    do: Sequence[Formula] = (),
) -> Prepared:
    """Compile a case for playing. Raises as ``play`` does."""
    horizon, questions, warnings = calendar(case)
    as_of = case.as_of
    assert as_of is not None
    space = StateSpace.of(case)
    if not space.axes:
        raise BadInput(f"{case.case}: no option can move and nature does nothing; nothing was played")
    accounts = accounts_of(case, space)
    trail = accounts[0].trail if accounts else None
    today = [account.state for account in accounts] or [space.status_quo]
    starts = [encode(space, _after_doing(space, do, state)) for state in today]
    start = starts[0]
    board = explore(space, tuple(dict.fromkeys(starts)))
    ground, trail_ground, types = grounds(case, space, board, trail)
    before, drawn = _shares(case, world_probabilities, world_draws)
    shares = types.gather(before)
    drawn_shares = np.array([types.gather(row) for row in drawn])

    readings = Readings(space, board)
    truths = {name: readings.truth(s.that) for name, s in case.scenarios.items()}
    scenarios = {name: (readings.at(t), readings.ever(t)) for name, t in truths.items()}
    names = list(truths)
    overlaps = {(a, b): readings.at(truths[a] & truths[b]) for k, a in enumerate(names) for b in names[k + 1 :]}
    none = readings.at(~reduce(or_, truths.values())) if truths else None
    asked = {q.id: ask(case, q, readings) for q in questions}
    days = {as_of, *month_ends(as_of, horizon), *(q.until for q in questions)}
    days |= {q.happens.first_by for q in questions if q.happens.first_by is not None}
    dates = tuple(sorted(days))
    times = np.array([months(as_of, d) for d in dates])
    last = last_read(readings, asked.values(), dates, [r for pair in scenarios.values() for r in pair])
    lanes = [
        Lanes(board, board.place(code), readings.columns, readings.readings, readings.axes, times[last].tolist())
        for code in starts
    ]
    told = zip(accounts, starts, lanes, strict=True) if len(accounts) > 1 else ()
    problem = Problem(
        lanes=lanes[0],
        start=board.place(start),
        ground=ground,
        ties=ties_of(case, space),
        trail=trail,
        trail_ground=trail_ground,
        wants=wants_of(case, space),
        numbers=numbers_of(case, space),
        types=types,
        shares=shares,
        wanted=(shares > 0.0) | (drawn_shares > 0.0).any(axis=0),
        times=times,
        horizon=dates.index(horizon),
        seed=seed,
        draws=draws,
        accounts=tuple(Told(float(np.log(a.share)), a.trail, board.place(code), own) for a, code, own in told),
    )
    warnings += taken_to_have_stood(case, space)
    return Prepared(
        case, space, problem, readings, dates, horizon, before, drawn_shares, scenarios, overlaps, none, asked,
        tuple(warnings),
    )  # fmt: skip


def calendar(case: Case) -> tuple[datetime.date, list[Question], list[str]]:
    """The horizon, the questions that lie ahead, and a word on those that do not."""
    if case.as_of is None:
        raise BadInput(f"{case.case}: 'as_of', the day of what is known, is missing; nothing was played")
    ahead = [q for q in case.questions if q.until > case.as_of]
    passed = [
        f"question {q.id} is not forecast: its day, {q.until}, is not after as_of, {case.as_of}"
        for q in case.questions
        if q.until <= case.as_of
    ]
    horizon = case.horizon or max((q.until for q in ahead), default=None)
    if horizon is None or horizon <= case.as_of:
        raise BadInput(f"{case.case}: a 'horizon' after as_of, or a question, is needed to play; nothing was played")
    if max([horizon, *(q.until for q in ahead)]).year - case.as_of.year > MOST_YEARS:
        raise BadInput(f"{case.case}: a play looks at most {MOST_YEARS} years ahead; nothing was played")
    return horizon, ahead, passed


def _after_doing(space: StateSpace, do: Sequence[Formula], today: tuple[int, ...]) -> tuple[int, ...]:
    """The state of today with some options set. Raises BadInput where that cannot be."""
    state = list(today)
    axes = {axis.name: k for k, axis in enumerate(space.axes)}
    for formula in do:
        found = formula.assignment()
        if found is None or found[0] not in axes:
            raise BadInput(f"'{formula.text}' does not set an option that can move; nothing was played")
        state[axes[found[0]]] = space.axes[axes[found[0]]].values.index(found[1])
    if not space.feasible[tuple(state)]:
        raise BadInput(f"{space.label(state)}: a rule forbids this state; nothing was played")
    return tuple(state)


def _shares(case: Case, probabilities: ArrayLike, drawn: ArrayLike | None) -> tuple[Floats, Floats]:
    """Checked probabilities of the worlds, (worlds,), and their draws, (n, worlds)."""
    size = Worlds.of(case).size
    p = np.asarray(probabilities, dtype=np.float64)
    rows = p[None, :] if drawn is None else np.asarray(drawn, dtype=np.float64)
    for table, shape in ((p, (size,)), (rows, (len(rows), size))):
        if table.shape != shape or not np.all(table >= 0.0) or not np.allclose(table.sum(axis=-1), 1.0):
            raise BadInput(f"{case.case}: the worlds' probabilities must be {size} numbers that sum to 1")
    return p / p.sum(), rows / rows.sum(axis=1, keepdims=True)


def _each(executor: Executor | None, work: Callable[[T], R], tasks: Sequence[T]) -> Iterable[R]:
    """The results of ``work`` in the order of ``tasks``, wherever they are computed."""
    if executor is None:
        return (work(task) for task in tasks)
    results: Iterator[R] = executor.map(work, tasks, chunksize=max(1, min(-(-len(tasks) // _BATCHES), AT_ONCE)))
    return results


def _average(made: Prepared, outcomes: Sequence[Outcome]) -> Average:
    rows = made.drawn[np.arange(len(outcomes)) % len(made.drawn)]
    average = Average.of(outcomes, made.problem.shares, rows)
    possible = np.isfinite(average.log_paths).any(axis=0) & (made.problem.shares > 0.0)
    if not possible.any():
        assert made.problem.trail is not None
        raise no_world_left(made.problem.trail)
    return average


def _result(made: Prepared, average: Average, graph: Graph, draws: int, seed: int) -> Play:
    case, problem = made.case, made.problem
    place: dict[object, int] = {d: k for k, d in enumerate(made.dates)}
    log_moves = average.log_moves()[problem.types.of]
    after = made.before * np.exp(log_moves - average.scale)
    effective = average.effective_sample_size()
    warnings = list(made.warnings)
    if draws and effective < FEW:
        several = f"{draws} draw{'s' * (draws > 1)}"
        few = f"the ranges stand on {several}, under {FEW}: take them as rough, or ask for more draws"
        if effective < draws * (1.0 - 1e-9):
            few = (
                f"the seen moves leave an effective sample of {effective:.1f} of {draws} draws, under {FEW}: "
                "take the intervals as rough, or ask for more draws"
            )
        warnings.append(few)
    questions: dict[str, Forecast] = {}
    for k, question in enumerate(case.questions):
        if question.id in made.asked:
            upper, lower = average.sums(made.asked[question.id], place)
            questions[question.id] = forecast(made.space, made.readings, problem, average, question, upper, lower, k)
    none = average.curve(made.none) if made.none is not None else average.curve_of(
        np.ones((*average.log_paths.shape, len(made.dates)))
    )  # fmt: skip
    return Play(
        case=case.case,
        seed=seed,
        draws=draws,
        dates=made.dates,
        horizon=made.horizon,
        scenarios=_scenarios(made, average, place),
        none_of_these=none,
        questions=questions,
        type_of=problem.types.of,
        before=made.before,
        after=after / after.sum(),
        log_moves=log_moves,
        log_paths=average.log_paths.T,
        effective_sample_size=effective,
        standard_error=max(
            (
                average.standard_error(average.readings[:, :, place[made.horizon], r])
                for _, r in made.scenarios.values()
            ),
            default=0.0,
        ),
        graph=graph,
        reachable=problem.ground.board.size,
        moves_seen=0 if problem.trail is None else len(problem.trail.moves),
        warnings=tuple(warnings),
    )


def _scenarios(made: Prepared, average: Average, place: dict[object, int]) -> dict[str, Scenario]:
    at_horizon = place[made.horizon]
    out = {}
    for name, (at, ever) in made.scenarios.items():
        overlaps = {
            (b if a == name else a): average.mean(average.readings[:, :, at_horizon, reading])
            for (a, b), reading in made.overlaps.items()
            if name in (a, b)
        }
        by_draw, at_by_draw = (np.ascontiguousarray(average.readings[:, :, at_horizon, r]) for r in (ever, at))
        by_type, at_by_type = average.by_type(by_draw), average.by_type(at_by_draw)
        curves = average.curve(at), average.curve(ever)
        out[name] = Scenario(*curves, by_type, at_by_type, by_draw, at_by_draw, overlaps)
    return out
