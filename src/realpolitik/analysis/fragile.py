"""The part of an analysis that says what its headlines lean on: inputs, swings, crossings, removals.

A headline is one number a reader takes away: an explanation's posterior, a scenario's chance, a question's answer. Its
``key`` is ``explanations.NAME``, ``scenarios.NAME`` or ``questions.ID``. A scenario's number is the one on its card:
``ever`` at the horizon or, where it holds on the first day, ``at`` the horizon.
"""

from __future__ import annotations

from typing import Literal

from realpolitik.analysis.piece import Result

Support = Literal["sourced", "reasoned", "judged", "neutral", "default", "convention"]


class InputResult(Result):
    """One judged number of the case.

    ``low`` and ``high``: its own range or, where it has none (``ranged`` false), the span of the convention: odds
    halved and doubled for a probability, half and twice for any other number. ``support``: cited; with a reason only;
    with neither; a draft's neutral stand-in; left at the language's default; or a convention such as a source's grade.
    ``moves``: the largest change of any headline while it goes from ``low`` to ``high``, 0 to 1, and ``moves_what``
    that headline's key; ``exact`` false: estimated by the gradient, not re-run.
    """

    path: str  # as `set` and the faults write it: factors.us_deal.prior
    kind: str  # prior | likelihood | said anyway | reliability | something else | sure | resolve | pace | inertia | ...
    words: str  # what it is, in words
    given: str | None = None  # the branch it stands in, as a formula of the case
    value: float
    written: str
    low: float
    high: float
    probability: bool = True  # else another number, such as reviews a month
    ranged: bool
    support: Support
    citations: list[str]
    because: str | None
    check: str | None
    moves: float
    moves_what: str | None
    exact: bool


class Swing(Result):
    """One bar of a tornado: the headline while one input stands at its low and at its high end, all else as it is."""

    input: str  # path
    at_low: float
    at_high: float


class Crossing(Result):
    """The smallest change of one input that carries a headline into another ICD 203 band.

    ``value``: where the input would then stand. ``band``: number of the band entered (0 to 6). ``distance``: how far
    the input goes, in log odds (probabilities) or logs (other numbers): so changes of different inputs compare.
    ``exact`` false: a run of the play there has left the band; somewhat nearer it might leave it too.
    """

    input: str
    value: float
    band: int
    distance: float
    exact: bool = True


class Removal(Result):
    """The headlines without one statement of the case: an item of evidence or a wish."""

    path: str  # evidence.sputnik_raid | actors.azerbaijan.prefers[2]
    words: str
    headlines: dict[str, float]  # key -> the number without it; only where it differs by half a point or more


class HeadlineResult(Result):
    """What one headline leans on. ``swings``: the largest first, at most 12. ``crossing`` None: no input does it alone.

    ``even_priors``: the headline if every factor began at equal shares. ``needs_prior``: for an explanation, the prior
    at which it would stand at 50 %.
    """

    key: str
    title: str
    p: float
    swings: list[Swing] = []
    crossing: Crossing | None = None
    even_priors: float | None = None
    needs_prior: float | None = None


class Fragility(Result):
    """What the headlines lean on. ``plays``: how many plays (draws in types of world) a re-run made, of ``all_plays``.

    ``off_by``: re-runs leave out states that are hardly ever reached; no number can be off by more for that reason.
    """

    plays: int
    all_plays: int
    off_by: float = 0.0
    inputs: list[InputResult]  # the one that moves most first
    headlines: list[HeadlineResult]
    removals: list[Removal]  # the one that moves most first
    screened: int  # inputs looked at
    rerun: int  # inputs re-run at both ends


class Unjudged(Result):
    """How many of the judged numbers are nobody's (``open`` of ``of``), and whether anybody is said to want anything.

    ``nobody_wants``: somebody can act, and of nobody who can is a wish given, so no move is better than another.
    ``untold``: keys of the headlines that speak of nothing but events whose every number is nobody's.
    """

    open: int
    of: int
    nobody_wants: bool = False
    untold: list[str] = []
