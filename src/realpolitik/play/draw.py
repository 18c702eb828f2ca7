"""The play of one draw: every type of world, with what types have in common played once.

A draw can drop the wish in which two types differ: they are then played once. And a column whose lane leaves out all in
which two types differ reads the same in both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.lanes import Lane
from realpolitik.play.problem import Played, Problem, conduct, forces, log_path, stretches
from realpolitik.play.transient import Course, run

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outcome:
    """One draw: ``readings`` (types, dates, readings) and ``log_path`` (types,)."""

    readings: Floats
    log_path: Floats


@dataclass(frozen=True, eq=False)
class Trace:
    """Where one draw stands ``at_horizon`` (states,) and how often it has made each move by then, ``flow`` (moves,).

    Both mix the types by their probability and path likelihood; the sum of ``at_horizon`` is the draw's weight
    relative to exp(``scale``), -inf where no type can explain the seen moves.
    """

    at_horizon: Floats
    flow: Floats
    scale: float


def play_draw(problem: Problem, draw: int | None) -> tuple[Outcome, Trace]:
    """Every type of one draw (None: the central run), over all accounts of who made the seen moves."""
    if len(problem.accounts) < 2:
        return _play_draw(problem, draw)
    outcomes, traces = [], []
    for told in problem.accounts:
        one = replace(problem, trail=told.trail, start=told.start, lanes=told.lanes, accounts=())
        outcome, trace = _play_draw(one, draw)
        outcomes.append(replace(outcome, log_path=outcome.log_path + told.log_share))
        traces.append(replace(trace, scale=trace.scale + told.log_share))
    return _mixed(outcomes), _traced(traces)


def _mixed(outcomes: list[Outcome]) -> Outcome:
    """The accounts of one draw as one: in each type their mean, each weighted by how well it explains the path."""
    logs = np.array([outcome.log_path for outcome in outcomes])
    whole = np.logaddexp.reduce(logs, axis=0)
    with np.errstate(invalid="ignore"):
        weights = np.where(np.isfinite(whole), np.exp(logs - whole), 0.0)
    readings = np.einsum("at,atdr->tdr", weights, np.array([outcome.readings for outcome in outcomes]))
    return Outcome(readings, whole)


def _traced(traces: list[Trace]) -> Trace:
    """The traces of one draw's accounts as one; their scales hold the shares."""
    top = max(trace.scale for trace in traces)
    if not np.isfinite(top):
        return traces[0]
    parts = [(np.exp(trace.scale - top), trace) for trace in traces]
    at_horizon = sum((w * trace.at_horizon for w, trace in parts), np.zeros_like(traces[0].at_horizon))
    flow = sum((w * trace.flow for w, trace in parts), np.zeros_like(traces[0].flow))
    return Trace(at_horizon, flow, top)


def _play_draw(problem: Problem, draw: int | None) -> tuple[Outcome, Trace]:
    played = forces(problem, draw)
    board, size = problem.ground.board, problem.types.size
    alike: dict[bytes, int] = {}
    twins = {k: alike.setdefault(conduct(problem, played, k), k) for k in np.flatnonzero(problem.wanted).tolist()}
    logs = np.full(size, -np.inf)
    for kind, twin in twins.items():
        logs[kind] = logs[twin] if twin != kind else log_path(problem, played, kind)
    scale = float(logs.max())
    weight = problem.shares * np.exp(logs - scale) if np.isfinite(scale) else np.zeros(size)
    readings = np.zeros((size, problem.times.size, len(problem.readings)))
    at_horizon, flow = np.zeros(board.size), np.zeros(board.source.size)
    known: dict[bytes, Floats] = {}
    for kind, twin in twins.items():
        if twin != kind:
            readings[kind] = readings[twin]
        elif np.isfinite(logs[kind]):
            done = course(problem, played, kind, known)
            readings[kind] = done.readings
            share = sum(float(weight[k]) for k, of in twins.items() if of == kind)
            at_horizon += share * done.halted
            for piece, months_in in done.spent:
                flow += piece.rates * (share * months_in)[board.source]
    return Outcome(readings, logs), Trace(at_horizon, flow, scale)


def course(problem: Problem, played: Played, kind: int, known: dict[bytes, Floats] | None = None) -> Course:
    """The play of one type in one draw, to the last date, with the time spent in every state up to the horizon.

    ``known``: readings (dates, the column's readings) that other types of the draw may have in common, by all that they
    hang on; what was missing is added.
    """
    known = {} if known is None else known
    lanes, weights = problem.lanes, played.weights * problem.types.counts[kind]
    matters = problem.ties.closure(weights != 0.0)
    chosen: list[Lane] = []
    keys: list[bytes] = []
    old: list[tuple[Lane, Floats]] = []
    leaning: dict[bytes, bytes] = {}
    for number, asked in enumerate(lanes.axes[1:], start=1):
        axes = matters[asked].any(axis=0)
        lane, same = lanes.lane(number, axes), axes.tobytes()
        if same not in leaning:
            leaning[same] = _leaning(problem, played, weights, kind, axes)
        key = b"%d|" % number + leaning[same] + _event(problem, kind, lane.thin)
        if key in known:
            old.append((lane, known[key]))
        else:
            chosen.append(lane)
            keys.append(key)
    halt = float(problem.times[problem.horizon])
    done = run(lanes, chosen, stretches(problem, played, kind), problem.times, halt)
    for key, lane in zip(keys, chosen, strict=True):
        known[key] = done.readings[:, lane.readings]
    for lane, values in old:
        done.readings[:, lane.readings] = values
    return done


def _leaning(problem: Problem, played: Played, weights: Floats, kind: int, axes: Bools) -> bytes:
    """Everything in which a lane with ``axes`` can differ between two types of one draw."""
    chances = problem.ground.kinds[kind, axes[problem.ties.chances]]
    ahead = problem.ground.ahead
    seen = b"" if ahead is None else ahead.key(played.weights, kind)
    return b"|".join([axes.tobytes(), weights[problem.ties.wishes(axes)].tobytes(), chances.tobytes(), seen])


def _event(problem: Problem, kind: int, event: int | None) -> bytes:
    """How the hazard of an event apart can differ between two types of one draw."""
    kinds = problem.ground.kinds_apart
    return b"" if event is None or kinds is None else b"|%d" % kinds[kind, event]
