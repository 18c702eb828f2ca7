"""Assumptions, rules and the limits of what the page can say."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis

ORDER = 130
TITLE = "Assumptions and limits"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The case's own assumptions and rules, and what the method cannot see."""
    return {"assumptions": analysis.assumptions, "rules": analysis.rules}
