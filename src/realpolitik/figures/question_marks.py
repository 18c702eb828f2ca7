"""The model, the base rate and their blend for every question, with the range of the blend.

What it says
    One row a question: the ring is what the model says, the diamond is how often such things happened before (the base
    rate), the full dot is the forecast, between the two; the bar is its range, the 5th to the 95th percentile.
When to use it
    To see where the model and experience part: a wide gap asks which of the two knows something.
When it misleads
    A base rate is only as good as the class of events it counts. Where there is none, the forecast is the model alone,
    and no ring is drawn.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import drawing, numbers, percent, scale, track
from realpolitik.figures._words import number

NAME = "question-marks"
ORDER = 50
TITLE = "Questions: model, base rate and blend"


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


def spec(found: list[dict[str, Any]]) -> str:
    """An SVG of 46 pixels a row."""
    if not found:
        return nothing(TITLE, "no question")
    lines = []
    for one in found:
        value, told = percent(one["p"]), _told(one)
        lines.append(Row(one["asks"], f"{one['asks']} {told}", (value, value), _marks(one, 11), 26, told))
    return sheet(
        f"{TITLE}. {len(found)} questions", lines, back=lambda height: scale(8, height), foot=(numbers(15), 22)
    )


def line(one: dict[str, Any]) -> str:
    """One question's marks alone, 20 pixels high, for a page that writes the question beside them."""
    return drawing(20, f"<title>{_told(one)}</title>{_marks(one, 10)}", _told(one), "tracks small")


def _told(one: dict[str, Any]) -> str:
    """The exact numbers of a row, none that is not drawn."""
    said = [("model", one["model"])] if one["blended"] else []
    said += [("base rate", one["base"])] if one["base"] is not None else []
    words = ", ".join(f"{name} {number(p)}" for name, p in [*said, ("forecast", one["p"])])
    low, high = number(one["low"]), number(one["high"])
    return words if low == high else f"{words}, range {low} to {high}"


def _marks(one: dict[str, Any], y: float) -> str:
    marks = [("base", one["base"])] if one["base"] is not None else []
    if one["blended"]:
        marks.insert(0, ("model", one["model"]))
    return track(y, [*marks, ("blend", one["p"])], (one["low"], one["high"]))
