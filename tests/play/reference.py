"""The plain run: every column over all states of the board, in one block, each reading taken at every step.

What ``realpolitik.play.transient`` computes with less; it is the slow, obvious way that the tests and the benchmark
compare with. Uniformisation: with q at least every state's exit rate, P(t) = sum over n of Poisson(n; q t) p0 P^n,
P = I + Q/q. A column is the play with some states made absorbing; what it absorbs is counted as it arrives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.errors import BadInput
from realpolitik.play.board import Board
from realpolitik.play.kernel import exit_rates
from realpolitik.play.poisson import TAIL, poisson_weights

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ERROR_BOUND = 1e-12
MOST_STEPS = 10**6  #: steps of a stretch of constant rates that a play is willing to take
_CHECK_EVERY = 16


@dataclass(frozen=True, eq=False)
class Column:
    """A run with absorbing states: ``absorb`` (states,) or None; from time ``switch`` on, ``then`` instead.

    What was absorbed before the switch does not come back; ``then`` must lie within ``absorb``. ``thin``: mass is
    taken out at the hazard of this event apart, so that what is left is the chance that the event has not come.
    """

    absorb: Bools | None = None
    switch: float | None = None
    then: Bools | None = None
    thin: int | None = None


@dataclass(frozen=True, eq=False)
class Reading:
    """A number read at every date: the mass of ``column`` in ``mask``.

    ``arriving``: count what was absorbed there (in a column with a switch: after the switch) instead of what stands
    there.
    """

    column: int
    mask: Bools
    arriving: bool = False


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of constant rates, ``until`` months from the start; ``rates`` shape (moves,).

    ``apart``: hazards per month of the events apart in every state, shape (events, states); None: there are none.
    """

    until: float
    rates: Floats
    apart: Floats | None = None


@dataclass(frozen=True, eq=False)
class Course:
    """What a run gives: ``readings`` (dates, readings), the distribution (states,) of column 0 at ``halt``, ``steps``.

    ``spent``: for every stretch of constant rates the expected months in each state; empty unless asked for.
    """

    readings: Floats
    halted: Floats
    spent: list[tuple[Piece, Floats]]
    steps: int


class Chain:
    """The sparse pattern of a board, made once; ``matrix`` fills in rates."""

    def __init__(self, board: Board) -> None:
        self.board = board
        size = board.size
        rows = np.concatenate([board.target, np.arange(size)])
        columns = np.concatenate([board.source, np.arange(size)])
        self._order = np.lexsort((columns, rows))
        self._indices = columns[self._order].astype(np.int32)
        self._indptr = np.searchsorted(rows[self._order], np.arange(size + 1)).astype(np.int32)

    def closed(self, mask: Bools) -> bool:
        """Whether no move leads out of the states of ``mask``."""
        return not bool(np.any(mask[self.board.source] & ~mask[self.board.target]))

    def matrix(self, rates: Floats, apart: Floats | None = None) -> tuple[csr_array | None, float]:
        """One jump of the uniformised chain (it moves column vectors) and its rate q; None: nothing moves.

        q is at least every state's exit rate plus the largest hazard of the events ``apart`` (events, states) there.
        """
        from scipy.sparse import csr_array  # takes a moment to import: only where a play is run

        leaving = exit_rates(self.board, rates)
        q = jump_rate(leaving, apart)
        if q == 0.0:
            return None, 0.0
        data = np.concatenate([rates / q, 1.0 - leaving / q])[self._order]
        return csr_array((data, self._indices, self._indptr), shape=(self.board.size, self.board.size)), q


def jump_rate(leaving: Floats, apart: Floats | None) -> float:
    """The rate of the uniformised chain: the largest exit rate, with what the events apart take out."""
    taken = 0.0 if apart is None else apart.max(axis=0, initial=0.0)
    return float((leaving + taken).max(initial=0.0))


def run(
    chain: Chain,
    start: int,
    pieces: Sequence[Piece],
    columns: Sequence[Column],
    readings: Sequence[Reading],
    times: Floats,
    *,
    halt: float | None = None,
    time_spent: bool = False,
) -> Course:
    """Follow the play from ``start`` through ``pieces`` and take every reading at every time.

    ``times`` (months, ascending, not after the last piece's end) shape (dates,). Column 0 must absorb nothing; where
    it stands is kept at the time ``halt`` (None: the end).
    """
    state = _Block(chain, start, columns, readings)
    out = np.zeros((times.size, len(readings)))
    out[times <= 0.0] = state.values()
    spent: list[tuple[Piece, Floats]] = []
    steps, begin = 0, 0.0
    stops = [c.switch for c in columns if c.switch is not None]
    halted: Floats | None = None
    for piece in _cut(pieces, stops if halt is None else [*stops, halt]):
        state.switch_at(begin)
        inside = (times > begin) & (times <= piece.until)
        last_piece = piece.until >= pieces[-1].until
        timed = time_spent and (halt is None or begin < halt)
        months_in = np.zeros(chain.board.size if timed else 0)
        steps += state.advance(chain, piece, begin, times, inside, out, months_in, columns_after=not last_piece)
        if timed:
            spent.append((piece, months_in))
        begin = piece.until
        if begin == halt:
            halted = state.block[:, 0].copy()
    return Course(out, state.block[:, 0].copy() if halted is None else halted, spent, steps)


