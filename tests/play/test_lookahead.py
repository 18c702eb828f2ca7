"""Actors who look two moves ahead: published answers, and every rate of random cases against the definition."""

from __future__ import annotations

import re

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import CaseFaults
from realpolitik.play.gradient import derivative
from realpolitik.play.parameters import changed, parameters, wishes
from realpolitik.play.playing import play, prepare
from realpolitik.play.problem import forces, log_path

from .oracle import Oracle, worlds_of
from .random_cases import random_text

HEAD = "realpolitik: 1\ncase: ahead\ntitle: Ahead\nas_of: 2025-01-01\nhorizon: 2025-12-31\n"
TWO_STAGES = """actors:
  a:
    options: {challenge: Challenge}
    utility: {"a.challenge and b.resist": -1, "a.challenge and not b.resist": 1}
    resolve: 2
    inertia: none
    foresight: 2
  b:
    options: {resist: {text: Resist, if: a.challenge}}
    utility: {"b.resist": -0.5, "a.challenge and not b.resist": -1}
    resolve: 2
    inertia: none
"""


def central(made, kind=0):
    """The board and every move's rate in the central run."""
    problem = made.problem
    played = forces(problem, None)
    weights = played.weights * problem.types.counts[kind]
    rates = problem.ground.rates(weights, played.temper, played.hazards, kind, 0.0, played.weights)
    return problem.ground.board, rates


def test_two_stages():
    """A challenges .2840959 of the times it reviews, B resists .7310586 of the times. Blind A: e^2/(1+e^2)."""
    made = prepare(load_text(HEAD + TWO_STAGES), [0.5, 0.5])
    board, rates = central(made)
    start = made.problem.start
    (out,) = np.flatnonzero(board.source == start)
    assert rates[out] == pytest.approx(0.2840959, abs=5e-8)
    challenged = board.target[out]
    (resists,) = np.flatnonzero((board.source == challenged) & (board.mover == 1))
    assert rates[resists] == pytest.approx(0.7310586, abs=5e-8)
    blind = prepare(load_text(HEAD + TWO_STAGES.replace("    foresight: 2\n", "")), [0.5, 0.5])
    assert central(blind)[1][out] == pytest.approx(np.exp(2) / (1 + np.exp(2)), abs=1e-12)


def bargaining(believes):
    """Crisis bargaining (Fearon 1995, p. 411): p = .5, A's cost .2, B's cost uniform on ten values from .05 to .95."""
    costs = [f"c{k}" for k in range(10)]
    demands = ["none", "d50", "d60", "d70", "d80", "d90", "d100"]
    share = {d: int(d[1:]) / 100 for d in demands[1:]}
    lines = ["something_else: 0%", "factors:", "  cost:", "    asks: What would war cost B?"]
    lines += [f"    values: {{{', '.join(f'{c}: 10%' for c in costs)}}}"]
    lines += ["actors:", "  a:", "    options:", f"      demand: {{values: [{', '.join(demands)}], moves: forward}}"]
    lines += ["    utility:", '      "b.fight": 0.3']
    lines += [f'      "a.demand == {d} and not b.fight": {x}' for d, x in share.items()]
    lines += ["    resolve: 10000", "    inertia: 40", "    foresight: 2"]
    if believes:
        lines += [f"    believes: {{cost: {{{', '.join(f'{c}: 10%' for c in costs)}}}}}"]
    lines += ["  b:", "    options: {fight: {text: Fight, if: a.demand != none, moves: forward}}", "    prefers:"]
    for d, x in share.items():
        fights = [c for k, c in enumerate(costs) if (k + 0.5) / 10 < x - 0.5]
        if fights:
            lines += [f"      - {{that: b.fight or a.demand != {d}, when: 'cost in [{', '.join(fights)}]'}}"]
        yields = [c for c in costs if c not in fights]
        lines += [f"      - {{that: not b.fight or a.demand != {d}, when: 'cost in [{', '.join(yields)}]'}}"]
    lines += ["    resolve: 1e9", "    inertia: none", "scenarios:"]
    lines += [f"  {d}: a.demand == {d}" for d in demands[1:]] + ["  war: b.fight"]
    return load_text(HEAD + "\n".join(lines) + "\n")


def test_take_it_or_leave_it():
    """A does not know B's cost: it demands .9, and there is war in four of ten cases."""
    result = play(bargaining(believes=True), [0.1] * 10 + [0.0], draws=0)
    ever = {name: float(s.ever.mean[-1]) for name, s in result.scenarios.items()}
    assert ever["d90"] == pytest.approx(1, abs=1e-4)
    assert ever["d100"] == pytest.approx(0, abs=1e-4)
    assert ever["war"] == pytest.approx(0.4, abs=1e-4)


def test_with_complete_information_there_is_no_war():
    result = play(bargaining(believes=False), [0.1] * 10 + [0.0], draws=0)
    ever = {name: float(s.ever.mean[-1]) for name, s in result.scenarios.items()}
    assert ever["war"] == pytest.approx(0, abs=1e-4)
    assert ever["d100"] == pytest.approx(0.5, abs=1e-4)  # from a cost of .55 on everything can be had


