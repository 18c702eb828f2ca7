"""The state space: one axis for every option that can move, never a table of states by states.

A state is an index into an array of shape ``values`` (axis k = option k). The literature's decimal order
(first option fastest) is Fortran order; ``StateSpace.states`` lists the feasible states in that order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.apart import events_apart
from realpolitik.case.case import Case
from realpolitik.case.formula import Column, Formula
from realpolitik.case.parts.action import Rule
from realpolitik.errors import BadInput

NATURE = "nature"
MOST_STATES = 2**24
MOST_AXES = 60  # numpy arrays have at most 64 dimensions; a few are kept for stacking


@dataclass(frozen=True)
class Axis:
    """One option that can move. ``actor`` is an actor's id or ``nature``; ``name`` is ``actor.option``."""

    name: str
    actor: str
    option: str
    values: tuple[str, ...]
    now: int
    moves: str
    if_: Formula | None
    undo_if: Formula | None


@dataclass(frozen=True)
class StateSpace:
    """Axes, feasibility and the status quo of a case."""

    axes: tuple[Axis, ...]
    held: dict[str, Column]  #: options that no state tells apart: a single value everywhere
    rules: tuple[Rule, ...]  #: what cannot be
    case: Case = field(repr=False, compare=False)  #: the case the space was made from
    apart: tuple[str, ...] = ()  #: nature's events that nothing depends on: no axes, ``held`` at what they are now

    @classmethod
    def of(cls, case: Case) -> StateSpace:
        """The state space of a case: options in the case's ``option_order``, the others of all actors, then nature.

        Raises BadInput where there are too many states, none that can exist, or the status quo cannot.
        """
        axes: list[Axis] = []
        held: dict[str, Column] = {}
        apart = events_apart(case)
        groups = [(a, actor.options) for a, actor in case.actors.items()] + [(NATURE, case.nature)]
        for owner, options in groups:
            for key, option in options.items():
                name = f"{owner}.{key}"
                now = option.values.index(option.now) if option.now else 0
                if option.moves == "no" or (owner == NATURE and key in apart):
                    held[name] = Column(option.values, np.array(now, dtype=np.int16))
                    continue
                undo = getattr(option, "undo_if", None)
                axes.append(Axis(name, owner, key, option.values, now, option.moves, option.if_, undo))
        given = {name: place for place, name in enumerate(case.option_order)}
        axes.sort(key=lambda axis: given.get(axis.name, len(given)))
        size = prod(len(a.values) for a in axes)
        if size > MOST_STATES or len(axes) > MOST_AXES:
            raise BadInput(
                f"{case.case}: {len(axes)} options that can move make {size:,} states, more than {MOST_STATES:,}; "
                "nothing was computed. Hold options still with `moves: no`, or merge some."
            )
        space = cls(tuple(axes), held, case.rules, case, apart)
        if not space.feasible.any():
            raise BadInput(f"{case.case}: the rules leave no state that can exist; nothing was computed")
        if not space.feasible[space.status_quo]:
            raise BadInput(f"{case.case}: a rule forbids the status quo (the `now` values); nothing was computed")
        return space

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of values of each axis."""
        return tuple(len(a.values) for a in self.axes)

    @property
    def size(self) -> int:
        """Number of states, feasible or not."""
        return prod(self.shape)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Open-mesh value indices: axis k's column has shape (1, .., n_k, .., 1), so formulas broadcast."""
        out = dict(self.held)
        for k, axis in enumerate(self.axes):
            shape = [1] * len(self.axes)
            shape[k] = len(axis.values)
            out[axis.name] = Column(axis.values, np.arange(len(axis.values), dtype=np.int16).reshape(shape))
        return out

    def truth(self, formula: Formula) -> NDArray[np.bool_]:
        """Truth of a formula over options, small: size 1 along every axis the formula does not mention."""
        small = np.asarray(formula.holds(self.columns), dtype=np.bool_)
        return small.reshape((1,) * (len(self.axes) - small.ndim) + small.shape)

    def holds(self, formula: Formula) -> NDArray[np.bool_]:
        """Truth of a formula over options in every state, full shape (a read-only broadcast view)."""
        return np.broadcast_to(self.truth(formula), self.shape)

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """Which states can exist, full shape: no ``never`` holds, and each ``for`` has what it ``needs``."""
        out = np.ones(self.shape, dtype=np.bool_)
        for rule in self.rules:
            if rule.never is not None:
                out &= ~self.truth(rule.never)
            if rule.needs is not None and rule.for_ is not None:
                out &= self.truth(rule.needs) | ~self.truth(rule.for_)
        return out

    @cached_property
    def states(self) -> NDArray[np.int64]:
        """Fortran-order flat indices of the feasible states, ascending: the literature's decimal order."""
        return np.flatnonzero(self.feasible.ravel(order="F"))

    @cached_property
    def table(self) -> NDArray[np.int64]:
        """Value indices of the feasible states, shape (states, axes), in the order of ``states``."""
        columns = np.unravel_index(self.states, self.shape, order="F") if self.axes else ()
        return np.array(columns, dtype=np.int64).reshape(len(self.axes), self.states.size).T

    def feasible_only(self, full: NDArray[Any]) -> NDArray[Any]:
        """A full-shape array's values at the feasible states, in the order of ``states``."""
        return np.broadcast_to(full, self.shape).ravel(order="F")[self.states]

    def number(self, state: Sequence[int]) -> int:
        """The position of a feasible state (value indices, one an axis) in ``states``, from 0."""
        flat = int(np.ravel_multi_index(tuple(state), self.shape, order="F")) if self.axes else 0
        place = int(np.searchsorted(self.states, flat))
        if place == self.states.size or self.states[place] != flat:
            raise BadInput(f"the state {self.label(state)} cannot exist")
        return place

    def state(self, number: int) -> tuple[int, ...]:
        """The value indices of the feasible state at a position in ``states``, from 0."""
        return tuple(int(v) for v in np.unravel_index(self.states[number], self.shape, order="F")) if self.axes else ()

    def label(self, state: Sequence[int]) -> str:
        """A state in words: the options that differ from their first value, ``a.x, b.road = closed``."""
        parts = []
        for axis, v in zip(self.axes, state, strict=True):
            if axis.values == ("no", "yes"):
                if v:
                    parts.append(axis.name)
            elif v:
                parts.append(f"{axis.name} = {axis.values[v]}")
        return ", ".join(parts) or "nothing done"

    def own(self, actor: str) -> tuple[int, ...]:
        """The axes an actor (or ``nature``) owns."""
        return tuple(k for k, axis in enumerate(self.axes) if axis.actor == actor)

    @cached_property
    def deciders(self) -> tuple[str, ...]:
        """The actors with at least one option that can move, in the order of the case; the others are audiences."""
        movers = {axis.actor for axis in self.axes}
        return tuple(a for a in self.case.actors if a in movers)

    @property
    def status_quo(self) -> tuple[int, ...]:
        """The ``now`` values, one index per axis."""
        return tuple(a.now for a in self.axes)
