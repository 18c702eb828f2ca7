"""Key assumptions: inputs that nobody answers for or that are to be checked, by weight; then conventions and rules."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.analysis.fragile import InputResult
from realpolitik.analysis.result import Analysis
from realpolitik.figures._inputs import SUPPORT
from realpolitik.report.chosen import leading
from realpolitik.report.fragile import amount, told
from realpolitik.report.saying import Number, Numbers

ORDER = 130
TITLE = "Key assumptions"

_FIRST = 6  # inputs shown at once
_WITHOUT = ("judged", "default", "convention")  # support that nobody answers for
_RULE = re.compile(r"^(?P<never>never: )?(?P<what>.+?)(?: needs (?P<needs>.+?))?(?: \((?P<because>[A-Z].*)\))?$")


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The table of inputs, the case's own assumptions and its rules; None where there is nothing of it."""
    inputs = analysis.fragility.inputs if analysis.fragility else []
    doubtful = [i for i in inputs if i.support in _WITHOUT or i.check]
    main = _main(analysis)
    doubtful.sort(key=lambda i: (i.moves_what not in main, -i.moves, i.path))
    if not (doubtful or analysis.assumptions or analysis.rules):
        return None
    titles = {h.key: h.title for h in analysis.fragility.headlines} if analysis.fragility else {}
    rows = [_input(i, titles, Numbers(analysis)) for i in doubtful]
    return {
        "rows": rows[:_FIRST],
        "more": rows[_FIRST:],
        "looked": len(inputs),
        "assumptions": analysis.assumptions,
        "rules": [_rule(r) for r in analysis.rules],
    }


def _main(analysis: Analysis) -> set[str]:
    """The headlines that the bottom line speaks of: the first-named and the leading explanation, and the scenarios."""
    lead = leading(analysis)
    named = [*analysis.explanations[:1], *([lead] if lead is not None else [])]
    return {f"explanations.{e.name}" for e in named} | {f"scenarios.{s.name}" for s in analysis.scenarios}


def _input(i: InputResult, titles: dict[str, str], n: Numbers) -> dict[str, Any]:
    at = f"fragility.inputs.{i.path}"
    ends: tuple[Number, Number] | None = None
    if i.low != i.high:
        ends = amount(n, f"{at}.low", i), amount(n, f"{at}.high", i)
    return {
        "i": i,
        "words": told(n.analysis, i),
        "support": SUPPORT[i.support],
        "value": amount(n, f"{at}.value", i),
        "ends": ends,
        "moves": n(f"{at}.moves", "hundredths"),
        "what": titles.get(i.moves_what or ""),
    }


def _rule(text: str) -> dict[str, str | None]:
    """A rule taken apart: what can never be, or what needs what; the reason; the text where it has another form."""
    match = _RULE.match(text)
    if match is None or not (match["never"] or match["needs"]):
        return {"text": text, "what": None, "needs": None, "because": None}
    return {"text": text, "what": match["what"], "needs": match["needs"], "because": match["because"]}
