"""What every state is worth at the start: one backward sweep values all states for many targets at once.

A target is a number read at the end of a play, such as "the scenario holds on the last day" or "it has held by then".
With g(t) the column of its expected value given the state at time t, g(T) is its indicator and -dg/dt = Q g (the
backward equation; Norris 1997, "Markov Chains", section 2.8). Where states absorb, g is held there at what they count.
Uniformisation serves backward as it does forward, so one sweep answers "what if the play began in that state" for
every state: what a lever asks.
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
from realpolitik.play.poisson import poisson_weights
from realpolitik.play.transient import Piece

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TAIL = 1e-10  #: Poisson mass left out: a valued probability is off by no more for that reason
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


def sweep(
    pattern: Pattern,
    pieces: Sequence[Piece],
    targets: Sequence[Target] | Bundle,
    nodes: Floats | None = None,
    tail: float = TAIL,
) -> tuple[Floats, Floats]:
    """Every target's value in every row of the pattern at the start, (rows, targets), and at the times ``nodes``.

    ``pattern`` must be a backward one. The second result has shape (nodes, rows, targets), times in months; a target
    that is over is worth 0.
    """
    ready = targets if isinstance(targets, Bundle) else Bundle(pattern, targets)
    if nodes is None and ready.tiled:
        return _sweep_in_tiles(pattern, pieces, ready, tail), np.zeros((0, pattern.size, len(ready.targets)))
    targets, place, terminal, ends = ready.targets, ready.place, ready.terminal, ready.ends
    size = pattern.size
    at = np.zeros(0) if nodes is None else nodes
    seen = np.zeros((at.size, size, len(targets)))
    digits = ready.digits
    block = np.zeros((size, 0), dtype=digits)
    for begin, end, rates, apart in reversed(_stretches(pieces, targets)):
        live = int((ends > begin).sum())  # columns that are not over by the stretch's begin: the first ones
        block = np.hstack([block, terminal[:, block.shape[1] : live]])
        held = ready.held(begin, live)
        held.put(block)
        matrix, q = pattern.jump(rates, apart)
        matrix = matrix.astype(digits, copy=False)
        thin = _thinning(targets[:live], apart, q, pattern, digits)
        weights = _weights(q, np.minimum(ends[:live], end) - begin, tail).astype(digits, copy=False)
        looks = [
            (k, until, _weights(q, np.minimum(ends[:until], end) - at[k], tail))
            for k in np.flatnonzero((at >= begin) & (at < end))
            for until in [int((ends > at[k]).sum())]
        ]
        power, out = block, weights[0] * block
        part = np.empty_like(out)
        for k, until, look in looks:
            seen[k][:, :until] = look[0] * block[:, :until]
        for n in range(1, len(weights)):
            power = _step(matrix, power, thin)
            held.put(power)
            np.multiply(power, weights[n], out=part)
            np.add(out, part, out=out)
            for k, until, look in looks:
                if n < len(look):
                    seen[k][:, :until] += look[n] * power[:, :until]
        block = out
    return block[:, place], seen[:, :, place]


def _sweep_in_tiles(pattern: Pattern, pieces: Sequence[Piece], ready: Bundle, tail: float) -> Floats:
    """The same by machine code, to the last bit: every target's value in every row at the start, (rows, targets)."""
    from realpolitik.play.tiles import WIDTH, jumps, tiled, untiled

    targets, ends, digits = ready.targets, ready.ends, ready.digits
    terminal = ready.terminal_in_tiles
    block = np.zeros_like(terminal)
    none = np.zeros((0, 0, WIDTH), dtype=digits)
    live, known = 0, None
    for begin, end, rates, apart in reversed(_stretches(pieces, targets)):
        before, live = live, int((ends > begin).sum())
        for k in range(before, live):
            block[k // WIDTH, :, k % WIDTH] = terminal[k // WIDTH, :, k % WIDTH]
        tiles = -(-live // WIDTH)
        held, part = ready.held_in_tiles(begin), block[:tiles]
        held = Held(held.free[:tiles], held.values[:tiles])
        held.put(part)
        if known is None or known[0] is not rates or known[1] is not apart:
            known = rates, apart, *pattern.entries(rates, apart)
        _, _, entries, q = known
        thin = _thinning(targets[:live], apart, q, pattern, digits)
        weights = tiled(_weights(q, np.minimum(ends[:live], end) - begin, tail).astype(digits, copy=False))
        out = weights[:, :1] * part
        jumps(
            entries.data.astype(digits, copy=False),
            entries.indices,
            entries.indptr,
            part,
            none if thin is None else tiled(thin),
            held.free,
            held.values,
            weights,
            out,
        )
        block[:tiles] = out
    return untiled(block, len(targets))[:, ready.place]


def forward(
    pattern: Pattern,
    start: int,
    pieces: Sequence[Piece],
    targets: Sequence[Target] | Bundle,
    nodes: Floats,
    tail: float = TAIL,
) -> Floats:
    """Where a play stands at ``nodes`` (months) if it stops where a target is held: (nodes, rows, targets).

    ``pattern`` must be a forward one. The mass of a target that is over by then is 0.
    """
    ready = targets if isinstance(targets, Bundle) else Bundle(pattern, targets)
    targets, place, ends = ready.targets, ready.place, ready.ends
    size = pattern.size
    block = np.zeros((size, len(targets)), dtype=ready.digits)
    block[pattern.place[start]] = 1.0
    seen = np.zeros((nodes.size, size, len(targets)))
    for begin, end, rates, apart in _stretches(pieces, targets):
        held = ready.held(begin, len(targets))
        held.stop(block)
        matrix, q = pattern.jump(rates, apart)
        matrix = matrix.astype(ready.digits, copy=False)
        thin = _thinning(targets, apart, q, pattern, block.dtype)
        weights = poisson_weights(q * (end - begin), tail).astype(ready.digits, copy=False)
        looks = [
            (k, poisson_weights(q * (nodes[k] - begin), tail)) for k in np.flatnonzero((nodes >= begin) & (nodes < end))
        ]
        power, out = block, weights[0] * block
        for k, look in looks:
            seen[k] = look[0] * block
        for n in range(1, len(weights)):
            power = _step(matrix, power, thin)
            held.stop(power)
            out += weights[n] * power
            for k, look in looks:
                if n < len(look):
                    seen[k] += look[n] * power
        block = out
    return (seen * (ends > nodes[:, None])[:, None, :])[:, :, place]


def _stretches(pieces: Sequence[Piece], targets: Sequence[Target]) -> list[tuple[float, float, Floats, Floats | None]]:
    """(begin, end, rates, hazards apart), cut also where what is held changes; nothing after the last target's end."""
    last = max(t.end for t in targets)
    cuts = sorted({begin for t in targets for begin, _, _ in t.held if begin > 0.0})
    out = []
    begin = 0.0
    for piece in pieces:
        for cut in [*(c for c in cuts if begin < c < piece.until), piece.until]:
            if begin < min(cut, last):
                out.append((begin, min(cut, last), piece.rates, piece.apart))
            begin = cut
    return out


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


def _step(matrix: csr_array, block: Floats, thin: Floats | None) -> Floats:
    """One jump, less the mass that events apart take out."""
    out = np.asarray(matrix @ block)
    if thin is not None:
        np.subtract(out, thin * block, out=out)
    return out


def _thinning(
    targets: Sequence[Target],
    apart: Floats | None,
    q: float,
    pattern: Pattern,
    digits: np.dtype[Any],
) -> Floats | None:
    """The share of mass that every jump takes out of each target, (rows, targets); None: nowhere any.

    One array for all columns, 0 where no event is apart: picking columns out of rows would take longer.
    """
    found = [(k, t.thin) for k, t in enumerate(targets) if t.thin is not None]
    if apart is None or q == 0.0 or not found:
        return None
    share = np.zeros((pattern.size, len(targets)), dtype=digits)
    for k, event in found:
        share[:, k] = pattern.rows(apart[event]) / q
    return share


def _weights(q: float, lengths: Floats, tail: float) -> Floats:
    """Poisson weights of every target's own length of time, shape (steps, targets)."""
    columns = {length: poisson_weights(q * length, tail) for length in set(lengths.tolist())}
    out = np.zeros((max((w.size for w in columns.values()), default=1), lengths.size))
    for k, length in enumerate(lengths.tolist()):
        out[: columns[length].size, k] = columns[length]
    return out
