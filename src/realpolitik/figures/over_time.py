"""Each scenario's chance to have come about by a date, and to hold on that date.

What it says
    One small chart a scenario, all with the same scale. The full line is the chance that it has come about by the
    date, with its range (5 to 95 % of the draws); the dashed line is the chance that it holds on the date itself. A
    situation of today has the dashed line's meaning only: how probable it is that it still holds. Lines and shaded
    ranges are the model's. Where a question with a base rate asks for the same, the dot at the right of the chart is
    the figure to quote, which blends the two, and the bar behind it is its own range.
When to use it
    To see when something is to be expected, not only whether: a line that rises early leaves time to act only early. A
    dashed line that falls behind says that the outcome comes about and is undone again.
When it misleads
    The lines speak of one moment each: scenarios may overlap, so that they need not add up to 100 %. The range is that
    of the case's judged numbers; it does not hold what the case leaves out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import Any

from realpolitik.analysis.quoted import blending
from realpolitik.analysis.result import Analysis, Band, Curve, ScenarioResult
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import text
from realpolitik.figures._words import day, month, number

NAME = "over-time"
ORDER = 40
TITLE = "Probability over time"

_TOP, _PLOT, _HEIGHT = 12, 124, 160
_LEFT = 12.0  # where a plot begins, in per cent of the width
_RIGHT, _BESIDE = 100.0, 82.0  # where it ends, and where a figure to quote stands beside it
_QUOTE = 86.5  # where that stands


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One panel a scenario, likeliest first, then "none of these"; dates are ISO days, probabilities 0 to 1.

    ``quote``: the figure to quote with its range where it is not the model's alone; ``beside``: a panel of the set has
    one. A situation that holds from the start has no curve of having come about: only of holding on the date.
    """
    shown = [s for s in analysis.scenarios if len(s.ever) > 1]
    today = {s.name for s in shown if s.at and s.at[0][1] >= 0.995}
    shown.sort(key=lambda s: (s.name not in today, -s.ever[-1][1]))
    panels = [
        {
            "name": s.name,
            "title": s.title[:1].upper() + s.title[1:],
            "ever": [] if s.name in today else _points(s.ever, s.ever_band),
            "at": _points(s.at, s.at_band if s.name in today else []),
            "quote": _quote(s, analysis),
        }
        for s in shown
    ]
    if len(analysis.none_of_these) > 1 and max(p for _, p in analysis.none_of_these) >= 0.005:
        none = _points(analysis.none_of_these, [])
        panels.append({"name": "none-of-these", "title": "None of these", "ever": [], "at": none, "quote": None})
    beside = any(panel["quote"] for panel in panels)
    return [panel | {"beside": beside} for panel in panels]


def _quote(scenario: ScenarioResult, analysis: Analysis) -> dict[str, float] | None:
    question = blending(scenario, analysis)
    if question is None:
        return None
    low, high = question.interval
    return {"p": round(question.p, 5), "low": round(low, 5), "high": round(high, 5)}


def _points(curve: Curve, band: Band) -> list[dict[str, Any]]:
    edges = {date: (low, high) for date, low, high in band}
    out: list[dict[str, Any]] = []
    for date, p in curve:
        point: dict[str, Any] = {"date": date.isoformat(), "p": round(p, 5)}
        if date in edges:
            point["low"], point["high"] = (round(v, 5) for v in edges[date])
        out.append(point)
    return out


def spec(panels: list[dict[str, Any]]) -> str:
    """All panels in one SVG, one below the other, each under its title; a page uses ``panel`` for each alone."""
    if not panels:
        return nothing(TITLE, "no scenario with a date")
    lines = []
    for one in panels:
        last = number((one["quote"] or (one["ever"] or one["at"])[-1])["p"])
        lines.append(Row(one["title"], _told(one), (last, last), _drawn(one), _HEIGHT + 14, css="label strong"))
    return sheet(f"{TITLE}. {len(panels)} outcomes", lines, css="charts-sheet")


def panel(one: dict[str, Any]) -> str:
    """One panel as an SVG of its own, without a title."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tracks chart" width="100%" height="{_HEIGHT}" role="img" '
        f'tabindex="0" aria-label="{escape(_told(one))}">{_drawn(one)}</svg>'
    )


def _told(one: dict[str, Any]) -> str:
    """The panel in a sentence, for a screen reader."""
    line = one["ever"] or one["at"]
    kind = "has come about" if one["ever"] else "holds on the day"
    start, end = (f"{number(p['p'])} on {day(p['date'])}" for p in (line[0], line[-1]))
    return f"{one['title']}: chance that it {kind}, {start} to {end}{_to_quote(one)}"


def _to_quote(one: dict[str, Any]) -> str:
    """What is said of the figure to quote, where there is one beside the model's."""
    quote = one["quote"]
    if not quote:
        return ""
    return f" by the model; to quote: {number(quote['p'])} (range {number(quote['low'])} to {number(quote['high'])})"


