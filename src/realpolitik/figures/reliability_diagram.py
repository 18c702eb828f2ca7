"""What came true of forecasts at every level: the reliability diagram.

What it says
    Forecasts are sorted into bins by how likely they called something. Across stands what they said, upright the share
    that came true; a dot on the diagonal came true as often as it was said to. The bar is the range of the share (5th
    to 95th percentile; a brown ring where it leaves out what was forecast), the number how many questions stand in the
    bin. Strokes at the top are questions that came out yes, at the bottom those that came out no.
When to use it
    When many questions are resolved: dots below the diagonal on the right and above it on the left are forecasts that
    were too sure.
When it misleads
    With few questions: the bars are then so long that they fit the best forecaster and the worst. And questions of one
    case hang on the same happenings, so the true ranges are wider than drawn.
"""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

from realpolitik.analysis.reliability import BINS, FEW, FEW_BINS, reliability
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.scores import worth
from realpolitik.figures._sheet import nothing
from realpolitik.figures._svg import drawing, percent, text

NAME = "reliability-diagram"
ORDER = 55
TITLE = "What came true of what was forecast"

_TOP, _PLOT, _FOOT = 24.0, 240.0, 52.0  # pixels
_LEFT, _RIGHT = 15.0, 97.0  # per cent of the width


def data(analysis: Analysis) -> dict[str, Any]:
    """``questions`` that came out yes or no, with the number that was quoted, and the ``bins``; empty for none."""
    ended = [(q, worth(q.came_out.as_)) for q in analysis.questions if q.came_out is not None]
    scored = [{"asks": q.asks, "p": q.p, "outcome": o} for q, o in ended if o is not None]
    if not scored:
        return {}
    p, o = (np.array([one[key] for one in scored], dtype=np.float64) for key in ("p", "outcome"))
    bins = reliability(p, o, FEW_BINS if len(scored) < FEW else BINS)
    return {
        "questions": scored,
        "bins": [
            {
                "low": round(one.low, 5),
                "high": round(one.high, 5),
                "count": one.count,
                "forecast": round(one.forecast, 5),
                "outcome": round(one.outcome, 5),
                "range": [round(end, 5) for end in one.interval],
                "off": one.off,
            }
            for one in bins
        ],
    }


def spec(found: dict[str, Any]) -> str:
    """A square plot, as wide as the page gives and of fixed height."""
    if not found:
        return nothing(TITLE, "no question has come out yet")
    bottom = _TOP + _PLOT
    parts = []
    for k in range(5):
        at, tick = k / 4, f"{25 * k}\u202f%"
        parts.append(f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(at)}" y2="{_y(at)}"/>')
        parts.append(f'<line class="grid" x1="{_x(at)}" x2="{_x(at)}" y1="{_TOP:g}" y2="{bottom:g}"/>')
        parts.append(text(tick, f"{_LEFT - 2:g}%", _TOP + _PLOT * (1 - at) + 4, "tick", "end"))
        parts.append(text(tick, _x(at), bottom + 28, "tick", "end" if k == 4 else "middle"))
    parts.append(f'<line class="now" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(0)}" y2="{_y(1)}"/>')
    parts.append(text("across: forecast; upright: came true", _x(0.5), bottom + 46, "tick", "middle"))
    for one in found["questions"]:
        top = _TOP - 15 if one["outcome"] == 1.0 else bottom + 8  # outside, where no dot hides it
        told = f"{one['asks']} {percent(one['p'])}, {'yes' if one['outcome'] == 1.0 else 'no'}"
        parts.append(_titled(told, f'<line class="outcome-tick" {_upright(one["p"], top, top + 7)}/>'))
    for one in found["bins"]:
        parts.append(_titled(_told(one), _bin(one)))
    off = sum(one["off"] for one in found["bins"])
    n = len(found["questions"])
    said = f"{TITLE}. {n} question{'' if n == 1 else 's'}; {off} of {len(found['bins'])} ranges leave out the forecast"
    return drawing(_TOP + _PLOT + _FOOT, "".join(parts), said, "tracks chart")


def _bin(one: dict[str, Any]) -> str:
    low, high = one["range"]
    spread = f'<line class="share-range" {_upright(one["forecast"], _height(high), _height(low))}/>'
    css = "mark cross" if one["off"] else "mark posterior"
    dot = f'<circle class="{css}" cx="{_x(one["forecast"])}" cy="{_y(one["outcome"])}" r="6"/>'
    left = one["forecast"] > 0.9
    y = _height(one["outcome"]) + 4
    label = text(str(one["count"]), _x(one["forecast"]), y, "value", "end" if left else "start")
    return spread + dot + label.replace("<text ", f'<text dx="{-10 if left else 10}" ', 1)


def _told(one: dict[str, Any]) -> str:
    low, high = one["range"]
    questions = f"{one['count']} question{'' if one['count'] == 1 else 's'}"
    return (
        f"{questions} at {percent(one['forecast'])} on average: {percent(one['outcome'])} came true "
        f"(range {percent(low)} to {percent(high)})"
    )


def _titled(told: str, body: str) -> str:
    return f"<g><title>{escape(told)}</title>{body}</g>"


def _upright(p: float, top: float, bottom: float) -> str:
    return f'x1="{_x(p)}" x2="{_x(p)}" y1="{round(top, 2):g}" y2="{round(bottom, 2):g}"'


def _x(p: float) -> str:
    return f"{round(_LEFT + (_RIGHT - _LEFT) * p, 2):g}%"


def _height(share: float) -> float:
    return round(_TOP + _PLOT * (1.0 - share), 2)


def _y(share: float) -> str:
    return f"{_height(share):g}"
