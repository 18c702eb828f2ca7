"""The part of an analysis that tells what to watch, when, and how belief has moved so far."""

from __future__ import annotations

import datetime

from realpolitik.analysis.piece import Result


class Indicator(Result):
    """Something to watch for: an item not yet seen, or a question of the case that will have an answer.

    ``bits``: mutual information with the pattern of explanations that hold. ``first`` to ``last``: the days between
    which it can be seen. ``if_seen`` and ``if_not``: each explanation's posterior then; empty where it cannot be.
    ``by_explanation``: its chance if the explanation holds; ``otherwise``: if it does not.
    """

    id: str
    kind: str = "item"  # item | question
    what: str
    because: str | None
    citations: list[str] = []
    first: datetime.date | None = None
    last: datetime.date | None = None
    bits: float
    probability: float
    if_seen: dict[str, float]
    if_not: dict[str, float]
    by_explanation: dict[str, float] = {}
    otherwise: dict[str, float] = {}


class EvidenceStep(Result):
    """Every explanation's probability after one item more, in the order in which they happened.

    ``item``: its id, or ``moves``: all the moves seen, which come last. Items without a day of their own come before
    those. What a step adds depends on the steps before it.
    """

    item: str
    p: dict[str, float]


class BeliefPoint(Result):
    """Every explanation's posterior on one day, by what had been seen up to then.

    ``after``: what was new on the day, in words; empty on the first point, which is the prior. ``items``: those of it
    that are items of evidence. Items without a day of their own (looked for, not found) count on the last day, and
    in the watch every day on which nothing more was done counts as well.
    """

    date: datetime.date
    after: list[str]
    items: list[str] = []
    p: dict[str, float]
