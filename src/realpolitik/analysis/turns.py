"""How likely a turn of nature is by its own rate or dates: no actor's wishes, pace or resolve enter.

Where the rate depends on what actors do, it is the highest that any state allows: the chance where things are as
favourable to the turn as the case lets them be.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Column, Formula
from realpolitik.case.parts.action import NatureEvent
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.play.calendar import months

Floats = NDArray[np.float64]


def own_chances(space: StateSpace, held: Floats, start: datetime.date, end: datetime.date) -> dict[int, float]:
    """The chance that each axis of nature takes its next value from ``start`` to ``end``, by itself.

    ``held`` (worlds,): the probability of each world, "something else" last.
    """
    return {
        k: _by_dates(event, start, end) if event.by else _by_rate(space, event, held, months(start, end))
        for k, event in ((k, space.case.nature[space.axes[k].option]) for k in space.own(NATURE))
    }


def _by_dates(event: NatureEvent, start: datetime.date, end: datetime.date) -> float:
    """The hazard is constant between dates, and goes on after the last one."""
    points = [(0.0, 0.0), *((months(start, d), event.by[d].value) for d in sorted(event.by) if d > start)]
    if len(points) == 1:
        return 0.0
    time, last = months(start, end), points[-1][1]
    if last >= 1.0:
        sure = next(at for at, p in points if p >= 1.0)
        if time >= sure:
            return 1.0
        points = [one for one in points if one[0] < sure] + [(sure, 1.0 - 1e-12)]
    for (at, p), (then, q) in pairwise(points):
        if time <= then or then == points[-1][0]:
            hazard = (math.log1p(-p) - math.log1p(-q)) / (then - at)
            return 1.0 - (1.0 - p) * math.exp(-hazard * (time - at))
    return last


def _by_rate(space: StateSpace, event: NatureEvent, held: Floats, time: float) -> float:
    worlds = Worlds.of(space.case)
    formulas = [f for f in (event.if_, *(branch.if_ for branch in event.rate)) if f is not None]
    asked = frozenset(name for name in worlds.factors if any(name in f.mentions() for f in formulas))
    hazards = [(p, _highest(space, event, values, frozenset())) for values, p in _cells(worlds, sorted(asked), held)]
    hazards.append((float(held[-1]), _highest(space, event, {}, asked)))
    return sum(p * (1.0 - math.exp(-hazard * time)) for p, hazard in hazards)


def _cells(worlds: Worlds, asked: list[str], held: Floats) -> Iterator[tuple[dict[str, Column], float]]:
    """Every combination of values of the factors that matter, with its probability."""
    columns = worlds.columns if asked else {}
    for cell in product(*(range(len(columns[name].values)) for name in asked)):
        at = np.ones(worlds.named, dtype=np.bool_)
        for name, v in zip(asked, cell, strict=True):
            at &= columns[name].index == v
        values = {f: Column(columns[f].values, np.array(v)) for f, v in zip(asked, cell, strict=True)}
        yield values, float(held[:-1][at].sum())


def _highest(space: StateSpace, event: NatureEvent, values: Mapping[str, Column], unknown: frozenset[str]) -> float:
    """The highest hazard a month over all states in one world; formulas that mention ``unknown`` are false."""
    columns = {**space.columns, **values}

    def truth(formula: Formula | None) -> NDArray[np.bool_]:
        if formula is None or formula.mentions() & unknown:
            return np.full((1,) * len(space.axes), formula is None)
        small = np.asarray(formula.holds(columns), dtype=np.bool_)
        return small.reshape((1,) * (len(space.axes) - small.ndim) + small.shape)

    hazard: Floats = np.zeros((1,) * len(space.axes))
    for branch in reversed(event.rate):
        hazard = np.where(truth(branch.if_), branch.p.value, hazard)
    return float(np.where(truth(event.if_), hazard, 0.0).max())
