"""The part of an analysis that uses orders of wishes alone: no utilities, no pace, no resolve.

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
    probability it does. ``any_moves``: the shortest way by moves that are allowed; ``improvements``: by moves that
    each mover prefers, in the most probable type in which the state holds; None where there is no such way.
    ``when`` is that type. ``probability``: at the horizon, by the forecast.
    """

    state: int
    values: list[str]
    words: str
    concept: str
    share: float
    when: dict[str, bool]
    any_moves: list[Step] | None
    improvements: list[Step] | None
    probability: float | None
    scenarios: list[str]  # that hold in it


class InterestResult(Result):
    """How far two actors' orders of the states agree: Kendall's tau-b over feasible states, -1 to 1.

    The mean over the types, each by its probability; ``low`` and ``high`` over the types.
    """

    one: str
    other: str
    tau: float
    low: float
    high: float


class AgreementResult(Result):
    """One scenario as the orders see it and as the forecast sees it.

    ``holds``: probability of the types in which some state of the scenario holds for everybody by the named concept;
    ``reached``: of those in which improvements alone lead from today to such a state. ``forecast``: on the last day.
    ``agree`` false: they point apart; ``words`` says how and why that can be.
    """

    scenario: str
    title: str
    concept: str
    holds: float
    reached: float
    forecast: float
    agree: bool
    words: str


class OrdinalReading(Result):
    """The reading by orders alone."""

    ways: list[WayResult]
    interests: list[InterestResult]
    agreements: list[AgreementResult]
