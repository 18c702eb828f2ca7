"""What is carried through a play: lanes one after the other in one vector, or whole columns side by side.

Either way one sparse product moves everything in a carriage. A ``Row`` of lanes has only what each lane uses. A
``Block`` has all classes of a drawing for each of its columns, but one matrix for all of them, which is quicker where
the lanes leave little out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.kernel import jump_entries
from realpolitik.play.lanes import Lane, Pattern
from realpolitik.play.product import FreeStep

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Step = Callable[[Floats, Floats], None]  #: writes what one jump makes of the first into the second


@dataclass(frozen=True, eq=False)
class Chances:
    """Those of one jump: ``numbers`` are what a ``Pattern`` takes its entries from; ``free``, where moves are free."""

    numbers: Floats
    free: FreeStep | None = None


class Carriage(Protocol):
    """Some lanes' mass in one array of ``size`` numbers; ``readings`` (positions) are all that are read in them."""

    lanes: tuple[Lane, ...]
    size: int
    readings: Ints

    def __init__(self, lanes: Sequence[Lane]) -> None:
        """Of some lanes."""

    def start(self) -> Floats:
        """The mass at first, (size,)."""

    def split(self, mass: Floats) -> list[Floats]:
        """Each lane's part of ``mass`` (size,)."""

    def joined(self, parts: Sequence[Floats]) -> Floats:
        """The mass (size,), from each lane's part."""

    def jump(self, chances: Chances, time: float) -> Step:
        """One jump after ``time``."""

    def read(self, masses: Floats) -> Floats:
        """The readings of ``masses`` (n, size), shape (n, readings)."""

    def play(self, masses: Floats) -> Floats:
        """Where the play itself, its first lane, stands in ``masses``: (n, states), in an order of its own."""

    def by_state(self, values: Floats) -> Floats:
        """Values (states,) in that order, put in the board's."""


class Row:
    """Lanes one after the other; those in which what stands is read first (but the first stays the first).

    What is looked at are the sums of the groups of places that begin at ``heads`` (within the first ``read_to``
    places), then the ``sinks``; ``sums`` (looked at, readings) adds them up.
    """

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self.lanes = (lanes[0], *sorted(lanes[1:], key=lambda lane: not lane.atoms.size))
        self.ends: list[int] = np.cumsum([lane.size for lane in self.lanes]).tolist()
        self.size = self.ends[-1]
        self.readings = np.concatenate([lane.readings for lane in self.lanes])
        heads, sinks, standing, arriving = [], [], [], []
        for lane, end in zip(self.lanes, self.ends, strict=True):
            mine = np.arange(end - lane.sinks, end)
            after = mine[:1] if lane.atoms.size else mine[:0]  # ends the last group; what follows is not read there
            heads += [end - lane.size + lane.atoms, after]
            standing.append(np.vstack([lane.standing.T, np.zeros((after.size, lane.readings.size))]))
            sinks.append(mine)
            arriving.append(lane.arriving.T)
        self.heads, self.sinks = np.concatenate(heads), np.concatenate(sinks)
        self.read_to = max((e for e, lane in zip(self.ends, self.lanes, strict=True) if lane.atoms.size), default=0)
        self.sums = np.vstack([_diagonal(standing), _diagonal(arriving)])
        self._patterns: dict[tuple[bool, ...], Pattern] = {}

    def start(self) -> Floats:
        """The mass at first, (size,)."""
        parts = [np.zeros(lane.size) for lane in self.lanes]
        for part, lane in zip(parts, self.lanes, strict=True):
            if lane.start >= 0:
                part[lane.start] = 1.0
        return self.joined(parts)

    def split(self, mass: Floats) -> list[Floats]:
        """Each lane's part of ``mass`` (size,)."""
        return np.split(mass, self.ends[:-1])

    def joined(self, parts: Sequence[Floats]) -> Floats:
        """The mass (size,), from each lane's part."""
        return np.concatenate(parts)

    def jump(self, chances: Chances, time: float) -> Step:
        """One jump after ``time``."""
        pattern = self._pattern(time)
        matrix = jump_entries(chances.numbers.take(pattern.take), pattern.indices, pattern.indptr).matrix()

        def step(mass: Floats, out: Floats) -> None:
            out[:] = matrix @ mass

        return step

    def read(self, masses: Floats) -> Floats:
        """The readings of ``masses`` (n, size), shape (n, readings)."""
        seen = masses[:, self.sinks]
        if self.heads.size:
            groups = np.add.reduceat(masses[:, : self.read_to], self.heads, axis=1)
            seen = np.concatenate([groups, seen], axis=1)
        return np.asarray(seen @ self.sums)

    def play(self, masses: Floats) -> Floats:
        """Where the play itself, its first lane, stands in ``masses``: (n, states), in an order of its own."""
        return masses[:, : self.lanes[0].members.size]

    def by_state(self, values: Floats) -> Floats:
        """Values (states,) in that order, put in the board's."""
        out = np.zeros(self.lanes[0].drawn.board.size)  # the board may have states that this play cannot reach
        out[self.lanes[0].members] = values
        return out

    def _pattern(self, time: float) -> Pattern:
        passed = tuple(lane.switch is not None and lane.switch <= time for lane in self.lanes)
        if passed not in self._patterns:
            patterns = [lane.pattern(time) for lane in self.lanes]
            entries = np.cumsum([0, *(p.take.size for p in patterns)])
            begins = [0, *self.ends]
            self._patterns[passed] = Pattern(
                np.concatenate([p.take for p in patterns]),
                np.concatenate([p.indices + np.int32(begins[k]) for k, p in enumerate(patterns)]),
                np.concatenate([[0], *(p.indptr[1:] + entries[k] for k, p in enumerate(patterns))]).astype(np.int32),
            )
        return self._patterns[passed]


