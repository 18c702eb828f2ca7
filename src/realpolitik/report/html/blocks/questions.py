"""Dated questions with the model's number, the base rate, the blend and what authors said."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures import question_marks
from realpolitik.report.html.pictures import own

ORDER = 70
TITLE = "Questions with a date"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Every question with its marks and its authors' names."""
    if not analysis.questions:
        return None
    names = {s.id: s.by or s.title for s in analysis.sources}
    marks = {row["id"]: own(question_marks.line(row)) for row in question_marks.data(analysis)}
    rows = [
        {"q": q, "marks": marks[q.id], "said": [(names.get(k, k), v) for k, v in q.said.items()]}
        for q in analysis.questions
    ]
    return {"rows": rows}
