"""What an actor must want: known counts, and the nearest ranking against all rankings."""

from __future__ import annotations

import json
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.conflict import Graph, inverse, together
from realpolitik.conflict.behaviour import explained
from realpolitik.conflict.dropping import without
from realpolitik.conflict.inverse import CONCEPTS, count, nearest, needs
from realpolitik.conflict.solving import solve
from realpolitik.conflict.together import nearest_together
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
        assert found.distance == best
        moved = graph.ranks.copy()
        moved[0] = found.ranks
        assert graph.ranked(moved).stable(concept, 0, state=wanted)
        new = found.ranks[tuple(states.T)]
        assert sum(1 for x, y in pairs if (int(old[x]) - int(old[y])) * (new[x] - new[y]) < 0) == best


def by_solver(graph: Graph, concept: str, state: list[int]) -> int:
    """The distance by a MaxSAT solver that is told every pair of states: an independent way to the same number."""
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    start = int(np.ravel_multi_index(tuple(state), graph.values))
    rank = graph.ranks[0].reshape(-1).astype(int)
    above = [int(s) for s in np.flatnonzero(graph.feasible.reshape(-1) & (rank > rank[start]))]
    number = {s: k + 1 for k, s in enumerate(above)}
    formula, top = WCNF(), len(above)
    for ways in needs(graph, concept, 0, start):
        if any(not way & set(number) for way in ways):
            continue
        formula.append(list(range(top + 1, top + 1 + len(ways))))
        for way in ways:
            top += 1
            for s in sorted(way & set(number)):
                formula.append([-top, number[s]])
    for s in above:
        formula.append([-number[s]], weight=1)
        for other in above:
            if rank[s] > rank[other]:
                formula.append([-number[s], number[other]], weight=1)
    with RC2(formula) as solver:
        assert solver.compute() is not None
        return int(solver.cost)


@pytest.mark.parametrize("seed", range(120))
def test_a_solver_that_sees_every_pair_finds_none_nearer(seed: int) -> None:
    pytest.importorskip("pysat", reason="the extra `inverse` is not installed")
    model = random_conflict(seed)
    rng = np.random.default_rng([31, seed])
    if seed % 2:  # few ranks: many ties
        model = model | {"ranks": rng.integers(0, 3, size=np.shape(model["ranks"]))}
    graph = Graph(**model)
    state = rng.choice(np.argwhere(graph.feasible)).tolist()
    for concept in CONCEPTS:
        found = nearest(graph, concept, 0, state)
        assert found.distance == by_solver(graph, concept, state)
        old, new = graph.ranks[0][graph.feasible].astype(int), found.ranks[graph.feasible]
        turned = (np.subtract.outer(old, old) * np.subtract.outer(new, new) < 0).sum() // 2
        assert turned == found.distance
        moved = graph.ranks.astype(int)
        moved[0] = found.ranks
        assert graph.ranked(moved).stable(concept, 0, state=state)


@pytest.mark.parametrize("seed", range(16))
def test_no_two_rankings_that_make_it_hold_for_both_are_nearer(seed: int) -> None:
    pytest.importorskip("pysat", reason="the extra `inverse` is not installed")
    model = random_conflict(seed)
    rng = np.random.default_rng([32, seed])
    feasible = np.zeros(model["values"], dtype=bool)
    feasible.flat[rng.choice(feasible.size, size=min(4, feasible.size), replace=False)] = True
    graph = Graph(**(model | {"feasible": feasible}))
    states = np.argwhere(feasible)
    where = tuple(states.T)
    orders = list(permutations(range(len(states))))

    def turned(i: int, order: object) -> int:
        old, new = graph.ranks[i][where].astype(int), np.array(order)
        return int((np.subtract.outer(old, old) * np.subtract.outer(new, new) < 0).sum()) // 2

    state = states[seed % len(states)].tolist()
    for concept in CONCEPTS:
        best = None
        for one, two in product(orders, orders):
            distance = turned(0, one) + turned(1, two)
            if best is not None and distance >= best:
                continue
            ranks = graph.ranks.copy()
            ranks[(0, *where)], ranks[(1, *where)] = one, two
            trial = graph.ranked(ranks)
            if all(bool(trial.stable(concept, i, state=state)) for i in (0, 1)):
                best = distance
        found = nearest_together(graph, concept, [0, 1], state)
        assert sum(f.distance for f in found) == best
        assert [turned(i, f.ranks[where]) for i, f in enumerate(found)] == [f.distance for f in found]
        moved = graph.ranks.astype(int)
        for f in found:
            moved[f.actor] = f.ranks
        assert all(bool(graph.ranked(moved).stable(concept, i, state=state)) for i in (0, 1))