class Block:
    """All classes of one drawing for each of some ``lanes``: first (classes, lanes), then one sink a lane.

    In a lane with a sink, what is absorbed leaves its column, and what is counted of it goes to the sink. Only lanes
    that ``fits`` can be in a block, and the play itself, first.
    """

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self.lanes = tuple(lanes)
        self.drawn = lanes[0].drawn
        self.live = np.ascontiguousarray(np.array([~lane.absorb for lane in lanes], dtype=np.float64).T)
        self.counted = np.ascontiguousarray(np.array([lane.counted for lane in lanes], dtype=np.float64).T)
        self.shape = self.live.shape
        self.size = self.live.size + len(lanes)
        self.readings = np.concatenate([lane.readings for lane in lanes])
        self.arrivals = [k for k, lane in enumerate(lanes) if lane.sinks]

    @staticmethod
    def fits(lane: Lane) -> bool:
        """Whether a lane can be in a block: one thing is counted, from the beginning, and nothing else is read."""
        return lane.switch is None and lane.sinks == 1 == lane.readings.size and 0 <= lane.start < lane.members.size

    def start(self) -> Floats:
        """The mass at first, (size,)."""
        first = self.lanes[0]
        mass = np.zeros(self.size)
        mass[: self.live.size].reshape(self.shape)[first.members[first.start]] = 1.0
        return mass

    def split(self, mass: Floats) -> list[Floats]:
        """Each lane's part of ``mass`` (size,)."""
        block, sinks = mass[: self.live.size].reshape(self.shape), mass[self.live.size :]
        return [np.append(block[:, k], sinks[k]) for k in range(len(self.lanes))]

    def joined(self, parts: Sequence[Floats]) -> Floats:
        """The mass (size,), from each lane's part."""
        block = np.array(parts).T
        return np.concatenate([block[:-1].reshape(-1), block[-1]])

    def jump(self, chances: Chances, time: float) -> Step:
        """One jump after ``time``."""
        pattern = self.drawn.pattern
        matrix = jump_entries(chances.numbers.take(pattern.take), pattern.indices, pattern.indptr).matrix()
        caught = np.asarray(matrix.T @ self.counted) * self.live
        cells = self.live.size

        def step(mass: Floats, out: Floats) -> None:
            block = mass[:cells].reshape(self.shape)
            np.add(mass[cells:], np.einsum("sc,sc->c", caught, block), out=out[cells:])
            np.multiply(np.asarray(matrix @ block), self.live, out=out[:cells].reshape(self.shape))

        return step

    def read(self, masses: Floats) -> Floats:
        """The readings of ``masses`` (n, size), shape (n, readings)."""
        arrived = masses[:, self.live.size :][:, self.arrivals]
        first = self.lanes[0]
        if first.sinks:
            return arrived
        if not first.atoms.size:
            return np.concatenate([np.zeros((len(masses), first.readings.size)), arrived], axis=1)
        groups = np.add.reduceat(self.play(masses)[:, first.members], first.atoms, axis=1)
        return np.concatenate([groups @ first.standing.T, arrived], axis=1)

    def play(self, masses: Floats) -> Floats:
        """Where the play itself, its first lane, stands in ``masses``: (n, states), in an order of its own."""
        return masses[:, : self.live.size].reshape(len(masses), *self.shape)[:, :, 0]

    def by_state(self, values: Floats) -> Floats:
        """Values (states,) in that order, put in the board's."""
        return values


class Field(Block):
    """All states of a board on which every move is free, for each of some ``lanes``: (lanes, states), then the sinks.

    As in a ``Block``, but moved without a matrix (see ``product``).
    """

    def __init__(self, lanes: Sequence[Lane]) -> None:
        super().__init__(lanes)
        self.live, self.counted = np.ascontiguousarray(self.live.T), np.ascontiguousarray(self.counted.T)
        self.shape = self.live.shape

    def start(self) -> Floats:
        """The mass at first, (size,)."""
        first = self.lanes[0]
        mass = np.zeros(self.size)
        mass[: self.live.size].reshape(self.shape)[:, first.members[first.start]] = 1.0
        return mass

    def split(self, mass: Floats) -> list[Floats]:
        """Each lane's part of ``mass`` (size,)."""
        block, sinks = mass[: self.live.size].reshape(self.shape), mass[self.live.size :]
        return [np.append(row, sink) for row, sink in zip(block, sinks, strict=True)]

    def joined(self, parts: Sequence[Floats]) -> Floats:
        """The mass (size,), from each lane's part."""
        return np.concatenate([*(part[:-1] for part in parts), [part[-1] for part in parts]])

    def jump(self, chances: Chances, time: float) -> Step:
        """One jump after ``time``."""
        assert chances.free is not None
        free, cells = chances.free, self.live.size
        absorbing = bool(self.arrivals)

        def step(mass: Floats, out: Floats) -> None:
            block = out[:cells].reshape(self.shape)
            free(mass[:cells].reshape(self.shape), block)
            if absorbing:  # what has just arrived where it is absorbed
                np.add(mass[cells:], np.einsum("cs,cs->c", block, self.counted), out=out[cells:])
                block *= self.live
            else:
                out[cells:] = mass[cells:]

        return step

    def play(self, masses: Floats) -> Floats:
        """Where the play itself, its first lane, stands in ``masses``: (n, states), in an order of its own."""
        return masses[:, : self.live.size].reshape(len(masses), *self.shape)[:, 0]


def _diagonal(blocks: Sequence[Floats]) -> Floats:
    """Blocks along the diagonal of one matrix."""
    out = np.zeros((sum(b.shape[0] for b in blocks), sum(b.shape[1] for b in blocks)))
    row = column = 0
    for block in blocks:
        out[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return out
