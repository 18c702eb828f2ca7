"""Nature: at what rate each thing that nobody decides moves one value later, in every state, world and stretch of time.

``rate`` gives branches, first match wins, over states and factors; a branch whose formula mentions a factor does not
match in the world "something else". ``by`` gives the chance that the first move has come by a date, counted from
``as_of``: between two such dates the hazard is constant, after the last one it goes on as before. Before ``as_of``,
in the watch, axes with ``by`` are taken as they came: they neither count for nor against a world.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Column, Formula
from realpolitik.case.parts.judged import Judged
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.board import Board, nature_axes
from realpolitik.play.calendar import months
from realpolitik.play.strata import Uniforms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Branches:
    """Which branch applies: ``pick`` (kinds, states) is a branch's position, or -1 (no rate, or ``if`` fails).

    ``kind`` (worlds,) tells which row of ``pick`` a world uses.
    """

    pick: Ints
    kind: Ints


@dataclass(frozen=True, eq=False)
class Nature:
    """Nature's hazards over a board, for all worlds: branches of every axis, low, high and middle of each number.

    ``ends`` are the months (from ``as_of``) at which a ``by`` axis changes its hazard.
    """

    branches: tuple[Branches, ...]
    rates: tuple[Floats, ...]  #: per axis (branches, 3): middle, low, high; hazards per month
    dated: tuple[tuple[Floats, Floats] | None, ...]  #: per axis: months of the dates, and (dates, 3) chances
    ends: tuple[float, ...]

    def draw(self, rng: Uniforms | None) -> list[Floats]:
        """Every axis's numbers, drawn uniformly from their ranges (a ``by`` axis: one place in all its ranges)."""
        out = []
        for rates, dated in zip(self.rates, self.dated, strict=True):
            if dated is None:
                place = None if rng is None else rng.random(len(rates))
                numbers = rates
            else:
                place = None if rng is None else np.full(len(dated[1]), rng.random(1)[0])
                numbers = dated[1]
            out.append(numbers[:, 0] if place is None else numbers[:, 1] + place * (numbers[:, 2] - numbers[:, 1]))
        return out

    def hazard(self, numbers: list[Floats], kinds: Ints, time: float | None) -> Floats:
        """Hazards per month in the stretch after ``time`` (None: in the watch), shape (axes, states).

        ``kinds`` (axes,) are the rows of ``Branches.pick`` of the world at hand.
        """
        size = self.branches[0].pick.shape[1] if self.branches else 0
        out = np.zeros((len(self.branches), size))
        for k, (branches, dated) in enumerate(zip(self.branches, self.dated, strict=True)):
            if dated is None:
                per_branch = numbers[k]
            else:
                per_branch = np.array([0.0 if time is None else _piece(dated[0], numbers[k], time)])
            pick = branches.pick[kinds[k]]
            out[k] = np.where(pick >= 0, np.append(per_branch, 0.0)[pick], 0.0)
        return out


def nature_of(case: Case, space: StateSpace, board: Board, worlds: Worlds) -> Nature:
    """Nature's hazards on a board. Raises BadInput where ``by`` cannot be a chance of its dates."""
    return hazards_of(case, [space.axes[k].option for k in nature_axes(space)], space, board, worlds)


def hazards_of(case: Case, names: Sequence[str], space: StateSpace, board: Board, worlds: Worlds) -> Nature:
    """The hazards of some of nature's events on a board, in the order of ``names``. Raises as ``nature_of`` does."""
    columns = board.columns(space)
    branches: list[Branches] = []
    rates: list[Floats] = []
    dated: list[tuple[Floats, Floats] | None] = []
    ends: set[float] = set()
    for name in names:
        event = case.nature[name]
        if event.by and event.now != event.values[-1]:  # what has happened already needs no chance
            table = _dated(case, name)
            ends.update(table[0].tolist())
            dated.append(table)
            conditions: list[Formula | None] = [None]
            rates.append(np.zeros((0, 3)))
        else:
            dated.append(None)
            conditions = [b.if_ for b in event.rate]
            rates.append(np.array([_three(b.p) for b in event.rate]).reshape(len(event.rate), 3))
        branches.append(_branches(conditions, event.if_, columns, worlds, board.size))
    return Nature(tuple(branches), tuple(rates), tuple(dated), tuple(sorted(ends)))


