"""The likeliest story: its moves in their order, each with the wish that it brings about."""

from __future__ import annotations

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.result import StoryStep
from realpolitik.analysis.run import analyse
from realpolitik.analysis.stories import in_sentences, story
from realpolitik.case.loading import load_text
from realpolitik.conflict.space import StateSpace

CASE = """realpolitik: 1
case: bridge
title: A bridge
as_of: 2025-01-01
horizon: 2026-12-31
factors: {hostile: {asks: Is the north hostile?, prior: 10%}}
actors:
  north:
    name: The north
    options: {cross: {text: Cross the bridge, if: nature.built, moves: forward}}
    prefers:
      - {that: cross, when: hostile, text: Cross to conquer}
      - {that: cross, text: Cross to trade}
    pace: weekly
    resolve: 60
    inertia: none
  south:
    name: The south
    options: {gate: {text: Open the gate, if: north.cross, moves: forward}, flag: {text: Fly the flag}}
    serves: {traders: 100%}
    pace: weekly
    resolve: 60
    inertia: none
  traders:
    name: The traders
    prefers: [{that: south.gate, text: An open gate}, {that: not south.flag, text: No flags}]
nature: {built: {text: The bridge is built, rate: 60% per month}}
scenarios: {open: south.gate}
"""


def test_every_move_has_its_reason() -> None:
    case = load_text(CASE)
    steps = story(case, StateSpace.of(case), forecast(case, draws=0))
    assert [(s.actor, s.words, s.because, s.serving) for s in steps] == [
        ("nature", ["The bridge is built"], None, None),
        ("north", ["The north: Cross the bridge"], "Cross to trade", None),
        ("south", ["The south: Open the gate"], "An open gate", "The traders"),
    ]
    assert in_sentences(steps) == [
        "First, The bridge is built, which nobody decides.",
        "Then, The north: Cross the bridge, because of the wish “Cross to trade”.",
        "Then, The south: Open the gate, because of the wish (for The traders) “An open gate”.",
    ]


def test_the_worlds_tell_which_wish_it_is() -> None:
    case = load_text(CASE.replace("prior: 10%", "prior: 90%"))
    steps = story(case, StateSpace.of(case), forecast(case, draws=0))
    assert steps[1].because == "Cross to conquer"


def test_a_story_in_which_nothing_changes_is_empty_and_the_page_has_the_same_one() -> None:
    still = load_text(CASE.replace("60% per month", "0% per month"))
    assert story(still, StateSpace.of(still), forecast(still, draws=0)) == []
    case = load_text(CASE)
    assert analyse(case, draws=0, deep=False).story == story(case, StateSpace.of(case), forecast(case, draws=0))


def told(words: str, because: str, serving: str | None = None) -> str:
    (said,) = in_sentences([StoryStep(actor="north", words=[words], because=because, serving=serving)])
    return said


def test_what_is_done_is_told_once() -> None:
    assert told("The north: Escalate", "“Escalate”") == "The north: Escalate, which is its wish."
    assert told("The north: Promise not to attack the gate", "Promise not to attack") == (
        "The north: Promise not to attack the gate, which is its wish."
    )
    assert told("The north: Escalate", "Escalate.", "The traders") == (
        "The north: Escalate, which is the wish of The traders."
    )
    assert told("The north: no longer: Attack", "not “Attack” and “Open the gate” (The south)") == (
        "The north: no longer: Attack, because of the wish “not this and \u2018Open the gate\u2019 (The south)”."
    )


def test_another_actors_option_of_the_same_name_and_another_value_keep_their_names() -> None:
    assert "“\u2018Attack\u2019 (The south) or this”" in told("The north: Attack", "“Attack” (The south) or “Attack”")
    assert "“\u2018The gate\u2019 is open or shut”" in told("The north: The gate = shut", "“The gate” is open or shut")
    assert "“Promise nothing”" in told("The north: Promise not to attack", "Promise nothing")
