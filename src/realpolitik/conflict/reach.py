"""What an actor can reach along its own options, as sweeps over arrays.

The moves of one actor are transitive: a change of its options leaves the conditions on them as they were, so two
moves in a row are one move (or none). A sweep along each of its axes in turn therefore sees everything that one
move reaches. Works for any field over the states: ranks (minimum, maximum) or questions of yes and no packed into
words (bitwise or).
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Field = NDArray[np.int32]
Direction = tuple[NDArray[np.bool_] | bool, range, int]
Sweep = tuple[tuple[int, int, int], list[Direction]]
HIGHEST = np.int32(np.iinfo(np.int32).max)  #: stands at infeasible states where a minimum is taken
LOWEST = np.int32(np.iinfo(np.int32).min)  #: stands at infeasible states where a maximum is taken


def best_own(graph: Graph, actor: int, field: Field) -> Field:
    """The largest ``field`` among a state and the states the actor can move to, in every state.

    ``field`` and the result have the shape of the states; at infeasible states the result means nothing.
    """
    work = masked(graph, field, LOWEST)
    sweep_own(graph, actor, work, np.maximum)
    return work


def best_move(graph: Graph, actor: int, field: NDArray[Any], better: np.ufunc, none: Any) -> NDArray[Any]:
    """The best ``field`` among the states the actor can move to, the state itself left out; ``none`` without a move.

    ``field`` must hold ``none`` at infeasible states. A move is told by the first option it changes: those before it
    stay, those after it are free.
    """
    beyond = np.array(field, order="C")  # the best over changes of the options that have been dealt with
    out = np.full_like(beyond, none)
    for shape, directions in reversed(_sweeps(graph, actor)):
        changed = np.full_like(beyond, none)
        target, source = changed.reshape(shape), beyond.reshape(shape)
        for allowed, order, step in directions:
            running = np.full_like(source[:, 0], none)
            for v in order:
                better(running, source[:, v + step], out=running)
                better(target[:, v], running, out=target[:, v], where=allowed)
        better(out, changed, out=out)
        better(beyond, changed, out=beyond)
    return out


def sweep_own(graph: Graph, actor: int, work: NDArray[Any], better: np.ufunc) -> None:
    """Replace each value by the best among all combinations of the actor's own options that it can choose.

    ``better`` is ``np.maximum`` or ``np.minimum``. One pass per option and direction: the choices are a product over
    the options. Works in place on a C array.
    """
    for shape, directions in _sweeps(graph, actor):
        layers = work.reshape(shape)
        for allowed, order, step in directions:
            for v in order:
                better(layers[:, v], layers[:, v + step], out=layers[:, v], where=allowed)


def masked(graph: Graph, field: NDArray[Any], fill: Any) -> NDArray[Any]:
    """A copy of a field as a C array with ``fill`` at infeasible states."""
    if graph.all_feasible:
        return np.array(field, order="C")
    return np.ascontiguousarray(np.where(graph.feasible, field, np.asarray(field).dtype.type(fill)))


def mask(graph: Graph, work: NDArray[Any], fill: Any) -> None:
    """Put ``fill`` at infeasible states, in place."""
    if not graph.all_feasible:
        work[~graph.feasible] = fill


def _sweeps(graph: Graph, actor: int) -> list[Sweep]:
    """For each own option: the states with this option as the middle one of three axes, and where it may change."""
    return graph.kept(("sweeps", actor), lambda: [_sweep(graph, k) for k in graph.own[actor]])


def _sweep(graph: Graph, k: int) -> Sweep:
    """To later and to earlier values: where it is allowed, the values from the far end on, and the step to read at."""
    before, n, after = prod(graph.values[:k]), graph.values[k], prod(graph.values[k + 1 :])
    directions: list[Direction] = []
    for allowed, order, step in ((graph.up[k], range(n - 2, -1, -1), 1), (graph.down[k], range(1, n), -1)):
        if isinstance(allowed, bool):
            if allowed:
                directions.append((True, order, step))
        else:
            full = np.broadcast_to(allowed, (*graph.values[:k], 1, *graph.values[k + 1 :]))
            directions.append((full.reshape(before, after), order, step))
    return (before, n, after), directions
