"""How often each move is made: noisy choice of the actors, hazards of nature.

An actor reviews its options at rate ``pace``. Reviewing in s it goes to s' in R_i(s) + {s} with probability
proportional to exp(lambda_i u_i(s') - c_i d(s, s')), d = own options changed: the logit response of McFadden (1974,
"Conditional logit analysis of qualitative choice behavior"), played in continuous time as in Blume (1993, "The
statistical mechanics of strategic interaction", section 2), with a friction c_i for every change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.board import Board

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Temper:
    """How the deciders choose, one number each: reviews a month, lambda, c; and the cost of each public back-down."""

    pace: Floats
    resolve: Floats
    inertia: Floats
    backing_down: Floats


def choice_rates(board: Board, utility: Floats, temper: Temper) -> Floats:
    """Rate per month of every move of the actors, shape (actor_moves,).

    ``utility`` has shape (deciders, states).
    """
    n = board.actor_moves
    if n == 0:
        return np.zeros(0)
    mover, source, target = board.mover[:n], board.source[:n], board.target[:n]
    gain = temper.resolve[mover] * (utility[mover, target] - utility[mover, source])
    gain -= temper.inertia[mover] * board.distance[:n]
    if temper.backing_down.size:
        gain -= board.backed[:n] @ temper.backing_down
    sizes = np.diff(board.heads, append=n)
    # Shifting by the best choice (staying counts 0) keeps exp within range for any lambda.
    best = np.maximum(np.maximum.reduceat(gain, board.heads), 0.0)
    weight = np.exp(gain - np.repeat(best, sizes))
    total = np.add.reduceat(weight, board.heads) + np.exp(-best)
    return np.asarray(weight * np.repeat(temper.pace[mover[board.heads]] / total, sizes))


def move_rates(board: Board, utility: Floats, temper: Temper, hazard: Floats) -> Floats:
    """Rate per month of every move, shape (moves,); ``hazard`` has shape (nature's axes, states)."""
    n = board.actor_moves
    rates = np.empty(board.source.size)
    rates[:n] = choice_rates(board, utility, temper)
    if n < rates.size:
        rates[n:] = hazard[board.mover[n:] - temper.pace.size, board.source[n:]]
    return rates


def exit_rates(board: Board, rates: Floats) -> Floats:
    """Total rate at which each state is left, shape (states,)."""
    return np.asarray(np.bincount(board.source, weights=rates, minlength=board.size), dtype=np.float64)
