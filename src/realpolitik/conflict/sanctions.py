"""What the others can answer: the least of a field over the states that their sequences of moves reach.

Three rules say which sequences count.

* ``legal``: nobody moves twice in a row, everybody may move again later (Fang, Hipel and Kilgour 1993, chapter 4;
  `fang1993`). As each actor's moves are transitive, and its improvements too, such a sequence reaches exactly what
  plain reachability in the union of the moves reaches.
* ``once``: everybody moves at most once, in any order.
* ``single``: one of them moves once.

The last two are what some programs print and reproduce their tables. A field's own value at the start always counts
here; every concept that asks is built so that the start is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.reach import HIGHEST, Field, mask, masked, sweep_own
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

RULES = ("legal", "once", "single")
MOST_ONCE = 12  #: movers for which the rule ``once`` looks at all their subsets
#: a question a state, or 64 of them packed into words
Questions = TypeVar("Questions", NDArray[np.uint64], NDArray[np.bool_])
Relaxation = Callable[[NDArray[Any]], None]


def least_by_others(graph: Graph, movers: Sequence[int], field: Field, sanctions: str = "legal") -> Field:
    """The smallest ``field`` among a state and all states that sequences of the ``movers`` reach from it.

    Infeasible states hold HIGHEST and are never entered; a move that changes several options may jump past them.
    """
    work = masked(graph, field, HIGHEST)
    relaxations = [_moves_of(graph, j, np.minimum, HIGHEST) for j in movers]
    if graph.free and sanctions == "legal":  # they can reach every combination of their options: one pass does
        for relax in relaxations:
            relax(work)
        return work
    return follow(work, relaxations, sanctions, np.minimum)


def least_by_improvements(graph: Graph, movers: Sequence[int], field: Field, sanctions: str = "legal") -> Field:
    """As ``least_by_others``, but every step of the sequence is an improvement for the actor who makes it."""
    return follow(masked(graph, field, HIGHEST), [graph.improvements(j).relax for j in movers], sanctions, np.minimum)


def spread_by_others(graph: Graph, movers: Sequence[int], words: Questions, sanctions: str = "legal") -> Questions:
    """As ``least_by_others`` for questions, packed or not: set where a legal sequence reaches one that has it set."""
    work = masked(graph, words, 0)
    relaxations = [_moves_of(graph, j, np.bitwise_or, 0) for j in movers]
    return follow(work, relaxations, sanctions, np.bitwise_or)


def spread_by_improvements(
    graph: Graph, movers: Sequence[int], words: Questions, sanctions: str = "legal"
) -> Questions:
    """As ``spread_by_others``, but every step is an improvement for the actor who makes it."""

    def relaxation(j: int) -> Relaxation:
        return lambda work: graph.improvements(j).relax(work, np.bitwise_or)

    return follow(masked(graph, words, 0), [relaxation(j) for j in movers], sanctions, np.bitwise_or)


def follow(work: NDArray[Any], relaxations: Sequence[Relaxation], sanctions: str, better: np.ufunc) -> NDArray[Any]:
    """Let the movers move by the rule, each relaxation standing for one move (or none) of one of them."""
    if sanctions == "legal":
        return _until_quiet(work, relaxations)
    if sanctions == "single":
        return _any_of(work, [(relax, work) for relax in relaxations], better)
    if sanctions != "once":
        raise BadInput(f"there is no rule of sanctions {sanctions!r}; there are {', '.join(RULES)}")
    if len(relaxations) > MOST_ONCE:
        raise BadInput(f"the rule 'once' takes at most {MOST_ONCE} actors that answer, not {len(relaxations)}")
    left: dict[tuple[int, ...], NDArray[Any]] = {(): work}  # what can still be reached by those who have not moved
    everybody = range(len(relaxations))
    for size in range(1, len(relaxations) + 1):
        left = {
            group: _any_of(work, [(relaxations[j], left[tuple(k for k in group if k != j)]) for j in group], better)
            for group in combinations(everybody, size)
        }
    return left[tuple(everybody)]


def _any_of(work: NDArray[Any], moves: Sequence[tuple[Relaxation, NDArray[Any]]], better: np.ufunc) -> NDArray[Any]:
    """The best of staying and of each one's move with what follows it."""
    out = work.copy()
    for relax, then in moves:
        moved = then.copy()
        relax(moved)
        better(out, moved, out=out)
    return out


def _until_quiet(work: NDArray[Any], relaxations: Sequence[Relaxation]) -> NDArray[Any]:
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


def _moves_of(graph: Graph, actor: int, better: np.ufunc, fill: Any) -> Relaxation:
    def relax(work: NDArray[Any]) -> None:
        sweep_own(graph, actor, work, better)
        mask(graph, work, fill)

    return relax
