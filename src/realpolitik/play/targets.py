"""What a sweep values, laid out for a board: targets, what is held fixed for them, and the pattern of the moves.

A target is a number read at the end of a play, such as "the scenario holds on the last day" or "it has held by then".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.compiled import wanted
from realpolitik.play.board import Board
from realpolitik.play.kernel import Entries, exit_rates, jump_entries, jump_rate
from realpolitik.play.lanes import Column, Reading

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TILED = 2**13  #: numbers (rows times targets) from which on sweeps go by machine code where numba is installed


@dataclass(frozen=True, eq=False)
class Target:
    """A number to value: ``terminal`` (states,) at ``end`` months, and what is held fixed before.

    ``held``: (from, states held fixed, their values), the earliest first; each stands until the next one's time.
    ``elsewhere``: what counts for a play that has come into a state which the pattern leaves out. ``thin``: only while
    this event apart has not come.
    """

    end: float
    terminal: Floats
    held: tuple[tuple[float, Bools, Floats], ...] = ()
    elsewhere: float = 0.0
    thin: int | None = None


def target_of(reading: Reading, column: Column, end: float) -> Target:
    """The target whose value at the start is the forward run's ``reading`` at the date ``end``."""
    mask = reading.mask.astype(np.float64)
    nothing = np.zeros_like(mask)
    if column.thin is not None:
        return Target(end, mask, elsewhere=1.0, thin=column.thin)
    if column.absorb is None:
        return Target(end, mask)
    if column.switch is None or end <= column.switch:
        if reading.arriving and column.switch is None:
            counted = np.where(column.absorb, mask, 0.0)
            return Target(end, counted, ((0.0, column.absorb, counted),))
        if reading.arriving:
            return Target(end, nothing)
        return Target(end, np.where(column.absorb, 0.0, mask), ((0.0, column.absorb, nothing),))
    before = (0.0, column.absorb, nothing)
    if column.then is None or not reading.arriving:
        after = np.zeros_like(column.absorb) if column.then is None else column.then
        return Target(end, np.where(after, 0.0, mask), (before, (column.switch, after, nothing)))
    counted = np.where(column.then, mask, 0.0)
    return Target(end, counted, (before, (column.switch, column.then, counted)))


@dataclass(frozen=True, eq=False)
class Held:
    """What is held fixed in a stretch: ``free`` (states, columns) is 0 where a column is held, ``values`` at what.

    One array for all columns, so that holding is two passes over memory.
    """

    free: Floats
    values: Floats

    def put(self, block: Floats) -> None:
        """Hold the block's states, in place."""
        np.multiply(block, self.free, out=block)
        np.add(block, self.values, out=block)

    def stop(self, block: Floats) -> None:
        """Take the mass in held states out of play, in place."""
        np.multiply(block, self.free, out=block)

    def first(self, columns: int) -> Held:
        """The same for the first columns alone."""
        return Held(np.ascontiguousarray(self.free[:, :columns]), np.ascontiguousarray(self.values[:, :columns]))


