"""What can be reached, as sweeps over arrays: along an actor's own options, or by all others in any order.

The moves of one actor are transitive: a change of its options leaves the conditions on them as they were, so two
moves in a row are one move (or none). Hence a legal sequence of a set of actors, in which nobody moves twice in a
row, reaches exactly what plain reachability in the union of their moves reaches, and the same holds for
improvements. Legal sequences: Fang, Hipel and Kilgour 1993, chapter 4 (`fang1993`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Field = NDArray[np.int32]
Wide = NDArray[np.int64]
HIGHEST = np.int32(np.iinfo(np.int32).max)  #: stands at infeasible states where a minimum is taken
LOWEST = np.int32(np.iinfo(np.int32).min)  #: stands at infeasible states where a maximum is taken


def best_own(graph: Graph, actor: int, field: Field) -> Field:
    """The largest ``field`` among a state and the states the actor can move to, in every state.

    ``field`` and the result have the shape of the states; at infeasible states the result means nothing.
    """
    work = _masked(graph, field, LOWEST)
    sweep_own(graph, actor, work, np.maximum)
    return work


def least_by_others(graph: Graph, actor: int, field: Field) -> Field:
    """The smallest ``field`` among a state and all states that legal sequences of the other actors reach from it.

    Infeasible states hold HIGHEST and are never entered; a move that changes several options may jump past them.
    """

    def moves_of(j: int) -> Callable[[Field], None]:
        def relax(work: Field) -> None:
            sweep_own(graph, j, work, np.minimum)
            _mask(graph, work, HIGHEST)

        return relax

    work = _masked(graph, field, HIGHEST)
    movers = graph.others(actor)
    if graph.free:  # the others can reach every combination of their options: one pass does
        for j in movers:
            moves_of(j)(work)
        return work
    return _fixpoint(work, [moves_of(j) for j in movers])


def least_by_improvements(graph: Graph, actor: int, field: Field) -> Field:
    """As ``least_by_others``, but every step of the sequence is an improvement for the actor who makes it."""
    work = _masked(graph, field, HIGHEST)
    return _fixpoint(work, [graph.improvements(j).relax for j in graph.others(actor)])


def _fixpoint(work: Field, relaxations: list[Callable[[Field], None]]) -> Field:
    """Apply the relaxations in turn until none changes anything. Each is idempotent: its moves are transitive."""
    quiet = 0
    while relaxations:
        for relax in relaxations:
            before = work.copy()
            relax(work)
            quiet = quiet + 1 if np.array_equal(before, work) else 1
            if quiet >= len(relaxations):
                return work
    return work


def sweep_own(graph: Graph, actor: int, work: Field | Wide, better: np.ufunc) -> None:
    """Replace each value by the best among all combinations of the actor's own options that it can choose.

    ``better`` is ``np.maximum`` or ``np.minimum``. One pass per option and direction: the choices are a product over
    the options. Works in place on a C array.
    """
    for k in graph.own[actor]:
        n = graph.values[k]
        layers = work.reshape(int(np.prod(graph.values[:k], dtype=np.int64)), n, -1)
        up, down = graph.up[k], graph.down[k]
        for allowed, targets, step in ((up, range(n - 2, -1, -1), 1), (down, range(1, n), -1)):
            if allowed is False:
                continue
            where: NDArray[np.bool_] | bool = True
            if not isinstance(allowed, bool):
                full = np.broadcast_to(allowed, (*graph.values[:k], 1, *graph.values[k + 1 :]))
                where = full.reshape(layers.shape[0], layers.shape[2])
            for v in targets:
                better(layers[:, v], layers[:, v + step], out=layers[:, v], where=where)


def _masked(graph: Graph, field: Field, fill: np.int32) -> Field:
    if graph.all_feasible:
        return np.array(field, dtype=np.int32, order="C")
    return np.ascontiguousarray(np.where(graph.feasible, field, fill))


def _mask(graph: Graph, work: Field, fill: np.int32) -> Field:
    if not graph.all_feasible:
        work[~graph.feasible] = fill
    return work
