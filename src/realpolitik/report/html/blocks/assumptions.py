"""Assumptions, rules and the limits of what the page can say."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.analysis.result import Analysis

ORDER = 130
TITLE = "Assumptions and limits"

_RULE = re.compile(r"^(?P<never>never: )?(?P<what>.+?)(?: needs (?P<needs>.+?))?(?: \((?P<because>[A-Z].*)\))?$")


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The case's own assumptions and rules, and what the method cannot see."""
    return {"assumptions": analysis.assumptions, "rules": [_rule(r) for r in analysis.rules]}


def _rule(text: str) -> dict[str, str | None]:
    """A rule taken apart: what can never be, or what needs what; the reason; the text where it has another form."""
    match = _RULE.match(text)
    if match is None or not (match["never"] or match["needs"]):
        return {"text": text, "what": None, "needs": None, "because": None}
    return {"text": text, "what": match["what"], "needs": match["needs"], "because": match["because"]}
