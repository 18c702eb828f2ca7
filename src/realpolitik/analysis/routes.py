"""Where improvements lead from today in every preference type of a case, without and with nature's turns.

Nature only goes forward. So a way to a state in which nature stands where it stands today has no turn in it, and one
search that lets nature move finds the ways without turns too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.solving import Solution, graph_of
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.conflict.turns import possible_turns
from realpolitik.conflict.ways import Known, Move, Ways, ways

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Values = tuple[int, ...]

MOST_SHARED = 2**14  #: up to this many states, orders that types share are sorted once and kept


@dataclass(frozen=True, eq=False)
class Routes:
    """The ways of one case. Arrays over feasible states are in the order of ``StateSpace.states``.

    ``share`` (types,): the types' probabilities. ``likely``: the axes of nature that are likely enough to count on.
    ``improving``: for each type the ways by improvements and turns of nature.
    """

    space: StateSpace
    solution: Solution
    share: Floats
    likely: frozenset[int]
    improving: tuple[Ways, ...]
    _known: Known | None

    @classmethod
    def of(
        cls,
        space: StateSpace,
        solution: Solution,
        share: Sequence[float],
        likely: frozenset[int],
        graphs: Iterable[Graph],
    ) -> Routes:
        """All ways from the status quo. ``graphs``: the graph of every type of the solution, one at a time."""
        turns = possible_turns(space)
        known: Known | None = {} if space.size <= MOST_SHARED else None
        found = [ways(graph, space.status_quo, improving=True, turns=turns, known=known) for graph in graphs]
        return cls(space, solution, np.array(share, dtype=np.float64), likely, tuple(found), known)

    @cached_property
    def after_turns(self) -> Bools:
        """Where improvements and turns of nature lead, shape (types, states)."""
        return np.array([self.space.feasible_only(found.reached) for found in self.improving], dtype=np.bool_)

    @cached_property
    def reached(self) -> Bools:
        """Where improvements alone lead, shape (types, states)."""
        return self.after_turns & self._as_now(self.space.own(NATURE))

    @cached_property
    def led(self) -> Bools:
        """Where improvements and likely turns lead, shape (types, states)."""
        return self.after_turns & self._as_now([k for k in self.space.own(NATURE) if k not in self.likely])

    @cached_property
    def scenarios(self) -> Mapping[str, Bools]:
        """In which states each scenario of the case holds, shape (states,)."""
        space = self.space
        return {
            name: np.asarray(space.feasible_only(space.holds(scenario.that)), dtype=np.bool_)
            for name, scenario in space.case.scenarios.items()
        }

    def holding(self, concept: str) -> Bools:
        """Which states hold for everybody, shape (types, states)."""
        return np.array([solved.holds(concept) for solved in self.solution.types], dtype=np.bool_)

    def likeliest(self, types: Bools) -> int:
        """The most probable of the marked types (the first of equally probable ones)."""
        return int(np.argmax(np.where(types, self.share, -1.0)))

    def best(self, kind: int, number: int) -> tuple[Move, ...] | None:
        """The shortest way in type ``kind`` to a state, by its number, by improvements and turns of nature."""
        return self.improving[kind].to(self.values(number))

    def any_moves(self, kind: int, number: int) -> tuple[Move, ...] | None:
        """The shortest way in type ``kind`` by moves that are allowed, turns of nature among them.

        How long it is does not depend on wishes. So where the way by improvements is as short, it is the way: its only
        steps that nobody prefers are turns, and as many of these are on every way.
        """
        free, values, best = self._free(0), self.values(number), self.best(kind, number)
        if best is not None and len(best) == free.steps[values]:
            return best
        return self._free(kind).to(values) if free.steps[values] >= 0 else None

    def values(self, number: int) -> Values:
        """A feasible state's value indices, by its number."""
        return tuple(int(v) for v in self.space.table[number])

    def _free(self, kind: int) -> Ways:
        """Ways by any moves, found when they are first asked for."""
        if kind not in self._found:
            graph, turns = graph_of(self.space, self.solution.types[kind].type.when), possible_turns(self.space)
            self._found[kind] = ways(graph, self.space.status_quo, turns=turns, known=self._known)
        return self._found[kind]

    @cached_property
    def _found(self) -> dict[int, Ways]:
        return {}

    def _as_now(self, axes: Sequence[int]) -> Bools:
        """In which states these options have the values they have today."""
        now = np.array([self.space.status_quo[k] for k in axes], dtype=np.int64)
        return np.asarray((self.space.table[:, list(axes)] == now).all(axis=1), dtype=np.bool_)
