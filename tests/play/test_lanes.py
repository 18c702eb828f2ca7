"""Lanes leave out what cannot matter: every number against the plain run, and the claim itself."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.play import train
from realpolitik.play.carriages import Block, Row
from realpolitik.play.draw import course, play_draw
from realpolitik.play.lanes import Drawing
from realpolitik.play.playing import prepare
from realpolitik.play.problem import forces, stretches

from . import reference
from .oracle import worlds_of
from .random_cases import random_case

CASES = [seed for seed in range(60) if random_case(seed) is not None][:30]
SAME = {"rtol": 0, "atol": 1e-12}


def prepared(case, draws=4):
    weights = np.full(len(worlds_of(case)), 1.0 / len(worlds_of(case)))
    return prepare(case, weights, draws=draws, seed=3).problem


@cache
def theatres(seed):
    """Four actors and nature in loose contact: most options matter to few others."""
    rng = np.random.default_rng([41, seed])
    options = [f"{a}.{o}" for a in "abcd" for o in ("x", "y")] + ["nature.n", "nature.m"]

    def atom(among):
        return f"{'not ' if rng.random() < 0.5 else ''}{among[rng.integers(len(among))]}"

    lines = [
        "realpolitik: 1", "case: theatres", "title: Theatres", "as_of: 2025-01-10", "horizon: 2025-06-20",
        "factors: {f: {asks: Which, values: {p: 50%, q: 50%}}, g: {asks: Whether, prior: 30%}}", "actors:",
    ]  # fmt: skip
    for a in "abcd":
        own = [o for o in options if o.startswith(a)]
        lines += [f"  {a}:", "    options:"]
        for o in ("x", "y"):
            gate = f", if: {atom([p for p in options if p[0] != a])}" if rng.random() < 0.2 else ""
            moves = ", moves: forward" if rng.random() < 0.3 else ""
            lines.append(f"      {o}: {{text: O{moves}{gate}}}")
        lines.append("    prefers:")
        for k in range(3):
            when = ["", ", when: f == p", ", when: g"][rng.integers(3)]
            sure = ", sure: 50%" if rng.random() < 0.4 else ""
            both = f"{own[k % 2]} iff {atom(options)}" if rng.random() < 0.5 else atom(own)
            lines.append(f'      - {{that: "{both}"{when}{sure}}}')
    lines += ["nature:", f"  n: {{rate: [{{if: {atom(options[:8])}, p: 30% per month}}, {{else: 5% per month}}]}}"]
    lines.append("  m: {by: {2025-03-01: 20%, 2025-04-15: 50%}}")
    lines.append(f"  k: {{rate: [{{if: {atom(options[:8])} and g, p: 40% per month}}, {{else: 10% per month}}]}}")
    if rng.random() < 0.3:
        lines += ["rules:", f"  - never: {options[0]} and {options[2]}"]
    lines += ["scenarios:", f"  s: {atom(options)} and {atom(options)}", f"  t: {atom(options)}", "questions:"]
    asked = [
        f"ever {atom(options)}", f"({atom(options)}) before ({atom(options)})",
        f"ever {atom(options)} or {atom(options)}", f"if {atom(options)} then at {atom(options)}",
        f"if {atom(options)} by 2025-02-20 then ever {atom(options)}",
        f"if {atom(options)} by 2025-02-20 then at {atom(options)}", "ever nature.k", "never nature.k",
    ]  # fmt: skip
    for k, happens in enumerate(asked):
        until = ["2025-03-15", "2025-06-20", "2025-07-05"][rng.integers(3)]
        lines.append(f'  - {{id: q{k}, asks: What, happens: "{happens}", until: {until}}}')
    return load_text("\n".join(lines) + "\n")


def plain(problem, played, kind):
    """The plain run: every column over all states, in one block."""
    columns = [reference.Column(c.absorb, c.switch, c.then, c.thin) for c in problem.columns]
    readings = [reference.Reading(r.column, r.mask, r.arriving) for r in problem.readings]
    pieces = [reference.Piece(p.until, p.rates, p.apart) for p in stretches(problem, played, kind)]
    return reference.run(
        reference.Chain(problem.ground.board), problem.start, pieces, columns, readings, problem.times,
        halt=float(problem.times[problem.horizon]), time_spent=True,
    )  # fmt: skip


def agree(problem, draw, kind):
    played = forces(problem, draw)
    got, expected = course(problem, played, kind), plain(problem, played, kind)
    until = np.array([problem.lanes.until[r.column] for r in problem.readings])
    taken = problem.times[:, None] <= until
    np.testing.assert_array_equal(np.isnan(got.readings), ~taken)
    np.testing.assert_allclose(got.readings[taken], expected.readings[taken], **SAME)
    np.testing.assert_allclose(got.halted, expected.halted, **SAME)
    flows = [sum(p.rates * t[problem.ground.board.source] for p, t in c.spent) for c in (got, expected)]
    np.testing.assert_allclose(flows[0], flows[1], rtol=0, atol=1e-11)


@pytest.fixture(params=["as it comes", "rows", "blocks"])
def carried(request, monkeypatch):
    """However lanes are carried."""
    if request.param != "as it comes":
        monkeypatch.setattr(train, "_better_together", lambda lanes: request.param == "blocks")
    return request.param


def test_random_cases_against_the_plain_run(carried):
    for seed in CASES:
        problem = prepared(random_case(seed))
        for draw, kind in ((None, 0), (1, problem.types.size - 1)):
            agree(problem, draw, kind)


def test_loose_cases_against_the_plain_run(carried):
    smaller = lanes = 0
    kinds = set()
    for seed in range(12):
        problem = prepared(theatres(seed))
        for draw, kind in ((None, 0), (0, 1), (2, problem.types.size - 1)):
            agree(problem, draw, kind)
        for (number, _), lane in problem.lanes._lanes.items():
            lanes += 1
            smaller += number > 0 and lane.drawn.size < problem.ground.board.size
        kinds |= {type(c) for c in problem.lanes._carriages.values()}
    assert smaller > lanes / 3
    if carried == "blocks":
        assert kinds == {Block, Row}


def test_what_is_drawn_together_moves_alike():
    """Strong lumpability: all members of a class go to each other class at the same total rate, in every draw."""
    checked = 0
    for seed in range(12):
        problem = prepared(theatres(seed))
        board = problem.ground.board
        for draw, kind in ((None, 0), (1, 2), (3, problem.types.size - 1)):
            played = forces(problem, draw)
            counts = played.weights * problem.types.counts[kind] != 0.0
            for axes in np.unique(problem.ties.closure(counts), axis=0):
                drawn = Drawing(board, axes)
                place, size = drawn.place, drawn.size
                for piece in stretches(problem, played, kind):
                    into = np.zeros((board.size, size))
                    np.add.at(into, (board.source, place[board.target]), piece.rates)
                    into[np.arange(board.size), place] = 0.0
                    np.testing.assert_allclose(into, into[drawn.members][place], rtol=0, atol=1e-12)
                checked += size < board.size
    assert checked > 50


def test_types_that_differ_in_nothing_that_matters_share_what_is_read():
    shared = 0
    for seed in range(8):
        problem = prepared(theatres(seed))
        played = forces(problem, 1)
        outcome, trace = play_draw(problem, 1)
        known = {}
        flow, places = 0.0, 0.0
        for kind in range(problem.types.size):
            done = course(problem, played, kind)
            np.testing.assert_allclose(outcome.readings[kind], done.readings, **SAME)
            before = len(known)
            course(problem, played, kind, known)
            shared += len(known) - before < len(problem.columns) - 1
            weight = problem.shares[kind]
            places = places + weight * done.halted
            flow = flow + weight * sum(p.rates * t[problem.ground.board.source] for p, t in done.spent)
        np.testing.assert_allclose(trace.at_horizon, places, **SAME)
        np.testing.assert_allclose(trace.flow, flow, rtol=0, atol=1e-11)
    assert shared > 8


TIES = """realpolitik: 1
case: ties
title: Ties
as_of: 2025-01-01
horizon: 2025-12-31
actors:
  a: {options: {x: {text: X, if: b.y}, v: V}, prefers: [x, not v]}
  b: {options: {y: Y}, prefers: [y iff nature.n]}
  c: {options: {z: Z, u: U}, prefers: [z iff u, {that: z iff a.x, sure: 50%}]}
