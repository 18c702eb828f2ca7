"""Whose orders agree: Kendall's tau between every two actors as a small matrix, with words by a printed scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from realpolitik.analysis.ordinal import InterestResult
from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names
from realpolitik.report.saying import Numbers, Sentence, say

STRONG, SOME = 50, 20  #: hundredths of tau from which two orders agree (or are opposed) mostly, and at all
_MINUS = "\u2212"
#: Sign, words, and the numbers they stand for; colour is never the only difference.
SCALE = (
    ("▲▲", "mostly agree", "+0.50 or more"),
    ("▲", "lean together", "+0.20 to +0.49"),
    ("·", "neither", f"{_MINUS}0.19 to +0.19"),
    ("▼", "lean apart", f"{_MINUS}0.49 to {_MINUS}0.20"),
    ("▼▼", "opposed", f"{_MINUS}0.50 or less"),
)

_VERBS = ("mostly agree", "lean together", "neither agree nor oppose each other", "lean apart", "are opposed")


def place(tau: float) -> int:
    """The place on ``SCALE`` of a tau as it is printed, with two decimals.

    >>> [SCALE[place(tau)][1] for tau in (0.5, 0.3, 0.0, -0.194, -0.196, -0.5)]
    ['mostly agree', 'lean together', 'neither', 'neither', 'lean apart', 'opposed']
    """
    printed = round(100 * tau)
    steps = (abs(printed) >= SOME) + (abs(printed) >= STRONG)
    return 2 - steps if printed > 0 else 2 + steps


def matrix(found: Sequence[InterestResult], analysis: Analysis) -> dict[str, Any] | None:
    """The lower half of the matrix, each cell with its sign and number; the closest and the most opposed pair."""
    if not found:
        return None
    names = Names(analysis)
    who = list(dict.fromkeys(actor for i in found for actor in (i.one, i.other)))
    who.sort(key=[a.id for a in analysis.actors].index)
    pairs = {frozenset((i.one, i.other)): i for i in found}
    far = [i for i in sorted(found, key=lambda i: -i.tau) if place(i.tau) != 2] or list(found[: len(found) == 1])
    ends = [far[0], far[-1]] if len(far) > 1 else far
    return {
        "heads": [(k, names.actor(a)) for k, a in enumerate(who[:-1], start=1)],
        "rows": [
            {
                "n": k,
                "name": names.actor(row),
                "cells": [_cell(pairs.get(frozenset((row, column))), analysis) for column in who[: k - 1]],
            }
            for k, row in enumerate(who[1:], start=2)
        ],
        "told": _told(ends, analysis),
        "one": len(found) == 1,
        "scale": SCALE,
    }


def _told(pairs: Sequence[InterestResult], analysis: Analysis) -> Sentence | None:
    """One or two pairs in words: ``A and B mostly agree (+0.55); A and C are opposed (-0.52).``"""
    names, n = Names(analysis), Numbers(analysis)
    said = [f"{names.actor(i.one)} and {names.actor(i.other)} {_VERBS[place(i.tau)]}" for i in pairs]
    taus = [n(f"ordinal.interests.{i.one}-{i.other}.tau", "signed") for i in pairs]
    if len(pairs) == 2:
        return say("interests_two", pair=said[0], tau=taus[0], other=said[1], other_tau=taus[1])
    return say("interests_one", pair=said[0], tau=taus[0]) if pairs else None


def _cell(pair: InterestResult | None, analysis: Analysis) -> dict[str, Any] | None:
    if pair is None:
        return None
    n, at = Numbers(analysis), f"ordinal.interests.{pair.one}-{pair.other}"
    sign, words, _ = SCALE[place(pair.tau)]
    ends = (n(f"{at}.low", "signed"), n(f"{at}.high", "signed"))
    return {
        "sign": sign,
        "words": words,
        "css": {"▲": "to", "▼": "away"}.get(sign[0], "none"),
        "tau": n(f"{at}.tau", "signed"),
        "ends": ends if place(pair.low) != place(pair.high) else None,
    }
