"""Probability over time, one small chart a scenario."""

from __future__ import annotations

import datetime
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures import over_time
from realpolitik.report.html.pictures import own
from realpolitik.report.quoting import to_quote
from realpolitik.report.saying import Listed, Number, Numbers, Sentence, say
from realpolitik.report.words import day, quoted

ORDER = 60
TITLE = "Probability over time"

_FLAT, _NARROW = 0.1, 0.3  # a line below, its range below: told, not drawn, for on a scale to 100 % it is flat


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Charts in one order with the scenario cards, and the numbers behind them at a few dates."""
    panels = over_time.data(analysis)
    if not panels:
        return None
    n = Numbers(analysis)
    flat = [panel for panel in panels if _flat(panel)]
    drawn = [panel for panel in panels if panel not in flat] or panels
    beside = any(panel["quote"] for panel in drawn)
    charts = []
    for one in drawn:
        last, model = _ends(one, analysis)
        picture = own(over_time.panel(one | {"beside": beside}))
        charts.append({"title": one["title"], "svg": picture, "last": last, "model": model})
    told = [_told(panel, analysis) for panel in panels if panel not in drawn]
    return {
        "charts": charts,
        "flat": say("flat", list=Listed(told)) if told else None,
        "table": _table(panels, n),
        "blended": beside,
    }


def _flat(panel: dict[str, Any]) -> bool:
    """Whether a chart of this panel would show a flat line with little around it."""
    line = panel["ever"] or panel["at"]
    highest: float = max(p["p"] for p in line)
    edge: float = max(p.get("high", 0.0) for p in line)
    return round(highest, 2) < _FLAT and edge < _NARROW


def _told(panel: dict[str, Any], analysis: Analysis) -> Sentence:
    """An outcome that is not drawn, with its number to quote and, if it is another one, the model's."""
    last, model = _ends(panel, analysis)
    if model is None or str(model) == str(last):
        return say("named_beside", title=quoted(panel["title"]), p=last)
    return say("named_beside_model", title=quoted(panel["title"]), p=last, model=model)


def _ends(panel: dict[str, Any], analysis: Analysis) -> tuple[Number, Number | None]:
    """The number to quote, and where the model's line ends if that is another one."""
    n = Numbers(analysis)
    last = n(_address(panel, (panel["ever"] or panel["at"])[-1]["date"]))
    scenario = next((s for s in analysis.scenarios if s.name == panel["name"]), None)
    if scenario is None:
        return last, None
    return n(to_quote(scenario, analysis).address), last if panel["quote"] else None


def _address(panel: dict[str, Any], date: str) -> str:
    """Where the number of a panel's main line on a date stands in the analysis."""
    if panel["name"] == "none-of-these":
        return f"none_of_these.{date}"
    return f"scenarios.{panel['name']}.{'ever' if panel['ever'] else 'at'}.{date}"


def _table(panels: list[dict[str, Any]], n: Numbers) -> dict[str, Any]:
    """About six dates, evenly spread, with the chance to have come about (or, for "none of these", to hold)."""
    dates = [p["date"] for p in (panels[0]["ever"] or panels[0]["at"])]
    step = max(1, -(-(len(dates) - 1) // 6))
    chosen = dates[::-1][::step][::-1]
    rows = []
    for panel in panels:
        known = {p["date"] for p in (panel["ever"] or panel["at"])}
        cells: list[Number | None] = [n(_address(panel, d)) if d in known else None for d in chosen]
        rows.append({"title": panel["title"], "cells": cells})
    return {"dates": [day(datetime.date.fromisoformat(d)) for d in chosen], "rows": rows}
