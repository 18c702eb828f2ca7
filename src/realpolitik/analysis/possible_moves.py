"""The moves between the states that can be drawn, with how far their movers prefer where they lead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.ordinal import PossibleMove, Step, WayResult
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.nearby import everything
from realpolitik.conflict.space import StateSpace
from realpolitik.rounding import rounded

MOST_STATES = 36  #: more cannot be drawn
MOST_KEPT = 2**22  #: ranks that are kept of all types together


class PossibleMoves:
    """Collects the orders type by type. All states are drawn where they are few, else those on the ways from today."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self._graph: Graph | None = None
        self._orders: list[tuple[float, NDArray[np.int32]]] = []

    def add(self, graph: Graph, probability: float) -> None:
        """Keep the orders of one type, shape (deciders, feasible states); moves are the same in all types."""
        kept = (len(self._orders) + 1) * len(graph.actors) * self.space.states.size
        if kept > MOST_KEPT:
            return
        self._graph = self._graph or graph
        ranks = [self.space.feasible_only(rank) for rank in graph.ranks]
        self._orders.append((probability, np.array(ranks, dtype=np.int32)))

    def drawn(self, ways: Sequence[WayResult], types: int) -> list[int]:
        """The numbers of the states that are drawn, in order; of the ways as many as fit, the first ones first.

        None where the orders of all ``types`` could not be kept.
        """
        if len(self._orders) < types:
            return []
        if self.space.states.size <= MOST_STATES:
            return list(range(self.space.states.size))
        found = {self.space.number(self.space.status_quo)}
        for way in ways:
            steps = shown(way)
            on_it = found | {step.state for step in steps or []}
            if steps is not None and len(on_it) <= MOST_STATES:
                found = on_it
        return sorted(found)

    def states(self, drawn: Sequence[int]) -> list[list[str]]:
        """The values of every option in these states."""
        return [
            [axis.values[v] for axis, v in zip(self.space.axes, self.space.table[number].tolist(), strict=True)]
            for number in drawn
        ]

    def results(self, drawn: Sequence[int]) -> list[PossibleMove]:
        """Every move between these states, by where it starts and where it leads."""
        if self._graph is None or not drawn:
            return []
        places = np.ravel_multi_index(tuple(self.space.table[list(drawn)].T), self.space.shape).tolist()
        number = dict(zip(places, drawn, strict=True))
        found = []
        for place, source in number.items():
            for actor, name in enumerate(self._graph.actors):
                for target in (number[end] for end in everything(self._graph, actor, place) if end in number):
                    likes = sum(p for p, order in self._orders if order[actor, target] > order[actor, source])
                    move = f"{source}-{target}"
                    found.append(
                        PossibleMove(id=move, source=source, target=target, actor=name, improves=rounded(float(likes)))
                    )
        return sorted(found, key=lambda m: (m.source, m.target, m.actor))


def shown(way: WayResult) -> list[Step] | None:
    """The way that is drawn: by improvements, else after turns that nobody decides, else by any moves."""
    return next((w for w in (way.improvements, way.after_turns, way.any_moves) if w is not None), None)
