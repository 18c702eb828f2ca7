"""Probability over time, one small chart a scenario."""

from __future__ import annotations

import datetime
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures import over_time
from realpolitik.report.html.pictures import own
from realpolitik.report.quoting import any_blended, to_quote
from realpolitik.report.saying import Listed, Number, Numbers, Sentence, say
from realpolitik.report.words import day, percent, quoted

ORDER = 60
TITLE = "Probability over time"

_FLAT = 0.05  # a line that stays below is told, not drawn


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Charts in one order with the scenario cards, and the numbers behind them at a few dates."""
    panels = over_time.data(analysis)
    if not panels:
        return None
    n = Numbers(analysis)
    charts: list[dict[str, Any]] = []
    flat: list[object] = []
    for panel in panels:
        line = panel["ever"] or panel["at"]
        last = n(_address(panel, line[-1]["date"]))
        if len(panels) > 1 and round(max(p["p"] for p in line), 2) < _FLAT:
            flat.append(say("named_beside", title=quoted(panel["title"]), p=last))
            continue
        charts.append({"title": panel["title"], "svg": own(over_time.panel(panel)), **_ends(panel, last, analysis)})
    told = say("flat", edge=percent(_FLAT), list=Listed(flat)) if flat else None
    return {"charts": charts, "flat": told, "table": _table(panels, n), "blended": any_blended(analysis)}


def _ends(panel: dict[str, Any], last: Number, analysis: Analysis) -> dict[str, Number | Sentence | None]:
    """The number to quote, and where the model's line ends if that is another one."""
    scenario = next((s for s in analysis.scenarios if s.name == panel["name"]), None)
    if scenario is None:
        return {"last": last, "model": None}
    quoted = Numbers(analysis)(to_quote(scenario, analysis).address)
    return {"last": quoted, "model": None if str(quoted) == str(last) else say("ends", model=last)}


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
