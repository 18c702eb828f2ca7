"""Limits: what the page cannot say."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis

ORDER = 150
TITLE = "Limits"

_ROUGH = 20.0  # draws that count: below, ranges are rough


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The limits of the method that touch this case, and what the case itself leaves out."""
    size = analysis.method.effective_sample_size
    return {
        "weighed": bool(analysis.explanations),
        "played": bool(analysis.scenarios or analysis.questions or analysis.moves),
        "acts": bool(analysis.axes),
        "off": bool(analysis.method.standard_error),
        "rough": size is not None and size < _ROUGH,
        "not_used": analysis.method.not_used,
    }
