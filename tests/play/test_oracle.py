"""Every number of random small plays against a dense matrix exponential on the chain with flags."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.play.playing import play

from .oracle import Oracle, month_ends, worlds_of
from .random_cases import random_case

CASES = 100
BATCHES = 10
SAME = {"rtol": 0, "atol": 1e-9}


def seeds():
    found, seed = [], 0
    while len(found) < CASES:
        if random_case(seed) is not None:
            found.append(seed)
        seed += 1
        assert seed < 4 * CASES
    return found


@pytest.fixture(scope="module")
def good():
    return seeds()


def averaged(case, weights, ask):
    """The mean over worlds of ``ask(oracle)``; worlds in which everything is the same are asked once."""
    told = {}
    total = 0.0
    for w, world in zip(weights, worlds_of(case), strict=True):
        oracle = Oracle(case, world)
        rates = [oracle.rates(s, t) for s in oracle.states for t in (0.0, 2.5, 4.0)]
        key = str(rates)
        if key not in told:
            told[key] = np.asarray(ask(oracle))
        total = total + w * told[key]
    return total


@pytest.mark.parametrize("batch", range(BATCHES))
def test_against_the_definition(batch, good):
    for seed in good[batch::BATCHES]:
        case = random_case(seed)
        rng = np.random.default_rng(seed)
        weights = rng.dirichlet(np.ones(len(worlds_of(case))))
        result = play(case, weights, draws=0)
        dates = month_ends(case.as_of, case.horizon)
        place = {d: k for k, d in enumerate(result.dates)}
        check = [dates[1], dates[-1]]

        def ask(oracle, case=case, check=check):
            rows = []
            for scenario in case.scenarios.values():
                at, ever = oracle.at(scenario.that, check), oracle.ever(scenario.that, check)
                rows += [at[d] for d in check] + [ever[d] for d in check]
            for question in case.questions:
                rows += [*oracle.answer(question)]
            return rows

        expected = averaged(case, weights, ask)
        got = []
        for scenario in result.scenarios.values():
            got += [scenario.at.mean[place[d]] for d in check] + [scenario.ever.mean[place[d]] for d in check]
        np.testing.assert_allclose(got, expected[: len(got)], **SAME, err_msg=f"seed {seed}")
        pairs = expected[len(got) :].reshape(-1, 2)
        for question, (upper, lower) in zip(case.questions, pairs, strict=True):
            forecast = result.questions[question.id]
            if lower < 0.001:
                assert forecast.p is None
                assert "refused" in forecast.note
            else:
                what = f"seed {seed} {question.id}"
                np.testing.assert_allclose(forecast.p_model * lower, upper, **SAME, err_msg=what)


def test_the_cases_have_what_they_should():
    cases = [random_case(s) for s in seeds()[:60]]
    assert sum(bool(c.rules) for c in cases) > 10
    assert sum(any(e.by for e in c.nature.values()) for c in cases) > 5
    assert sum(any(len(e.rate) > 1 for e in c.nature.values()) for c in cases) > 5
    assert sum(any(o.if_ or o.undo_if for a in c.actors.values() for o in a.options.values()) for c in cases) > 20
    assert sum(any(o.backing_down for a in c.actors.values() for o in a.options.values()) for c in cases) > 10


def test_flow_and_time_balance():
    """What flows in less what flows out of a state is what stands there at the end (less the start)."""
    for seed in seeds()[:20]:
        case = random_case(seed)
        result = play(case, np.full(len(worlds_of(case)), 1 / len(worlds_of(case))), draws=0)
        graph = result.graph
        net = np.zeros(graph.states.size)
        np.add.at(net, np.searchsorted(graph.states, graph.target), graph.flow)
        np.subtract.at(net, np.searchsorted(graph.states, graph.source), graph.flow)
        start = np.searchsorted(graph.states, graph.path[0])
        net[start] += 1
        np.testing.assert_allclose(net, graph.horizon, rtol=0, atol=1e-11)
        assert graph.horizon.sum() == pytest.approx(1, abs=1e-12)


def test_paths_drawn_one_by_one_agree():
    """Gillespie's paths give the same chances within 4.5 standard errors."""
    rng = np.random.default_rng(7)
    paths = 2000
    for seed in seeds()[:3]:
        case = random_case(seed)
        world = worlds_of(case)[0]
        oracle = Oracle(case, world)
        weights = np.zeros(len(worlds_of(case)))
        weights[0] = 1
        result = play(case, weights, draws=0)
        place = list(result.dates).index(case.horizon)
        scenario = case.scenarios["s1"].that
        table = {}
        ends = sorted({oracle.months(d) for e in case.nature.values() for d in e.by} | {oracle.months(case.horizon)})
        ends = [e for e in ends if e <= oracle.months(case.horizon)]
        at = ever = 0
        for _ in range(paths):
            s, time, been, piece = oracle.key(oracle.now), 0.0, False, 0
            while True:
                begin = 0.0 if piece == 0 else ends[piece - 1]
                if (s, piece) not in table:
                    state = oracle.states[oracle.place[s]]
                    table[s, piece] = (scenario.truth(state), *zip(*oracle.rates(state, begin).items(), strict=True))
                here = table[s, piece]
                been |= here[0]
                rates = np.array(here[2]) if len(here) > 1 else np.zeros(0)
                wait = rng.exponential(1 / rates.sum()) if rates.sum() > 0 else np.inf
                if time + wait < ends[piece]:
                    time += wait
                    s = here[1][rng.choice(len(rates), p=rates / rates.sum())]
                elif piece + 1 < len(ends):
                    time, piece = ends[piece], piece + 1
                else:
                    break
            at += here[0]
            ever += been
        for count, curve in ((at, result.scenarios["s1"].at), (ever, result.scenarios["s1"].ever)):
            p = curve.mean[place]
            assert abs(count / paths - p) <= 4.5 * np.sqrt(max(p * (1 - p), 1e-4) / paths)
