"""Values a play's headlines from any first state, draw by draw: what levers and what-ifs ask.

Of every draw and type the backward sweep gives each target's value from the play's own start and from each lever's.
Nothing is read between the start and the targets' dates, so this costs a fraction of a whole play; summed over the
draws it gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.backward import TAIL, sweep
from realpolitik.play.lasting import durations
from realpolitik.play.parameters import Parameter, changed
from realpolitik.play.problem import Played, Problem, conduct, forces, log_path, stretches
from realpolitik.play.targets import Bundle, Pattern, Target

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Starts:
    """Other first states: ``places`` (levers,) on the board, ``owners`` (levers,) the decider who moves there.

    ``kept`` (levers, states): the states in which what the lever did still stands. ``instead`` (levers, states): where
    its owner could stand today without it, as things are included.
    """

    places: Ints
    owners: Ints
    kept: Bools
    instead: Bools


@dataclass(frozen=True, eq=False)
class Valuation:
    """A problem with the numbers to value. ``starts`` None: from the play's own start only.

    ``back`` and ``onward`` are the board's patterns each way; the second only where there are levers. ``ready``: the
    targets made ready for the first. ``tail``: the Poisson mass left out in each stretch of a sweep.
    """

    problem: Problem
    targets: tuple[Target, ...]
    back: Pattern
    ready: Bundle
    onward: Pattern | None = None
    starts: Starts | None = None
    tail: float = TAIL

    @classmethod
    def of(
        cls,
        problem: Problem,
        targets: Sequence[Target],
        *,
        starts: Starts | None = None,
        keep: Bools | None = None,
        tail: float = TAIL,
        single: bool = False,
    ) -> Valuation:
        """``keep`` (states,): only these states are followed (see ``targets.Pattern``); None: all.

        ``single``: with seven digits (see ``targets.Bundle``).
        """
        board = problem.ground.board
        onward = None if starts is None else Pattern(board, backward=False, keep=keep)
        back = Pattern(board, backward=True, keep=keep)
        return cls(problem, tuple(targets), back, Bundle(back, targets, single=single), onward, starts, tail)


@dataclass(frozen=True, eq=False)
class LeverValues:
    """One draw's levers, every array (types, levers, ..): the targets' ``values``, and how it goes on.

    ``later``: change of the owner's utility (0 to 1) at the horizon; ``months`` the lever is expected to last, and the
    chance that it ``lasts`` to the horizon.
    """

    values: Floats
    later: Floats
    months: Floats
    lasts: Floats


@dataclass(frozen=True, eq=False)
class Valued:
    """One draw: ``log_path`` (types,), each target's value from the start (types, targets), and the levers."""

    log_path: Floats
    values: Floats
    levers: LeverValues | None


def value_draw(valuation: Valuation, draw: int | None, kinds: Collection[int] | None = None) -> Valued:
    """Values one draw (None: the central run) in every type that has any probability, or in ``kinds`` alone.

    In other types all is 0; ``log_path`` is told of every type.
    """
    problem = valuation.problem
    played = forces(problem, draw)
    pattern, onward = valuation.back, valuation.onward
    size, count = problem.types.size, len(valuation.targets)
    logs = np.full(size, -np.inf)
    values = np.zeros((size, count))
    levers = _no_levers(valuation)
    seen: dict[bytes, int] = {}
    valued: dict[bytes, int] = {}
    for kind in map(int, np.flatnonzero(problem.wanted)):
        key = conduct(problem, played, kind)
        twin = seen.setdefault(key, kind)
        logs[kind] = logs[twin] if twin != kind else log_path(problem, played, kind)
        if not np.isfinite(logs[kind]) or (kinds is not None and kind not in kinds):
            continue
        twin = valued.setdefault(key, kind)
        if twin != kind:
            values[kind] = values[twin]
            if levers is not None:
                for rows in vars(levers).values():
                    rows[kind] = rows[twin]
        elif valuation.starts is None or levers is None or onward is None:
            found, _ = sweep(pattern, stretches(problem, played, kind), valuation.ready, tail=valuation.tail)
            values[kind] = found[pattern.place[problem.start]]
        else:
            values[kind] = _levers(valuation, valuation.starts, played, kind, pattern, onward, levers)
    return Valued(logs, values, levers)


