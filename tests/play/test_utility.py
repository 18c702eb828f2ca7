"""Utilities order states exactly as the wishes do, in the central run and in every draw."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.case.loading import load_text
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.preferences import central_utility
from realpolitik.conflict.space import StateSpace
from realpolitik.play.board import encode, explore
from realpolitik.play.utility import Taste, feature_table, wants_of, weights_in_worlds

HEAD = "realpolitik: 1\ncase: wants\ntitle: Wants\nas_of: 2025-01-01\nhorizon: 2025-12-31\n"


@given(st.integers(1, 20), st.integers(0, 2**32), st.booleans(), st.data())
def test_weights_order_like_the_list(count, seed, central, data):
    taste = Taste(0, count, (1.0,) * count, (), False, ())
    weights, rest = taste.coefficients(None if central else np.random.default_rng(seed))
    truth = st.tuples(*[st.booleans()] * count)
    one, other = data.draw(truth), data.draw(truth)
    utilities = [float(np.dot(weights, t)) for t in (one, other)]
    if one > other:
        assert utilities[0] > utilities[1]
    elif one < other:
        assert utilities[0] < utilities[1]
    assert rest == 0.0
    assert weights.sum() == pytest.approx(1)
    assert (weights > 0).all()


@given(st.integers(2, 12), st.integers(0, 2**32), st.booleans())
def test_classes_fall_from_one_to_zero(count, seed, central):
    taste = Taste(0, count, (), (), True, ())
    values, _ = taste.coefficients(None if central else np.random.default_rng(seed))
    assert values[0] == 1.0
    assert values[-1] == pytest.approx(0.0, abs=1e-15)
    assert (np.diff(values) < 0).all()
    if central:
        np.testing.assert_allclose(np.diff(values), -1 / (count - 1))


def test_sure_is_the_share_of_draws_in_which_a_wish_is_held():
    taste = Taste(0, 2, (0.3, 1.0), (), False, ())
    held = [taste.coefficients(np.random.default_rng(k))[0] > 0 for k in range(2000)]
    assert np.mean([h[0] for h in held]) == pytest.approx(0.3, abs=0.05)
    assert all(h[1] for h in held)
    assert taste.coefficients(None)[0][0] == 0.0
    assert Taste(0, 1, (0.5,), (), False, ()).coefficients(None)[0][0] == 1.0


CASE = (
    HEAD
    + """factors:
  f: {asks: Which, values: {p: 50%, q: 30%, r: 20%}}
  g: {asks: Whether, prior: 40%}
actors:
  a:
    options: {x: X, y: {values: [low, mid, high]}}
    prefers: [x and b.z, y == high, {that: not b.z, when: f == q and g}]
    serves: {crowd: 75%, elite: 25%}
    believes: {g: 90%}
  b: {options: {z: Z}, ranking: [calm, else, storm]}
  c: {options: {w: W}, utility: {a.x: 3, not b.z: -1.5}}
  crowd: {prefers: [a.y == low, {that: a.x, when: g}]}
  elite: {serves: {crowd: 50%, experts: 50%}}
  experts: {prefers: [b.z iff c.w]}
scenarios: {calm: not a.x, storm: a.x and b.z}
"""
)


def test_central_utilities_are_those_of_what_holds():
    """Where every statement is held, play and stability read the same numbers."""
    case = load_text(CASE.replace("    believes: {g: 90%}\n", ""))
    space = StateSpace.of(case)
    board = explore(space, (encode(space, space.status_quo),))
    utility = wants_of(case, space).draw(None) @ feature_table(case, space, board)
    when = {w.when.text: True for a in case.actors.values() for w in a.prefers if w.when is not None}
    for k, actor in enumerate(space.deciders):
        expected = central_utility(space, actor, when).ravel(order="F")[board.codes]
        np.testing.assert_allclose(utility[k], expected, rtol=0, atol=1e-14)


def test_a_wish_counts_as_far_as_its_actor_believes():
    case = load_text(CASE)
    worlds = Worlds.of(case)
    counts = weights_in_worlds(case, StateSpace.of(case), worlds)
    assert counts.shape == (7, 3 + 3 + 2 + 2 + 1)
    by_world = counts[:, 2]  # f == q and g, as a believes it: g with 90 %
    np.testing.assert_allclose(by_world, [0, 0, 0.9, 0.9, 0, 0, 0])
    np.testing.assert_allclose(counts[:, 9], [1, 0, 1, 0, 1, 0, 0])  # the crowd does not have a's belief
    np.testing.assert_allclose(counts[:, [0, 1, 3, 4, 5, 6, 7, 8, 10]], 1)


def test_a_belief_in_a_table():
    case = load_text(CASE.replace("believes: {g: 90%}", "believes: {f: {p: 10%, q: 60%, r: 30%}}"))
    counts = weights_in_worlds(case, StateSpace.of(case), Worlds.of(case))
    np.testing.assert_allclose(counts[:, 2], [0.6, 0, 0.6, 0, 0.6, 0, 0])


def test_a_ranking_that_covers_every_state_leaves_no_gap_for_else():
    """The worst class that a state can be in has utility 0, as in what holds."""
    text = CASE.replace("[calm, else, storm]", "[calm, busy]").replace("storm: a.x", "busy: a.x, storm: a.x")
    case = load_text(text)
    space = StateSpace.of(case)
    board = explore(space, (encode(space, space.status_quo),))
    wants = wants_of(case, space)
    b = space.deciders.index("b")
    utility = (wants.draw(None) @ feature_table(case, space, board))[b]
    assert sorted(set(utility.tolist())) == [0.0, 1.0]
    np.testing.assert_array_equal(utility, 1.0 - board.table[:, 0])  # a.x is the first axis
    drawn = wants.draw(np.random.default_rng(1)) @ feature_table(case, space, board)
    np.testing.assert_array_equal(drawn[b], utility)  # one gap: nothing to draw
