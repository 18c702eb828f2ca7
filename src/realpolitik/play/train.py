"""Which lanes a play may need, and how they are carried: each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.board import Board
from realpolitik.play.carriages import Block, Carriage, Field, Row
from realpolitik.play.lanes import Column, Drawing, Lane, Reading

Bools = NDArray[np.bool_]

MOST_KEPT = 256  #: lanes kept to be used again
LARGEST_APART = 2 * 10**6  #: moves of a board beyond which lanes always share one matrix, for want of memory

# What one step costs in a row of lanes is the number of its entries. In a block it is, measured in the same unit,
# so much for every entry of its matrix, so much more for each entry and column, and so much for every number carried.
_ENTRY, _ENTRY_AND_COLUMN, _NUMBER = 2.45, 0.21, 2.0
_FREE_STATE = 20.0  # and for every state of a column that is moved without a matrix


class Lanes:
    """The lanes of a play that begins in ``start``. ``columns[0]`` must be the play itself, with nothing absorbed.

    ``axes`` (columns, axes): those that each column and its readings speak of; None: all. ``until`` (columns,): the
    time of the last date, in months, at which each is read; None: the end.
    """

    def __init__(
        self,
        board: Board,
        start: int,
        columns: Sequence[Column],
        readings: Sequence[Reading],
        axes: Sequence[Bools] | None = None,
        until: Sequence[float] | None = None,
    ) -> None:
        self.board, self.start = board, start
        self.columns, self.readings = tuple(columns), tuple(readings)
        shape = (len(columns), board.table.shape[1])
        self.axes = np.ones(shape, dtype=np.bool_) if axes is None else np.array(axes, dtype=np.bool_).reshape(shape)
        self.until = [np.inf] * len(columns) if until is None else list(until)
        self._drawings: dict[bytes, Drawing] = {}
        self._lanes: dict[tuple[int, bytes], Lane] = {}
        self._carriages: dict[tuple[type, tuple[Lane, ...]], Carriage] = {}

    def lane(self, number: int, axes: Bools | None = None) -> Lane:
        """The lane of column ``number``, its states drawn together where they are alike on ``axes`` (None: all)."""
        which = np.ones(self.axes.shape[1], dtype=np.bool_).tobytes() if axes is None else axes.tobytes()
        found = self._lanes.get((number, which))
        if found is None:
            drawn = self._drawings.get(which) or Drawing(self.board, axes)
            found = Lane(drawn, self.start, self.columns[number], number, self.readings, self.until[number])
            if len(self._lanes) >= MOST_KEPT:
                self._drawings, self._lanes, self._carriages = {}, {}, {}
            self._drawings[which] = drawn
            self._lanes[number, which] = found
        return found

    def carried(self, chosen: Sequence[Lane], *, free: bool = False) -> list[Carriage]:
        """Carriages for the play itself and the ``chosen`` lanes; the play is in the first.

        ``free``: every move is free, so that columns of all states can be moved without a matrix.
        """
        play = self.lane(0)
        shared: list[list[Lane]] = []
        field = [play, *(lane for lane in chosen if Field.fits(lane) and _better_free(lane))] if free else []
        for drawn in dict.fromkeys(lane.drawn for lane in chosen if lane not in field):
            alike = [lane for lane in chosen if lane.drawn is drawn and lane not in field and Block.fits(lane)]
            together = [play, *alike] if drawn is play.drawn and not field else alike
            if len(together) > 1 and _better_together(together):
                shared.append(together)
        taken = {lane for lanes in [field, *shared] for lane in lanes}
        apart = [lane for lane in [play, *chosen] if lane not in taken]
        made = [self._carriage(Block, lanes) for lanes in shared] + ([self._carriage(Field, field)] if field else [])
        if apart:
            made.append(self._carriage(Row, apart))
        return sorted(made, key=lambda carriage: play not in carriage.lanes)

    def shortened(
        self, carriage: Carriage, time: float, mass: NDArray[np.float64]
    ) -> tuple[Carriage, NDArray[np.float64]]:
        """The carriage and its mass without the lanes in which nothing is read after ``time``."""
        keep = [lane.until > time for lane in carriage.lanes]
        if all(keep) or not any(keep):
            return carriage, mass
        parts = dict(zip(carriage.lanes, carriage.split(mass), strict=True))
        shorter = self._carriage(type(carriage), [lane for lane in carriage.lanes if lane.until > time])
        return shorter, shorter.joined([parts[lane] for lane in shorter.lanes])

    def _carriage(self, kind: type[Carriage], lanes: Sequence[Lane]) -> Carriage:
        key = (kind, tuple(lanes))
        found = self._carriages.get(key)
        if found is None:
            found = kind(lanes)
            self._carriages[key] = found
        return found


def _better_free(lane: Lane) -> bool:
    """Whether a lane is carried quicker as a column of all states than with only what it uses."""
    return lane.drawn.size == lane.drawn.board.size and lane.entries * _ENTRY > _FREE_STATE * lane.drawn.size


def _better_together(lanes: Sequence[Lane]) -> bool:
    """Whether lanes of one drawing are carried quicker side by side than each with only what it uses."""
    drawn, count = lanes[0].drawn, len(lanes)
    if drawn.board.source.size > LARGEST_APART:
        return True
    together = drawn.entries * (_ENTRY + _ENTRY_AND_COLUMN * count) + _NUMBER * drawn.size * count
    return sum(lane.entries for lane in lanes) > together