@dataclass(frozen=True)
class Change:
    """One draw to value, in some types, with one number of the play changed (``parameter`` None: as it is)."""

    parameter: Parameter | None
    value: float
    draw: int | None
    kinds: tuple[int, ...]


def value_change(valuation: Valuation, change: Change) -> Valued:
    """Values one draw with one number changed; levers are left out."""
    problem = valuation.problem
    if change.parameter is not None:
        problem = changed(problem, change.parameter, change.value)
    return value_draw(replace(valuation, problem=problem, starts=None), change.draw, change.kinds)


def same_draw(problem: Problem, other: Problem, draw: int | None) -> bool:
    """Whether two problems play a draw alike: nothing that is drawn differs."""
    one, two = forces(problem, draw), forces(other, draw)
    alike = problem.types is other.types and all(
        np.array_equal(getattr(one.temper, name), getattr(two.temper, name)) for name in vars(one.temper)
    )
    hazards = zip(one.hazards, two.hazards, strict=True)
    return alike and np.array_equal(one.weights, two.weights) and all(np.array_equal(a, b) for a, b in hazards)


def _no_levers(valuation: Valuation) -> LeverValues | None:
    if valuation.starts is None:
        return None
    shape = (valuation.problem.types.size, valuation.starts.places.size)
    return LeverValues(np.zeros((*shape, len(valuation.targets))), *(np.zeros(shape) for _ in range(3)))


def _levers(
    valuation: Valuation,
    starts: Starts,
    played: Played,
    kind: int,
    pattern: Pattern,
    onward: Pattern,
    out: LeverValues,
) -> Floats:
    """Fills one type's row of ``out`` and gives the targets' values from the play's own start."""
    problem = valuation.problem
    horizon = float(problem.times[problem.horizon])
    utility = scaled(played.weights * problem.types.counts[kind] @ problem.ground.features)
    movers = np.unique(starts.owners)
    wants = [Target(horizon, utility[i]) for i in movers]
    pieces = stretches(problem, played, kind)
    bundle = Bundle(pattern, [*valuation.targets, *wants], single=valuation.ready.single)
    found, _ = sweep(pattern, pieces, bundle, tail=valuation.tail)
    count = len(valuation.targets)
    here, there = pattern.place[problem.start], pattern.place[starts.places]
    owner = np.searchsorted(movers, starts.owners)
    out.values[kind] = found[there, :count]
    out.later[kind] = found[there, count + owner] - found[here, count + owner]
    out.months[kind], out.lasts[kind] = durations(onward, pieces, starts.places.tolist(), starts.kept, horizon)
    return np.asarray(found[here, :count])


def at_once(problem: Problem, starts: Starts, draw: int | None) -> tuple[Floats, Floats]:
    """What one draw says without being played: ``log_path`` (types,), and what each lever adds to its owner's utility.

    The second has shape (types, levers): the utility, from 0 to 1, after the lever less that of the best he could do
    today without it.
    """
    played = forces(problem, draw)
    logs = np.full(problem.types.size, -np.inf)
    change = np.zeros((problem.types.size, starts.places.size))
    for kind in map(int, np.flatnonzero(problem.wanted)):
        logs[kind] = log_path(problem, played, kind)
        utility = scaled(played.weights * problem.types.counts[kind] @ problem.ground.features)
        for n, (owner, place) in enumerate(zip(starts.owners, starts.places, strict=True)):
            change[kind, n] = utility[owner, place] - utility[owner, starts.instead[n]].max()
    return logs, change


def scaled(utility: Floats) -> Floats:
    """Utilities moved and stretched to run from 0 (worst state) to 1 (best), row by row; 0 where all are alike."""
    low = utility.min(axis=1, keepdims=True)
    width = utility.max(axis=1, keepdims=True) - low
    return np.asarray((utility - low) / np.where(width > 0.0, width, 1.0))


def stacked(valued: Sequence[Valued]) -> tuple[Floats, Floats]:
    """``log_paths`` (draws, types) and ``values`` (draws, types, targets) of several draws."""
    return np.array([v.log_path for v in valued]), np.array([v.values for v in valued])
