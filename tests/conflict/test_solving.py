"""Preference types, and a case solved in each of them."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.conflict.solving import MOST_LISTED, graph_of, solve
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import play_types, preference_types
from realpolitik.errors import BadInput

HEAD = "realpolitik: 1\ncase: t\ntitle: A test\n"
CASE = (
    HEAD
    + """
factors:
  deal: {asks: Is there a deal?, prior: 30%}
  aim: {asks: What does it want?, values: {war: 20%, land: 30%, calm: 50%}}
actors:
  a:
    options:
      attack: {text: Attack, if: not b.defend}
      boast: Boast
    prefers:
      - that: attack
        when: aim in [war, land]
      - {that: not attack, when: not deal}
  b:
    options: {defend: Defend}
    prefers: [not a.attack, not defend]
  press: {prefers: [a.boast]}
nature:
  storm:
    text: A storm
    rate:
      - {if: deal, p: 10% per year}
      - {if: aim == war and a.attack, p: 50% per year}
      - {else: 0%}
"""
)


def test_worlds_with_the_same_wishes_share_a_type() -> None:
    types = preference_types(load_text(CASE))
    assert [t.when for t in types] == [
        {"aim in [war, land]": True, "not deal": False},
        {"aim in [war, land]": False, "not deal": False},
        {"aim in [war, land]": True, "not deal": True},
        {"aim in [war, land]": False, "not deal": True},
    ]
    members = np.array([t.worlds for t in types])
    assert (members.sum(axis=0) == 1).all()
    # in "something else", the last world, no `when` holds: it wants what they want who have a deal and are calm
    assert members[1].tolist() == [False, False, True, False, False, False, True]
    posterior = np.array([0.1, 0.2, 0.05, 0.25, 0.1, 0.2, 0.1])
    assert [t.probability(posterior) for t in types] == pytest.approx([0.3, 0.15, 0.35, 0.2])


def test_play_keeps_apart_what_natures_rates_ask() -> None:
    types = play_types(load_text(CASE))
    assert len(types) == 7
    assert all("deal" in t.when for t in types)
    assert [t.factors for t in types][-1] == {"aim": -1}
    assert sum(int(t.worlds.sum()) for t in types) == 7


def test_a_case_without_factors_has_one_type() -> None:
    text = HEAD + "actors:\n  a: {options: {x: X}, prefers: [x]}\n"
    (only,) = preference_types(load_text(text))
    assert only.when == {}
    assert only.worlds.all()
    solution = solve(load_text(text))
    assert solution.as_json()["worlds"] == [
        {
            "when": {},
            "probability": 1.0,
            "equilibria_count": dict.fromkeys(("Nash", "SEQ", "SMR", "GMR"), 1),
            "stability": {c: {"a": [False, True]} for c in ("Nash", "SEQ", "SMR", "GMR")},
            "equilibria": {c: [1] for c in ("Nash", "SEQ", "SMR", "GMR")},
        }
    ]


def test_each_type_is_solved_by_its_own_wishes() -> None:
    case = load_text(CASE)
    solution = solve(case, [0.3, 0.15, 0.35, 0.2])
    assert solution.deciders == ("a", "b")
    found = solution.as_json()
    assert found["options"] == ["a.attack", "a.boast", "b.defend", "nature.storm"]
    assert found["states"][1] == [1, 0, 0, 0]
    assert [w["probability"] for w in found["worlds"]] == [0.3, 0.15, 0.35, 0.2]
    wants_to = found["worlds"][0]["stability"]["Nash"]["a"]
    table = np.array(found["states"])
    free_to_attack = (table[:, 0] == 0) & (table[:, 2] == 0)
    assert wants_to == (~free_to_attack).tolist()  # where b defends it cannot attack, so it has no improvement
    calm = found["worlds"][3]["stability"]["Nash"]["a"]
    assert calm == (table[:, 0] == 0).tolist()


def test_nature_is_an_option_that_nobody_moves() -> None:
    space = StateSpace.of(load_text(CASE))
    graph = graph_of(space, {"aim in [war, land]": True, "not deal": True})
    assert graph.owner == (0, 0, 1, -1)
    assert graph.actors == ("a", "b")
    assert graph.stable("Nash").shape == (2, 2, 2, 2, 2)


def test_concepts_and_probabilities_are_checked() -> None:
    case = load_text(CASE)
    assert solve(case, [0.25] * 4, ["SEQ"]).concepts == ("SEQ",)
    with pytest.raises(BadInput, match="no stability concept 'SEK'"):
        solve(case, [0.25] * 4, ["SEK"])
    with pytest.raises(BadInput, match="differ between worlds"):
        solve(case)
    with pytest.raises(BadInput, match="2 probabilities for 4"):
        solve(case, [0.5, 0.5])
    with pytest.raises(BadInput, match="nothing to solve"):
        solve(load_text(HEAD + "actors:\n  a: {prefers: [nature.s]}\nnature:\n  s: {text: S, rate: 10% per year}\n"))


def test_a_large_case_has_counts_in_place_of_lists() -> None:
    actors = "".join(
        f"  a{i}:\n    options: {{{', '.join(f'o{k}: Do it' for k in range(5))}}}\n    prefers: [o0, not o1]\n"
        for i in range(3)
    )
    solution = solve(load_text(HEAD + "actors:\n" + actors))
    assert solution.space.states.size == 2**15 > MOST_LISTED
    found = solution.as_json()
    assert "states" not in found
    assert found["worlds"][0]["equilibria_count"]["Nash"] == 2**9
    arrays = solution.arrays()
    assert arrays["states"].shape == (2**15, 15)
    assert arrays["stability_SEQ"].shape == (1, 3, 2**15)
    assert arrays["equilibrium_Nash"].sum() == 2**9


def test_an_actor_plays_its_part_in_the_world_it_believes_in() -> None:
    text = HEAD + (
        "factors:\n  deal: {asks: Is there a deal?, prior: 30%}\n"
        "actors:\n  a: {options: {x: X}, prefers: [{that: x, when: deal}], believes: {deal: 60%}}\n"
        "  b: {options: {y: Y}, prefers: [{that: y, when: deal}]}\n"
    )
    types = preference_types(load_text(text))
    assert [t.when for t in types] == [
        {"deal (a believes)": True, "deal": True},
        {"deal (a believes)": True, "deal": False},
        {"deal (a believes)": False, "deal": False},
    ]
    assert [t.worlds.tolist() for t in types][1:] == [[False, True, False], [False, False, True]]
    found = solve(load_text(text), [0.3, 0.6, 0.1]).as_json()["worlds"]
    assert [w["stability"]["Nash"]["a"] for w in found] == [[False, True] * 2, [False, True] * 2, [True] * 4]
    assert found[1]["stability"]["Nash"]["b"] == [True] * 4
    doubting = preference_types(load_text(text.replace("60%", "40%")))
    assert not any(t.when["deal (a believes)"] for t in doubting)
