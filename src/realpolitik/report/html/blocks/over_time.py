"""Probability over time, one small chart a scenario."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures import over_time
from realpolitik.report.html.pictures import own

ORDER = 60
TITLE = "Probability over time"

_FLAT = 0.05  # a line that stays below is told, not drawn


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Charts in one order with the scenario cards, and the numbers behind them at a few dates."""
    panels = over_time.data(analysis)
    if not panels:
        return None
    charts: list[dict[str, Any]] = []
    flat: list[tuple[str, float]] = []
    for panel in panels:
        line = panel["ever"] or panel["at"]
        if len(panels) > 1 and max(p["p"] for p in line) < _FLAT:
            flat.append((panel["title"], line[-1]["p"]))
            continue
        charts.append({"title": panel["title"], "last": line[-1]["p"], "svg": own(over_time.panel(panel))})
    return {"charts": charts, "flat": flat, "table": _table(panels)}


def _table(panels: list[dict[str, Any]]) -> dict[str, Any]:
    """About six dates, evenly spread, with the chance to have come about (or, for "none of these", to hold)."""
    dates = [p["date"] for p in (panels[0]["ever"] or panels[0]["at"])]
    step = max(1, -(-(len(dates) - 1) // 6))
    chosen = dates[::-1][::step][::-1]
    rows = []
    for panel in panels:
        line = {p["date"]: p["p"] for p in (panel["ever"] or panel["at"])}
        rows.append({"title": panel["title"], "cells": [line.get(d) for d in chosen]})
    return {"dates": chosen, "rows": rows}