def _cut(pieces: Sequence[Piece], stops: Sequence[float]) -> list[Piece]:
    """The pieces, cut where a column changes what it absorbs, and where it is looked at."""
    out: list[Piece] = []
    begin = 0.0
    for piece in pieces:
        for at in sorted(set(stops)):
            if begin < at < piece.until:
                out.append(Piece(at, piece.rates, piece.apart))
                begin = at
        if piece.until > begin:
            out.append(piece)
            begin = piece.until
    return out


class _Block:
    """All columns' live mass, shape (states, columns), and what has been absorbed where a reading counts it."""

    def __init__(self, chain: Chain, start: int, columns: Sequence[Column], readings: Sequence[Reading]) -> None:
        size = chain.board.size
        self.columns = columns
        self.readings = readings
        self.block = np.zeros((size, len(columns)))
        self.block[start] = 1.0
        self.live = np.ones((size, len(columns)))
        for c, column in enumerate(columns):
            if column.absorb is not None:
                self.live[column.absorb, c] = 0.0
        self.absorbed = np.zeros(len(readings))
        self.standing = [
            (c, picks, np.array([readings[r].mask for r in picks], dtype=np.float64))
            for c in range(len(columns))
            if (picks := [r for r, reading in enumerate(readings) if reading.column == c and not reading.arriving])
        ]
        self.absorbing = bool((self.live == 0.0).any())
        self.thinned = [(c, column.thin) for c, column in enumerate(columns) if column.thin is not None]
        self._count(-1.0)
        self.absorb()

    def _count(self, now: float) -> None:
        """Which states each arriving reading counts from now on: one layer for the n-th such reading of every column.

        A column with a switch counts only after it.
        """
        taken = [0] * len(self.columns)
        self.layers: list[tuple[Floats, Ints, Ints]] = []
        layers: list[list[int]] = []
        for r, reading in enumerate(self.readings):
            switch = self.columns[reading.column].switch
            if reading.arriving and (switch is None or switch <= now):
                if taken[reading.column] == len(layers):
                    layers.append([])
                layers[taken[reading.column]].append(r)
                taken[reading.column] += 1
        for members in layers:
            counts = np.zeros(self.live.shape)
            of = np.array([self.readings[r].column for r in members])
            for r, c in zip(members, of, strict=True):
                counts[:, c] = self.readings[r].mask & (self.live[:, c] == 0.0)
            self.layers.append((counts, np.array(members), of))

    def absorb(self) -> None:
        """Count what has just arrived in absorbing states and take it out of play."""
        for counts, members, of in self.layers:
            self.absorbed[members] += np.einsum("sc,sc->c", counts, self.block)[of]
        if self.absorbing:
            self.block *= self.live

    def switch_at(self, time: float) -> None:
        """Let columns whose switch has come absorb their other states from now on."""
        due = [c for c, column in enumerate(self.columns) if column.switch is not None and column.switch <= time]
        for c in due:
            then = self.columns[c].then
            self.live[:, c] = 1.0 if then is None else ~then
        if due:
            self._count(time)

    def values(self) -> Floats:
        """Every reading now."""
        out = self.absorbed.copy()
        for c, picks, masks in self.standing:
            out[picks] = masks @ self.block[:, c]
        return out

    def advance(
        self,
        chain: Chain,
        piece: Piece,
        begin: float,
        times: Floats,
        inside: Bools,
        out: Floats,
        months_in: Floats,
        *,
        columns_after: bool,
    ) -> int:
        """Move through one piece, write the readings of the dates in it, and return the number of steps made."""
        matrix, q = chain.matrix(piece.rates, piece.apart)
        length = piece.until - begin
        if matrix is None:
            out[inside] = self.values()
            if months_in.size:
                months_in += length * self.block[:, 0]
            return 0
        if q * length > MOST_STEPS:
            raise BadInput(
                f"about {q * length:.1g} reviews and chance moves would have to be followed, more than {MOST_STEPS:,}; "
                "nothing was played. Choose a slower `pace` or rate."
            )
        weights = poisson_weights(q * length)
        left = (1.0 - np.cumsum(weights)).clip(0.0) / q  # expected time at step n: P(N > n) / q
        sequence = np.zeros((weights.size, len(self.readings)))
        sequence[0] = self.values()
        carried = self.block if columns_after else self.block[:, :1]
        end = weights[0] * carried
        if months_in.size:
            months_in += left[0] * self.block[:, 0]
        n = made = 0
        for n in range(1, weights.size):
            previous = self.block
            self.block = matrix @ previous
            for c, event in self.thinned:
                assert piece.apart is not None
                self.block[:, c] -= piece.apart[event] / q * previous[:, c]
            self.absorb()
            made += 1
            sequence[n] = self.values()
            carried = self.block if columns_after else self.block[:, :1]
            end += weights[n] * carried
            if months_in.size:
                months_in += left[n] * self.block[:, 0]
            if n % _CHECK_EVERY == 0:
                # A step never moves more mass than the one before, so this bounds all that is still to come.
                moved = float(np.abs(self.block - previous).sum(axis=0).max())
                if moved * (weights.size - n) < TAIL:
                    break
        sequence[n + 1 :] = sequence[n]
        end += weights[n + 1 :].sum() * carried
        if months_in.size:
            months_in += left[n + 1 :].sum() * self.block[:, 0]
        for d in np.flatnonzero(inside):
            at = poisson_weights(q * (times[d] - begin))
            m = min(at.size, weights.size)
            out[d] = at[:m] @ sequence[:m]
        self.absorbed = weights @ np.where(self._arriving(), sequence, 0.0)
        self.block = np.ascontiguousarray(end)
        return made

    def _arriving(self) -> Bools:
        return np.array([reading.arriving for reading in self.readings], dtype=np.bool_)
