"""Ways from the status quo: against an explicit search over (state, last mover), and laws every way obeys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.conflict import Graph
from realpolitik.conflict.graph import NOBODY
from realpolitik.conflict.ways import ways
from realpolitik.errors import BadInput

from .oracle import Oracle
from .random_conflicts import random_conflict
from .test_oracle import oracle_of

CONFLICTS = 600


def random_turns(model: dict, seed: int) -> dict:
    """Where nature may move, for its axes of a random conflict."""
    rng = np.random.default_rng([21, seed])
    axes = [k for k, i in enumerate(model["owner"]) if i == NOBODY]
    return {k: True if rng.random() < 0.3 else rng.random(model["values"]) < 0.7 for k in axes}


def random_start(model: dict, seed: int) -> tuple[int, ...]:
    choices = np.argwhere(model["feasible"])
    return tuple(int(v) for v in choices[np.random.default_rng([22, seed]).integers(len(choices))])


class Search:
    """Breadth first over (state, last mover), word for word: no actor moves twice in a row; nature may."""

    def __init__(self, oracle: Oracle, start: tuple, improving: bool, turns: dict) -> None:
        self.oracle, self.turns = oracle, turns
        self.arcs = oracle.better if improving else oracle.moves
        best: dict[tuple, tuple[int, int]] = {(start, None): (0, 0)}  # steps, steps that nobody prefers
        layer = {(start, None): 0}
        steps = 0
        while layer:
            steps += 1
            after: dict[tuple, int] = {}
            for (s, last), unwilling in layer.items():
                for mover, t, willing in self.legal(s, last):
                    cost = unwilling + (not willing)
                    key = (t, mover)
                    if (key not in best or best[key][0] == steps) and cost < after.get(key, 10**9):
                        after[key] = cost
                        best[key] = (steps, cost)
            layer = after
        self.distance: dict[tuple, tuple[int, int]] = {}
        for (s, _), found in best.items():
            self.distance[s] = min(found, self.distance.get(s, found))

    def legal(self, s: tuple, last: int | None) -> list[tuple[int, tuple, bool]]:
        out = []
        for i in range(self.oracle.count):
            if i != last:
                out += [(i, t, t in self.oracle.better[i][s]) for t in self.arcs[i][s]]
        for k, allowed in self.turns.items():
            t = (*s[:k], s[k] + 1, *s[k + 1 :])
            if t in self.oracle.better[0] and (allowed is True or allowed[s]):
                out.append((NOBODY, t, False))
        return out


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("with_turns", [False, True])
def test_every_way_is_as_short_and_as_willing_as_the_search_finds(improving: bool, with_turns: bool) -> None:
    moved = 0
    for seed in range(CONFLICTS):
        model = random_conflict(seed)
        start = random_start(model, seed)
        turns = random_turns(model, seed) if with_turns else {}
        found = ways(Graph(**model), start, improving=improving, turns=turns)
        search = Search(oracle_of(model), start, improving, turns)
        expected = np.full(model["values"], -1)
        for s, (steps, _) in search.distance.items():
            expected[s] = steps
        np.testing.assert_array_equal(found.steps, expected, err_msg=f"conflict {seed}")
        for s, (steps, unwilling) in search.distance.items():
            way = found.to(s)
            assert way is not None
            assert len(way) == steps
            assert sum(not move.willing for move in way) == unwilling, f"conflict {seed}, state {s}"
            here, last = start, None
            for move in way:
                assert (move.mover, move.state, move.willing) in search.legal(here, last)
                here, last = move.state, move.mover
            assert here == s
            moved += steps
    assert moved > CONFLICTS


@given(st.integers(10_000, 1_000_000))
def test_laws(seed: int) -> None:
    model = random_conflict(seed)
    graph, start = Graph(**model), random_start(model, seed)
    turns = random_turns(model, seed)
    free, liked = ways(graph, start), ways(graph, start, improving=True)
    lucky = ways(graph, start, improving=True, turns=turns)
    assert free.to(start) == liked.to(start) == ()
    assert not (liked.reached & ~free.reached).any()
    assert not (liked.reached & ~lucky.reached).any()
    assert (free.steps[liked.reached] <= liked.steps[liked.reached]).all()
    assert not (free.reached & ~graph.feasible).any()
    for s in np.argwhere(liked.reached).tolist():
        way = liked.to(s) or ()
        ranks = [int(graph.ranks[(move.mover, *move.state)]) for move in way]
        before = [start, *(move.state for move in way)]
        assert all(r > int(graph.ranks[(m.mover, *b)]) for r, m, b in zip(ranks, way, before, strict=False))
    unreached = np.argwhere(~free.reached)
    assert all(free.to(s) is None for s in unreached.tolist())
    ends = graph.equilibria("Nash")[start]
    assert not ends or liked.reached.sum() == 1, "nothing leads on from a Nash equilibrium"


@given(st.integers(10_000, 1_000_000))
def test_a_graph_turned_round_twice_is_the_graph(seed: int) -> None:
    graph = Graph(**random_conflict(seed))
    twice = graph.backwards.backwards
    np.testing.assert_array_equal(twice.ranks, graph.ranks)
    np.testing.assert_array_equal(
        ways(twice, random_start(random_conflict(seed), 0)).steps >= 0,
        ways(graph, random_start(random_conflict(seed), 0)).reached,
    )
    assert twice.moves == tuple(
        {(True, True): "both", (True, False): "forward", (False, True): "back", (False, False): "no"}[
            up is not False, down is not False
        ]
        for up, down in zip(graph.up, graph.down, strict=True)
    )


def test_equally_short_ways_are_chosen_by_wish_then_by_number() -> None:
    """From (0, 0) to (1, 1): the second actor likes its own step and what follows, the first actor likes neither."""
    ranks = np.zeros((2, 2, 2), dtype=int)
    ranks[1] = [[0, 1], [0, 0]]
    way = ways(Graph(values=[2, 2], owner=[0, 1], ranks=ranks), (0, 0)).to((1, 1))
    assert way is not None
    assert [(m.mover, m.willing) for m in way] == [(1, True), (0, False)]
    level = Graph(values=[2, 2], owner=[0, 1], ranks=np.zeros_like(ranks))
    assert [m.state for m in ways(level, (0, 0)).to((1, 1)) or ()] == [(0, 1), (1, 1)]


def test_a_staircase_and_many_states_are_walked_in_one_search() -> None:
    size = 150
    i, j = np.indices((size, size))
    stairs = Graph(values=[size, size], owner=[0, 1], ranks=np.stack([i + j] * 2), feasible=(i == j) | (i == j + 1))
    found = ways(stairs, (0, 0), improving=True)
    assert found.steps[size - 1, size - 1] == 2 * (size - 1)
    options = 17
    ranks = np.random.default_rng(5).permutation(2**options).reshape((2,) * options)
    large = Graph(values=[2] * options, owner=[k % 4 for k in range(options)], ranks=np.stack([ranks, -ranks] * 2))
    assert ways(large, (0,) * options).steps.max() == 4  # everything is free: each of the four moves at most once


def test_what_is_no_state_and_no_turn_is_refused() -> None:
    graph = Graph(
        values=[2, 2], owner=[0, -1], ranks=np.zeros((1, 2, 2), dtype=int), feasible=[[True, True], [True, False]]
    )
    for start in ((1, 1), (0,), (0, 2), (0, -1)):
        with pytest.raises(BadInput, match="no feasible state"):
            ways(graph, start)
    for axis in (0, 2, -1):
        with pytest.raises(BadInput, match="not nature's"):
            ways(graph, (0, 0), turns={axis: True})
    assert ways(graph, (0, 0), turns={1: True}).steps.tolist() == [[0, 1], [1, -1]]
