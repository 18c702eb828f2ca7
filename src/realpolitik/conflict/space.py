"""The state space: one axis for every option that can move, never a table of states by states.

A state is an index into an array of shape ``values`` (axis k = option k). The literature's decimal order
(first option fastest) is Fortran order; ``StateSpace.states`` lists the feasible states in that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Column, Formula

NATURE = "nature"


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
    held: dict[str, Column]  #: options with ``moves: no``: a single value everywhere
    rules: tuple[Formula, ...]  #: each must be false in a feasible state (``needs`` already turned round)

    @classmethod
    def of(cls, case: Case) -> StateSpace:
        """The state space of a case: options of all actors in order, then nature."""
        axes: list[Axis] = []
        held: dict[str, Column] = {}
        groups = [(a, actor.options) for a, actor in case.actors.items()] + [(NATURE, case.nature)]
        for owner, options in groups:
            for key, option in options.items():
                name = f"{owner}.{key}"
                now = option.values.index(option.now)
                if option.moves == "no":
                    held[name] = Column(option.values, np.array(now, dtype=np.int16))
                    continue
                undo = getattr(option, "undo_if", None)
                axes.append(Axis(name, owner, key, option.values, now, option.moves, option.if_, undo))
        return cls(tuple(axes), held, ())

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of values of each axis."""
        return tuple(len(a.values) for a in self.axes)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Open-mesh value indices: axis k's column has shape (1, .., n_k, .., 1), so formulas broadcast."""
        out = dict(self.held)
        for k, axis in enumerate(self.axes):
            shape = [1] * len(self.axes)
            shape[k] = len(axis.values)
            out[axis.name] = Column(axis.values, np.arange(len(axis.values), dtype=np.int16).reshape(shape))
        return out

    def holds(self, formula: Formula) -> NDArray[np.bool_]:
        """Truth of a formula over options in every state, full shape (a read-only broadcast view)."""
        return np.broadcast_to(formula.holds(self.columns), self.shape)

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """Which states can exist, full shape."""
        out = np.ones(self.shape, dtype=np.bool_)
        for rule in self.rules:
            out &= ~rule.holds(self.columns)
        return out

    @cached_property
    def states(self) -> NDArray[np.int64]:
        """Fortran-order flat indices of the feasible states, ascending: the literature's decimal order."""
        return np.flatnonzero(self.feasible.ravel(order="F"))

    @property
    def status_quo(self) -> tuple[int, ...]:
        """The ``now`` values, one index per axis."""
        return tuple(a.now for a in self.axes)
