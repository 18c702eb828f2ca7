"""Laws that hold for every conflict."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.conflict import Graph

from .random_conflicts import random_conflict

conflicts = st.integers(10_000, 1_000_000).map(random_conflict)
CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM", "CNash", "CGMR", "CSMR", "CSEQ", "CSSEQ")
#: (the more demanding, the less demanding) where it holds for every conflict
INCLUDED = [
    ("Nash", "SSEQ"),
    ("SSEQ", "SEQ"),
    ("SEQ", "GMR"),
    ("Nash", "SMR"),
    ("SSEQ", "SMR"),
    ("SMR", "GMR"),
    ("Nash", "SIM"),
    ("CNash", "CSSEQ"),
    ("CSSEQ", "CSEQ"),
    ("CSEQ", "CGMR"),
    ("CNash", "CSMR"),
    ("CSSEQ", "CSMR"),
    ("CSMR", "CGMR"),
    ("CNash", "Nash"),  # every actor by itself is a coalition
    ("CGMR", "GMR"),
    ("CSMR", "SMR"),
    ("CSEQ", "SEQ"),
    ("CSSEQ", "SSEQ"),
]


@given(conflicts)
def test_one_concept_includes_another(model: dict) -> None:
    graph = Graph(**model)
    stable = {c: graph.stable(c) for c in {name for pair in INCLUDED for name in pair}}
    for narrow, wide in INCLUDED:
        assert not (stable[narrow] & ~stable[wide]).any(), (narrow, wide)
        assert not (stable[wide] & ~graph.feasible).any()


@given(conflicts)
def test_simultaneous_stability_implies_general_metarationality_when_all_is_possible(model: dict) -> None:
    graph = Graph(**(model | {"feasible": None, "may_set": None, "may_undo": None}))
    assert not (graph.stable("SIM") & ~graph.stable("GMR")).any()


@given(conflicts)
def test_looking_one_move_ahead_is_nash(model: dict) -> None:
    graph = Graph(**model)
    np.testing.assert_array_equal(graph.stable("L1"), graph.stable("Nash"))


@given(conflicts)
def test_more_answers_make_more_stable(model: dict) -> None:
    graph = Graph(**model)
    for concept in ("GMR", "SMR", "SEQ", "SSEQ", "CGMR", "CSMR", "CSEQ", "CSSEQ"):
        single, once, legal = (graph.stable(concept, sanctions=rule) for rule in ("single", "once", "legal"))
        assert not (single & ~once).any()
        assert not (once & ~legal).any()


@given(conflicts)
def test_with_two_actors_every_rule_of_sanctions_is_the_same(model: dict) -> None:
    two = model | {"ranks": model["ranks"][:2], "owner": [min(i, 1) for i in model["owner"]]}
    graph = Graph(**(two | {"may_set": None, "may_undo": None, "coalitions": ()}))
    for concept in ("GMR", "SMR", "SEQ", "SSEQ"):
        for rule in ("once", "single"):
            np.testing.assert_array_equal(graph.stable(concept, sanctions=rule), graph.stable(concept))


@given(conflicts)
def test_a_coalition_of_one_is_an_actor(model: dict) -> None:
    graph = Graph(**model)
    for concept in ("Nash", "GMR", "SMR", "SEQ", "SSEQ"):
        for i in range(len(graph.actors)):
            alone = graph.stable("C" + concept, coalition=(i,))
            np.testing.assert_array_equal(alone, graph.stable(concept, actor=i))


@given(conflicts)
@settings(max_examples=40)
def test_what_every_coalition_stays_in_is_what_each_of_them_stays_in(model: dict) -> None:
    graph = Graph(**(model | {"coalitions": "all"})) if len(model["ranks"]) <= 4 else Graph(**model)
    for concept in ("CNash", "CSEQ"):
        each = [graph.stable(concept, coalition=group) for group in graph.family]
        np.testing.assert_array_equal(graph.equilibria(concept), np.logical_and.reduce(each))


@given(conflicts)
@settings(max_examples=30)
def test_the_whole_world_as_a_coalition_leaves_only_what_is_not_dominated(model: dict) -> None:
    ranks = model["ranks"].reshape(len(model["ranks"]), -1)
    graph = Graph(values=model["values"], owner=np.maximum(model["owner"], 0), ranks=model["ranks"])
    beaten = (ranks[:, None, :] > ranks[:, :, None]).all(axis=0).any(axis=1)
    everybody = tuple(range(len(ranks)))
    np.testing.assert_array_equal(graph.stable("CNash", coalition=everybody).reshape(-1), ~beaten)


@pytest.mark.parametrize("concept", ["Nash", "SEQ", "L3", "NM", "CSMR"])
@given(model=conflicts)
@settings(max_examples=20)
def test_one_state_and_one_actor_are_parts_of_the_whole(concept: str, model: dict) -> None:
    graph = Graph(**model)
    whole = graph.stable(concept)
    for state in np.argwhere(graph.feasible)[:3].tolist():
        assert graph.stable(concept, state=state).tolist() == whole[(slice(None), *state)].tolist()
        assert bool(graph.stable(concept, 1, state=state)) == bool(whole[(1, *state)])


@given(conflicts, st.randoms(use_true_random=False))
def test_actors_have_no_order(model: dict, random) -> None:
    order = list(range(len(model["ranks"])))
    random.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    other = model | {"ranks": model["ranks"][order], "owner": [place.get(i, -1) for i in model["owner"]]}
    other["coalitions"] = [[place[i] for i in group] for group in model["coalitions"]]
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
        "coalitions": model["coalitions"],
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
