"""The argument for one state says what the solver says, and every step it names is one."""

from __future__ import annotations

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.cli.main import app
from realpolitik.conflict import Graph
from realpolitik.conflict.anticipation import outlook
from realpolitik.conflict.argument import argue
from realpolitik.conflict.nearby import everything, improvements, search

from .random_conflicts import random_conflict

SINGLE = ("Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM", "L1", "L3", "NM")
TOGETHER = ("CNash", "CGMR", "CSMR", "CSEQ", "CSSEQ")


@pytest.mark.parametrize("seed", range(40))
def test_the_verdict_is_the_solvers(seed: int) -> None:
    graph = Graph(**random_conflict(seed))
    states = np.argwhere(graph.feasible)
    for concept in SINGLE + TOGETHER:
        for actor in range(len(graph.actors)):
            stable = graph.stable(concept, actor=actor)
            for state in states[:: 1 + len(states) // 6]:
                found = argue(graph, concept, actor, state.tolist())
                assert all(a.stable for a in found) == bool(stable[tuple(state)])
                assert len(found) == 1 or concept in TOGETHER


@pytest.mark.parametrize("seed", range(20))
def test_every_step_is_a_move_and_every_answer_punishes(seed: int) -> None:
    graph = Graph(**random_conflict(seed))
    flat = graph.ranks.reshape(len(graph.actors), -1)
    for state in np.argwhere(graph.feasible)[:6]:
        for concept in ("SEQ", "SMR", "GMR", "SSEQ"):
            for actor in range(len(graph.actors)):
                (argument,) = argue(graph, concept, actor, state.tolist())
                for temptation in argument.temptations:
                    at, last = argument.state, None
                    for who, end in (*temptation.way, *(temptation.answer or ())):
                        assert end in set(everything(graph, who, at))
                        assert who != last
                        if concept in ("SEQ", "SSEQ"):
                            assert flat[who][end] > flat[who][at]
                        at, last = end, who
                    assert flat[actor][temptation.state] > flat[actor][argument.state]
                    if argument.stable:
                        assert flat[actor][at] <= flat[actor][argument.state]


@pytest.mark.parametrize("seed", range(12))
def test_an_answer_is_a_shortest_one_and_without_one_the_worst_is_named(seed: int) -> None:
    """Against a plain search from every temptation, for coalitions too."""
    graph = Graph(**random_conflict(seed))
    for state in np.argwhere(graph.feasible)[:5].tolist():
        for concept in ("SEQ", "SMR", "GMR", "SSEQ", "CSEQ", "CSMR"):
            for argument in argue(graph, concept, 0, state):
                ranks = graph.ranks[list(argument.group)].reshape(len(argument.group), -1)
                liked = (ranks > ranks[:, [argument.state]]).all(axis=0)
                others, steps = graph.others(argument.group), improvements if "SEQ" in concept else everything
                for temptation in argument.temptations:
                    ends = search(graph, others, temptation.state, steps)
                    punishing = [end for end in ends if not liked[end]]
                    if concept in ("SMR", "SSEQ", "CSMR"):
                        out = {end: search(graph, argument.group, end, everything) for end in punishing}
                        punishing = [end for end in punishing if not any(liked[s] for s in out[end])]
                    if temptation.answer is not None:
                        assert len(temptation.answer) == min(len(ends[end]) for end in punishing)
                        assert temptation.ends in punishing
                        continue
                    assert not punishing
                    assert ranks[0][temptation.ends] == min(ranks[0][s] for s in (temptation.state, *ends))
                    if temptation.escape is not None:
                        assert liked[temptation.escape]
                        assert temptation.escape in search(graph, argument.group, temptation.ends, everything)


@pytest.mark.parametrize("concept", ["Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM", "L2"])
def test_a_large_conflict_has_its_argument_too(concept: str) -> None:
    rng = np.random.default_rng(3)
    values, owner = [2] * 16, [0] * 5 + [1] * 5 + [2] * 6
    ranks = np.array([rng.permutation(2**16).reshape(values) for _ in range(3)])
    graph = Graph(values=values, owner=owner, ranks=ranks, feasible=rng.random(values) < 0.7)
    stable = graph.stable(concept, actor=1)
    verdicts = set()
    for state in [*np.argwhere(stable)[:3].tolist(), *np.argwhere(graph.feasible & ~stable)[:3].tolist()]:
        (argument,) = argue(graph, concept, 1, state)
        assert argument.stable == stable[tuple(state)]
        verdicts.add(argument.stable)
    assert verdicts == {True, False}


def test_what_is_too_much_for_an_argument_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realpolitik.conflict.argument.MOST_STATES", 3)
    monkeypatch.setattr("realpolitik.conflict.argument.MOST_REACHED", 2)
    assert "4 states, more than 3: too many to follow" in explain(
        "prisoners-dilemma", "1", "prisoner_one", "SEQ", code=2
    )
    told = explain("prisoners-dilemma", "1", "prisoner_one", "CGMR", "--coalitions", "all", code=2)
    assert "can reach more than 2 states together" in told
    assert "holds for prisoner_one" in explain("prisoners-dilemma", "1", "prisoner_one", "GMR")


def test_who_does_not_stay_by_nm_leaves_at_the_horizon_that_is_named() -> None:
    """That horizon is one of those that repeat: the expectations of a later one are the same."""
    left = 0
    for seed in range(30):
        graph = Graph(**random_conflict(seed))
        horizons = [outlook(graph, h) for h in range(60)]
        for state in np.argwhere(graph.feasible)[:8]:
            for actor in range(len(graph.actors)):
                (argument,) = argue(graph, "NM", actor, state.tolist())
                assert argument.stable == bool(graph.stable("NM", actor, state=state.tolist()))
                assert argument.horizon is not None
                assert argument.horizon < 30
                maps = horizons[argument.horizon]
                assert maps[actor].reshape(-1)[argument.state] == argument.expects
                assert (argument.expects == argument.state) == argument.stable
                assert any(np.array_equal(maps, later) for later in horizons[argument.horizon + 1 :])
                rank = graph.ranks[actor].reshape(-1)
                assert argument.stable or rank[argument.expects] > rank[argument.state]
                left += not argument.stable
    assert left > 50


def explain(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app(), ["solve", words[0], "--explain", *words[1:]])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_it_is_told_in_plain_words() -> None:
    assert "does not hold for us by SEQ" in explain("1962-cuba", "1", "us", "seq")
    assert "no improvements of the others lead to a state no better than 1" in explain("1962-cuba", "1", "us", "SEQ")
    assert "But then ussr goes to 11 (us.blockade, ussr.escalate)" in explain("1962-cuba", "now", "us", "GMR")
    assert "nor is anything that us can reach from it" in explain("1962-cuba", "1", "us", "SMR")
    assert "no move of its own leads" in explain("1962-cuba", "6", "us", "Nash")
    assert "expects to end in 6" in explain("1962-cuba", "3", "us", "L2")
    assert "looking 5 moves ahead, it moves and expects to end in 5 (ussr.withdraw)" in explain(
        "1962-cuba", "1", "us", "NM"
    )
    assert "us sees at no horizon a move that ends better" in explain("1962-cuba", "6", "us", "NM")
    assert "moves as if to" in explain("prisoners-dilemma", "4", "prisoner_one", "SIM")
    assert "there is no state '13'" in explain("1962-cuba", "13", "us", "SEQ", code=2)
    assert "no actor 'cuba' decides" in explain("1962-cuba", "1", "cuba", "SEQ", code=2)
    assert "no stability concept" in explain("1962-cuba", "1", "us", "SEK", code=2)


def test_the_coalitions_of_an_actor_are_told_one_by_one() -> None:
    said = explain("prisoners-dilemma", "1", "prisoner_one", "CSEQ", "--coalitions", "all")
    assert "holds for prisoner_one by CSEQ" in said
    assert "does not hold for prisoner_one and prisoner_two by CSEQ" in said


def test_every_set_of_wishes_has_its_argument() -> None:
    assert "more sets of wishes with the same answer" in explain("2025-syunik", "now", "russia", "SEQ")


@pytest.mark.parametrize("concept", ["SEQ", "SMR", "GMR", "SSEQ", "SIM", "CSEQ"])
def test_where_nobody_else_moves_nobody_answers(concept: str) -> None:
    words = ["solve", "prisoners-dilemma", "--without", "prisoner_two", "--explain", "2", "prisoner_one", concept]
    said = " ".join(CliRunner().invoke(app(), words).output.split())
    assert "better for prisoner_one, and there is nobody else who could answer." in said
