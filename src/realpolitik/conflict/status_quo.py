"""Status-quo analysis of a solved case: the shortest ways from today to every state that holds.

Two ways to each equilibrium, where there are such (Li, Kilgour and Hipel 2005; `li2005`): by any legal moves, and by
improvements only, where every mover prefers the state that it moves to. A turn of nature may be a step of either: it is
nobody's, so it is no improvement, and a way with the fewest steps has it only where none without it leads there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realpolitik.conflict.graph import NOBODY
from realpolitik.conflict.solving import Solution, TypeSolution, graph_of
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.conflict.turns import possible_turns
from realpolitik.conflict.ways import Move, ways
from realpolitik.errors import BadInput
from realpolitik.rounding import rounded

MOST_STATES = 2**18  #: with more states than this the ways are not looked for


@dataclass(frozen=True)
class Path:
    """The shortest ways to one state that holds by ``concepts``; ``state``: its number from 0 over feasible states.

    ``improvements``, ``any_moves``: the moves, none for today's state; None where no such way leads there.
    """

    state: int
    concepts: tuple[str, ...]
    improvements: tuple[Move, ...] | None
    any_moves: tuple[Move, ...] | None


@dataclass(frozen=True)
class TypePaths:
    """The paths of one preference type, those by improvements first, then the shorter ones.

    ``improved``, ``reached``: how many states improvements and any moves lead to, today's included.
    """

    solved: TypeSolution
    paths: tuple[Path, ...]
    improved: int
    reached: int


@dataclass(frozen=True)
class StatusQuo:
    """The paths of a case, by preference type."""

    space: StateSpace
    concepts: tuple[str, ...]
    types: tuple[TypePaths, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain data: for each type its ``equilibria`` with both ways, each step with who moves, what changes, the
        number of the state it leads to (from 0, as in ``solve``) and whether its mover prefers that state."""
        space = self.space
        worlds = []
        for kind in self.types:
            equilibria = [
                {
                    "state": path.state,
                    "concepts": list(path.concepts),
                    "improvements": self._steps(path.improvements),
                    "any_moves": self._steps(path.any_moves),
                }
                for path in kind.paths
            ]
            worlds.append(
                {
                    "when": dict(kind.solved.type.when),
                    "probability": rounded(kind.solved.probability),
                    "reached": {"improvements": kind.improved, "any_moves": kind.reached},
                    "equilibria": equilibria,
                }
            )
        return {
            "case": space.case.case,
            "options": [axis.name for axis in space.axes],
            "values": [list(axis.values) for axis in space.axes],
            "concepts": list(self.concepts),
            "feasible": int(space.states.size),
            "status_quo": space.number(space.status_quo),
            "worlds": worlds,
        }

    def _steps(self, moves: Sequence[Move] | None) -> list[dict[str, Any]] | None:
        if moves is None:
            return None
        space, steps = self.space, []
        before = space.status_quo
        for move in moves:
            changes = {
                axis.name: axis.values[new]
                for axis, old, new in zip(space.axes, before, move.state, strict=True)
                if old != new
            }
            who = NATURE if move.mover == NOBODY else space.deciders[move.mover]
            steps.append(
                {"actor": who, "changes": changes, "state": space.number(move.state), "improves": move.willing}
            )
            before = move.state
        return steps


def paths(solution: Solution) -> StatusQuo:
    """The shortest ways from today to every equilibrium of a solution, by any of its concepts.

    Raises BadInput for more than ``MOST_STATES`` states.
    """
    space = solution.space
    if space.size > MOST_STATES:
        raise BadInput(f"{space.size:,} states are more than {MOST_STATES:,}: too many to look for ways")
    turns = possible_turns(space)
    found = []
    for solved in solution.types:
        graph = graph_of(space, solved.type.when)
        better = ways(graph, space.status_quo, improving=True, turns=turns)
        free = ways(graph, space.status_quo, turns=turns)
        holding: dict[int, list[str]] = {}
        for concept in solution.concepts:
            for number in solved.equilibria(concept).tolist():
                holding.setdefault(number, []).append(concept)
        told = []
        for number, concepts in holding.items():
            values = tuple(space.table[number].tolist())
            told.append(Path(number, tuple(concepts), better.to(values), free.to(values)))
        told.sort(key=_by_length)
        counts = [int(np.count_nonzero(space.feasible_only(one.reached))) for one in (better, free)]
        found.append(TypePaths(solved, tuple(told), *counts))
    return StatusQuo(space, solution.concepts, tuple(found))


def _by_length(path: Path) -> tuple[bool, bool, int, int, int]:
    way = path.improvements if path.improvements is not None else path.any_moves
    length = 0 if way is None else len(way)
    return path.improvements is None, path.any_moves is None, length, -len(path.concepts), path.state
