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
from realpolitik.play.transient import Chain, Column, Reading

Bools = NDArray[np.bool_]

#: A sum of readings: (factor, reading's position, date).
Sum = list[tuple[float, int, datetime.date]]


@dataclass(frozen=True)
class Asked:
    """A question as sums of readings: P = (constant + upper) / lower; ``lower`` empty: 1."""

    constant: float
    upper: Sum
    lower: Sum


@dataclass
class Readings:
    """Columns and readings, each made once however often it is asked for."""

    space: StateSpace
    board: Board
    chain: Chain
    columns: list[Column] = field(default_factory=lambda: [Column()])
    readings: list[Reading] = field(default_factory=list)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def truth(self, formula: Formula) -> Bools:
        """Where on the board a formula holds, shape (states,)."""
        found = formula.holds(self.board.columns(self.space))
        return np.ascontiguousarray(np.broadcast_to(found, (self.board.size,)))

    def at(self, mask: Bools) -> int:
        """The mass standing in ``mask``."""
        return self._reading(0, mask, arriving=False)

    def ever(self, mask: Bools) -> int:
        """The mass that has been in ``mask``."""
        return self.at(mask) if self.chain.closed(mask) else self.arrived(mask, mask)

    def arrived(self, absorb: Bools, mask: Bools) -> int:
        """The mass that entered ``absorb`` in a state of ``mask``."""
        return self._reading(self._column(Column(absorb)), mask, arriving=True)

    def spared(self, absorb: Bools, mask: Bools) -> int:
        """The mass standing in ``mask`` that has never been in ``absorb``."""
        return self._reading(self._column(Column(absorb)), mask & ~absorb, arriving=False)

    def after(self, absorb: Bools, switch: float, then: Bools | None, mask: Bools) -> int:
        """The mass kept out of ``absorb`` until ``switch`` that later entered ``then`` (None: stands) in ``mask``."""
        return self._reading(self._column(Column(absorb, switch, then)), mask, arriving=then is not None)

    def not_come(self, event: int) -> int:
        """The chance that an event apart has not come."""
        everywhere = np.ones(self.board.size, dtype=np.bool_)
        return self._reading(self._column(Column(thin=event)), everywhere, arriving=False)

    def _column(self, column: Column) -> int:
        parts = (column.absorb, column.then)
        key = ("column", column.switch, column.thin, *(None if p is None else p.tobytes() for p in parts))
        if key not in self._known:
            self._known[key] = len(self.columns)
            self.columns.append(column)
        return self._known[key]

    def _reading(self, column: int, mask: Bools, *, arriving: bool) -> int:
        key = ("reading", column, mask.tobytes(), arriving)
        if key not in self._known:
            self._known[key] = len(self.readings)
            self.readings.append(Reading(column, mask, arriving))
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


def _if_then(case: Case, question: Question, readings: Readings, x: Bools, y: Bools) -> Asked:
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
