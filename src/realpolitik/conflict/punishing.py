"""How far away a punishment is: the others' shortest sequences that deter a group, found for all states at once.

Level by level: the states that punish are at distance 0; those from which one move of the others leads to them at 1;
and so on, by sweeps that take *or* over one truth value a state. So nothing of size states by states is made, and a
shortest sequence is read off by going down from level to level.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.coalitions import spread_jointly
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.nearby import Step, everything, improvements
from realpolitik.conflict.reach import mask, sweep_own
from realpolitik.conflict.sanctions import spread_by_improvements, spread_by_others

Truth = NDArray[np.bool_]


class Punishment:
    """What the others can do against a group that leaves a state.

    ``liked``: what all of the group prefer to that state, flat over the states. A state punishes if it is not liked;
    if ``symmetric``, the group must not be able to get to one that is. ``credible``: every step betters its mover.
    """

    def __init__(
        self, graph: Graph, group: Sequence[int], liked: Truth, *, credible: bool = False, symmetric: bool = False
    ) -> None:
        self._graph, self._credible = graph, credible
        self._others = graph.others(group)
        self._rank = graph.ranks[group[0]].reshape(-1)
        refused = liked.reshape(graph.values) & graph.feasible
        if symmetric:
            refused = spread_jointly(graph, group, refused)
        self._distance = np.where(~refused & graph.feasible, 0, -1).astype(np.int32)

    def near(self, states: Sequence[int]) -> Punishment:
        """Look as far as these states need (flat), or until nothing more leads to a punishment."""
        flat, level = self._distance.reshape(-1), int(self._distance.max())
        reached = self._distance >= 0
        while (flat[list(states)] < 0).any():
            further = reached.copy()
            for j in self._others:
                further |= self._before(j, reached)
            gained = further & ~reached
            if not gained.any():
                break
            level += 1
            self._distance[gained] = level
            reached = further
        return self

    def _before(self, j: int, there: Truth) -> Truth:
        """From where one move of j leads there."""
        work = there.copy()
        if self._credible:
            self._graph.improvements(j).relax(work, np.bitwise_or)
        else:
            sweep_own(self._graph, j, work, np.bitwise_or)
        mask(self._graph, work, False)
        return work

    def shortest(self, state: int) -> tuple[Step, ...] | None:
        """The shortest sequence that punishes who went to a state (flat); None where there is none."""
        distance = self._distance.reshape(-1)
        if distance[state] < 0:
            return None
        path: list[Step] = []
        steps = improvements if self._credible else everything
        while distance[state] > 0:
            ends = ((j, end) for j in self._others for end in steps(self._graph, j, state))
            step = next(step for step in ends if distance[step[1]] == distance[state] - 1)
            path.append(step)
            state = step[1]
        return tuple(path)

    def worst(self, state: int) -> int:
        """What the first of the group likes least of all that the others lead to from a state, itself included."""
        here = np.zeros(self._graph.values, dtype=np.bool_)
        here.reshape(-1)[state] = True
        spread = spread_by_improvements if self._credible else spread_by_others
        # in the graph turned round, a state sees the one that leads to it
        there = np.flatnonzero(spread(self._graph.backwards, self._others, here))
        return int(there[np.argmin(self._rank[there])])