def _drawn(one: dict[str, Any]) -> str:
    points = one["ever"] or one["at"]
    right = _BESIDE if one["beside"] else _RIGHT
    days = _Days(points[0]["date"], points[-1]["date"], right)
    parts = []
    for quarter in range(5):
        y = _TOP + _PLOT * (1 - quarter / 4)
        parts.append(f'<line class="grid" x1="{_LEFT:g}%" x2="{right:g}%" y1="{y:g}" y2="{y:g}"/>')
        if quarter % 2 == 0:
            parts.append(text(f"{25 * quarter}\u202f%", f"{_LEFT - 1.5:g}%", y + 4, "tick", "end"))
    shapes = []
    with_range = [p for p in points if "low" in p]
    if with_range:
        there = [(days.share(p["date"]), p["high"]) for p in with_range]
        back = [(days.share(p["date"]), p["low"]) for p in reversed(with_range)]
        shapes.append(f'<path class="spread" d="{_path([*there, *back])}Z"/>')
    for name in ("at", "ever"):
        if one[name]:
            shapes.append(
                f'<path class="{name}-line" d="{_path((days.share(p["date"]), p["p"]) for p in one[name])}"/>'
            )
    parts.append(
        f'<svg x="{_LEFT:g}%" y="{_TOP}" width="{right - _LEFT:g}%" height="{_PLOT}" viewBox="0 0 100 100" '
        f'preserveAspectRatio="none" overflow="visible">{"".join(shapes)}</svg>'
    )
    return "".join([*parts, *_dates(points, days), *_moments(one, points, days), *_quoted(one)])


def _quoted(one: dict[str, Any]) -> list[str]:
    """The figure to quote at the right of the plot: a dot and its number over the bar of its range."""
    quote = one["quote"]
    if not quote:
        return []
    top, bottom, y = (_TOP + _PLOT * (1 - quote[k]) for k in ("high", "low", "p"))
    x = f"{_QUOTE:g}%"
    bar = f'<line class="quote-range" x1="{x}" x2="{x}" y1="{top:g}" y2="{max(bottom, top + 1):g}"/>'
    dot = f'<circle class="mark blend" cx="{x}" cy="{y:g}" r="5"/>'
    name = text(number(quote["p"]), f"{_QUOTE + 3.5:g}%", y + 4, "quote")
    title = f"<title>{escape(_to_quote(one).removeprefix(' by the model; ').capitalize())}</title>"
    return [f'<g aria-hidden="true">{title}{bar}{dot}{name}</g>']


class _Days:
    """The days from the first to the last of a curve."""

    def __init__(self, first: str, last: str, right: float) -> None:
        self._right = right
        self._first = datetime.date.fromisoformat(first)
        self._all = max(1, (datetime.date.fromisoformat(last) - self._first).days)

    def share(self, iso: str) -> float:
        """Where a day lies: 0 at the first, 1 at the last."""
        return (datetime.date.fromisoformat(iso) - self._first).days / self._all

    def at(self, iso: str) -> float:
        """The same in per cent of the drawing's width."""
        return round(_LEFT + self.share(iso) * (self._right - _LEFT), 2)


def _path(points: Iterable[tuple[float, float]]) -> str:
    """A line through points in units of the plot: 100 wide, 100 high, 100 % on top."""
    spots = [f"{round(100 * x, 2):g} {round(100 - 100 * p, 2):g}" for x, p in points]
    return f"M{'L'.join(spots)}"


def _dates(points: list[dict[str, Any]], days: _Days) -> list[str]:
    """The months below the plot."""
    parts = []
    for iso in ticks(points):
        place = days.at(iso)
        parts.append(text(month(iso), f"{place:g}%", _TOP + _PLOT + 17, "tick", "middle"))
        bottom = _TOP + _PLOT
        parts.append(f'<line class="grid" x1="{place:g}%" x2="{place:g}%" y1="{bottom}" y2="{bottom + 5}"/>')
    return parts


def _moments(one: dict[str, Any], points: list[dict[str, Any]], days: _Days) -> list[str]:
    """For each date a strip that tells its numbers to a mouse; at four dates, numbers shown while the chart is read.

    A screen reader has the chart's name and the page's table: the strips would only repeat that table.
    """
    holds = {p["date"]: p["p"] for p in one["at"]} if one["ever"] else {}
    shown = range(len(points) - 1, 0, -max(1, -(-(len(points) - 1) // 4)))
    places = [days.at(p["date"]) for p in points]
    edges = [places[0], *((a + b) / 2 for a, b in pairwise(places)), places[-1]]
    parts = []
    for k, p in enumerate(points):
        told = f"{day(p['date'])}: {number(p['p'])}"
        if "low" in p:
            told += f" (range {number(p['low'])} to {number(p['high'])})"
        if p["date"] in holds:
            told += f"; holds on the day: {number(holds[p['date']])}"
        x, width = edges[k], edges[k + 1] - edges[k]
        reading = ""
        if k in shown:
            y = _TOP + _PLOT * (1 - p["p"])
            css = "reading kept-in-sight" if one["quote"] and k == len(points) - 1 else "reading"
            reading = f'<circle class="{css}" cx="{places[k]:g}%" cy="{y:g}" r="3"/>'
            reading += text(number(p["p"]), f"{places[k]:g}%", y - 8 if p["p"] < 0.9 else y + 17, css, "end")
        parts.append(
            f'<g class="moment" aria-hidden="true"><title>{escape(told)}</title>'
            f'<rect class="ground" x="{round(x, 2):g}%" y="{_TOP}" width="{round(width, 2):g}%" height="{_PLOT}"/>'
            f"{reading}</g>"
        )
    return parts


def ticks(points: list[dict[str, Any]]) -> list[str]:
    """At most three dates (more would meet in print), all first days of a month, evenly spread over the curve."""
    first, last = points[0]["date"], points[-1]["date"]
    start = int(first[:4]) * 12 + int(first[5:7])
    end = int(last[:4]) * 12 + int(last[5:7]) - 1
    step = max(1, -(-(end - start + 1) // 3))
    return [f"{m // 12:04d}-{m % 12 + 1:02d}-01" for m in range(start, end + 1, step)]
