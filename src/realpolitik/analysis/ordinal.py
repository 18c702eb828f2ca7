"""The part of an analysis that uses orders of wishes alone: no utilities, no pace, no resolve, no moves seen.

What holds, the ways there, whose orders agree, and where this points another way than the forecast.
"""

from __future__ import annotations

from realpolitik.analysis.piece import Result


class Step(Result):
    """One move of a way from the status quo. ``state``: the number of the state it leads to."""

    actor: str  # nature for a turn of nature
    options: list[str]  # "azerbaijan.line = settle"
    state: int
    improves: bool  # whether the mover prefers it, in the type looked at


class WayResult(Result):
    """A state that holds, and the shortest ways there from the status quo.

    ``concept``: the most demanding one by which it holds for everybody; ``share``: in what share of the types'
    probability it does; ``reached``: in what share improvements alone lead there from today besides. ``equilibrium``
    and ``stable_for`` as for every state: by concept, for everybody and for each actor.

    The three ways are those of one type, ``when``: the most probable of those in which the state holds and can be
    reached best. ``improvements``: by moves that each mover prefers. ``after_turns``: by such moves and turns of
    nature, only where improvements alone do not lead there. ``any_moves``: by moves that are allowed, preferred or not
    (with turns of nature only where there is no way without). None where there is no such way; the status quo itself
    has a way without steps.
    """

    state: int
    values: list[str]
    words: str
    status_quo: bool
    concept: str
    share: float
    reached: float
    equilibrium: dict[str, float]
    stable_for: dict[str, dict[str, float]]
    when: dict[str, bool]
    improvements: list[Step] | None
    after_turns: list[Step] | None
    any_moves: list[Step] | None
    scenarios: list[str]  # that hold in it


class InterestResult(Result):
    """How far two actors' orders of the states agree: Kendall's tau-b over feasible states, -1 to 1.

    The mean over the types in which both have an order (neither is indifferent between all states), each by its
    probability; ``low`` and ``high`` over these types. A pair without any such type is left out.
    """

    one: str
    other: str
    tau: float
    low: float
    high: float


class TurnResult(Result):
    """A turn of nature that a way needs, with its chance by the last day, by its own rate or dates alone."""

    name: str  # nature.pashinyan_falls
    text: str
    chance: float


class RivalResult(Result):
    """Another scenario that the orders lead to, and its chance on the last day."""

    scenario: str
    title: str
    forecast: float


class AgreementResult(Result):
    """One scenario as the orders see it and as the forecast sees it.

    Shares are of the types' probability. ``holds``: some state of the scenario holds for everybody by the named
    concept; ``holds_nash``: by Nash; ``weaker``: the first less demanding concept by which more of it holds, with
    ``holds_weaker``. ``reached``: improvements alone lead from today to a state that holds; ``after_turns``:
    improvements and turns of nature do; ``led``: improvements and turns that are likely enough to count on do.
    ``forecast``: its chance on the last day.

    What can explain a difference: ``several`` types or one; ``today``: the status quo is in the scenario; ``moves``:
    the actors' moves on the shortest way there; ``turns``: those needed where improvements alone do not do; ``nature``:
    whether the case has any; ``rival``: the likeliest other scenario that the orders lead to; ``doubtful``: names of
    deciders with wishes that they may or may not have; ``friction``: whether a change costs some decider anything.

    ``agree`` false: they point apart, by the rule ``analysis.agreement.RULE``; ``words`` says how and why that can be.
    """

    scenario: str
    title: str
    concept: str
    holds: float
    holds_nash: float
    weaker: str | None
    holds_weaker: float
    reached: float
    after_turns: float
    led: float
    forecast: float
    several: bool
    today: bool
    moves: int
    turns: list[TurnResult]
    nature: bool
    rival: RivalResult | None
    doubtful: list[str]
    friction: bool
    agree: bool = True
    words: str = ""


class SurpriseResult(Result):
    """A state that holds for everybody, each acting by what it sees, though one actor does not expect it to.

    ``share``: of the probability of the worlds in which that is so, by ``concept``. ``words``: what differs from today.
    """

    id: str
    actor: str
    state: int
    values: list[str]
    words: str
    concept: str
    share: float


class PossibleMove(Result):
    """A move that the graph model allows. ``improves``: the share of the types' probability in which its mover prefers
    where it leads; ``source`` and ``target``: numbers of states."""

    id: str
    source: int
    target: int
    actor: str
    improves: float


class OrdinalReading(Result):
    """The reading by orders alone."""

    ways: list[WayResult]
    interests: list[InterestResult]
    agreements: list[AgreementResult]
    surprises: list[SurpriseResult] = []
    drawn: list[int] = []  # numbers of states: all of at most 36, else those on the ways from today
    states: list[list[str]] = []  # the values of every option in each of them
    moves: list[PossibleMove] = []  # between them
