"""The part of an analysis that says what an actor could do: levers, advice, and what a text concludes."""

from __future__ import annotations

from typing import Literal

from realpolitik.analysis.piece import Interval, Result

#: What becomes of an advice or a conclusion when the case is asked.
Verdict = Literal[
    "follows", "follows in part", "does not follow", "cannot be done", "makes no difference", "not evaluated"
]


class LeverResult(Result):
    """One move by one actor on the first day, whatever it wants: do(option = value), not the sight of it.

    ``possible``: a move of his leads there from today's state; else ``blocked_by`` says why not, and there are no
    numbers. ``scenarios``: each scenario's chance with the lever (the card's number); ``questions`` likewise, blended
    with the base rate as on their own. ``would``: the probability, over worlds and what is unsure of his wishes, that
    by the order of his wishes the move is at once better than all he could do today without it (a move that rules tie
    to another one does not get the other's credit); ``would_if`` the same if an explanation holds. ``own_now``: how
    much better, in his own utility (0 to 1 from his worst to his best state). ``own_later``: change of that utility at
    the horizon against things as they are, ``own_later_if`` the same if an explanation holds. ``months``: how long it
    is expected to last without a break, up to the horizon; ``lasts``: the chance that it lasts to the horizon.
    """

    actor: str
    option: str  # azerbaijan.line
    value: str
    words: str
    possible: bool
    blocked_by: str | None = None
    needs: str | None = None  # the condition that would have to hold, as a formula of the case
    scenarios: dict[str, float] = {}
    questions: dict[str, float] = {}
    would: float = 0.0
    would_if: dict[str, float] = {}
    own_now: float = 0.0
    own_later: float = 0.0
    own_later_if: dict[str, float] = {}
    months: float = 0.0
    lasts: float = 0.0
    reach: float = 0.0  # the largest change of any scenario, 0 to 1


class AdviceResult(Result):
    """An advice of the text, evaluated as a lever. ``lever``: its place among the levers, None where it names none."""

    to: str
    do: str | None
    text: str | None
    by: list[str]
    lever: int | None
    verdict: Verdict
    because: str  # one sentence


class ConclusionResult(Result):
    """Something the text concludes, set against the case.

    ``kind``: an explanation that a source holds, or what it said of a question. ``key``: the headline's.
    ``said``: the author's own words for a question, ``claim`` the band they stand for. ``p`` and ``interval`` are the
    case's numbers. The rules of the verdict stand in ``analysis.conclusions``.
    """

    kind: Literal["explanation", "question"]
    key: str
    title: str
    who: str
    said: str | None
    claim: Interval | None = None
    p: float
    interval: Interval
    verdict: Verdict
    because: str
