"""Every actor, every state, every concept of random small conflicts against the definitions."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from realpolitik.conflict import Graph

from .oracle import Oracle
from .random_conflicts import random_conflict

CONFLICTS = 2000
BATCHES = 20


def oracle_of(model: dict) -> Oracle:
    values = model["values"]
    everywhere = list(product(*(range(n) for n in values)))

    def guard(which):
        arrays = model[which]
        if arrays is None:
            return lambda k, s: True
        full = [None if a is None else np.broadcast_to(a, values) for a in arrays]
        return lambda k, s: full[k] is None or bool(full[k][s])

    return Oracle(
        values,
        model["owner"],
        [{s: int(r[s]) for s in everywhere} for r in model["ranks"]],
        lambda s: bool(model["feasible"][s]),
        model["moves"],
        guard("may_set"),
        guard("may_undo"),
    )


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_concept_equals_its_definition(batch: int) -> None:
    for seed in range(batch, CONFLICTS, BATCHES):
        model = random_conflict(seed)
        graph, oracle = Graph(**model), oracle_of(model)
        for concept, defined in (("Nash", oracle.nash), ("GMR", oracle.gmr), ("SMR", oracle.smr), ("SEQ", oracle.seq)):
            expected = np.zeros_like(model["ranks"], dtype=bool)
            for i in range(oracle.count):
                for s in oracle.states:
                    expected[(i, *s)] = defined(i, s)
            wrong = np.argwhere(graph.stable(concept) != expected)
            assert wrong.size == 0, f"conflict {seed}, {concept}: actor and state {wrong[0].tolist()}"
            np.testing.assert_array_equal(graph.equilibria(concept), expected.all(axis=0) & model["feasible"])


def test_the_random_conflicts_have_everything() -> None:
    models = [random_conflict(seed) for seed in range(CONFLICTS)]
    assert any(-1 in m["owner"] for m in models)
    assert any(not m["feasible"].all() for m in models)
    assert {w for m in models for w in m["moves"]} == {"both", "forward", "back", "no"}
    assert {len(m["ranks"]) for m in models} == {2, 3, 4, 5}
    assert any(c is not None and c.any() and not c.all() for m in models if m["may_set"] for c in m["may_set"])
    assert any(c is not None and c.any() and not c.all() for m in models if m["may_undo"] for c in m["may_undo"])
    assert any(max(m["values"]) > 2 for m in models)
