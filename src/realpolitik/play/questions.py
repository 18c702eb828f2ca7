"""What is read off a play: scenarios and questions as columns, readings and sums of them.

* ``ever F``: the mass absorbed in F by the date. ``at F``: the mass standing in F then. ``never F`` = 1 - ever F.
* ``F before G``: absorb F or G; what arrives where F holds and G does not.
* ``if X by d then Y``: P(X by d and Y) / P(X by d). With Y asked as ``ever ... by u``:
  P(X by d, Y by u) = ever Y(u) - ever (X or Y)(d) + ever X(d) - P(neither by d, Y in (d, u]), the last from a column
  that absorbs X or Y until d and Y from then on (at d = u it is inclusion-exclusion). With ``at``:
  at Y(u) - P(X not by d, Y at u), from a column that absorbs X until d and nothing from then on.

Where no move leaves F, ``ever F`` is ``at F`` and needs no column of its own.

An event apart (one of nature's that nothing depends on) has hazard k(s) in state s, and
P(not come by t) = E[exp(-integral of k along the path)]: the total mass at t of a column from which mass is taken at
rate k (Feynman and Kac). That is one column more instead of twice as many states.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.parts.time import Question
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.board import Board
from realpolitik.play.calendar import months
from realpolitik.play.lanes import Column, Reading
from realpolitik.play.ties import about

Bools = NDArray[np.bool_]

#: A sum of readings: (factor, reading's position, date).
Sum = list[tuple[float, int, datetime.date]]


@dataclass(frozen=True)
class Asked:
    """A question as sums of readings: P = (constant + upper) / lower; ``lower`` empty: 1."""

    constant: float
    upper: Sum
    lower: Sum


@dataclass(frozen=True, eq=False)
class Truth:
    """Where on the board something holds, ``mask`` (states,), and which ``axes`` (axes,) it speaks of."""

    mask: Bools
    axes: Bools

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.mask & other.mask, self.axes | other.axes)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.mask | other.mask, self.axes | other.axes)

    def __invert__(self) -> Truth:
        return Truth(~self.mask, self.axes)


@dataclass
class Readings:
    """Columns and readings, each made once however often it is asked for."""

    space: StateSpace
    board: Board
    columns: list[Column] = field(default_factory=lambda: [Column()])
    readings: list[Reading] = field(default_factory=list)
    axes: list[Bools] = field(default_factory=list)  #: of every column, those that its readings speak of, (axes,)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.axes.append(np.ones(len(self.space.axes), dtype=np.bool_))

    def truth(self, formula: Formula) -> Truth:
        """Where on the board a formula holds."""
        found = formula.holds(self.board.columns(self.space))
        mask = np.ascontiguousarray(np.broadcast_to(found, (self.board.size,)))
        return Truth(mask, about(self.space, formula))

    def at(self, truth: Truth) -> int:
        """The mass standing where ``truth`` holds."""
        return self._reading(0, truth, arriving=False)

    def ever(self, truth: Truth) -> int:
        """The mass that has been where ``truth`` holds."""
        return self.at(truth) if self.board.closed(truth.mask) else self.arrived(truth, truth)

    def arrived(self, absorb: Truth, truth: Truth) -> int:
        """The mass that entered ``absorb`` where ``truth`` holds."""
        return self._reading(self._column(absorb), truth, arriving=True)

    def spared(self, absorb: Truth, truth: Truth) -> int:
        """The mass standing where ``truth`` holds that has never been in ``absorb``."""
        return self._reading(self._column(absorb), truth & ~absorb, arriving=False)

    def after(self, absorb: Truth, switch: float, then: Truth | None, truth: Truth) -> int:
        """The mass kept out of ``absorb`` until ``switch`` that later entered ``then`` (None: stands) in ``truth``."""
        return self._reading(self._column(absorb, switch, then), truth, arriving=then is not None)

    def not_come(self, event: int) -> int:
        """The chance that an event apart has not come."""
        named = self.space.case.nature[self.space.apart[event]]
        everywhere = np.ones(self.board.size, dtype=np.bool_)
        hangs_on = about(self.space, named.if_, *(branch.if_ for branch in named.rate))
        return self._reading(self._column(thin=event), Truth(everywhere, hangs_on), arriving=False)

    def _column(
        self,
        absorb: Truth | None = None,
        switch: float | None = None,
        then: Truth | None = None,
        thin: int | None = None,
    ) -> int:
        masks = [None if truth is None else truth.mask for truth in (absorb, then)]
        key = ("column", switch, thin, *(None if mask is None else mask.tobytes() for mask in masks))
        if key not in self._known:
            self._known[key] = len(self.columns)
            self.columns.append(Column(masks[0], switch, masks[1], thin))
            axes = [truth.axes for truth in (absorb, then) if truth is not None]
            self.axes.append(np.logical_or.reduce([np.zeros(len(self.space.axes), dtype=np.bool_), *axes]))
        return self._known[key]

    def _reading(self, column: int, truth: Truth, *, arriving: bool) -> int:
        key = ("reading", column, truth.mask.tobytes(), arriving)
        if key not in self._known:
            self._known[key] = len(self.readings)
            self.readings.append(Reading(column, truth.mask, arriving))
            self.axes[column] = self.axes[column] | truth.axes
        return self._known[key]


def ask(case: Case, question: Question, readings: Readings) -> Asked:
    """A question as sums of readings. Raises BadInput where its formulas or dates do not fit its kind."""
    happens, until = question.happens, question.until
    apart = event_apart(readings.space, question)
    if apart is not None:
        spared = readings.not_come(apart)
        if happens.kind == "never":
            return Asked(0.0, [(1.0, spared, until)], [])
        return Asked(1.0, [(-1.0, spared, until)], [])
    first = readings.truth(happens.first)
    if happens.kind == "at":
        return Asked(0.0, [(1.0, readings.at(first), until)], [])
    if happens.kind == "ever":
        return Asked(0.0, [(1.0, readings.ever(first), until)], [])
    if happens.kind == "never":
        return Asked(1.0, [(-1.0, readings.ever(first), until)], [])
    if happens.second is None:
        raise BadInput(f"questions.{question.id}: '{happens.written}' lacks its second statement; nothing was played")
    second = readings.truth(happens.second)
    if happens.kind == "before":
        return Asked(0.0, [(1.0, readings.arrived(first | second, first & ~second), until)], [])
    return _if_then(case, question, readings, first, second)


def event_apart(space: StateSpace, question: Question) -> int | None:
    """Which event apart a question asks about, by its place in ``space.apart``; None: it asks about states."""
    found = question.happens.first.assignment()
    names = [f"{NATURE}.{name}" for name in space.apart]
    return names.index(found[0]) if found is not None and found[0] in names else None


def last_read(
    readings: Readings, asked: Iterable[Asked], dates: Sequence[datetime.date], always: Iterable[int]
) -> list[int]:
    """The position among ``dates`` of the last at which any reading of each column is needed.

    ``always``: readings that are needed at every date, as are those of the play itself.
    """
    last = [0] * len(readings.columns)
    place = {date: k for k, date in enumerate(dates)}
    needed = [(reading, len(dates) - 1) for reading in always]
    needed += [(reading, place[date]) for a in asked for _, reading, date in [*a.upper, *a.lower]]
    for reading, at in needed:
        column = readings.readings[reading].column
        last[column] = max(last[column], at)
    last[0] = len(dates) - 1
    return last


def _if_then(case: Case, question: Question, readings: Readings, x: Truth, y: Truth) -> Asked:
    until = question.until
    by = question.happens.first_by or until
    if by > until:
        raise BadInput(f"questions.{question.id}: the condition's day, {by}, lies after 'until', {until}; not played")
    as_of = case.as_of or by
    if by < as_of:
        raise BadInput(f"questions.{question.id}: the condition's day, {by}, lies before as_of, {as_of}; not played")
    switch = months(as_of, by)
    lower: Sum = [(1.0, readings.ever(x), by)]
    if question.happens.second_kind == "at":
        upper: Sum = [(1.0, readings.at(y), until)]
        if by == until:
            upper.append((-1.0, readings.spared(x, y), until))
        else:
            upper.append((-1.0, readings.after(x, switch, None, y), until))
        return Asked(0.0, upper, lower)
    upper = [(1.0, readings.ever(y), until), (-1.0, readings.ever(x | y), by), *lower]
    if by < until:
        upper.append((-1.0, readings.after(x | y, switch, y, y), until))
    return Asked(0.0, upper, lower)
