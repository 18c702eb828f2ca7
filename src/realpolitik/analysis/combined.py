"""What levers do singly and in pairs: the play begun after one move, or after two.

The backward sweep values every state at once, so a pair costs no more than reading off another state. Two moves do more
(or less) than each alone: ``beyond`` is the pair's change less the sum of the two changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.levers import PLAYS, Lever, levers
from realpolitik.analysis.whatif import headline_targets, told_by
from realpolitik.conflict.space import StateSpace
from realpolitik.play.backward import sweep
from realpolitik.play.board import Board
from realpolitik.play.playing import Prepared
from realpolitik.play.problem import Problem, conduct, forces, log_path, stretches
from realpolitik.play.sample import sample
from realpolitik.play.targets import Bundle, Pattern, Target
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Combined:
    """One lever or two. ``set``: ``a.x=yes``, one for each; ``headlines``: each one's chance then, by its key.

    ``beyond``: of a pair, what it changes beyond the two alone; empty for a single lever.
    """

    set: tuple[str, ...]
    words: str
    headlines: dict[str, float]
    beyond: dict[str, float]


@dataclass(frozen=True, eq=False)
class _Places:
    """What a draw needs to value some first states."""

    problem: Problem
    targets: tuple[Target, ...]
    places: Ints

    def values(self, draw: int | None, kinds: tuple[int, ...]) -> Floats:
        """The targets' values from each place, (types, places, targets), in one draw; 0 in types not in ``kinds``."""
        problem = self.problem
        played = forces(problem, draw)
        pattern = Pattern(problem.ground.board, backward=True)
        ready = Bundle(pattern, self.targets)
        values = np.zeros((problem.types.size, self.places.size, len(self.targets)))
        alike: dict[bytes, int] = {}
        for kind in kinds:
            twin = alike.setdefault(conduct(problem, played, kind), kind)
            if twin != kind:
                values[kind] = values[twin]
            elif np.isfinite(log_path(problem, played, kind)):
                found, _ = sweep(pattern, stretches(problem, played, kind), ready)
                values[kind] = found[pattern.place[self.places]]
        return values


def combined(
    prepared: Prepared, headlines: Headlines, now: Floats, *, pairs: bool, executor: Executor | None = None
) -> list[Combined]:
    """Every lever that is open today and, with ``pairs``, every two that can both be done, in the order of the case.

    ``now`` (headlines,): as things are. What changes in a sample of the plays is added to it.
    """
    space, board, problem = prepared.space, prepared.problem.ground.board, prepared.problem
    open_ = [lever for lever in levers(space, board) if lever.place is not None]
    tries: list[tuple[tuple[Lever, ...], int]] = [((one,), one.place) for one in open_ if one.place is not None]
    if pairs:
        for one, other in combinations(open_, 2):
            place = _both(space, board, one, other)
            if place is not None:
                tries.append(((one, other), place))
    targets, sums = headline_targets(prepared, headlines)
    places = np.array([problem.start, *(place for _, place in tries)], dtype=np.int64)
    work = partial(_Places.values, _Places(problem, tuple(targets), places))
    few = sample(problem, headlines.drawn.logs, PLAYS)
    draws, kinds = zip(*few.tasks(), strict=True)
    found = list(map(work, draws, kinds) if executor is None else executor.map(work, draws, kinds))
    values = np.pad(np.array(found), ((0, 0), (0, 0), (0, 0), (0, 1)))
    told = [
        told_by(headlines.drawn, few, headlines.drawn.logs, values[:, :, k] - values[:, :, 0], sums)
        for k in range(1, len(places))
    ]
    rows = [headlines.values(prepared.before[None, :], one)[0] for one in told]
    changes = {lever: row - now for (lever, _), row in zip(tries, rows, strict=True)}
    return [_told(space, headlines.keys, now, lever, changes) for lever, _ in tries]


def _both(space: StateSpace, board: Board, one: Lever, other: Lever) -> int | None:
    """The state after both moves, where the play can come to one and it is more than one of them alone."""
    if one.axis == other.axis or one.place is None or other.place is None:
        return None
    now = np.array(space.status_quo)
    first, second = board.table[one.place].astype(np.int64), board.table[other.place].astype(np.int64)
    if np.any((first != now) & (second != now) & (first != second)):
        return None
    state = np.where(first != now, first, second)
    code = int(np.ravel_multi_index(tuple(state.tolist()), space.shape, order="F"))
    place = board.place(code)
    known = place < board.size and int(board.codes[place]) == code
    return place if known and place not in (one.place, other.place) else None


def _told(
    space: StateSpace,
    keys: Sequence[str],
    now: Floats,
    chosen: tuple[Lever, ...],
    changes: dict[tuple[Lever, ...], Floats],
) -> Combined:
    numbers = np.clip(now + changes[chosen], 0.0, 1.0)
    beyond: dict[str, float] = {}
    if len(chosen) > 1:
        rest = changes[chosen] - sum(changes[lever,] for lever in chosen)
        beyond = {key: rounded(float(p)) for key, p in zip(keys, rest, strict=True)}
    return Combined(
        tuple(f"{space.axes[lever.axis].name}={space.axes[lever.axis].values[lever.value]}" for lever in chosen),
        " and ".join(lever.words for lever in chosen),
        {key: rounded(float(p)) for key, p in zip(keys, numbers, strict=True)},
        beyond,
    )
