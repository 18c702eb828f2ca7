"""The model, the base rate and their blend for every question, with the range of the blend."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._svg import drawing, label, percent, scale, text, track

NAME = "question-marks"
ORDER = 50
TITLE = "Questions: model, base rate and blend"

_ROW = 46


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One row a question, in the case's order."""
    return [
        {
            "id": q.id,
            "asks": q.asks,
            "model": q.p_model,
            "base": q.p_base,
            "p": q.p,
            "low": q.interval[0],
            "high": q.interval[1],
            "blended": q.blended,
        }
        for q in analysis.questions
    ]


def spec(rows: list[dict[str, Any]]) -> str:
    """An SVG of 46 pixels a row."""
    body = [scale(8, _ROW * len(rows) + 2)]
    for k, row in enumerate(rows):
        top = _ROW * k
        body.append(label(row["asks"], top + 19))
        body.append(text(percent(row["p"]), "100%", top + 19, "value", "end"))
        body.append(_marks(row, top + 33))
    said = "; ".join(f"{r['asks']} {percent(r['p'])}" for r in rows)
    return drawing(_ROW * len(rows) + 24, "".join(body), f"{TITLE}: {said}", "tracks")


def line(row: dict[str, Any]) -> str:
    """One question's marks alone, 20 pixels high, for a page that writes the question beside them."""
    said = [("model", row["model"])] if row["blended"] else []
    said += [("base rate", row["base"])] if row["base"] is not None else []
    words = ", ".join(f"{name} {percent(p)}" for name, p in [*said, ("forecast", row["p"])])
    return drawing(20, _marks(row, 10), words, "tracks small")


def _marks(row: dict[str, Any], y: float) -> str:
    marks = [("base", row["base"])] if row["base"] is not None else []
    if row["blended"]:
        marks.insert(0, ("model", row["model"]))
    return track(y, [*marks, ("blend", row["p"])], (row["low"], row["high"]))
