"""What the seen moves said about the world day by day, from the beginning of the watch to ``as_of``.

By the end of a day the path is that of ``play.path`` cut there: the moves made until then, and the waiting until then,
for that nothing else was done counts on every day of the watch. Its likelihood is averaged over the draws as that of
the whole path is (``play.averaging``): log of the mean over draws d of L(t, d), for every type t of worlds.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.conflict.space import StateSpace
from realpolitik.play.accounts import accounts_of
from realpolitik.play.calendar import months
from realpolitik.play.path import Trail
from realpolitik.play.problem import drawn_forces, grounds, numbers_of
from realpolitik.play.strata import Strata
from realpolitik.play.utility import wants_of

Floats = NDArray[np.float64]


def log_moves_by_day(
    case: Case, space: StateSpace, worlds: int, days: Sequence[datetime.date], *, draws: int, seed: int
) -> Floats:
    """log P(moves seen, and not seen, by the end of each day | world), shape (worlds, days).

    ``worlds``, ``draws`` (0: the central run) and ``seed`` as in ``play``; on ``as_of`` it is the play's
    ``log_moves``. 0 before the watch and where nothing was watched; -inf where a world cannot explain the moves.
    Raises CaseFaults where a seen move cannot have been made.
    """
    accounts = accounts_of(case, space)
    if not accounts:
        return np.zeros((worlds, len(days)))
    trail = accounts[0].trail
    _, seen, types = grounds(case, space, trail.board, trail)
    assert seen is not None
    wants, numbers = wants_of(case, space), numbers_of(case, space)
    progress = [(_progress(account.trail, days), account) for account in accounts]
    logs = np.empty((max(draws, 1), types.size, len(days)))
    for draw in range(len(logs)):
        played = drawn_forces(wants, numbers, seen, Strata(seed, draws, draw) if draws else None)
        for kind in range(types.size):
            weights = played.weights * types.counts[kind]
            rates = seen.rates(weights, played.temper, played.hazards, kind, None, played.weights)
            apart = seen.hazards_apart(played.apart, kind, None)
            each = [
                np.log(account.share) + _made(account.trail, rates)[made] - waited @ account.trail.leaving(rates, apart)
                for (made, waited), account in progress
            ]
            logs[draw, kind] = np.logaddexp.reduce(each, axis=0)
    return _log_mean(logs)[types.of]


def _progress(trail: Trail, days: Sequence[datetime.date]) -> tuple[NDArray[np.int64], Floats]:
    """By the end of each day: how many moves were made, (days,), and the months of each stay, (days, stays)."""
    made = [sum(move <= day for move in trail.made_on) for day in days]
    waited = [[months(a, min(max(day, a), b)) for a, b in pairwise(trail.dates)] for day in days]
    return np.array(made, dtype=np.int64), np.array(waited, dtype=np.float64).reshape(len(days), -1)


def _made(trail: Trail, rates: Floats) -> Floats:
    """log of the product of the rates of the first 0, 1, 2, ... moves, shape (moves + 1,)."""
    with np.errstate(divide="ignore"):
        logs = np.log(rates[trail.moves])
    return np.concatenate([np.zeros(1), np.cumsum(logs)])


def _log_mean(logs: Floats) -> Floats:
    """log of the mean of exp(logs) over the first axis; -inf where all are."""
    top = logs.max(axis=0)
    scale = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.exp(logs - scale).mean(axis=0)) + scale)
