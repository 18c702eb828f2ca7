"""How belief in the main explanations moved, day by day, by what had been seen up to then.

What it says
    One strip an explanation, one column a day on which something new was seen; the line is its probability after that
    day. The first column is the belief before anything was seen. Below stand the days with what was new on each.
When to use it
    To see which day moved which explanation, whether belief still swings or has settled, and what a late item changed.
When it misleads
    Columns are days on which something was seen, not equal spans of time. What was learned late about an early day
    counts on the early day: the line is not what an analyst believed then, but what these items say now, in order.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._svg import clipped, either, label, row, rows, text
from realpolitik.figures._words import day, number, points

NAME = "belief-timeline"
ORDER = 15
TITLE = "Belief day by day"

LINES = 6  #: strips drawn
COLUMNS = 20  #: the latest days drawn
_STRIP, _PLOT, _EVENT = 78, 44, 22
_LEFT = 2.0  # per cent


def data(analysis: Analysis) -> dict[str, Any]:
    """Columns (a day, what was new) and lines (an explanation, its probability per column; ``main``: to be drawn)."""
    seen = sorted(analysis.beliefs_over_time, key=lambda p: p.date)
    if not seen or not analysis.explanations:
        return {"columns": [], "lines": []}
    columns: list[dict[str, Any]] = [{"date": p.date.isoformat(), "after": p.after} for p in seen]
    start = {e.name: e.prior for e in analysis.explanations}
    before = seen[0].after != []  # then the belief before anything was seen stands in the case's priors
    if before:
        columns.insert(0, {"date": None, "after": []})
    lines: list[dict[str, Any]] = []
    for e in analysis.explanations:
        if all(e.name in p.p for p in seen):
            p = [point.p[e.name] for point in seen]
            lines.append(
                {
                    "name": e.name,
                    "title": e.title or e.name.replace("_", " "),
                    "p": [start[e.name], *p] if before else p,
                    "leading": e.leading,
                }
            )
    first = analysis.explanations[0].name
    chosen = sorted(
        lines, key=lambda one: (not one["leading"], one["name"] != first, -one["p"][-1], -max(one["p"]), one["name"])
    )
    main = {one["name"] for one in chosen[:LINES]}
    lines = [one | {"main": one["name"] in main} for one in chosen]
    return {"columns": columns, "lines": lines}


def spec(found: dict[str, Any]) -> str:
    """The SVG: strips with one scale from 0 to 100 %, then the days with what was new on each."""
    lines = [one for one in found["lines"] if one["main"]]
    if not lines:
        return rows(0, "", f"{TITLE}: nothing to show")
    skipped = max(0, len(found["columns"]) - COLUMNS)
    columns = found["columns"][skipped:]
    numbers = [k for k, column in enumerate(columns, start=skipped) if column["date"] is not None]
    named = {k: str(n) for n, k in enumerate(numbers, start=1)}
    parts = [_strip(one, columns, skipped, _STRIP * k) for k, one in enumerate(lines)]
    top = _STRIP * len(lines)
    for k, _ in enumerate(columns):
        parts.append(text(named.get(k + skipped, "start"), _x(k + 0.5, len(columns)), top + 12, "tick", "middle"))
    top += 26
    for k, column in enumerate(columns):
        if column["date"] is not None:
            parts.append(_event(found, k + skipped, named[k + skipped], top))
            top += _EVENT
    ends = "; ".join(f"{one['title']} {number(one['p'][0])} to {number(one['p'][-1])}" for one in lines)
    return rows(top, "".join(parts), f"{TITLE}. {ends}")


def _x(column: float, of: int) -> str:
    """The place of a column's edge (or middle: a half) in per cent of the width."""
    return f"{round(_LEFT + (100 - _LEFT) * column / of, 2):g}%"


def _strip(one: dict[str, Any], columns: list[dict[str, Any]], skipped: int, top: float) -> str:
    """One explanation: its title and number, and its line, drawn in units that stretch with the page."""
    p = one["p"][skipped:]
    floor = top + 22 + _PLOT
    parts = [label(one["title"], top + 15), text(number(p[-1]), "100%", top + 15, "value", "end")]
    for share in (0.0, 0.5, 1.0):
        y = floor - share * _PLOT
        parts.append(f'<line class="grid" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>')
    parts.append(text("50", "0", floor - _PLOT / 2 - 3, "tick"))
    width = 100 / len(p)
    path = "".join(
        f"{'M0 ' if k == 0 else 'V'}{round(100 - 100 * v, 2):g}H{round(width * (k + 1), 2):g}" for k, v in enumerate(p)
    )
    parts.append(
        f'<svg x="{_LEFT:g}%" y="{floor - _PLOT:g}" width="{100 - _LEFT:g}%" height="{_PLOT}" viewBox="0 0 100 100" '
        f'preserveAspectRatio="none" overflow="visible"><path class="steps" d="{path}"/></svg>'
    )
    moved = max(range(1, len(p)), key=lambda k: abs(p[k] - p[k - 1]), default=0)
    detail = f"{number(p[0])} at first; between {number(min(p))} and {number(max(p))}"
    told = "; ".join(f"{_day(c['date'])} {number(v)}" for c, v in zip(columns, p, strict=True))
    most = f". Moved most on {_day(columns[moved]['date'])}" if moved else ""
    return row(top, _STRIP - 6, f"{one['title']}: {told}{most}", "".join(parts), detail)


def _event(found: dict[str, Any], place: int, name: str, top: float) -> str:
    """One day: its number, its date, what was new, and the explanation that it moved most."""
    column = found["columns"][place]
    new = "; ".join(column["after"]) or "nothing new"
    when = _day(column["date"])
    changes = [(one["p"][place] - one["p"][place - 1], one["title"]) for one in found["lines"]] if place else []
    told = "; ".join(f"{title} {points(by)}" for by, title in changes if abs(by) >= 0.005) or "no change"
    by, title = max(changes, key=lambda c: abs(c[0]), default=(0.0, ""))
    parts = [
        text(name, "0", top + 15, "tick"),
        f'<svg x="24" y="{top:g}" overflow="visible">'
        + either(clipped(f"{when}: {new}", 88), clipped(f"{when}: {new}", 42), "0", 15, "aside")
        + "</svg>",
    ]
    if abs(by) >= 0.005:
        parts.append(either(f"{points(by)} {clipped(title, 36)}", points(by), "100%", top + 15, "aside", "end"))
    return row(top, _EVENT, f"{when}: {new}. {told}", "".join(parts))


def _day(iso: str | None) -> str:
    """``27 Jun 2025``; the column without a day is the start."""
    if iso is None:
        return "at first"
    return day(iso)
