"""The reading by orders of the hand-made analysis: for ``sample.py``.

As there, the numbers are plausible, not computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from realpolitik.analysis.agreement import judged
from realpolitik.analysis.ordinal import (
    AgreementResult,
    InterestResult,
    OrdinalReading,
    RivalResult,
    Step,
    TurnResult,
    WayResult,
)
from realpolitik.analysis.result import StateResult

# fmt: off
_BALANCED = {"impulse == ordered": False, "us_deal": False}
_ORDERED = {"impulse == ordered": True, "us_deal": False}

_Way = list[tuple[str, dict[str, str], bool]] | None
_LET_GO = ("officials", {"officials.detain": "no"}, True)
_CALM = ("azerbaijan", {"azerbaijan.escalate": "no"}, True)
_BROKER = ("us", {"us.broker": "yes"}, True)
_ROAD = ("armenia", {"armenia.road": "without_russia"}, True)
_FALL = ("nature", {"nature.pashinyan_falls": "yes"}, False)
# place in the sample's states, concept, share, reached, type, scenarios; ways: improvements, after turns, any moves
_WAYS: list[tuple[int, str, float, float, dict[str, bool], list[str], _Way, _Way, _Way]] = [
    (4, "Nash", 0.62, 0.19, _BALANCED, ["road_without_russia", "thaw"], [_LET_GO, _CALM, _BROKER, _ROAD], None,
     [_LET_GO, _CALM, _BROKER, _ROAD]),
    (9, "SEQ", 0.21, 0.21, _ORDERED, ["road_without_russia"],
     [("azerbaijan", {"azerbaijan.disown": "yes"}, True), _BROKER, _ROAD,
      ("azerbaijan", {"azerbaijan.disown": "no"}, True)], None, [("us", {"us.broker": "yes"}, False), _ROAD]),
    (0, "GMR", 0.05, 0.05, _ORDERED, ["freeze"], [], None, []),
    (21, "Nash", 0.15, 0.0, _ORDERED, ["war"], None, [_FALL, ("azerbaijan", {"azerbaijan.invade": "yes"}, True)],
     [_FALL, ("azerbaijan", {"azerbaijan.invade": "yes"}, True)]),
    (15, "Nash", 0.18, 0.0, _ORDERED, ["thaw", "road_under_russia"], None, None,
     [_LET_GO, _CALM, ("armenia", {"armenia.road": "under_russia"}, False)]),
    (23, "SMR", 0.02, 0.0, _ORDERED, ["war"], None, None, None),
]

_INTERESTS = [
    ("azerbaijan", "officials", 0.31, 0.12, 0.44), ("azerbaijan", "russia", -0.27, -0.31, -0.22),
    ("azerbaijan", "armenia", -0.52, -0.58, -0.49), ("officials", "russia", -0.08, -0.08, -0.08),
    ("russia", "armenia", -0.002, -0.002, -0.002), ("azerbaijan", "turkiye", 0.55, 0.55, 0.55),
]

# scenario, title, holds, by Nash, reached, after turns, forecast, moves, turns
_FALLS = TurnResult(name="nature.pashinyan_falls", text="The Armenian prime minister loses office", chance=0.147)
_AGREEMENTS: list[tuple[str, str, float, float, float, float, float, int, list[TurnResult]]] = [
    ("road_without_russia", "The road opens without Russia", 0.81, 0.62, 0.40, 0.40, 0.46, 4, []),
    ("thaw", "Baku and Moscow make up", 0.80, 0.80, 0.19, 0.19, 0.58, 2, []),
    ("war", "Azerbaijan takes Syunik by force", 0.15, 0.15, 0.0, 0.15, 0.044, 1, [_FALLS]),
]
# fmt: on


def ordinal(states: Sequence[StateResult], axes: Sequence[str], number: Callable[[list[str]], int]) -> OrdinalReading:
    """The reading; ``axes`` are the options' names, ``number`` gives a state's number by its values."""

    def steps(way: _Way) -> list[Step] | None:
        if way is None:
            return None
        values, out = list(states[0].values), []
        for actor, changes, improves in way:
            for option, value in changes.items():
                values[axes.index(option)] = value
            options = [f"{option} = {value}" for option, value in changes.items()]
            out.append(Step(actor=actor, options=options, state=number(values), improves=improves))
        return out

    return OrdinalReading(
        ways=[
            WayResult(
                state=states[k].index,
                values=states[k].values,
                words=states[k].words,
                status_quo=states[k].status_quo,
                concept=concept,
                share=share,
                reached=reached,
                equilibrium=states[k].equilibrium or {concept: share},
                stable_for=states[k].stable_for,
                when=when,
                improvements=steps(improvements),
                after_turns=steps(after_turns),
                any_moves=steps(any_moves),
                scenarios=scenarios,
            )
            for k, concept, share, reached, when, scenarios, improvements, after_turns, any_moves in _WAYS
        ],
        interests=[InterestResult(one=a, other=b, tau=tau, low=low, high=high) for a, b, tau, low, high in _INTERESTS],
        agreements=[_agreement(*row) for row in _AGREEMENTS],
    )


def _agreement(
    scenario: str,
    title: str,
    holds: float,
    nash: float,
    reached: float,
    after_turns: float,
    forecast: float,
    moves: int,
    turns: list[TurnResult],
) -> AgreementResult:
    """One scenario with the verdict and the words that follow from its numbers."""
    found = AgreementResult(
        scenario=scenario,
        title=title,
        concept="SEQ",
        holds=holds,
        holds_nash=nash,
        weaker="GMR",
        holds_weaker=1.0,
        reached=reached,
        after_turns=after_turns,
        led=reached,
        forecast=forecast,
        several=True,
        today=False,
        moves=moves,
        turns=turns,
        nature=True,
        rival=RivalResult(scenario="thaw", title="Baku and Moscow make up", forecast=0.58),
        doubtful=["Mid-level officials"],
        friction=True,
    )
    return judged(found)
