"""Laws that hold for every conflict."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.conflict import Graph

from .random_conflicts import random_conflict

conflicts = st.integers(10_000, 1_000_000).map(random_conflict)
CONCEPTS = ("Nash", "SEQ", "SMR", "GMR")


@given(conflicts)
def test_one_concept_includes_another(model: dict) -> None:
    graph = Graph(**model)
    nash, seq, smr, gmr = (graph.stable(c) for c in CONCEPTS)
    assert not (nash & ~seq).any()
    assert not (seq & ~gmr).any()
    assert not (nash & ~smr).any()
    assert not (smr & ~gmr).any()
    assert not (gmr & ~graph.feasible).any()


@given(conflicts, st.randoms(use_true_random=False))
def test_actors_have_no_order(model: dict, random) -> None:
    order = list(range(len(model["ranks"])))
    random.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    other = model | {"ranks": model["ranks"][order], "owner": [place.get(i, -1) for i in model["owner"]]}
    for concept in CONCEPTS:
        np.testing.assert_array_equal(Graph(**other).stable(concept), Graph(**model).stable(concept)[order])


@given(conflicts, st.randoms(use_true_random=False))
def test_options_have_no_order(model: dict, random) -> None:
    axes = list(range(len(model["values"])))
    random.shuffle(axes)
    full = [0, *(k + 1 for k in axes)]

    def turned(conditions):
        if conditions is None:
            return None
        return [None if (c := conditions[k]) is None else c.transpose(axes) for k in axes]

    other = {
        "values": [model["values"][k] for k in axes],
        "owner": [model["owner"][k] for k in axes],
        "moves": [model["moves"][k] for k in axes],
        "ranks": model["ranks"].transpose(full),
        "feasible": model["feasible"].transpose(axes),
        "may_set": turned(model["may_set"]),
        "may_undo": turned(model["may_undo"]),
    }
    for concept in CONCEPTS:
        np.testing.assert_array_equal(Graph(**other).stable(concept), Graph(**model).stable(concept).transpose(full))


@given(conflicts, st.integers(1, 2**40), st.integers(-(2**45), 2**45))
def test_only_the_order_of_ranks_counts(model: dict, factor: int, shift: int) -> None:
    stretched = model | {"ranks": model["ranks"].astype(np.int64) ** 3 * 7 + model["ranks"] * factor + shift}
    for concept in CONCEPTS:
        np.testing.assert_array_equal(Graph(**stretched).stable(concept), Graph(**model).stable(concept))


@given(conflicts)
def test_reversing_every_axis_turns_forward_into_back(model: dict) -> None:
    turn = {"both": "both", "no": "no", "forward": "back", "back": "forward"}

    def flipped(conditions):
        return None if conditions is None else [None if c is None else np.flip(c) for c in conditions]

    axes = tuple(range(1, len(model["values"]) + 1))
    other = model | {
        "ranks": np.flip(model["ranks"], axes),
        "feasible": np.flip(model["feasible"]),
        "moves": [turn[m] for m in model["moves"]],
        "may_set": flipped(model["may_undo"]),
        "may_undo": flipped(model["may_set"]),
    }
    for concept in CONCEPTS:
        np.testing.assert_array_equal(np.flip(Graph(**other).stable(concept), axes), Graph(**model).stable(concept))


@given(conflicts)
def test_everything_holds_when_everybody_is_indifferent(model: dict) -> None:
    graph = Graph(**(model | {"ranks": np.zeros_like(model["ranks"])}))
    for concept in CONCEPTS:
        np.testing.assert_array_equal(graph.equilibria(concept), model["feasible"])
