"""Seeded random small conflicts with everything that can go wrong: ties, gaps, one-way options, conditions."""

from __future__ import annotations

import numpy as np


def random_conflict(seed: int) -> dict:
    """Arguments of ``Graph``: 2 to 6 actors (and sometimes nature), 2 to 6 options, 4 to 64 states (few mostly)."""
    rng = np.random.default_rng([20, seed])
    actors = int(rng.choice([2, 2, 3, 3, 4, 5, 6]))
    most = int(rng.choice([12, 16, 24, 32, 64], p=[0.3, 0.3, 0.2, 0.14, 0.06]))
    while True:
        axes = int(rng.integers(2, 7))
        values = [int(n) for n in rng.choice([2, 2, 2, 3, 4], size=axes)]
        if 4 <= np.prod(values) <= most:
            break
    first = -1 if rng.random() < 0.2 else 0
    owner = [int(i) for i in rng.integers(first, actors, size=axes)]
    feasible = np.ones(values, dtype=bool)
    if rng.random() < 0.6:
        feasible = rng.random(values) < rng.uniform(0.5, 1)
        feasible.flat[int(rng.integers(feasible.size))] = True
    moves = ["both"] * axes
    if rng.random() < 0.6:
        moves = [str(m) for m in rng.choice(["both", "both", "forward", "back", "no"], size=axes)]
    levels = int(rng.integers(2, 2 * np.prod(values)))  # few levels: many ties
    ranks = rng.integers(0, levels, size=(actors, *values))

    def condition(k):
        if rng.random() < 0.5:
            return None
        shape = [1 if owner[a] == owner[k] or rng.random() < 0.3 else n for a, n in enumerate(values)]
        return rng.random(shape) < 0.6

    conditions = rng.random() < 0.5
    return {
        "values": values,
        "owner": owner,
        "ranks": ranks,
        "feasible": feasible,
        "moves": moves,
        "may_set": [condition(k) for k in range(axes)] if conditions else None,
        "may_undo": [condition(k) for k in range(axes)] if conditions else None,
        "coalitions": [sorted(rng.choice(actors, size=int(rng.integers(2, actors + 1)), replace=False).tolist())],
    }