nature:
  n: {rate: [{if: c.z, p: 10% per month}, {else: 5% per month}]}
  m: {rate: 5% per month}
rules:
  - never: a.v and nature.m
scenarios: {s: a.x}
"""


def test_what_matters_to_what():
    made = prepare(load_text(TIES), [0.5, 0.5], draws=8)
    names = [axis.name for axis in made.space.axes]
    problem = made.problem

    def matter(draw):
        counts = forces(problem, draw).weights * problem.types.counts[0] != 0.0
        found = problem.ties.closure(counts)
        return {name: {names[k] for k in np.flatnonzero(found[row])} for row, name in enumerate(names)}

    draws = [matter(draw) for draw in range(8)]
    without = {
        "a.x": {"a.x", "b.y", "nature.n", "c.z", "c.u"},
        "a.v": {"a.v", "nature.m"},
        "b.y": {"b.y", "nature.n", "c.z", "c.u"},
        "c.z": {"c.z", "c.u"},
        "c.u": {"c.z", "c.u"},
        "nature.n": {"nature.n", "c.z", "c.u"},
        "nature.m": {"nature.m", "a.v"},
    }
    ring = {"a.x", "b.y", "nature.n", "c.z", "c.u"}  # with the wish for a.x they all matter to each other
    assert without in draws
    assert without | dict.fromkeys(ring, ring) in draws
    assert all(d in (without, without | dict.fromkeys(ring, ring)) for d in draws)
