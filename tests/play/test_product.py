"""A step without a matrix equals the step with one: on random boards where every move is free, and to the oracle."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.play import train
from realpolitik.play.carriages import Field
from realpolitik.play.draw import course
from realpolitik.play.kernel import Temper, choice_rates, exit_rates
from realpolitik.play.playing import prepare
from realpolitik.play.problem import forces, stretches
from realpolitik.play.product import Choosing, FreeStep, Layout, reviews

from .oracle import worlds_of
from .random_cases import random_case

SAME = {"rtol": 0, "atol": 1e-12}


@cache
def free_case(seed: int) -> str:
    """Two or three actors whose options always move both ways, of two or three values; friction of all kinds."""
    rng = np.random.default_rng([77, seed])
    lines = [
        "realpolitik: 1", "case: free", "title: Free", "as_of: 2025-01-10", "horizon: 2025-06-20",
        "factors: {f: {asks: Which, prior: 40%}}", "actors:",
    ]  # fmt: skip
    names = []
    for actor in "abc"[: rng.integers(2, 4)]:
        inertia = [0, 0, 0.7, 3][rng.integers(4)]
        lines += [f"  {actor}:", f"    inertia: {inertia}", f"    pace: {rng.integers(1, 4)} per month", "    options:"]
        own = []
        for k in range(rng.integers(1, 4)):
            values = "" if rng.random() < 0.7 else "values: [none, some, all], "
            public = "public: yes, backing_down: 1.5, " if rng.random() < 0.3 else ""
            lines.append(f"      o{k}: {{{values}{public}text: Do it}}")
            own.append(f"{actor}.o{k}" + (" == some" if values else ""))
        names += own
        lines += ["    prefers:", *(f'      - {{that: "({one}) iff ({names[0]})", when: f}}' for one in own[:1])]
        lines += [f'      - "{one}"' for one in own]
    lines += ["nature:", f"  n: {{rate: [{{if: {names[0]}, p: 30% per month}}, {{else: 5% per month}}]}}"]
    lines += ["  m: {by: {2025-03-01: 20%, 2025-04-15: 50%}}"]
    lines += [
        "scenarios:",
        f"  s: ({names[0]}) and ({names[-1]})",
        f"  t: nature.n and not ({names[-1]})",
        "questions:",
    ]
    asked = [f"ever {names[0]}", f"at {names[-1]}", f"ever ({names[0]}) and nature.m", f"({names[0]}) before nature.n"]
    lines += [f'  - {{id: q{k}, asks: What, happens: "{h}", until: 2025-05-15}}' for k, h in enumerate(asked)]
    return "\n".join(lines) + "\n"


def prepared(case):
    worlds = len(worlds_of(case))
    return prepare(case, np.full(worlds, 1.0 / worlds), draws=3, seed=3)


def as_free(made):
    """The same problem with its layout, however small the board."""
    ground = made.problem.ground
    return replace(made.problem, ground=replace(ground, layout=Layout.of(made.space, ground.board)))


@pytest.mark.parametrize("seed", range(25))
def test_a_play_without_matrices_reads_the_same(seed, monkeypatch):
    made = prepared(load_text(free_case(seed)))
    plain, free = replace(made.problem, ground=replace(made.problem.ground, layout=None)), as_free(made)
    assert free.ground.layout is not None
    for draw in (None, 0, 2):
        played = forces(plain, draw)
        for kind in np.flatnonzero(plain.wanted).tolist():
            monkeypatch.setattr(train, "_FREE_STATE", 20.0)
            expected = course(plain, played, kind)
            monkeypatch.setattr(train, "_FREE_STATE", 0.0)
            carried = free.lanes.carried([free.lanes.lane(k) for k in range(1, len(free.columns))], free=True)
            assert isinstance(carried[0], Field)
            found = course(free, played, kind)
            np.testing.assert_allclose(found.readings, expected.readings, **SAME)
            np.testing.assert_allclose(found.halted, expected.halted, **SAME)
            for (_, here), (_, there) in zip(found.spent, expected.spent, strict=True):
                np.testing.assert_allclose(here, there, rtol=0, atol=1e-11)


@pytest.mark.parametrize("seed", range(25))
def test_one_step_moves_what_the_rates_of_all_moves_say(seed):
    made = prepared(load_text(free_case(seed)))
    problem = as_free(made)
    played, board = forces(problem, 1), problem.ground.board
    for piece in stretches(problem, played, 0):
        assert piece.free is not None
        q = reviews(*piece.free, piece.apart)
        step = FreeStep(*piece.free, q)
        mass = np.random.default_rng(seed).random((3, board.size))
        out = np.empty_like(mass)
        step(mass, out)
        expected = mass * (1.0 - exit_rates(board, piece.rates) / q)
        for row, from_row in zip(expected, mass, strict=True):
            np.add.at(row, board.target, piece.rates / q * from_row[board.source])
        np.testing.assert_allclose(out, expected, **SAME)


def test_a_board_with_a_missing_state_or_a_bound_move_has_no_layout():
    seen = set()
    for seed in range(60):
        case = random_case(seed)
        if case is None:
            continue
        made = prepared(case)
        axes = [axis for axis in made.space.axes if axis.actor != "nature"]
        bound = any(axis.moves != "both" or axis.if_ is not None or axis.undo_if is not None for axis in axes)
        missing = made.problem.ground.board.size < int(np.prod(made.space.shape))
        found = Layout.of(made.space, made.problem.ground.board)
        assert (found is None) == (bound or missing)
        seen.add(found is None)
    assert seen == {True, False}


def test_wide_lines_and_many_options_are_cut_into_small_tables():
    sizes, own = (2,) * 9 + (3, 2), ((0, 1, 2, 3, 4, 5, 6, 7, 8), (9, 10))
    layout = Layout(sizes, own, (2, 10), ())
    size = int(np.prod(sizes))
    rng = np.random.default_rng(5)
    utility = rng.random((2, size))
    temper = Temper(np.array([1.0, 2.0]), np.array([4.0, 40.0]), np.array([0.8, 0.3]), np.array([0.5, 1.5]))
    choosing = Choosing.of(layout, utility, temper)
    assert choosing is not None
    assert [len(c.factors) for c in choosing.choosers] == [2, 1]
    mass = rng.random((2, size))
    out = np.empty_like(mass)
    FreeStep(choosing, np.zeros((0, size)), 3.0)(mass, out)
    expected = np.zeros_like(mass)
    grid = np.array(np.unravel_index(np.arange(size), sizes, order="F"))
    for i, axes in enumerate(own):
        others = [k for k in range(11) if k not in axes]
        for s in rng.choice(size, 40, replace=False).tolist():
            line = np.flatnonzero((grid[others] == grid[others, s, None]).all(axis=0))
            change = grid[:, line] - grid[:, s, None]
            cost = temper.inertia[i] * (change != 0).sum(axis=0)
            cost = cost + sum(
                temper.backing_down[layout.costly.index(k)] * (change[k] < 0) for k in axes if k in (2, 10)
            )
            gain = temper.resolve[i] * (utility[i, line] - utility[i, s]) - cost
            chance = np.exp(gain - gain.max()) / np.exp(gain - gain.max()).sum()
            one = np.zeros((1, size))
            one[0, s] = 1.0
            expected = np.zeros(size)
            expected[line] = temper.pace[i] * chance
            found = choosing.choosers[i].gone(one, choosing.choosers[i].share)[0]
            np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)
    assert out.sum() == pytest.approx(mass.sum(), rel=1e-12)


def test_costs_too_large_to_be_multiplied_leave_the_matrix():
    layout = Layout((2, 2), ((0,), (1,)), (), ())
    temper = Temper(np.ones(2), np.ones(2), np.array([0.0, 501.0]), np.zeros(0))
    assert Choosing.of(layout, np.zeros((2, 4)), temper) is None


def test_choice_rates_agree_with_the_product_where_wishes_are_strong():
    made = prepared(load_text(free_case(3)))
    problem = as_free(made)
    board, layout = problem.ground.board, problem.ground.layout
    deciders = made.space.deciders
    utility = np.random.default_rng(1).random((len(deciders), board.size))
    temper = Temper(*(np.full(len(deciders), x) for x in (1.0, 5000.0, 0.5)), np.zeros(len(layout.costly)))
    rates = choice_rates(board, utility, temper)
    choosing = Choosing.of(layout, utility, temper)
    for start in range(0, board.size, max(1, board.size // 20)):
        one = np.zeros((1, board.size))
        one[0, start] = 1.0
        found = sum(chooser.gone(one, chooser.share)[0] for chooser in choosing.choosers)
        expected = np.zeros(board.size)
        here = board.source[: board.actor_moves] == start
        np.add.at(expected, board.target[: board.actor_moves][here], rates[here])
        found[start] = 0.0
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