def dated_axes(case: Case, space: StateSpace) -> tuple[int, ...]:
    """Which of nature's axes (by position among them) have their chance given by dates."""
    return tuple(n for n, k in enumerate(nature_axes(space)) if case.nature[space.axes[k].option].by)


def _branches(
    conditions: list[Formula | None], gate: Formula | None, columns: dict[str, Column], worlds: Worlds, size: int
) -> Branches:
    formulas = [f for f in (*conditions, gate) if f is not None]
    asked = [f for f in worlds.factors if any(f in formula.mentions() for formula in formulas)]
    shape = tuple(len(worlds.columns[f].values) for f in asked)
    rows: list[bytes] = []
    table: list[Ints] = []
    kind = np.zeros(worlds.size, dtype=np.int64)
    cells = [*np.ndindex(*shape)] if asked else [()]
    for cell in cells:
        values = {f: Column(worlds.columns[f].values, np.array(v)) for f, v in zip(asked, cell, strict=True)}
        at = np.ones(worlds.size, dtype=np.bool_)
        at[-1] = not asked
        for f, v in zip(asked, cell, strict=True):
            at[:-1] &= worlds.columns[f].index == v
        kind[at] = _row(rows, table, _pick(conditions, gate, {**columns, **values}, size))
    if asked:
        kind[-1] = _row(rows, table, _pick(conditions, gate, columns, size, frozenset(asked)))
    return Branches(np.array(table), kind)


def _row(rows: list[bytes], table: list[Ints], pick: Ints) -> int:
    key = pick.tobytes()
    if key not in rows:
        rows.append(key)
        table.append(pick)
    return rows.index(key)


def _pick(
    conditions: list[Formula | None],
    gate: Formula | None,
    columns: dict[str, Column],
    size: int,
    unknown: frozenset[str] = frozenset(),
) -> Ints:
    """The first matching branch in every state, -1 for none; formulas that mention ``unknown`` factors are false."""
    pick = np.full(size, -1, dtype=np.int64)
    for number in reversed(range(len(conditions))):
        pick[_truth(conditions[number], columns, size, unknown)] = number
    pick[~_truth(gate, columns, size, unknown)] = -1
    return pick


def _truth(
    formula: Formula | None, columns: dict[str, Column], size: int, unknown: frozenset[str]
) -> NDArray[np.bool_]:
    if formula is None:
        return np.ones(size, dtype=np.bool_)
    if formula.mentions() & unknown:
        return np.zeros(size, dtype=np.bool_)
    return np.broadcast_to(formula.holds(columns), (size,))


def _three(number: Judged) -> tuple[float, float, float]:
    return number.value, number.low, number.high


def _dated(case: Case, name: str) -> tuple[Floats, Floats]:
    """The dates of a ``by`` in months after ``as_of`` and their chances; dates that have passed are left out."""
    as_of = case.as_of or datetime.date.min
    where = f"{NATURE}.{name}.by"
    dates = sorted(d for d in case.nature[name].by if d > as_of)
    if not dates:
        raise BadInput(f"{where}: all dates have passed by {as_of}, so there is no rate; nothing was played")
    chances = np.array([_three(case.nature[name].by[d]) for d in dates])
    if np.any(np.diff(chances, axis=0) < 0.0):
        raise BadInput(f"{where}: the chance of having happened falls from one date to a later one; nothing was played")
    if np.any(chances >= 1.0):
        raise BadInput(f"{where}: 100% by a date has no rate; write 99%, or split the case. Nothing was played.")
    return np.array([months(as_of, d) for d in dates]), chances


def _piece(ends: Floats, chances: Floats, time: float) -> float:
    """The hazard per month of the stretch that begins at ``time``."""
    k = min(int(np.searchsorted(ends, time, side="right")), len(ends) - 1)
    begin, before = (0.0, 0.0) if k == 0 else (float(ends[k - 1]), float(chances[k - 1]))
    return float(-np.log((1.0 - chances[k]) / (1.0 - before)) / (ends[k] - begin))
