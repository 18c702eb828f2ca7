"""Probability over time: each scenario's chance to have come about by a date, and to hold on that date."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, Band, Curve

NAME = "over-time"
ORDER = 40
TITLE = "Probability over time"

_CONFIG: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)",
        "labelFontSize": 11,
        "gridColor": "var(--line)",
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
        "title": None,
        "labelPadding": 6,
    },
}


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One panel a scenario, likeliest first, then "none of these"; dates are ISO days, probabilities 0 to 1.

    A situation that holds from the start has no curve of having come about: only of holding on the date.
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
        }
        for s in shown
    ]
    if len(analysis.none_of_these) > 1 and max(p for _, p in analysis.none_of_these) >= 0.005:
        panels.append(
            {"name": "none-of-these", "title": "None of these", "ever": [], "at": _points(analysis.none_of_these, [])}
        )
    return panels


def _points(curve: Curve, band: Band) -> list[dict[str, Any]]:
    edges = {date: (low, high) for date, low, high in band}
    out: list[dict[str, Any]] = []
    for date, p in curve:
        point: dict[str, Any] = {"date": date.isoformat(), "p": round(p, 5)}
        if date in edges:
            point["low"], point["high"] = (round(v, 5) for v in edges[date])
        out.append(point)
    return out


def spec(panels: list[dict[str, Any]]) -> dict[str, Any]:
    """All panels in one Vega-Lite concatenation, two abreast; a page uses ``panel`` for each alone."""
    each = [
        {"title": {"text": p["title"], "anchor": "start", "color": "var(--ink)", "fontSize": 13}, **_layers(p)}
        for p in panels
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": _CONFIG,
        "columns": 2,
        "concat": each,
    }


def panel(one: dict[str, Any]) -> dict[str, Any]:
    """One panel as a Vega-Lite spec of its own, without a title."""
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _CONFIG, **_layers(one)}


def _layers(one: dict[str, Any]) -> dict[str, Any]:
    points = one["ever"] or one["at"]
    name = one["name"].replace("-", "_")
    when = {
        "field": "date",
        "type": "temporal",
        "scale": {"type": "utc"},
        "axis": {"grid": False, "values": _ticks(points), "format": "%b %Y", "labelOverlap": True, "labelFlush": True},
    }
    share = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {
            "values": [0, 0.25, 0.5, 0.75, 1],
            "labelExpr": "round(datum.value * 100) + '\u202f%'",
            "domain": False,
            "ticks": False,
        },
    }
    layers: list[dict[str, Any]] = []
    if any("low" in p for p in points):
        layers.append(
            {
                "name": f"{name}_range",
                "data": {"values": points},
                "mark": {"type": "area", "color": "var(--accent)", "fillOpacity": 0.16},
                "encoding": {"x": when, "y": {"field": "low", **share}, "y2": {"field": "high"}},
            }
        )
    if one["at"]:
        layers.append(
            {
                "name": f"{name}_at",
                "data": {"values": one["at"]},
                "mark": {"type": "line", "color": "var(--warm)", "strokeWidth": 1.75, "strokeDash": [5, 3]},
                "encoding": {"x": when, "y": {"field": "p", **share}},
            }
        )
    if one["ever"]:
        layers.append(
            {
                "name": f"{name}_ever",
                "data": {"values": one["ever"]},
                "mark": {"type": "line", "color": "var(--accent)", "strokeWidth": 2.25},
                "encoding": {"x": when, "y": {"field": "p", **share}},
            }
        )
    return {"name": name, "width": 270, "height": 132, "layer": layers}


def _ticks(points: list[dict[str, Any]]) -> list[dict[str, int]]:
    """At most four dates, all first days of a month, evenly spread over the curve."""
    first, last = points[0]["date"], points[-1]["date"]
    start = int(first[:4]) * 12 + int(first[5:7])
    end = int(last[:4]) * 12 + int(last[5:7]) - 1
    step = max(1, -(-(end - start + 1) // 4))
    return [{"year": m // 12, "month": m % 12 + 1, "date": 1, "utc": True} for m in range(start, end + 1, step)]
