"""The graph model of a case for formats that hold one order of the states for every actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.solving import graph_of
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.conflict.types import preference_types
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.case.case import Case


def one_order(case: Case) -> tuple[StateSpace, Graph]:
    """The states of a case and its graph. Raises BadInput where nobody decides, or wishes differ between worlds."""
    space = StateSpace.of(case)
    if not space.deciders:
        raise BadInput(f"{case.case}: no actor has an option that can move; nothing was written.")
    types = preference_types(case)
    if len(types) > 1:
        raise BadInput(
            f"{case.case}: the actors' wishes differ between worlds, and this format holds one order an actor; "
            "nothing was written. Take the `when` of wishes out first."
        )
    return space, graph_of(space, types[0].when)


def nature_as_now(space: StateSpace) -> tuple[int | slice, ...]:
    """An index that takes the states in which nature's events are as they are now."""
    return tuple(axis.now if axis.actor == NATURE else slice(None) for axis in space.axes)


def payoffs(graph: Graph, place: tuple[int | slice, ...]) -> NDArray[np.int64]:
    """For each actor the states by its order: 1 the worst class, then 2, 3, ...; 0 where a state cannot exist.

    Shape (actors, *values), only the states at ``place``.
    """
    feasible = graph.feasible[place]
    out = np.zeros((len(graph.actors), *feasible.shape), dtype=np.int64)
    for i, ranks in enumerate(graph.ranks):
        out[i][feasible] = np.unique(ranks[place][feasible], return_inverse=True)[1] + 1
    return out


def numbers(space: StateSpace, place: tuple[int | slice, ...]) -> NDArray[np.int64]:
    """The numbers that `solve` gives the states at ``place``, from 1; 0 where a state cannot exist."""
    out = np.zeros(space.size, dtype=np.int64)
    out[space.states] = np.arange(1, space.states.size + 1)
    return np.asarray(out.reshape(space.shape, order="F")[place])
