"""What an actor must want: known counts, and the nearest ranking against all rankings."""

from __future__ import annotations

import json
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.conflict import Graph
from realpolitik.conflict.behaviour import explained
from realpolitik.conflict.dropping import without
from realpolitik.conflict.inverse import CONCEPTS, count, nearest
from realpolitik.conflict.solving import solve
from realpolitik.errors import BadInput

from .random_conflicts import random_conflict
from .test_published import graph_of

SYRIA_IRAQ = json.loads((Path(__file__).parent / "golden/syria-iraq-1975.json").read_text(encoding="utf-8"))
#: of Syria's 720 strict rankings, in how many the wanted state 2 holds (enumeration; a printed 420 for SEQ is wrong)
KNOWN = {"Nash": 240, "SEQ": 384, "GMR": 384, "SMR": 300, "SIM": 240, "SSEQ": 300}


def test_the_known_counts_of_syria_and_iraq() -> None:
    graph = graph_of(SYRIA_IRAQ)
    assert {c: count(graph, c, 0, (1, 0, 0)) for c in KNOWN} == {c: (n, 720) for c, n in KNOWN.items()}


def test_every_ranking_was_counted() -> None:
    graph = graph_of(SYRIA_IRAQ)
    states = np.argwhere(graph.feasible)
    for concept in CONCEPTS:
        held = 0
        for order in permutations(range(6)):
            ranks = graph.ranks.copy()
            ranks[(0, *states.T)] = order
            held += bool(graph.ranked(ranks).stable(concept, 0, state=(1, 0, 0)))
        assert held == KNOWN[concept]


def small(seed: int) -> Graph:
    model = random_conflict(seed)
    rng = np.random.default_rng(seed)
    feasible = np.zeros(model["values"], dtype=bool)
    feasible.flat[rng.choice(feasible.size, size=min(5, feasible.size), replace=False)] = True
    return Graph(**(model | {"feasible": feasible}))


@pytest.mark.parametrize("seed", range(25))
def test_no_ranking_that_makes_it_hold_is_nearer(seed: int) -> None:
    pytest.importorskip("pysat", reason="the extra `inverse` is not installed")
    graph = small(seed)
    states = np.argwhere(graph.feasible)
    old = graph.ranks[(0, *states.T)]
    pairs = list(combinations(range(len(states)), 2))
    for concept in ("Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM"):
        wanted = states[seed % len(states)].tolist()
        found = nearest(graph, concept, 0, wanted)
        best = None
        for order in permutations(range(len(states))):
            ranks = graph.ranks.copy()
            ranks[(0, *states.T)] = order
            if graph.ranked(ranks).stable(concept, 0, state=wanted):
                turned = sum(1 for x, y in pairs if (old[x] - old[y]) * (order[x] - order[y]) < 0)
                best = turned if best is None else min(best, turned)
        assert found.impossible == (best is None)
        if best is not None:
            assert found.distance == best
            moved = graph.ranks.copy()
            moved[0] = found.ranks
            assert graph.ranked(moved).stable(concept, 0, state=wanted)
            new = found.ranks[tuple(states.T)]
            assert sum(1 for x, y in pairs if (int(old[x]) - int(old[y])) * (new[x] - new[y]) < 0) == best


def test_what_has_no_answer_is_refused() -> None:
    graph = graph_of(SYRIA_IRAQ)
    with pytest.raises(BadInput, match="no inverse of NM"):
        count(graph, "NM", 0, (1, 0, 0))
    with pytest.raises(BadInput, match="cannot exist"):
        count(graph, "SEQ", 0, (1, 1, 0))
    large = Graph(values=[2] * 5, owner=[0] * 3 + [1] * 2, ranks=np.zeros((2, *[2] * 5), dtype=int))
    with pytest.raises(BadInput, match="too many rankings"):
        count(large, "Nash", 0, (0,) * 5)


CASE = load_text(
    "realpolitik: 1\ncase: t\ntitle: A test\nactors:\n"
    "  a: {options: {x: X, z: Z}, prefers: [b.y, x, not z]}\n"
    "  b: {options: {y: Y}, prefers: [not a.x, y]}\n"
)


def test_parts_of_a_case_can_be_left_out() -> None:
    assert [a.name for a in solve(without(CASE, ["a.z"])).space.axes] == ["a.x", "b.y"]
    assert solve(without(CASE, ["b"])).deciders == ("a",)
    assert [w.that.text for w in without(CASE, ["a.prefers[1]"]).actors["a"].prefers] == ["x", "not z"]
    assert without(CASE, []) is CASE
    for name, says in (
        ("c", "no actor, option or statement 'c'"),
        ("a.prefers[4]", "3 statements, not 4"),
        ("a.q", "'a.q'"),
    ):
        with pytest.raises(BadInput, match=says):
            without(CASE, [name])


def test_concepts_that_explain_a_stay() -> None:
    solution = solve(CASE, concepts=["Nash", "GMR"])
    found = explained(solution, [0])
    assert {c: share.tolist() for c, share in found.items()} == {
        c: solution.types[0].stability[c][:, 0].astype(float).tolist() for c in ("Nash", "GMR")
    }
    both = explained(solution, [0, 1])
    assert (both["Nash"] <= found["Nash"]).all()


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app(), ["solve", *words])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_the_commands_answer() -> None:
    said = run("1975-syria-iraq", "--want", "2", "syria", "SEQ")
    assert "it must come to like no better than it: 6" in said
    assert "It holds in 384 of the 720 strict rankings" in said
    assert "holds for us by SMR as its wishes are" in run("1962-cuba", "--want", "1", "us", "SMR")
    assert "Who would stay in state 1, 6" in run("1962-cuba", "--stays", "now", "--stays", "6")
    assert "6 states can exist of 8" in run("1962-cuba", "--without", "us.blockade")
    assert "go one at a time" in run("1962-cuba", "--stays", "1", "--views", "1", code=2)