def looking_case(seed):
    """A random case in which some actors look ahead and believe something; None where it is no valid case."""
    rng = np.random.default_rng([41, seed])
    text = random_text(rng)
    text = re.sub(r"    pace: (?!never)", lambda m: f"    foresight: {rng.integers(1, 3)}\n{m[0]}", text)
    told = ["", "    believes: {g: 70%}\n", "    believes: {f: {p: 20%, q: 50%, r: 30%}, g: 10%}\n"]
    text = re.sub(r"    pace: ", lambda m: f"{told[rng.integers(3)]}{m[0]}", text)
    try:
        case = load_text(text)
    except CaseFaults:
        return None
    return case if any(a.foresight == 2 for a in case.actors.values()) else None


def looking_cases(count):
    found, seed = [], 0
    while len(found) < count:
        case = looking_case(seed)
        found += [] if case is None else [case]
        seed += 1
    return found


def test_every_rate_follows_from_the_definition():
    compared = 0
    for case in looking_cases(25):
        worlds = worlds_of(case)
        made = prepare(case, np.full(len(worlds), 1 / len(worlds)))
        board = made.problem.ground.board
        for w, world in enumerate(worlds):
            oracle = Oracle(case, world)
            _, rates = central(made, int(made.problem.types.of[w]))
            for place, code in enumerate(board.codes):
                values = np.unravel_index(int(code), made.space.shape, order="F")
                state = {axis.name: axis.values[v] for axis, v in zip(made.space.axes, values, strict=True)}
                state |= {name: column.values[int(column.index)] for name, column in made.space.held.items()}
                expected = oracle.rates(state, 0.0)
                found = {}
                for m in np.flatnonzero(board.source == place):
                    after = np.unravel_index(int(board.codes[board.target[m]]), made.space.shape, order="F")
                    to = {axis.name: axis.values[v] for axis, v in zip(made.space.axes, after, strict=True)}
                    found[oracle.key({**state, **to})] = rates[m]
                for to in {*expected, *found}:
                    assert found.get(to, 0.0) == pytest.approx(expected.get(to, 0.0), abs=1e-11)
                compared += len(expected)
    assert compared > 3000


def test_answers_follow_from_the_definition():
    for case in looking_cases(3):
        weights = np.random.default_rng(3).dirichlet(np.ones(len(worlds_of(case))))
        result = play(case, weights, draws=0)
        for question in case.questions[:4]:
            pairs = np.array([Oracle(case, world).answer(question) for world in worlds_of(case)])
            upper, lower = weights @ pairs
            if lower > 0.001:
                assert result.questions[question.id].p_model == pytest.approx(upper / lower, abs=1e-9)


WATCHED = HEAD.replace("as_of: 2025-01-01", "as_of: 2025-03-01\nwatched_from: 2025-01-10") + TWO_STAGES.replace(
    "{challenge: Challenge}", "{challenge: {text: Challenge, now: yes}}"
).replace("Resist, if", "Resist, now: yes, if")
WATCHED += (
    "scenarios: {s: a.challenge}\nevents:\n  - {date: 2025-01-20, by: a, does: challenge}\n"
    "  - {date: 2025-02-01, by: b, does: resist}\n"
)


def test_seen_moves_of_one_who_looks_ahead():
    case = load_text(WATCHED)
    made = prepare(case, [0.5, 0.5])
    oracle = Oracle(case, worlds_of(case)[0])
    states = [{"a.challenge": c, "b.resist": r} for c, r in (("no", "no"), ("yes", "no"), ("yes", "yes"))]
    total = 0.0
    for days, state, after in zip((10, 12, 28), states, [*states[1:], None], strict=True):
        rates = oracle.rates(state, None)
        total -= days / (365.25 / 12) * sum(rates.values())
        total += 0.0 if after is None else np.log(rates[oracle.key(after)])
    assert log_path(made.problem, forces(made.problem, None), 0) == pytest.approx(total, abs=1e-11)


def test_slopes_are_those_of_the_rates():
    """The derivative of every rate with every number, against the rates of the problem with the number changed."""
    for case in looking_cases(3):
        made = prepare(case, np.full(len(worlds_of(case)), 1 / len(worlds_of(case))))
        problem = made.problem
        every = [*parameters(case, made.space), *wishes(case, problem.wants)]
        played = forces(problem, None)
        for parameter in every:
            if parameter.kind in ("sure", "rate", "by"):
                continue
            value = 1.0
            if parameter.kind != "wish":
                value = float(getattr(problem.numbers, parameter.kind)[parameter.which, 0])
            rows = []
            for step in (1e-4, -1e-4):
                other = changed(problem, parameter, value + step)
                force = forces(other, None)
                weights = force.weights * other.types.counts[0]
                rows.append(other.ground.rates(weights, force.temper, force.hazards, 0, 0.0, force.weights))
            weights = played.weights * problem.types.counts[0]
            rates = problem.ground.rates(weights, played.temper, played.hazards, 0, 0.0, played.weights)
            which, found = derivative(problem.ground, weights, played, 0, rates, parameter, 0.0)
            expected = (rows[0] - rows[1]) / 2e-4
            np.testing.assert_allclose(found, expected[which], rtol=0, atol=1e-5)


def test_no_other_foresight():
    with pytest.raises(CaseFaults) as found:
        load_text(HEAD + TWO_STAGES.replace("foresight: 2", "foresight: 3"))
    assert found.value.faults[0].path == "actors.a.foresight"
