"""Where the play stands at every date: exact transient probabilities by uniformisation.

With q at least every state's exit rate, P(t) = sum over n of Poisson(n; q t) p0 P^n, P = I + Q/q (Jensen 1953; Stewart
1994, "Introduction to the Numerical Solution of Markov Chains", section 8.1). One power sequence a piece of constant
rates serves every date in it. The sum is cut where the remaining Poisson mass is under ``TAIL``, so no probability
is off by more than ``ERROR_BOUND`` for that reason.

Questions are read off lanes, one a column: a chain with only the states that the column's readings can depend on, and
with places in which what is absorbed gathers. All lanes stand one after the other in one vector, so one sparse product
moves them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.errors import BadInput
from realpolitik.play.board import Board
from realpolitik.play.carriages import Carriage, Chances
from realpolitik.play.kernel import exit_rates, jump_rate
from realpolitik.play.lanes import Lane
from realpolitik.play.poisson import LARGEST_TABLE, TAIL, poisson_count, poisson_rows
from realpolitik.play.product import Choosing, FreeStep, reviews
from realpolitik.play.train import Lanes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ERROR_BOUND = 1e-12
MOST_STEPS = 10**6  #: steps of a stretch of constant rates that a play is willing to take
_TOGETHER = 32  #: steps made before they are summed up


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of constant rates, ``until`` months from the start; ``rates`` shape (moves,).

    ``apart``: hazards per month of the events apart in every state, shape (events, states); None: there are none.
    ``free``: the actors' choices and nature's hazards (axes, states), where every move is free; else None.
    """

    until: float
    rates: Floats
    apart: Floats | None = None
    free: tuple[Choosing, Floats] | None = None


@dataclass(frozen=True, eq=False)
class Course:
    """What a run gives: ``readings`` (dates, readings), the distribution (states,) of the play at ``halt``, ``steps``.

    ``spent``: for every stretch of constant rates up to ``halt`` the expected months in each state. Readings that were
    not taken are not a number: those of lanes not chosen, and those at dates after their lane's last.
    """

    readings: Floats
    halted: Floats
    spent: list[tuple[Piece, Floats]]
    steps: int


def run(lanes: Lanes, chosen: Sequence[Lane], pieces: Sequence[Piece], times: Floats, halt: float) -> Course:
    """Follow the play through ``pieces`` and take the readings of the play itself and of the ``chosen`` lanes.

    ``times`` (months, ascending, not after the last piece's end) shape (dates,). Where the play stands is kept at the
    time ``halt``.
    """
    told = np.full((times.size, len(lanes.readings)), np.nan)
    train = [(carriage, carriage.start()) for carriage in lanes.carried(chosen, free=all(p.free for p in pieces))]
    for carriage, mass in train:
        told[np.ix_(times <= 0.0, carriage.readings)] = carriage.read(mass[None, :])
    halted, spent = np.zeros(lanes.board.size), []
    steps, begin = 0, 0.0
    for piece in _cut(pieces, [lane.switch for lane in chosen if lane.switch is not None]):
        train = [lanes.shortened(carriage, begin, mass) for carriage, mass in train if _is_read(carriage, begin)]
        inside = (times > begin) & (times <= piece.until)
        stride = _Stride.of(lanes.board, piece, begin, times[inside], halt)
        legs = [stride.along(carriage, mass, play=k == 0) for k, (carriage, mass) in enumerate(train)]
        for (carriage, _), leg in zip(train, legs, strict=True):
            told[np.ix_(inside, carriage.readings)] = leg.read
        train = [(carriage, leg.mass) for (carriage, _), leg in zip(train, legs, strict=True)]
        steps += stride.count - 1
        if begin < halt:
            spent.append((piece, legs[0].spent))
            halted = legs[0].halted
        begin = piece.until
    for lane in chosen:
        told[np.ix_(times > lane.until, lane.readings)] = np.nan
    return Course(told, halted, spent, steps)


def _is_read(carriage: Carriage, time: float) -> bool:
    return any(lane.until > time for lane in carriage.lanes)


def _cut(pieces: Sequence[Piece], switches: Sequence[float]) -> list[Piece]:
    """The pieces, cut where a lane changes what it absorbs."""
    stops = sorted(set(switches))
    out: list[Piece] = []
    begin = 0.0
    for piece in pieces:
        for end in [*(at for at in stops if begin < at < piece.until), piece.until]:
            if end > begin:
                out.append(replace(piece, until=end))
                begin = end
    return out


