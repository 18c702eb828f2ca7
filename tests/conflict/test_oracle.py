"""Every actor, every state, every concept of random small conflicts against the definitions."""

from __future__ import annotations

import os
from itertools import product

import numpy as np
import pytest

from realpolitik.conflict import Graph

from .oracle import Oracle
from .random_conflicts import random_conflict

CONFLICTS = int(os.environ.get("REALPOLITIK_ORACLE_CONFLICTS", "3000"))  #: `make oracle` asks for 20,000
BATCHES = 20
SANCTIONED = ("GMR", "SMR", "SEQ", "SSEQ")
COALITIONAL = ("CNash", "CGMR", "CSMR", "CSEQ", "CSSEQ")


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


def claims(graph: Graph, oracle: Oracle, seed: int):
    """(what is asked, what the program says, the definition of one actor or coalition and state), one at a time.

    Every concept under legal sequences; each of the other rules of sanctions for every second conflict.
    """
    yield "Nash", graph.stable("Nash"), oracle.nash
    rule = ("once", "single")[seed % 2]
    for concept in SANCTIONED:
        defined = getattr(oracle, concept.lower())
        yield concept, graph.stable(concept), defined
        yield f"{concept} {rule}", graph.stable(concept, sanctions=rule), lambda i, s, d=defined: d(i, s, rule)
    yield "SIM", graph.stable("SIM"), oracle.sim
    for h in range(1, 7):
        yield f"L{h}", graph.stable(f"L{h}"), lambda i, s, h=h: oracle.l_h(h, i, s)
    always = oracle.nm()
    yield "NM", graph.stable("NM"), lambda i, s: (i, s) in always


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_concept_equals_its_definition(batch: int) -> None:
    for seed in range(batch, CONFLICTS, BATCHES):
        model = random_conflict(seed)
        graph, oracle = Graph(**model), oracle_of(model)
        for asked, found, defined in claims(graph, oracle, seed):
            expected = np.zeros_like(model["ranks"], dtype=bool)
            for i in range(oracle.count):
                for s in oracle.states:
                    expected[(i, *s)] = defined(i, s)
            wrong = np.argwhere(found != expected)
            assert wrong.size == 0, f"conflict {seed}, {asked}: actor and state {wrong[0].tolist()}"
            if asked in SANCTIONED:
                np.testing.assert_array_equal(graph.equilibria(asked), expected.all(axis=0) & model["feasible"])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_coalition_concept_equals_its_definition(batch: int) -> None:
    for seed in range(batch, CONFLICTS, BATCHES):
        model = random_conflict(seed)
        graph, oracle = Graph(**model), oracle_of(model)
        (group,) = model["coalitions"]
        for concept in COALITIONAL:
            expected = np.zeros(model["values"], dtype=bool)
            for s in oracle.states:
                expected[s] = oracle.coalition(concept, group, s)
            wrong = np.argwhere(graph.stable(concept, coalition=group) != expected)
            assert wrong.size == 0, f"conflict {seed}, {concept} of {group}: state {wrong[0].tolist()}"


def test_the_random_conflicts_have_everything() -> None:
    models = [random_conflict(seed) for seed in range(CONFLICTS)]
    assert any(-1 in m["owner"] for m in models)
    assert any(not m["feasible"].all() for m in models)
    assert {w for m in models for w in m["moves"]} == {"both", "forward", "back", "no"}
    assert {len(m["ranks"]) for m in models} == {2, 3, 4, 5, 6}
    assert any(c is not None and c.any() and not c.all() for m in models if m["may_set"] for c in m["may_set"])
    assert any(c is not None and c.any() and not c.all() for m in models if m["may_undo"] for c in m["may_undo"])
    assert any(max(m["values"]) > 2 for m in models)
    assert max(np.prod(m["values"]) for m in models) == 64
    assert {len(m["coalitions"][0]) for m in models} == {2, 3, 4, 5, 6}
