"""The bottom line, the analytic confidence apart from it, and how to read the page."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.report.confidence import RULE, confidence
from realpolitik.report.headline import bottom_line
from realpolitik.report.words import BANDS

ORDER = 10
TITLE = "Bottom line"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Paragraphs, the confidence line, the rule behind it and the scale of likelihood words."""
    edges = [edge for edge, _ in BANDS] + [99]
    scale = [{"word": word, "low": low, "high": high} for (low, word), high in zip(BANDS, edges[1:], strict=True)]
    return {"paragraphs": bottom_line(analysis), "confidence": confidence(analysis), "rule": RULE, "scale": scale}
