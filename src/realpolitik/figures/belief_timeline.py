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

from dataclasses import replace
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import letters
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import text
from realpolitik.figures._words import day, number, points

NAME = "belief-timeline"
ORDER = 15
TITLE = "Belief day by day"

LINES = 6  #: strips drawn
COLUMNS = 20  #: the latest days drawn
_ABOVE, _PLOT = 6, 44
_LEFT = 11.0  # per cent of the width


def data(analysis: Analysis) -> dict[str, Any]:
    """Columns (a day, what was new, what of it was not found) and lines (an explanation, its probability per column).

    ``main``: a line that is to be drawn.
    """
    seen = sorted(analysis.beliefs_over_time, key=lambda p: p.date)
    if not seen or not analysis.explanations:
        return {"columns": [], "lines": []}
    missing = {item.what for item in analysis.items if item.seen == "absent"}
    columns: list[dict[str, Any]] = [
        {"date": p.date.isoformat(), "after": p.after, "absent": [words for words in p.after if words in missing]}
        for p in seen
    ]
    start = {e.name: e.prior for e in analysis.explanations}
    marks = letters(analysis)
    before = seen[0].after != []  # else the first point is the belief before anything was seen, the case's priors
    if before:
        columns.insert(0, {"date": None, "after": [], "absent": []})
    else:
        columns[0]["date"] = None
    lines: list[dict[str, Any]] = []
    for e in analysis.explanations:
        if all(e.name in p.p for p in seen):
            p = [point.p[e.name] for point in seen]
            lines.append(
                {
                    "name": e.name,
                    "letter": marks[e.name],
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
    """The SVG: strips with one scale from 0, then the days with what was new on each."""
    shown = [one for one in found["lines"] if one["main"]]
    if not shown:
        return nothing(TITLE, "no belief over time")
    skipped = max(0, len(found["columns"]) - COLUMNS)
    columns = found["columns"][skipped:]
    dated = [k for k, column in enumerate(columns, start=skipped) if column["date"] is not None]
    names = {k: str(n) for n, k in enumerate(dated, start=1)}
    most = max(p for one in shown for p in one["p"][skipped:])
    top = next(t for t in (0.25, 0.5, 0.75, 1.0) if most <= t)
    strips = [_strip(one, one["letter"], columns, skipped, top) for one in shown]
    axis = [
        text(names.get(k + skipped, "start"), _x(k + 0.5, len(columns)), 0, "tick", "middle")
        for k in range(len(columns))
    ]
    strips[-1] = replace(strips[-1], body=strips[-1].body + _down("".join(axis), _PLOT + 24), height=_PLOT + 46)
    ends = "; ".join(f"{one['title']} {number(one['p'][0])} to {number(one['p'][-1])}" for one in shown)
    return sheet(f"{TITLE}. {ends}", [*strips, *(_event(found, shown, k, names[k]) for k in dated)])


def _down(body: str, y: float) -> str:
    return f'<g transform="translate(0 {y:g})">{body}</g>'


def _x(column: float, of: int) -> str:
    """The place of a column's edge (or middle: a half) in per cent of the width."""
    return f"{round(_LEFT + (100 - _LEFT) * column / of, 2):g}%"


def _strip(one: dict[str, Any], letter: str, columns: list[dict[str, Any]], skipped: int, top: float) -> Row:
    """One explanation: its title and number, and its line, drawn in units that stretch with the page."""
    p = one["p"][skipped:]
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = _ABOVE + (1 - share) * _PLOT
        parts.append(f'<line class="grid" x1="{_LEFT:g}%" x2="100%" y1="{y:g}" y2="{y:g}"/>')
    for share in (0.0, 1.0):
        y = _ABOVE + (1 - share) * _PLOT
        parts.append(text(f"{100 * share * top:g}\u202f%", f"{_LEFT - 1:g}%", y + 4, "tick", "end"))
    width = 100 / len(p)
    path = "".join(
        f"{'M0 ' if k == 0 else 'V'}{round(100 - 100 * v / top, 2):g}H{round(width * (k + 1), 2):g}"
        for k, v in enumerate(p)
    )
    parts.append(
        f'<svg x="{_LEFT:g}%" y="{_ABOVE:g}" width="{100 - _LEFT:g}%" height="{_PLOT}" viewBox="0 0 100 100" '
        f'preserveAspectRatio="none" overflow="visible"><path class="steps" d="{path}"/></svg>'
    )
    moved = max(range(1, len(p)), key=lambda k: abs(p[k] - p[k - 1]), default=0)
    detail = f"{number(p[0])} at first; between {number(min(p))} and {number(max(p))}"
    told = "; ".join(f"{_day(c['date'])} {number(v)}" for c, v in zip(columns, p, strict=True))
    most = f". Moved most on {_day(columns[moved]['date'])}" if moved else ""
    value = number(p[-1])
    said = f"{one['title']}: {told}{most}"
    return Row(one["title"], said, (value, value), "".join(parts), _PLOT + 18, detail, mark=letter)


def _event(found: dict[str, Any], shown: list[dict[str, Any]], place: int, name: str) -> Row:
    """One day: its number, its date, what was new, and the explanations that it moved, by their letters."""
    column = found["columns"][place]
    seen = [words for words in column["after"] if words not in column["absent"]]
    found_not = [f"looked for and not found: {words}" for words in column["absent"]]
    new = "; ".join([*seen, *_counted(len(found_not))]) or "nothing new"
    whole = "; ".join([*seen, *found_not]) or "nothing new"
    when = _day(column["date"])
    told = "; ".join(f"{one['title']} {points(by)}" for by, one in _changes(found["lines"], place)) or "no change"
    moved = [f"{one['letter']} {points(by)}" for by, one in _changes(shown, place)]
    less = [" and smaller ones", ", …"] if len(moved) > 3 else ["", ", …"] if len(moved) > 1 else ["", ""]
    right = (", ".join(moved[:3]) + less[0], ", ".join(moved[:1]) + less[1])
    said = f"{when}: {whole}. {told}"
    return Row(f"{when}: {new}", said, right, height=2, mark=name, css="aside", right_css="aside", lines=3)


def _counted(absent: int) -> list[str]:
    """What was looked for and not found: how many things, where there are any."""
    return [f"looked for and not found: {absent} thing{'' if absent == 1 else 's'}"] if absent else []


def _changes(lines: list[dict[str, Any]], place: int) -> list[tuple[float, dict[str, Any]]]:
    """The explanations that a day moved by half a point or more, the one moved most first."""
    if place == 0:
        return []
    changes = [(one["p"][place] - one["p"][place - 1], one) for one in lines]
    return sorted((c for c in changes if abs(c[0]) >= 0.005), key=lambda c: (-abs(c[0]), c[1]["name"]))


def _day(iso: str | None) -> str:
    """``27 Jun 2025``; the column without a day is the start."""
    if iso is None:
        return "at first"
    return day(iso)
