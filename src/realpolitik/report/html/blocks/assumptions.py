"""Key assumptions: inputs that nobody answers for or that are to be checked, by weight; then conventions and rules."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._inputs import SUPPORT
from realpolitik.report.assumed import Doubtful, doubtful
from realpolitik.report.fragile import amount, told
from realpolitik.report.saying import Number, Numbers

ORDER = 130
TITLE = "Key assumptions"

_FIRST = 6  # inputs shown at once
_RULE = re.compile(r"^(?P<never>never: )?(?P<what>.+?)(?: needs (?P<needs>.+?))?(?: \((?P<because>[A-Z].*)\))?$")


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The table of inputs, the case's own assumptions and its rules; None where there is nothing of it."""
    inputs = analysis.fragility.inputs if analysis.fragility else []
    found = doubtful(analysis)
    if not (found or analysis.assumptions or analysis.rules):
        return None
    titles = {h.key: h.title for h in analysis.fragility.headlines} if analysis.fragility else {}
    rows = [_input(i, titles, Numbers(analysis)) for i in found]
    return {
        "rows": rows[:_FIRST],
        "more": rows[_FIRST:],
        "looked": len(inputs),
        "assumptions": analysis.assumptions,
        "rules": [_rule(r) for r in analysis.rules],
    }


def _input(one: Doubtful, titles: dict[str, str], n: Numbers) -> dict[str, Any]:
    i = one.given
    at = f"fragility.inputs.{i.path}"
    ends: tuple[Number, Number] | None = None
    if i.low != i.high:
        ends = amount(n, f"{at}.low", i), amount(n, f"{at}.high", i)
    aside: tuple[Number, Number, str | None] | None = None  # the bottom line's headline, where another moves more
    if one.headline is not None and one.headline != i.moves_what:
        swing = f"fragility.headlines.{one.headline}.swings.{i.path}"
        aside = n(f"{swing}.at_low"), n(f"{swing}.at_high"), titles.get(one.headline)
    return {
        "i": i,
        "words": told(n.analysis, i),
        "support": SUPPORT[i.support],
        "value": amount(n, f"{at}.value", i),
        "ends": ends,
        "moves": n(f"{at}.moves", "hundredths"),
        "what": titles.get(i.moves_what or ""),
        "aside": aside,
        "also": one.also,
    }


def _rule(text: str) -> dict[str, str | None]:
    """A rule taken apart: what can never be, or what needs what; the reason; the text where it has another form."""
    match = _RULE.match(text)
    if match is None or not (match["never"] or match["needs"]):
        return {"text": text, "what": None, "needs": None, "because": None}
    return {"text": text, "what": match["what"], "needs": match["needs"], "because": match["because"]}
