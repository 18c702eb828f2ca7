"""Dated questions with the model's number, the base rate, the blend and what authors said."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures import question_marks
from realpolitik.report.html.pictures import own

ORDER = 70
TITLE = "Questions with a date"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The figure, and the questions with their authors' names."""
    if not analysis.questions:
        return None
    names = {s.id: s.by or s.title for s in analysis.sources}
    rows = [{"q": q, "said": [(names.get(k, k), v) for k, v in q.said.items()]} for q in analysis.questions]
    return {"figure": own(question_marks.spec(question_marks.data(analysis))), "rows": rows}
