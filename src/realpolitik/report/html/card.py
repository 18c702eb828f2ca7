"""A small card for a notebook: the bottom line of an analysis."""

from __future__ import annotations

from realpolitik.analysis.result import Analysis
from realpolitik.report.confidence import confidences
from realpolitik.report.headline import bottom_line
from realpolitik.report.html.page import environment
from realpolitik.report.unjudged import notice


def card(analysis: Analysis) -> str:
    """An HTML fragment with its styles in its own attributes; colours follow the notebook's theme."""
    template = environment().get_template("card.html")
    warned = notice(analysis.unjudged)
    return template.render(
        a=analysis, notice=warned, paragraphs=bottom_line(analysis), confidence=confidences(analysis)
    )
