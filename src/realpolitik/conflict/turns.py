"""Where nature's turns may come: what nobody decides, one value later at a time.

Nature takes no part in stability. A way from today to a state may still need one of its turns, and then says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Column, Formula
from realpolitik.case.parts.action import NatureEvent
from realpolitik.conflict.space import NATURE, StateSpace

Truth = NDArray[np.bool_]


def possible_turns(space: StateSpace) -> dict[int, Truth]:
    """For every axis of nature, where it may go one value later in some world; arrays broadcastable to the states.

    A turn may come where its ``if`` holds and its hazard is not zero: the first branch of ``rate`` that matches has a
    rate above zero, or a date of ``by`` has a chance above zero. A formula that asks about factors holds in some world
    or in none; in "something else" it holds in none.
    """
    return {k: _possible(space, space.case.nature[space.axes[k].option]) for k in space.own(NATURE)}


def _possible(space: StateSpace, event: NatureEvent) -> Truth:
    factors = space.case.factors
    formulas = [f for f in (event.if_, *(branch.if_ for branch in event.rate)) if f is not None]
    asked = [name for name in factors if any(name in f.mentions() for f in formulas)]
    out = _where(space, event, space.columns, frozenset(asked))
    for cell in product(*(range(len(factors[name].values)) for name in asked)):
        values = {f: Column(tuple(factors[f].values), np.array(v)) for f, v in zip(asked, cell, strict=True)}
        out = out | _where(space, event, {**space.columns, **values}, frozenset())
    return out


def _where(space: StateSpace, event: NatureEvent, columns: Mapping[str, Column], unknown: frozenset[str]) -> Truth:
    """The same in one world; formulas that mention ``unknown`` factors are false."""

    def truth(formula: Formula | None) -> Truth:
        if formula is None or formula.mentions() & unknown:
            return np.full((1,) * len(space.axes), formula is None)
        small = np.asarray(formula.holds(columns), dtype=np.bool_)
        return small.reshape((1,) * (len(space.axes) - small.ndim) + small.shape)

    if event.by:
        return truth(event.if_) & any(chance.high > 0.0 for chance in event.by.values())
    comes = np.zeros((1,) * len(space.axes), dtype=np.bool_)
    for branch in reversed(event.rate):
        comes = np.where(truth(branch.if_), branch.p.high > 0.0, comes)
    return np.asarray(truth(event.if_) & comes, dtype=np.bool_)
