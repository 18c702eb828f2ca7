"""How often each move is made: noisy choice of the actors, hazards of nature.

An actor reviews its options at rate ``pace``. Reviewing in s it goes to s' in R_i(s) + {s} with probability
proportional to exp(lambda_i u_i(s') - c_i d(s, s')), d = own options changed: the logit response of McFadden (1974,
"Conditional logit analysis of qualitative choice behavior"), played in continuous time as in Blume (1993, "The
statistical mechanics of strategic interaction", section 2), with a friction c_i for every change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.board import Board

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Places = NDArray[np.int32]

NEVER = 1e-14  #: a chance below this, in one jump, is taken for none
LARGEST_EXPONENT = 500.0  #: exp of it, times any number of choices, is still a number


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
    choices = board.choices
    if choices.group.size == 0:
        return np.zeros(0)
    worth = utility.reshape(-1)
    gain = worth.take(choices.after)
    gain -= worth.take(choices.before).take(choices.group)
    gain *= temper.resolve.take(choices.mover)
    gain -= temper.inertia.take(choices.mover) * choices.distance
    for option, cost in enumerate(temper.backing_down):
        gain[choices.backed[option]] -= cost
    best = np.zeros(choices.before.size)
    if gain.max() > LARGEST_EXPONENT:
        # Shifting by the best choice (staying counts 0) keeps exp within range for any lambda.
        best = np.maximum(np.maximum.reduceat(gain, board.heads), 0.0)
        gain -= best.take(choices.group)
    weight = np.exp(gain, out=gain)
    total = np.add.reduceat(weight, board.heads) + np.exp(-best)
    weight *= (temper.pace.take(choices.leader) / total).take(choices.group)
    return weight


def chance_rates(board: Board, hazard: Floats) -> Floats:
    """Rate per month of every move of nature, shape (moves - actor_moves,).

    ``hazard`` has shape (nature's axes, states).
    """
    n = board.actor_moves
    return np.asarray(hazard[board.mover[n:] - board.deciders, board.source[n:]])


def jump_rate(leaving: Floats, apart: Floats | None) -> float:
    """The rate of the uniformised chain: the largest exit rate, with what the events apart take out."""
    taken = 0.0 if apart is None else apart.max(axis=0, initial=0.0)
    return float((leaving + taken).max(initial=0.0))


def exit_rates(board: Board, rates: Floats) -> Floats:
    """Total rate at which each state is left, shape (states,)."""
    return np.asarray(np.bincount(board.source, weights=rates, minlength=board.size), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Entries:
    """The sparse matrix of one jump by rows: ``data`` and ``indices`` (entries,), ``indptr`` (rows + 1,)."""

    data: Floats
    indices: Places
    indptr: Places

    def matrix(self) -> csr_array:
        """The same as a matrix of scipy's."""
        from scipy.sparse import csr_array  # takes a moment to import: only where a play is run

        return csr_array((self.data, self.indices, self.indptr), shape=(self.indptr.size - 1,) * 2)


def jump_entries(data: Floats, indices: Places, indptr: Places) -> Entries:
    """The matrix of one jump without the moves that are as good as never made.

    High resolve makes a third of all moves so. Each left out, a probability is off by less than ``NEVER`` for every
    jump and every choice.
    """
    kept = np.abs(data) >= NEVER
    before = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)
    return Entries(data[kept], indices[kept], before[indptr])