class Pattern:
    """The sparse pattern of a board, made once; rows by the state left (backward) or entered (forward).

    ``keep`` (states,): the states that are followed; all others are one place ("elsewhere", the last row) that no move
    leaves. Moves into them are still chosen among as ever, so what is kept is exact up to the chance of getting there.
    """

    def __init__(self, board: Board, *, backward: bool, keep: Bools | None = None) -> None:
        self.board = board
        self.kept = np.arange(board.size) if keep is None else np.flatnonzero(keep)
        self.size = self.kept.size + (self.kept.size < board.size)
        self.place = np.full(board.size, self.kept.size, dtype=np.int64)  #: each state's row
        self.place[self.kept] = np.arange(self.kept.size)
        self._moves = np.flatnonzero(self.place[board.source] < self.kept.size)
        source, target = self.place[board.source[self._moves]], self.place[board.target[self._moves]]
        here, there = (source, target) if backward else (target, source)
        own = np.arange(self.size)
        rows, columns = np.concatenate([here, own]), np.concatenate([there, own])
        self._order = np.lexsort((columns, rows))
        rows, columns = rows[self._order], columns[self._order]
        new = (np.diff(rows, prepend=-1) != 0) | (np.diff(columns, prepend=-1) != 0)
        self._heads = np.flatnonzero(new)  # several moves between the same two places are one entry
        self._indices = columns[self._heads].astype(np.int32)
        self._indptr = np.searchsorted(rows[self._heads], np.arange(self.size + 1)).astype(np.int32)

    def rows(self, values: Floats, elsewhere: float = 0.0) -> Floats:
        """Values of the board's states, (states,), as this pattern's rows."""
        return np.append(values[self.kept], [elsewhere] * (self.size - self.kept.size))

    def jump(self, rates: Floats, apart: Floats | None = None) -> tuple[csr_array, float]:
        """One jump of the uniformised chain and its rate q a month (0 where nothing moves: the jump stays).

        ``apart``: hazards of the events apart (events, states), for which q leaves room.
        """
        entries, q = self.entries(rates, apart)
        return entries.matrix(), q

    def entries(self, rates: Floats, apart: Floats | None = None) -> tuple[Entries, float]:
        """The same, with the matrix as its entries."""
        leaving = self.rows(exit_rates(self.board, rates))
        q = jump_rate(leaving, None if apart is None else np.array([self.rows(one) for one in apart]))
        unit = q or 1.0
        data = np.concatenate([rates[self._moves] / unit, 1.0 - leaving / unit])[self._order]
        if self._heads.size < data.size:
            data = np.add.reduceat(data, self._heads)
        return jump_entries(data, self._indices, self._indptr), q


class Bundle:
    """Targets made ready for a pattern, once for many sweeps: those that end last come first.

    ``place`` tells where each target, as given, stands among them; ``terminal`` (rows, targets), ``ends`` (targets,).
    ``single``: sweeps compute with seven digits instead of sixteen, in little more than half the time. ``tiled``: they
    go by machine code.
    """

    def __init__(self, pattern: Pattern, targets: Sequence[Target], *, single: bool = False) -> None:
        order = sorted(range(len(targets)), key=lambda k: -targets[k].end)
        self.targets = [targets[k] for k in order]
        self.place = np.argsort(order)
        self.ends = np.array([t.end for t in self.targets])
        rows = [pattern.rows(t.terminal, t.elsewhere) for t in self.targets]
        self.single = single
        self.digits = np.dtype(np.float32 if single else np.float64)
        self.terminal = np.ascontiguousarray(np.array(rows, dtype=self.digits).T)
        self.tiled = self.terminal.size >= TILED and wanted()
        self._pattern = pattern
        self._held: dict[tuple[float, int], Held] = {}
        self._held_in_tiles: dict[float, Held] = {}

    def held(self, time: float, columns: int) -> Held:
        """What is held by the first columns in the stretch that begins at ``time``."""
        if (time, columns) not in self._held:
            self._held[time, columns] = _held(self.targets, time, self._pattern, self.digits).first(columns)
        return self._held[time, columns]

    @cached_property
    def terminal_in_tiles(self) -> Floats:
        """``terminal`` in tiles."""
        from realpolitik.play.tiles import tiled

        return tiled(self.terminal)

    def held_in_tiles(self, time: float) -> Held:
        """What is held by all columns in the stretch that begins at ``time``, in tiles."""
        from realpolitik.play.tiles import tiled

        if time not in self._held_in_tiles:
            held = self.held(time, len(self.targets))
            self._held_in_tiles[time] = Held(tiled(held.free), tiled(held.values))
        return self._held_in_tiles[time]


def _held(targets: Sequence[Target], time: float, pattern: Pattern, digits: np.dtype[Any]) -> Held:
    """What is held in the stretch that begins at ``time``, for every target."""
    shape = (pattern.size, len(targets))
    free, values = np.ones(shape, dtype=digits), np.zeros(shape, dtype=digits)
    for number, target in enumerate(targets):
        now = [(mask, worth) for begin, mask, worth in target.held if begin <= time]
        if now:
            mask, worth = now[-1]
            free[:, number] = pattern.rows(np.where(mask, 0.0, 1.0), 1.0)
            values[:, number] = pattern.rows(np.where(mask, worth, 0.0))
    return Held(free, values)
