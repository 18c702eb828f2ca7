"""Every move of a small case's graph model, with how far its mover prefers where it leads: what pictures draw."""

from __future__ import annotations

from realpolitik.analysis.ordinal import PossibleMove
from realpolitik.conflict.argument import everything
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.space import StateSpace
from realpolitik.rounding import rounded

MOST_STATES = 36  #: more cannot be drawn


class PossibleMoves:
    """Collects the moves type by type; nothing for a case with more than ``MOST_STATES`` states."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self.small = space.states.size <= MOST_STATES
        self._improves: dict[tuple[int, int, str], float] = {}

    def add(self, graph: Graph, probability: float) -> None:
        """Count the improvements of one type."""
        if not self.small:
            return
        number = {int(flat): k for k, flat in enumerate(_flat(self.space))}
        for actor, name in enumerate(graph.actors):
            rank = graph.ranks[actor].reshape(-1)
            for state, k in number.items():
                for end in everything(graph, actor, state):
                    key = (k, number[end], name)
                    better = probability if rank[end] > rank[state] else 0.0
                    self._improves[key] = self._improves.get(key, 0.0) + better

    def results(self) -> list[PossibleMove]:
        """Every move, by where it starts and where it leads."""
        return [
            PossibleMove(id=f"{source}-{target}", source=source, target=target, actor=actor, improves=rounded(share))
            for (source, target, actor), share in sorted(self._improves.items())
        ]

    def states(self) -> list[list[str]]:
        """The values of every option in every state, where moves are listed."""
        if not self.small:
            return []
        return [
            [axis.values[v] for axis, v in zip(self.space.axes, row, strict=True)] for row in self.space.table.tolist()
        ]


def _flat(space: StateSpace) -> list[int]:
    """The flat index of every feasible state in C order, as graphs count, in the order of the listing."""
    import numpy as np

    if not space.axes:
        return [0]
    return np.ravel_multi_index(tuple(space.table.T), space.shape).tolist()  # type: ignore[no-any-return]
