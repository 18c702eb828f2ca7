"""Conflicts as game trees: every branch is a move that the graph model has, every leaf the state it leads to."""

from __future__ import annotations

import io

import pytest

import realpolitik
from realpolitik.case.loading import load_text
from realpolitik.conflict.solving import graph_of
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.formats import gambit_efg
from realpolitik.library import shelf

from . import gambit_files


def walk(text: str, case) -> list[tuple[int, list[int]]]:
    """Every leaf as (state number, payoffs), after the branches to it were made as moves from today's state."""
    head, version, kind, _title, players, _comment, *rest = gambit_files.read(text)
    assert (head, version, kind) == ("EFG", 2, "R")
    space = StateSpace.of(case)
    graph = graph_of(space, {})
    assert [name for _, name in players] == list(graph.actors)
    words = iter(rest)
    leaves, sets = [], set()

    def moves(i: int, at: tuple[int, ...]) -> set[tuple[int, ...]]:
        """All moves of an actor by the words of its options, from the rules of the graph model."""
        found = {at}
        for k, axis in enumerate(space.axes):
            if axis.actor == graph.actors[i]:
                ways = [
                    v
                    for v in range(len(axis.values))
                    if v == at[k] or graph.moves[k] == "both" or (v > at[k]) == (graph.moves[k] == "forward")
                ]
                found |= {(*s[:k], v, *s[k + 1 :]) for s in found for v in ways}
        return {s for s in found if space.feasible[s]}

    def node(at: tuple[int, ...], turn: int) -> None:
        sort, _name = next(words), next(words)
        if sort == "t":
            number, (_, label), payoffs = next(words), next(words), next(words)
            assert label == f"state {number}"
            assert space.number(at) + 1 == number
            leaves.append((number, payoffs))
            return
        player, information_set, _label, actions, outcome = (next(words) for _ in range(5))
        assert (player, outcome) == (turn + 1, 0)
        assert (player, information_set) not in sets  # everybody sees what was done before
        sets.add((player, information_set))
        ends = sorted(moves(turn, at), key=space.number)
        assert len(actions) == len(ends)
        for (_, action), end in zip(actions, ends, strict=True):
            assert (action == "stay") == (end == at)
            node(end, turn + 1)

    node(space.status_quo, 0)
    assert next(words, None) is None
    ranks = [space.feasible_only(r) for r in graph.ranks]
    for number, payoffs in leaves:
        for other, others in leaves:
            for i, rank in enumerate(ranks):
                assert (payoffs[i] < others[i]) == (rank[number - 1] < rank[other - 1])
    return leaves


@pytest.mark.parametrize("seed", range(15))
def test_every_branch_is_a_move(seed: int) -> None:
    try:
        case = load_text(gambit_files.random_case(seed, always=False))
        StateSpace.of(case)
    except BadInput:
        pytest.skip("today's state cannot exist in this one")
    assert walk(gambit_efg.write(case), case)


@pytest.mark.parametrize("name", ["1962-cuba", "1975-syria-iraq", "prisoners-dilemma"])
def test_shipped_conflicts(name: str) -> None:
    case = realpolitik.load(shelf.path(name))
    assert (
        len(walk(gambit_efg.write(case), case)) == {"1962-cuba": 12, "1975-syria-iraq": 6, "prisoners-dilemma": 4}[name]
    )


def test_nature_stays_and_large_trees_are_refused() -> None:
    text = ("realpolitik: 1\ncase: t\ntitle: T\nactors:\n  a: {options: {x: X}, prefers: [x and not nature.storm]}\n"
            "  b: {options: {y: Y}}\nnature: {storm: {rate: 10% per year}}\n")  # fmt: skip
    assert [number for number, _ in walk(gambit_efg.write(load_text(text)), load_text(text))] == [1, 3, 2, 4]
    many = ", ".join(f"o{k}: O" for k in range(15))
    with pytest.raises(BadInput, match="more than 20,000 nodes"):
        gambit_efg.write(load_text(f"realpolitik: 1\ncase: t\ntitle: T\nactors: {{a: {{options: {{{many}}}}}}}\n"))


def test_gambit_reads_it() -> None:
    gambit = gambit_files.pygambit()
    made = gambit.read_efg(io.StringIO(gambit_efg.write(realpolitik.load(shelf.path("1962-cuba")))))
    assert [player.label for player in made.players] == ["us", "ussr"]
    assert len(gambit.nash.enumpure_solve(made).equilibria) >= 1
