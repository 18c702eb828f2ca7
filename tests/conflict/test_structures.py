"""Unknown, probable, strong and attitude-laden preferences against their definitions, and how they relate."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.conflict import Graph
from realpolitik.conflict.judging import CONCEPTS, stable, verdicts
from realpolitik.conflict.orders import possible_orders
from realpolitik.conflict.sampled import sample, shares
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.structured import solve_structured
from realpolitik.conflict.structures.attitudes import Attitudes
from realpolitik.conflict.structures.probable import Probable
from realpolitik.conflict.structures.strength import Strength
from realpolitik.conflict.structures.unknown import Unknown
from realpolitik.errors import BadInput

from .random_conflicts import random_conflict
from .test_oracle import oracle_of

CONFLICTS = 60
HEAD = "realpolitik: 1\ncase: t\ntitle: A test\n"
UNSURE = HEAD + (
    "actors:\n"
    "  a: {options: {x: X}, prefers: [{that: x, sure: 70%}, not b.y]}\n"
    "  b: {options: {y: Y}, prefers: [{that: y and not a.x, sure: 40%}, {that: not y, sure: 90%}]}\n"
)
conflicts = st.integers(20_000, 1_000_000).map(random_conflict)


def orders_of(model: dict, seed: int) -> list[np.ndarray]:
    """Up to four orders an actor, shape (orders, states): the model's own and relatives of it."""
    rng = np.random.default_rng([3, seed])
    found = []
    for rank in model["ranks"].reshape(len(model["ranks"]), -1):
        own = [np.where(rng.random(rank.size) < 0.2, rng.permutation(rank), rank) for _ in range(rng.integers(0, 4))]
        found.append(np.array([rank, *own]))
    return found


def check(model: dict, judgement, tempts, punishes, steps, about: str) -> None:
    graph, oracle = Graph(**model), oracle_of(model)
    for i in range(oracle.count):
        found = verdicts(graph, judgement, CONCEPTS, i)
        for concept in CONCEPTS:
            expected = np.zeros(model["values"], dtype=bool)
            for s in oracle.states:
                expected[s] = oracle.judged(concept, i, s, tempts, punishes, steps)
            wrong = np.argwhere(found[concept] != expected)
            assert wrong.size == 0, f"{about}, {concept}: actor {i}, state {wrong[0].tolist()}"


@pytest.mark.parametrize("reading", "abcd")
def test_unknown_preferences_equal_their_definition(reading: str) -> None:
    for seed in range(CONFLICTS):
        model = random_conflict(seed)
        orders = orders_of(model, seed)

        def at(i, s, orders=orders, model=model):
            return [order.reshape(model["values"])[s] for order in orders[i]]

        def perhaps_better(i, t, s, at=at):
            return any(x > y for x, y in zip(at(i, t), at(i, s), strict=True))

        def surely_better(i, t, s, at=at):
            return all(x > y for x, y in zip(at(i, t), at(i, s), strict=True))

        tempts = perhaps_better if reading in "ac" else surely_better
        spared = perhaps_better if reading in "ab" else surely_better

        def punishes(i, t, s, spared=spared):
            return not spared(i, t, s)

        check(model, Unknown(orders, reading), tempts, punishes, perhaps_better, f"conflict {seed}, reading {reading}")


def test_probable_preferences_equal_their_definition() -> None:
    for seed in range(CONFLICTS):
        model = random_conflict(seed)
        orders = orders_of(model, seed)
        rng = np.random.default_rng([4, seed])
        threshold = float(rng.choice([0.0, 0.25, 0.5, 0.9]))
        weights = [rng.dirichlet(np.ones(len(o))) for o in orders]

        def better(i, t, s, orders=orders, weights=weights, model=model, threshold=threshold):
            ranked = [order.reshape(model["values"]) for order in orders[i]]
            return sum(w for w, r in zip(weights[i], ranked, strict=True) if r[t] > r[s]) > threshold + 1e-9

        def not_better(i, t, s, better=better):
            return not better(i, t, s)

        check(model, Probable(orders, weights, threshold), better, not_better, better, f"conflict {seed}")


