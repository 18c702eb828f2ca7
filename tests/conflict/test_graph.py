"""What a graph refuses, and how long it takes."""

from __future__ import annotations

import numpy as np
import pytest

from pace import paced
from realpolitik.conflict import Graph
from realpolitik.errors import BadInput

GOOD = {"values": [2, 2], "owner": [0, 1], "ranks": np.zeros((2, 2, 2), dtype=int)}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"values": [2, 0]}, "at least one value"),
        ({"values": [2] * 25, "owner": [0] * 25}, "more than 16,777,216"),
        ({"owner": [0]}, "owner has 1 entries, expected 2"),
        ({"owner": [0, 2]}, "owner 2 is not an actor"),
        ({"ranks": np.zeros((2, 2, 3), dtype=int)}, "ranks has shape"),
        ({"ranks": np.zeros((2, 2, 2))}, "ranks must be integers"),
        ({"feasible": np.zeros((2, 2), dtype=bool)}, "no state is feasible"),
        ({"feasible": np.ones((2, 2))}, "feasible must be a boolean array"),
        ({"moves": "sideways"}, "none of both, forward, back, no"),
        ({"moves": ["both"]}, "moves has 1 entries"),
        ({"names": ["a"]}, "names has 1 entries"),
        ({"actors": ["a"]}, "actors has 1 entries"),
        ({"may_set": [None]}, "may_set has 1 entries"),
        ({"may_set": [np.ones(2), None]}, "must be boolean"),
        ({"may_set": [np.ones((3, 2), dtype=bool), None]}, "does not fit"),
        ({"may_undo": [np.array([[True], [False]]), None]}, "an option of the same actor"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        Graph(**(GOOD | change))


def test_unknown_concepts_and_actors_are_refused() -> None:
    graph = Graph(**GOOD)
    with pytest.raises(BadInput, match="there are Nash, SEQ, SMR, GMR"):
        graph.stable("nash")
    with pytest.raises(BadInput, match="no actor 2"):
        graph.stable("Nash", actor=2)
    with pytest.raises(BadInput, match="no rule of sanctions 'twice'; there are legal, once, single"):
        graph.stable("Nash", sanctions="twice")
    with pytest.raises(BadInput, match="there is no state"):
        graph.stable("Nash", state=(0, 2))
    with pytest.raises(BadInput, match="about single actors"):
        graph.stable("Nash", coalition=(0, 1))


def test_coalitions_are_checked() -> None:
    for coalitions, says in (
        ([[0, 2]], "no actor 2"),
        ([[]], "empty or names an actor twice"),
        ([[1, 1]], "names an actor twice"),
        ("some", "neither 'all' nor a list"),
    ):
        with pytest.raises(BadInput, match=says):
            Graph(**GOOD, coalitions=coalitions).stable("CNash")
    many = Graph(values=[2] * 7, owner=range(7), ranks=np.zeros((7, *[2] * 7), dtype=int), coalitions="all")
    with pytest.raises(BadInput, match="all coalitions of 7 actors are too many"):
        many.stable("CSEQ")
    assert Graph(**GOOD, coalitions=[[1, 0], [0, 1]]).family == ((0,), (1,), (0, 1))
    ranks = np.random.default_rng(1).permutation(2**15).reshape(1, *[2] * 15).repeat(2, axis=0)
    large = Graph(values=[2] * 15, owner=[0] * 8 + [1] * 7, ranks=ranks)
    with pytest.raises(BadInput, match="too many to ask"):
        large.stable("CGMR", coalition=(0, 1))


def test_no_option_and_no_actor_at_all() -> None:
    one = Graph(values=[], owner=[], ranks=np.zeros(1, dtype=int))
    assert one.equilibria("SMR").shape == ()
    assert bool(one.equilibria("GMR"))
    nobody = Graph(values=[2], owner=[-1], ranks=np.zeros((0, 2), dtype=int))
    assert nobody.equilibria("SEQ").tolist() == [True, True]


def test_a_move_of_several_options_jumps_past_an_infeasible_state() -> None:
    feasible = np.array([[True, False], [False, True]])
    ranks = np.array([[[0, 0], [0, 1]]])
    graph = Graph(values=[2, 2], owner=[0, 0], ranks=ranks, feasible=feasible)
    assert graph.stable("Nash", actor=0).tolist() == [[False, False], [False, True]]


def test_nature_does_not_move_or_punish() -> None:
    ranks = np.array([[[1, 0], [2, 0]]])  # the actor gains by its option; nature could take it away
    graph = Graph(values=[2, 2], owner=[0, -1], ranks=ranks)
    assert graph.stable("GMR", actor=0).tolist() == [[False, True], [True, True]]


def test_sixteen_options_take_little_time() -> None:
    rng = np.random.default_rng(1)
    values = [2] * 16
    graph = Graph(
        values=values,
        owner=[k % 5 for k in range(16)],
        ranks=rng.integers(0, 2**12, size=(5, *values)),
        feasible=rng.random(values) < 0.9,
        moves=["forward" if k % 4 == 0 else "both" for k in range(16)],
    )
    found, units = paced(lambda: [int(graph.equilibria(c).sum()) for c in ("Nash", "SEQ", "SMR", "GMR")])
    assert units < 130
    assert found[0] <= min(found[1:3])
    assert max(found[1:3]) <= found[3]
