"""Conflicts as games in normal form: their pure equilibria are what holds by Nash."""

from __future__ import annotations

import io
from itertools import product
from math import prod

import numpy as np
import pytest

import realpolitik
from realpolitik.case.loading import load_text
from realpolitik.conflict.solving import solve
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.formats import gambit_efg, gambit_nfg, reading
from realpolitik.library import shelf

from . import gambit_files


def game(text: str) -> tuple[tuple[int, ...], dict[tuple[int, ...], tuple[str, list[int]]]]:
    """The numbers of strategies, and for each profile its outcome's name and payoffs."""
    head, version, kind, _title, players, strategies, _comment, outcomes, *contingencies = gambit_files.read(text)
    assert (head, version, kind) == ("NFG", 1, "R")
    shape = tuple(len(own) for own in strategies)
    assert len(players) == len(shape)
    assert all(len(set(own)) == len(own) for own in strategies)
    assert len(contingencies) == prod(shape)
    found = {}
    for place, outcome in enumerate(contingencies):
        profile, rest = [], place
        for n in shape:  # the first player's strategy is the fastest
            rest, s = divmod(rest, n)
            profile.append(s)
        (_, name), *payoffs = outcomes[outcome - 1]
        found[tuple(profile)] = (name, payoffs)
    return shape, found


def pure_equilibria(text: str) -> list[str]:
    shape, found = game(text)
    best = []
    for profile in product(*(range(n) for n in shape)):
        deviations = (
            (i, found[(*profile[:i], s, *profile[i + 1 :])][1][i]) for i, n in enumerate(shape) for s in range(n)
        )
        if all(payoff <= found[profile][1][i] for i, payoff in deviations):
            best.append(found[profile][0])
    return sorted(name for name in best if name != "cannot exist")


def nash(case) -> list[str]:
    return sorted(f"state {n + 1}" for n in solve(case, concepts=["Nash"]).types[0].equilibria("Nash"))


@pytest.mark.parametrize("seed", range(25))
def test_pure_equilibria_are_what_holds_by_nash(seed: int) -> None:
    case = load_text(gambit_files.random_case(seed, always=True))
    assert pure_equilibria(gambit_nfg.write(case)) == nash(case)


@pytest.mark.parametrize("name", ["prisoners-dilemma", "milk-river", "1975-syria-iraq"])
def test_shipped_conflicts(name: str) -> None:
    case = realpolitik.load(shelf.path(name))
    text = gambit_nfg.write(case)
    assert pure_equilibria(text) == nash(case)
    space = StateSpace.of(case)
    _, found = game(text)
    assert sum(name != "cannot exist" for name, _ in found.values()) == space.states.size
    assert {name for name, payoffs in found.values() if not all(payoffs)} <= {"cannot exist"}


def test_the_dilemma_is_the_dilemma() -> None:
    _, found = game(gambit_nfg.write(realpolitik.load(shelf.path("prisoners-dilemma"))))
    assert [found[p][1] for p in ((0, 0), (1, 0), (0, 1), (1, 1))] == [[2, 2], [1, 4], [4, 1], [3, 3]]


PARTS = (
    "realpolitik: 1\ncase: t\ntitle: T\nsources: {s: {title: S}}\nactors:\n"
    "  a: {options: {x: {text: X, now: yes}}, utility: {x: 1, b.y: 2}, thinks_impossible: [b.y], pace: weekly}\n"
    "  b: {options: {y: Y}, prefers: [{that: y, sure: 60%}]}\n"
    "  crowd: {prefers: [b.y]}\n"
    "coalitions: {both: [a, b]}\n"
    "nature: {storm: {rate: 10% per year, now: yes}}\n"
)


def test_what_it_does_not_carry_is_told_part_by_part() -> None:
    told = [
        "actors.a: thinks_impossible, how it sees the others; `solve --views` needs them.",
        "actors.a.utility: its weights; the order of the states that follows from them is there.",
        "actors.a: pace, which only the forecast uses.",
        "actors.b.prefers: how sure wish 1 is; it counts from 50 % on, else not at all.",
        "actors.crowd: it decides nothing here.",
        "coalitions: a game in normal form has none.",
        "nature.storm: nature's events stay as they are now.",
        "Today's state (a.x): a game in normal form has none.",
        "sources: a game in normal form has the conflict alone.",
    ]
    assert gambit_nfg.lost(load_text(PARTS)) == told
    tree = [said.replace("game in normal form", "game tree") for said in told if not said.startswith("Today")]
    assert gambit_efg.lost(load_text(PARTS)) == tree
    for module in (gambit_nfg, gambit_efg):
        assert module.lost(load_text("realpolitik: 1\ncase: t\ntitle: T\nactors: {a: {options: {x: X}}}\n")) == []


def test_a_format_that_is_only_written_is_named_when_it_should_be_read() -> None:
    for given in (("game.nfg", None), ("game.txt", "gambit-nfg")):
        with pytest.raises(BadInput, match=r"game in normal form .* can be written, not read; .* conflict of GMCR"):
            reading(*given)


def test_states_have_the_numbers_of_solve() -> None:
    case = load_text(PARTS)  # nature's event has come: today's states are the later ones
    assert {name for name, _ in game(gambit_nfg.write(case))[1].values()} == {f"state {n}" for n in (5, 6, 7, 8)}
    assert '"state 5"' in gambit_efg.write(case)


def test_what_a_normal_form_cannot_say_is_told() -> None:
    with pytest.raises(BadInput, match=r"actors.us.options.air_strike cannot always be set and taken back"):
        gambit_nfg.write(realpolitik.load(shelf.path("1962-cuba")))
    many = ", ".join(f"o{k}: O" for k in range(13))
    with pytest.raises(BadInput, match="8,192 states are more"):
        gambit_nfg.write(load_text(f"realpolitik: 1\ncase: t\ntitle: T\nactors: {{a: {{options: {{{many}}}}}}}\n"))


def test_gambit_reads_it() -> None:
    gambit = gambit_files.pygambit()
    case = realpolitik.load(shelf.path("prisoners-dilemma"))
    made = gambit.read_nfg(io.StringIO(gambit_nfg.write(case)))
    assert [player.label for player in made.players] == ["prisoner_one", "prisoner_two"]
    (found,) = gambit.nash.enumpure_solve(made).equilibria
    for player in made.players:  # neither cooperates; newer versions take no number as an index
        first = next(iter(player.strategies))
        assert first.label == "nothing"
        assert np.allclose([float(found[first])], [1.0])
