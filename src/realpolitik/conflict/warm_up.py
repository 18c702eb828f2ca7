"""Compiles every loop that large conflicts and many rankings use, by solving small ones with them."""

from __future__ import annotations

import numpy as np


def warm_up() -> None:
    """Compile everything, and keep it where there is a place for it."""
    from realpolitik.conflict.batch import CONCEPTS as IN_LANES
    from realpolitik.conflict.batch import counts
    from realpolitik.conflict.graph import Graph
    from realpolitik.conflict.large import CONCEPTS, Large

    rng = np.random.default_rng(1)
    for feasible in (None, rng.random((2,) * 9) < 0.7):
        ranks = rng.integers(0, 300, size=(3, *(2,) * 9)).astype(np.int32)
        graph = Graph(values=[2] * 9, owner=[k // 3 for k in range(9)], ranks=ranks, feasible=feasible)
        solver = Large(graph)
        for concept in CONCEPTS:
            for actor in range(3):
                solver.stable(concept, actor)
        states = int(graph.feasible.sum())
        for few in (states, 64):
            small = (
                graph if few == states else Graph(values=[2] * 6, owner=[0, 0, 1, 1, 2, 2], ranks=ranks[..., 0, 0, 0])
            )
            rankings = rng.integers(0, few, size=(32, 3, few)).astype(np.int32)
            counts(small, rankings, np.ones(32, dtype=np.int64), IN_LANES)