@pytest.mark.parametrize("concept", ["SEQ", "SSEQ", "SIM"])
@pytest.mark.parametrize("seed", range(6))
def test_counting_and_reversing_pairs_give_the_same_distance(
    seed: int, concept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pysat")
    graph = drawn(seed, 5, ties=seed % 2 == 1)
    state = np.argwhere(graph.feasible)[seed].tolist()
    pairs = nearest_together(graph, concept, [0, 1, 2], state)
    monkeypatch.setattr(together, "SMALL", 0)
    counts = nearest_together(graph, concept, [0, 1, 2], state)
    for found in (pairs, counts):
        assert_holds(graph, concept, state, found)
    assert sum(one.distance for one in pairs) == sum(one.distance for one in counts)


@pytest.mark.parametrize("concept", ["SEQ", "SSEQ", "SIM"])
def test_several_actors_in_a_conflict_of_256_states(concept: str) -> None:
    pytest.importorskip("pysat")
    graph = drawn(2, 8, ties=False)
    state = next(s for s in np.argwhere(graph.feasible).tolist() if not graph.stable(concept, state=s).all())
    found = nearest_together(graph, concept, [0, 1, 2], state)
    assert sum(one.distance for one in found) <= sum(nearest(graph, "Nash", i, state).distance for i in range(3))
    assert_holds(graph, concept, state, found)


def test_what_is_not_proved_in_time_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pysat")
    monkeypatch.setattr(together, "SMALL", 0)
    monkeypatch.setattr(together, "MOST_ROUNDS", 1)
    graph = drawn(2, 5, ties=False)
    state = next(s for s in np.argwhere(graph.feasible).tolist() if not graph.stable("SEQ", state=s).all())
    with pytest.raises(BadInput, match="none of 1 choices was proved the nearest"):
        nearest_together(graph, "SEQ", [0, 1, 2], state)


def drawn(seed: int, options: int, *, ties: bool) -> Graph:
    """Three actors with random ranks."""
    rng = np.random.default_rng(seed)
    values = [2] * options
    size = 2**options
    ranks = [rng.integers(0, size // 3, size) if ties else rng.permutation(size) for _ in range(3)]
    owner = sorted(k % 3 for k in range(options))
    feasible = rng.random(values) < 0.8
    return Graph(values=values, owner=owner, ranks=np.array(ranks).reshape(3, *values), feasible=feasible)


def assert_holds(graph: Graph, concept: str, state: list[int], found: list[inverse.Nearest]) -> None:
    """The state holds in the new rankings, and so many pairs are reversed as is told."""
    if any(one.distance for one in found):
        now = graph.ranked(np.array([one.ranks for one in found]))
        assert now.stable(concept, state=state).all()
    for one in found:
        old, new = (r[graph.feasible].astype(np.int64) for r in (graph.ranks[one.actor], one.ranks))
        signs = np.sign(np.subtract.outer(old, old)) * np.sign(np.subtract.outer(new, new))
        assert int((signs < 0).sum()) // 2 == one.distance


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
    both = run("1975-syria-iraq", "--want", "2", "syria,iraq", "Nash")
    assert "for syria by Nash, it must come to like no better than it: 1 (nothing done); 3" in both
    assert "holds for iraq by Nash as its wishes are" in both
    assert "Together that reverses 3 pairs of states, and no rankings that make it hold for all reverse fewer." in both
    assert "no actor 'us' decides" in run("1975-syria-iraq", "--want", "2", "syria,us", "Nash", code=2)
    assert "holds for us by SMR as its wishes are" in run("1962-cuba", "--want", "1", "us", "SMR")
    assert "Who would stay in state 1, 6" in run("1962-cuba", "--stays", "now", "--stays", "6")
    assert "6 states can exist of 8" in run("1962-cuba", "--without", "us.blockade")
    assert "go one at a time" in run("1962-cuba", "--stays", "1", "--views", "1", code=2)


def test_all_actors_of_a_large_case_and_the_limit_of_looking_for_them_together() -> None:
    """6,080 states: each actor by itself at once; together by SEQ only in small cases, and it says what to do."""
    said = run("2025-syunik", "--want", "2000", "all", "GMR")
    assert "no rankings that make it hold for all reverse fewer" in said
    assert "100 %: worlds" not in said
    refused = run("2025-syunik", "--want", "2000", "all", "SEQ", code=2)
    assert "found for up to 1,024 states, not for 6,080: ask about one actor at a time, by Nash, GMR or SMR" in refused


def test_the_smallest_union_is_found_and_too_much_choice_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    for _ in range(60):
        lists = [
            {frozenset(rng.choice(9, size=rng.integers(1, 4), replace=False).tolist()) for _ in range(4)}
            for _ in range(4)
        ]
        smallest = min(len(frozenset().union(*chosen)) for chosen in product(*lists))
        found = inverse._fewest(lists)
        assert len(found) == smallest
        assert all(any(way <= found for way in ways) for ways in lists)
    monkeypatch.setattr(inverse, "MOST_TRIED", 3)
    with pytest.raises(BadInput, match="break some ties with one more statement"):
        inverse._fewest(lists)


def test_the_answers_as_json() -> None:
    def data(*words: str) -> dict:
        result = CliRunner().invoke(app(), ["solve", *words, "--format", "json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    found = data("1975-syria-iraq", "--want", "2", "syria", "SEQ")
    (world,) = found["worlds"]
    assert (found["state"], world["distance"], world["actors"]["syria"]["lowered"]) == (1, 1, [5])
    assert (world["rankings_that_do"], world["rankings"]) == (384, 720)
    ranks = world["actors"]["syria"]["ranks"]
    assert ranks[5] < ranks[1]
    both = data("1975-syria-iraq", "--want", "5", "all", "Nash")["worlds"][0]
    assert both["distance"] == sum(actor["distance"] for actor in both["actors"].values()) > 0
    assert "rankings" not in both
    stays = data("1975-syria-iraq", "--stays", "2")
    assert stays["states"] == [1]
    assert stays["stays"]["NM"] == {"syria": 0.0, "iraq": 1.0}
    assert "told in words" in run("1962-cuba", "--explain", "1", "us", "SEQ", "--format", "json", code=2)