@dataclass(frozen=True, eq=False)
class _Leg:
    """What comes of one piece in one carriage: the ``mass`` at its end, what is ``read`` at its dates.

    Of the play itself, up to the halt, the months ``spent`` in each state and where it ``halted``; else empty.
    """

    mass: Floats
    read: Floats
    spent: Floats
    halted: Floats


@dataclass(frozen=True, eq=False)
class _Stride:
    """The jumps of one piece: ``count`` terms, with ``weights`` (dates + 1, count) for every date and the end.

    ``chances`` are those of a jump. ``noted`` (2, count): the months
    expected at each term before the halt, and the weight of each at the halt.
    """

    chances: Chances
    begin: float
    count: int
    weights: Floats
    noted: Floats

    @classmethod
    def of(cls, board: Board, piece: Piece, begin: float, times: Floats, halt: float) -> _Stride:
        """``times`` are the dates in the piece, which begins at ``begin``."""
        leaving = exit_rates(board, piece.rates)
        q = jump_rate(leaving, piece.apart) if piece.free is None else reviews(*piece.free, piece.apart)
        length, timed = piece.until - begin, min(halt, piece.until) - begin
        if q * length > MOST_STEPS:
            raise BadInput(
                f"about {q * length:.1g} reviews and chance moves would have to be followed, more than {MOST_STEPS:,}; "
                "nothing was played. Choose a slower `pace` or rate."
            )
        if q == 0.0:
            return cls(Chances(np.zeros(0)), begin, 1, np.ones((times.size + 1, 1)), np.array([[timed], [1.0]]))
        count = poisson_count(q * length)
        weights = poisson_rows(q * np.array([*(times - begin), length, timed]), count)
        # The expected time at term n is P(N > n) / q, with N the number of jumps before the halt.
        left = (np.cumsum(weights[-1, ::-1])[::-1] - weights[-1]) / q
        thinned = [] if piece.apart is None else [1.0 - (leaving + hazard) / q for hazard in piece.apart]
        numbers = np.concatenate([piece.rates / q, 1.0 - leaving / q, [1.0], *thinned])
        free = None if piece.free is None else FreeStep(*piece.free, q)
        return cls(Chances(numbers, free), begin, count, weights[:-1], np.array([left, weights[-1]]))

    def along(self, carriage: Carriage, mass: Floats, *, play: bool) -> _Leg:
        """Move the ``mass`` of a carriage through the piece; ``play``: the play itself is in it."""
        count, weights, noted = self.count, self.weights, self.noted
        rows = np.empty((max(1, min(_TOGETHER, LARGEST_TABLE // carriage.size, count)), carriage.size))
        rows[0] = mass
        step = carriage.jump(self.chances, self.begin) if count > 1 else _stay
        end, read = np.zeros(carriage.size), np.zeros((len(weights) - 1, carriage.readings.size))
        kept = np.zeros((2, carriage.play(rows[:1]).shape[1] if play else 0))
        done = 0
        while done < count:
            part = slice(done, min(done + len(rows), count))
            for n in range(max(part.start, 1), part.stop):
                step(rows[n - done - 1], rows[n - done])  # before the first row comes the last one of those before
            found, done = rows[: part.stop - done], part.stop
            # A step never moves more mass than the one before, so this bounds all that is still to come.
            if len(found) > 1 and float(np.abs(found[-1] - found[-2]).sum()) * (count - done) < TAIL:
                count, weights, noted = done, _ended(weights, done), _ended(noted, done)
            end += np.einsum("n,ns->s", weights[-1, part], found)
            read += weights[:-1, part] @ carriage.read(found)
            if play:
                kept += np.einsum("kn,ns->ks", noted[:, part], carriage.play(found))
        return _Leg(end, read, *(carriage.by_state(row) if play else row for row in kept))


def _ended(weights: Floats, count: int) -> Floats:
    """Weights of ``count`` terms, the last of which stands for all that follow."""
    return np.concatenate([weights[..., : count - 1], weights[..., count - 1 :].sum(axis=-1, keepdims=True)], axis=-1)


def _stay(mass: Floats, out: Floats) -> None:
    """The step of a play in which nothing moves."""
    out[:] = mass
