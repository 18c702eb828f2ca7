"""What actors want, as ranks and as central utilities."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.case.loading import load_text
from realpolitik.conflict.preferences import central_utility, ranking_classes, ranks, statement_truths, stick_weights
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import OurBug

HEAD = "realpolitik: 1\ncase: t\ntitle: A test\nfactors:\n  f: {asks: Is it so?, prior: 50%}\n"
OPTIONS = "actors:\n  a:\n    options: {x: X, y: Y, z: Z}\n"


def space_of(wants: str, more: str = "") -> StateSpace:
    return StateSpace.of(load_text(HEAD + OPTIONS + "".join(f"    {line}\n" for line in wants.splitlines()) + more))


def test_statements_compare_lexicographically() -> None:
    space = space_of("prefers: [x and y, not z, y]")
    order = sorted(
        product((0, 1), repeat=3),
        key=lambda s: (bool(s[0] and s[1]), not s[2], bool(s[1])),
    )
    found = ranks(space, "a", {})
    for lower, upper in pairwise(order):
        same = (lower[0] and lower[1]) == (upper[0] and upper[1]) and lower[2:] == upper[2:] and lower[1] == upper[1]
        assert (found[lower] == found[upper]) if same else (found[lower] < found[upper])
    assert sorted(set(found.ravel().tolist())) == list(range(found.max() + 1))


def test_more_statements_than_bits_in_a_number() -> None:
    wishes = ["x", *["not (x and not x)"] * 200, "y", *["x or not x"] * 70, "not z"]
    found = ranks(space_of("prefers:\n" + "\n".join(f"  - {w}" for w in wishes)), "a", {})
    np.testing.assert_array_equal(found, ranks(space_of("prefers: [x, y, not z]"), "a", {}))
    assert found.max() == 7


def test_wishes_that_are_not_held_drop_out() -> None:
    space = space_of("prefers:\n  - {that: x, when: f}\n  - {that: y, sure: 40%}\n  - {that: z, sure: 50%}")
    assert len(statement_truths(space, "a", {"f": True})) == 2
    assert len(statement_truths(space, "a", {"f": False})) == 1
    assert len(statement_truths(space, "a", {"f": True}, keep=[False, True, True])) == 2
    np.testing.assert_array_equal(ranks(space, "a", {"f": False}), np.indices((2, 2, 2))[2])
    with pytest.raises(OurBug, match="when: f"):
        ranks(space, "a", {})


def test_a_ranking_places_states_by_their_first_scenario() -> None:
    scenarios = "scenarios:\n  one: a.x and a.y\n  two: a.x\n  three: a.z\n"
    classes, count = ranking_classes(space_of("ranking: [one, two, three]", scenarios), "a")
    assert count == 4
    assert classes[1, 1].tolist() == [0, 0]
    assert classes[1, 0].tolist() == [1, 1]
    assert classes[0, 0].tolist() == [3, 2]
    space = space_of("ranking: [one, else, two]", scenarios)
    classes, count = ranking_classes(space, "a")
    assert count == 3
    assert classes[0].tolist() == [[1, 1], [1, 1]]
    assert classes[1, 0].tolist() == [2, 2]
    assert ranks(space, "a", {})[1, 1, 0] == 2
    np.testing.assert_allclose(central_utility(space, "a", {}), 1 - classes / 2)


def test_weights_add_up() -> None:
    space = space_of("utility: {x: 2.5, y: -1, x and y: 0.1}")
    np.testing.assert_allclose(central_utility(space, "a", {})[:, :, 0], [[0, -1], [2.5, 1.6]])
    assert ranks(space, "a", {})[:, :, 1].tolist() == [[1, 0], [3, 2]]


def test_float_noise_makes_no_difference() -> None:
    space = space_of("utility: {x: 0.1, y: 0.2, z: 0.3, x and y: 0.0}")
    found = ranks(space, "a", {})
    assert found[1, 1, 0] == found[0, 0, 1]  # 0.1 + 0.2 is not 0.3 for a computer


def test_serving_is_the_weighted_mean_of_the_audiences() -> None:
    audiences = "  rich: {prefers: [a.x]}\n  poor: {prefers: [not a.x, a.y]}\n"
    space = space_of("serves: {rich: 40%, poor: 60%}", audiences)
    expected = 0.4 * np.array([[0, 0], [1, 1]]) + 0.6 * np.array([[0.8, 1.0], [0.0, 0.2]])
    np.testing.assert_allclose(central_utility(space, "a", {})[:, :, 0], expected)
    assert (np.argsort(ranks(space, "a", {})[:, :, 0].ravel()) == np.argsort(expected.ravel())).all()


def test_own_wishes_come_before_those_of_the_audiences() -> None:
    space = space_of("prefers: [not x]\nserves: {rich: 100%}", "  rich: {prefers: [a.x, a.y]}\n")
    assert ranks(space, "a", {})[:, :, 0].tolist() == [[2, 3], [0, 1]]
    utility = central_utility(space, "a", {})[:, :, 0]
    assert utility[0, 1] > utility[0, 0] > utility[1, 1] > utility[1, 0]


def test_an_actor_without_wishes_is_indifferent() -> None:
    space = space_of("pace: weekly")
    assert not ranks(space, "a", {}).any()
    assert not central_utility(space, "a", {}).any()


@given(st.lists(st.floats(0.5, 0.999), min_size=1, max_size=20))
def test_each_weight_is_at_least_the_sum_of_the_later_ones(breaks: list[float]) -> None:
    weights = stick_weights(breaks)
    assert weights.sum() == pytest.approx(1)
    for k in range(len(weights)):
        assert weights[k] >= weights[k + 1 :].sum() - 1e-12


@given(st.lists(st.sampled_from(["x", "y", "z", "x and y", "not z", "y iff z", "x or z"]), max_size=8))
def test_central_utilities_order_states_as_the_ranks_do(wishes: list[str]) -> None:
    space = space_of("prefers: [" + ", ".join(wishes) + "]")
    order, utility = ranks(space, "a", {}).ravel(), central_utility(space, "a", {}).ravel()
    assert utility.min() >= 0
    assert utility.max() <= 1 + 1e-12
    for one, other in product(range(8), repeat=2):
        assert (order[one] < order[other]) == (utility[one] < utility[other] - 1e-12)
