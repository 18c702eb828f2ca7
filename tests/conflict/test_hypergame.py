"""Views of one's own: outcomes, expectations, surprises; with no views it is the case itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import realpolitik
from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.conflict.hypergame import hypergame
from realpolitik.conflict.solving import solve
from realpolitik.errors import BadInput
from realpolitik.library import shelf

HEAD = "realpolitik: 1\ncase: t\ntitle: A test\n"
DUEL = HEAD + (
    "actors:\n"
    "  a: {options: {attack: Attack}, prefers: [not b.resist, attack]MORE_A}\n"
    "  b: {options: {resist: Resist}, prefers: [resist iff a.attack]MORE_B}\n"
)


def duel(a: str = "", b: str = "", more: str = ""):
    return load_text(DUEL.replace("MORE_A", a).replace("MORE_B", b) + more)


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("name", ["1962-cuba", "1975-syria-iraq", "milk-river", "prisoners-dilemma"])
def test_without_views_of_one_s_own_it_is_the_case_itself(name: str, level: int) -> None:
    case = realpolitik.load(shelf.path(name))
    concepts = ["Nash", "SEQ", "SMR", "GMR", "SIM", "L2"]
    (game,) = [t for t in hypergame(case, level, concepts=concepts).types if t.probability]
    (crisp,) = solve(case, concepts=concepts).types
    for concept in concepts:
        np.testing.assert_array_equal(game.stays[concept], crisp.stability[concept])
        np.testing.assert_array_equal(game.outcomes(concept), crisp.holds(concept))
        np.testing.assert_array_equal(
            game.expects[concept], np.array([crisp.holds(concept)] * len(game.stays[concept]))
        )
        assert not game.surprised(concept).any()


@pytest.mark.parametrize("level", [1, 2])
def test_a_view_that_agrees_changes_nothing(level: int) -> None:
    plain = duel()
    agreeing = duel(
        ", thinks: {b: {prefers: [resist iff a.attack]}}", ", thinks: {a: {prefers: [not b.resist, attack]}}"
    )
    for concept in ("Nash", "SEQ", "GMR"):
        one, other = (hypergame(case, level, concepts=[concept]).types[0] for case in (plain, agreeing))
        np.testing.assert_array_equal(one.outcomes(concept), other.outcomes(concept))
        np.testing.assert_array_equal(one.expects[concept], other.expects[concept])


_WISHES = ("a.x", "not a.x", "a.z", "not a.z", "b.y", "not b.y", "c.w", "a.x and b.y", "b.y iff c.w", "not c.w")
_OWNERS = {"a": "{x: X, z: Z}", "b": "{y: Y}", "c": "{w: W}"}


@st.composite
def agreed(draw: st.DrawFn) -> tuple[str, str]:
    """Three actors with random wishes, and the same where some of them think of some others what these really want."""
    wishes = {who: draw(st.lists(st.sampled_from(_WISHES), min_size=1, max_size=4, unique=True)) for who in _OWNERS}
    plain, viewed = HEAD + "actors:\n", HEAD + "actors:\n"
    for who, options in _OWNERS.items():
        of = draw(st.sets(st.sampled_from([other for other in _OWNERS if other != who])))
        thinks = ", ".join(f"{other}: {{prefers: [{', '.join(wishes[other])}]}}" for other in sorted(of))
        own = f"  {who}: {{options: {options}, prefers: [{', '.join(wishes[who])}]"
        plain += own + "}\n"
        viewed += own + (f", thinks: {{{thinks}}}" if thinks else "") + "}\n"
    return plain, viewed


@settings(max_examples=25)
@given(agreed(), st.sampled_from([1, 2]))
def test_views_that_all_agree_give_what_holds_without_views(texts: tuple[str, str], level: int) -> None:
    plain, viewed = map(load_text, texts)
    concepts = ["Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM", "L2"]
    (crisp,) = solve(plain, concepts=concepts).types
    (game,) = [t for t in hypergame(viewed, level, concepts=concepts).types if t.probability]
    for concept in concepts:
        np.testing.assert_array_equal(game.outcomes(concept), crisp.holds(concept))
        np.testing.assert_array_equal(game.stays[concept], crisp.stability[concept])
        assert not game.surprised(concept).any()


def test_who_misreads_another_is_surprised() -> None:
    # a thinks that b gives way; b resists an attack. States: nothing, attack, resist, attack and resist
    mistaken = duel(", thinks: {b: {prefers: [not resist]}}")
    game = hypergame(mistaken, concepts=["Nash", "SEQ"]).types[0]
    assert solve(mistaken, concepts=["SEQ"]).types[0].holds("SEQ").tolist() == [True, False, False, True]
    assert game.stays["SEQ"].tolist() == [[False, True, False, True], [True, False, True, True]]
    assert game.outcomes("SEQ").tolist() == [False, False, False, True]
    assert game.expects["SEQ"][0].tolist() == [False, True, False, False]  # a expects to get away with it
    assert game.surprised("SEQ").tolist() == [[False, False, False, True], [False] * 4]


def test_at_level_2_who_knows_of_the_mistake_expects_its_outcome() -> None:
    # b knows that a takes b for one that gives way, so b is not surprised by the attack; a still is
    mistaken = duel(", thinks: {b: {prefers: [not resist]}}")
    first, second = (hypergame(mistaken, level, concepts=["SEQ"]).types[0] for level in (1, 2))
    assert first.expects["SEQ"][1].tolist() == [True, False, False, True]
    assert second.expects["SEQ"][1].tolist() == [False, False, False, True]
    np.testing.assert_array_equal(first.outcomes("SEQ"), second.outcomes("SEQ"))
    assert second.surprised("SEQ")[0].tolist() == [False, False, False, True]


def test_an_option_that_is_not_seen_surprises() -> None:
    blind = duel(", does_not_see: [b.resist]")
    game = hypergame(blind, concepts=["SEQ"]).types[0]
    # a sees only whether it attacks, and attacking is all it cares for then
    assert game.stays["SEQ"][0].tolist() == [False, True, False, True]
    assert game.outcomes("SEQ").tolist() == [False, False, False, True]
    assert game.surprised("SEQ")[0].tolist() == [False, False, False, True]


def test_beliefs_are_everybody_s_in_one_s_own_view() -> None:
    case = load_text(
        HEAD + "factors:\n  bluff: {asks: Is b bluffing?, prior: 50%}\nactors:\n"
        "  a: {options: {attack: Attack}, prefers: [not b.resist, attack], believes: {bluff: 90%}}\n"
        "  b: {options: {resist: Resist}, prefers: [{that: not resist, when: bluff}, resist iff a.attack]}\n"
    )
    game = hypergame(case, posterior=np.array([0.0, 1.0, 0.0]), concepts=["SEQ"])
    (real,) = [t for t in game.types if t.probability]  # b is not bluffing, a is sure that it is
    assert real.stays["SEQ"][0].tolist() == [False, True, False, True]
    assert real.surprised("SEQ")[0].tolist() == [False, False, False, True]
    with pytest.raises(BadInput, match="probability of each world"):
        hypergame(case)
    with pytest.raises(BadInput, match="no level 3"):
        hypergame(case, 3)


def test_the_command_names_the_surprise(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    text = DUEL.replace("MORE_A", ", thinks: {b: {prefers: [not resist]}}").replace("MORE_B", "")
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app(), ["solve", str(file), "--views", "1", "--concept", "SEQ"])
    assert "a.attack, b.resist; a strategic surprise for a" in " ".join(result.output.split())
    found = CliRunner().invoke(app(), ["solve", str(file), "--views", "2", "--concept", "seq", "--format", "json"])
    data = json.loads(found.output)
    assert data["level"] == 2
    assert data["worlds"][0]["concepts"]["SEQ"]["surprises"] == {"a": [3]}


def test_what_an_actor_takes_to_be_impossible_it_neither_seeks_nor_leaves() -> None:
    # the published model of Syria and Iraq with misperceptions. GMCR+ prints 1, 2 and 6 for every concept: there Iraq
    # knows from where Syria cannot move, so it does not fear that Syria leaves state 2, and goes there from state 5
    base = (shelf.path("1975-syria-iraq")).read_text(encoding="utf-8")
    text = base.replace("  iraq:\n", "    thinks_impossible: [release_water and not escalate]\n  iraq:\n", 1)
    text = text.replace("\nrules:", "    thinks_impossible: not syria.release_water and not syria.escalate\nrules:", 1)
    case = load_text(text)
    assert [len(a.thinks_impossible) for a in case.actors.values()] == [1, 1]
    wanted = {"Nash": [1, 2, 6], "SMR": [1, 2, 6], "GMR": [1, 2, 5, 6], "SEQ": [1, 2, 5, 6]}
    game = hypergame(case, concepts=list(wanted)).types[0]
    assert {c: (np.flatnonzero(game.outcomes(c)) + 1).tolist() for c in wanted} == wanted
    # state 1 is nothing that Iraq believes in, and from 2 it expects Syria to go on to 3
    assert game.surprised("Nash").tolist()[1] == [True, True, False, False, False, False]
    assert "thinks_impossible" in " ".join(case.not_used())
    with pytest.raises(BadInput, match=r"actors.iraq.thinks_impossible leaves no state"):
        hypergame(load_text(base.replace("\nrules:", "    thinks_impossible: attack or not attack\nrules:", 1)))


def test_at_level_2_who_knows_what_another_does_not_see_expects_the_outcome() -> None:
    blind = duel(", does_not_see: [b.resist]")
    first, second = (hypergame(blind, level, concepts=["SEQ"]).types[0] for level in (1, 2))
    assert first.expects["SEQ"][1].tolist() == [True, False, False, True]
    assert second.expects["SEQ"][1].tolist() == [False, False, False, True]
    assert second.surprised("SEQ").tolist() == [[False, False, False, True], [False] * 4]


@pytest.mark.parametrize("level", [1, 2])
def test_who_sees_a_state_that_no_rule_allows_knows_of_no_move_from_there(level: int) -> None:
    # attacking needs b's bridge, which a does not see: where both are, a sees an attack that cannot be
    case = load_text(
        HEAD + "actors:\n  a: {options: {attack: Attack}, prefers: [not attack], does_not_see: [b.bridge]}\n"
        "  b: {options: {bridge: Build a bridge}, prefers: [a.attack, bridge]}\n"
        "rules: [{needs: b.bridge, for: a.attack}]\n"
    )
    concepts = ["Nash", "SEQ", "SIM", "L2", "CNash"]
    game = hypergame(case, level, concepts=concepts).types[0]
    for concept in concepts:  # states: nothing, the bridge, both
        assert game.stays[concept][0].tolist() == [True, True, True]
        assert game.outcomes(concept).tolist() == [False, True, True]
        assert game.surprised(concept)[0].tolist() == [False, True, True]
        assert not game.expects[concept][0][1:].any()


def test_a_move_that_is_never_allowed_is_not_allowed_in_a_view_either() -> None:
    # the gate is never open, so b cannot take its troops back, whatever a does not see
    case = load_text(
        HEAD + "actors:\n  a: {options: {attack: Attack}, prefers: [not attack], does_not_see: [b.shout]}\n"
        "  b:\n    options:\n      withdraw: {text: Withdraw, if: c.gate}\n      shout: Shout\n"
        "    prefers: [withdraw]\n  c: {options: {gate: {text: The gate, moves: no}}}\n"
    )
    game = hypergame(case, concepts=["Nash"]).types[0]
    (crisp,) = solve(case, concepts=["Nash"]).types
    assert game.outcomes("Nash").any()
    np.testing.assert_array_equal(game.outcomes("Nash"), crisp.holds("Nash"))
    assert game.expects["Nash"][0].tolist() == [True, False, True, False] + [False] * 4