def test_strength_equals_its_definition() -> None:
    for seed in range(CONFLICTS):
        model = random_conflict(seed)
        coarse = model["ranks"] // (1 + seed % 4)

        def better(i, t, s, model=model):
            return model["ranks"][(i, *t)] > model["ranks"][(i, *s)]

        def much_worse(i, t, s, coarse=coarse):
            return coarse[(i, *t)] < coarse[(i, *s)]

        ranks = model["ranks"].reshape(len(model["ranks"]), -1)
        strong = Strength(ranks, coarse.reshape(ranks.shape))
        check(model, strong, better, much_worse, better, f"conflict {seed}")


def test_attitudes_equal_their_definition() -> None:
    for seed in range(CONFLICTS):
        model = random_conflict(seed)
        count = len(model["ranks"])
        signs = np.random.default_rng([5, seed]).integers(-1, 2, size=(count, count))

        def suits(i, t, s, model=model, signs=signs):
            def change(j):
                return int(model["ranks"][(j, *t)]) - int(model["ranks"][(j, *s)])

            return t != s and all(sign * change(j) >= 0 for j, sign in enumerate(signs[i].tolist()))

        def does_not_suit(i, t, s, suits=suits):
            return not suits(i, t, s)

        judgement = Attitudes(signs, model["ranks"].reshape(count, -1))
        check(model, judgement, suits, does_not_suit, suits, f"conflict {seed}")


@given(conflicts)
@settings(max_examples=40)
def test_one_order_is_the_usual_concept_in_every_structure(model: dict) -> None:
    graph = Graph(**model)
    ranks = model["ranks"].reshape(len(model["ranks"]), -1)
    one = [rank[None, :] for rank in ranks]
    judgements = [Unknown(one, reading) for reading in "abcd"]
    judgements += [Probable(one, [np.ones(1)] * len(one), 0.5), Strength(ranks, None)]
    for judgement in judgements:
        for concept in CONCEPTS:
            np.testing.assert_array_equal(stable(graph, judgement, concept, 0), graph.stable(concept, actor=0))


@given(conflicts, st.integers(0, 1000))
@settings(max_examples=40)
def test_readings_include_one_another(model: dict, seed: int) -> None:
    graph, orders = Graph(**model), orders_of(model, seed)
    for i in range(len(graph.actors)):
        found = {reading: verdicts(graph, Unknown(orders, reading), CONCEPTS, i) for reading in "abcd"}
        for narrow, wide in ("ab", "bd", "ac", "cd"):
            for concept in CONCEPTS:
                assert not (found[narrow][concept] & ~found[wide][concept]).any()


