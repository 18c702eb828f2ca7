"""From a case to its states."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.conflict.solving import solve
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput, CaseFaults

HEAD = "realpolitik: 1\ncase: t\ntitle: A test\n"
ROAD = (
    HEAD
    + """
actors:
  a:
    options:
      push: Push
      flag: {text: A flag that stays, moves: no}
    prefers: [push]
  b:
    options:
      road: {text: The road, values: [closed, toll, open], now: toll}
    prefers: [road == open]
  crowd: {prefers: [a.push]}
nature:
  storm: {text: A storm, rate: 10% per year}
rules:
  - never: a.push and b.road == closed
  - {needs: a.push, for: b.road == open}
"""
)


def test_axes_are_the_options_that_move_then_nature() -> None:
    space = StateSpace.of(load_text(ROAD))
    assert [a.name for a in space.axes] == ["a.push", "b.road", "nature.storm"]
    assert space.shape == (2, 3, 2)
    assert list(space.held) == ["a.flag"]
    assert space.status_quo == (0, 1, 0)
    assert space.deciders == ("a", "b")
    assert [space.own(owner) for owner in ("a", "b", "crowd", "nature")] == [(0,), (1,), (), (2,)]


def test_rules_forbid_never_and_what_lacks_its_needs() -> None:
    space = StateSpace.of(load_text(ROAD))
    assert space.feasible[..., 0].tolist() == [[True, True, False], [False, True, True]]
    np.testing.assert_array_equal(space.feasible[..., 0], space.feasible[..., 1])


def test_states_are_numbered_with_the_first_option_fastest() -> None:
    space = StateSpace.of(load_text(ROAD))
    dry = [[0, 0, 0], [0, 1, 0], [1, 1, 0], [1, 2, 0]]
    assert space.table.tolist() == dry + [[a, b, 1] for a, b, _ in dry]
    assert space.number(space.status_quo) == 1
    assert [space.number(state) for state in space.table] == list(range(8))
    assert space.label((1, 2, 1)) == "a.push, b.road = open, nature.storm"
    assert space.label((0, 0, 0)) == "nothing done"
    with pytest.raises(BadInput, match="cannot exist"):
        space.number((0, 2, 0))


def test_the_case_may_say_in_which_order_options_count() -> None:
    text = (
        "realpolitik: 1\ncase: t\ntitle: T\nactors:\n"
        "  a: {options: {x: X, z: {values: [low, mid, high], moves: forward}}, prefers: [x implies b.y, z == mid]}\n"
        "  b: {options: {y: {text: Y, if: a.x}, w: W}, prefers: [not a.x, y iff w]}\n"
        "nature: {storm: {rate: 50% per year, if: b.w}}\n"
        "scenarios: {calm: not a.x, storms: nature.storm and a.x}\n"
    )
    plain = load_text(text)
    mixed = load_text(text + "option_order: [b.w, a.z, b.y]\n")
    one, other = StateSpace.of(plain), StateSpace.of(mixed)
    assert [axis.name for axis in other.axes] == ["b.w", "a.z", "b.y", "a.x", "nature.storm"]
    assert other.table[1].tolist() == [1, 0, 0, 0, 0]  # the first named is the fastest
    place = [[axis.name for axis in other.axes].index(axis.name) for axis in one.axes]
    number = [other.number([row[place.index(k)] for k in range(len(place))]) for row in one.table.tolist()]
    concepts = ["Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM", "L1", "CNash"]
    before, after = (solve(case, concepts=concepts, coalitions="all").types[0] for case in (plain, mixed))
    for concept in concepts:  # numbers break ties in L2 and beyond only
        assert before.stability[concept].tolist() == after.stability[concept][:, number].tolist()
    with pytest.raises(CaseFaults, match="there is no option 'v'"):
        load_text(text + "option_order: [b.v]\n")
    with pytest.raises(CaseFaults, match=r"'b.w' stands in the order twice"):
        load_text(text + "option_order: [b.w, b.w]\n")


def test_a_formula_over_a_held_option_is_the_same_everywhere() -> None:
    case = load_text(ROAD.replace("prefers: [push]", "prefers: [not flag, push or flag]"))
    space = StateSpace.of(case)
    first, second = (w.that for w in case.actors["a"].prefers)
    assert space.holds(first).all()
    assert space.holds(second).shape == (2, 3, 2)
    np.testing.assert_array_equal(space.holds(second)[:, 0, 0], [False, True])


def test_too_many_states_are_refused_before_anything_is_built() -> None:
    options = "".join(f"      o{k}: Do it\n" for k in range(25))
    with pytest.raises(BadInput, match="33,554,432 states"):
        StateSpace.of(load_text(HEAD + "actors:\n  a:\n    options:\n" + options))