@given(conflicts)
@settings(max_examples=40)
def test_what_is_strongly_stable_is_stable(model: dict) -> None:
    graph = Graph(**model)
    ranks = model["ranks"].reshape(len(model["ranks"]), -1)
    strong = verdicts(graph, Strength(ranks, ranks // 2), CONCEPTS, 0)
    for concept in CONCEPTS:
        assert not (strong[concept] & ~graph.stable(concept, actor=0)).any()


@given(conflicts)
@settings(max_examples=40)
def test_who_cares_for_itself_only_and_is_never_indifferent_follows_the_usual_concepts(model: dict) -> None:
    size = int(np.prod(model["values"]))
    strict = model["ranks"].reshape(-1, size).astype(np.int64) * size + np.arange(size)
    graph = Graph(**(model | {"ranks": strict.reshape(model["ranks"].shape)}))
    selfish = Attitudes(np.eye(len(strict), dtype=np.int64), strict)
    for concept in CONCEPTS:
        np.testing.assert_array_equal(stable(graph, selfish, concept, 1), graph.stable(concept, actor=1))


def test_unsure_wishes_make_several_orders_with_their_chances() -> None:
    space = StateSpace.of(load_text(UNSURE))
    first, second = (possible_orders(space, actor, {}) for actor in "ab")
    assert first.weights.tolist() == pytest.approx([0.7, 0.3])
    assert first.ranks[1].reshape(2, 2).tolist() == [[1, 0], [1, 0]]  # without its first wish
    assert second.weights.sum() == pytest.approx(1.0)
    assert len(second.weights) == 4


def test_served_audiences_are_drawn_the_same_every_time() -> None:
    text = HEAD + (
        "actors:\n  a: {options: {x: X, y: Y}, serves: {p: 50%, q: 50%}}\n"
        "  p: {prefers: [a.x, a.y]}\n  q: {prefers: [not a.x, a.y]}\n"
    )
    space = StateSpace.of(load_text(text))
    once, again = possible_orders(space, "a", {}), possible_orders(space, "a", {})
    np.testing.assert_array_equal(once.ranks, again.ranks)
    assert len(once.weights) > 1
    assert once.weights.sum() == pytest.approx(1.0)


def test_a_case_is_solved_by_each_structure() -> None:
    case = load_text(UNSURE.replace("b: {options", "b: {attitudes: {a: positive}, options"))
    assert solve_structured(case, "unknown", concepts=["SEQ"]).concepts == ("SEQ a", "SEQ b", "SEQ c", "SEQ d")
    bold = solve_structured(case, "probable", concepts=["Nash"], threshold=0.2).types[0].stability["Nash"]
    shy = solve_structured(case, "probable", concepts=["Nash"], threshold=0.8).types[0].stability["Nash"]
    assert bold.sum() < shy.sum()
    assert solve_structured(case, "strength", strong=2).concepts[-2:] == ("GMR", "GMR strong")
    friendly = solve_structured(case, "attitudes", concepts=["Nash"]).types[0].stability["Nash"]
    assert friendly[1].tolist() == [True, True, False, False]
    for structure, options, says in (
        ("vague", {}, "no preferences 'vague'; there are crisp, unknown, probable, strength, attitudes"),
        ("unknown", {"threshold": 0.5}, "threshold belongs to the preferences 'probable'"),
        ("probable", {"threshold": 1.5}, "from 0 to below 1"),
        ("strength", {"strong": 0}, "at least the first statement"),
        ("strength", {"strong": 99}, "strong 99: no actor has so many statements; the longest list has"),
        ("crisp", {}, "need no structure"),
        ("unknown", {"concepts": ["NM"]}, "NM is not defined for such preferences"),
    ):
        with pytest.raises(BadInput, match=says):
            solve_structured(case, structure, **options)


def test_shares_of_draws_agree_with_the_chances() -> None:
    sampled = sample(load_text(UNSURE), 2000, seed=3, concepts=["Nash"])
    share, low, high = sampled.stable("Nash", 0)
    # a leaves "nothing done" for x unless it does not hold that wish (30 %)
    assert share[0] == pytest.approx(0.3, abs=0.03)
    assert low[0] < 0.3 < high[0]
    assert sampled.types[0].orders == 8
    assert sampled.as_json() == sample(load_text(UNSURE), 2000, seed=3, concepts=["Nash"]).as_json()
    found = shares(np.array([0, 5, 10]), 10)
    assert found[0].tolist() == [0.0, 0.5, 1.0]
    assert found[1, 0] == 0.0
    assert found[2, 2] == 1.0
    with pytest.raises(BadInput, match="at least one"):
        sample(load_text(UNSURE), 0)


def test_the_command_tells_shares_and_structures(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(UNSURE, encoding="utf-8")

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app(), ["solve", str(case), *words])
        assert result.exit_code == code, result.output
        return result.output

    assert "up to 8 different sets of orders" in " ".join(run("--draws", "500").split())
    assert json.loads(run("--draws", "500", "--format", "json"))["draws"] == 500
    assert "SEQ a equilibrium" in run("--preferences", "unknown")
    assert "more than 60%" in run("--preferences", "probable", "--threshold", "0.6")
    assert "belong to --preferences" in run("--strong", "1", code=2)
    assert "go one at a time" in run("--preferences", "unknown", "--draws", "5", code=2)
    assert "no preferences 'vague'" in run("--preferences", "vague", code=2)
