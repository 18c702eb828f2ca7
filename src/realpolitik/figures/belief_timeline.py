"""How belief in the main explanations moved, day by day, by what had been seen up to then.

What it says
    One strip an explanation, one column a day on which something new was seen; the line is its probability after that
    day. The first column is the belief before anything was seen. A strip shows the part of the scale in which its line
    moves, and all strips show as many points: steps can be compared, heights are told by the numbers at the left.
    Below stand the days with what was new on each.
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
from realpolitik.figures._words import day, month, number, points

NAME = "belief-timeline"
ORDER = 15
TITLE = "Belief day by day"

LINES = 6  #: strips drawn
COLUMNS = 20  #: the latest days drawn
_ABOVE, _PLOT = 8, 60
_SPANS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)  # how much of the scale strips may show
_DATES = 6, 3  # dates below the strips where there is room and on a phone
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
    order = list(marks)  # by their letters
    chosen.sort(key=lambda one: (one["name"] not in main, order.index(one["name"])))
    return {"columns": columns, "lines": [one | {"main": one["name"] in main} for one in chosen]}


def spec(found: dict[str, Any]) -> str:
    """The SVG: strips that show as many points each, then the days with what was new on each."""
    shown = [one for one in found["lines"] if one["main"]]
    if not shown:
        return nothing(TITLE, "no belief over time")
    skipped = max(0, len(found["columns"]) - COLUMNS)
    columns = found["columns"][skipped:]
    dated = [k for k, column in enumerate(columns, start=skipped) if column["date"] is not None]
    names = {k: str(n) for n, k in enumerate(dated, start=1)}
    windows = _windows([one["p"][skipped:] for one in shown])
    strips = [_strip(one, one["letter"], columns, skipped, w) for one, w in zip(shown, windows, strict=True)]
    axis = [
        text(names.get(k + skipped, "start"), _x(k + 0.5, len(columns)), 0, "tick", "middle")
        for k in range(len(columns))
    ]
    axis += _dates([column["date"] for column in columns])
    strips[-1] = replace(strips[-1], body=strips[-1].body + _down("".join(axis), _PLOT + 24), height=_PLOT + 62)
    ends = "; ".join(f"{one['title']} {number(one['p'][0])} to {number(one['p'][-1])}" for one in shown)
    return sheet(f"{TITLE}. {ends}", [*strips, *(_event(found, shown, k, names[k]) for k in dated)])


def _windows(lines: list[list[float]]) -> list[tuple[float, float]]:
    """The part of the scale that each strip shows: for all as many points, no more than hold every line, round ends."""
    for span in _SPANS:
        ends, step = [], 0.05 if span < 0.4 else 0.1
        for p in lines:
            low = round((min(p) + max(p) - span) / 2 / step) * step
            low = round(min(1.0 - span, max(0.0, low)), 6)
            ends.append((low, round(low + span, 6)))
        if all(low <= min(p) and max(p) <= high for p, (low, high) in zip(lines, ends, strict=True)):
            return ends
    return [(0.0, 1.0)] * len(lines)


def _dates(columns: list[str | None]) -> list[str]:
    """Dates below the numbers of the columns: as many as there is room for, evenly spread, the last day among them."""
    dated = [k for k, date in enumerate(columns) if date is not None]
    parts = []
    for css, most, write in (("tick wide", _DATES[0], day), ("tick narrow", _DATES[1], month)):
        many = min(most, len(dated))
        chosen = sorted({dated[round(i * (len(dated) - 1) / max(1, many - 1))] for i in range(many)})
        for k in chosen:
            last = k == len(columns) - 1
            place = "100%" if last else _x(k + 0.5, len(columns))
            parts.append(text(write(columns[k] or ""), place, 16, css, "end" if last else "middle"))
    return parts


def _down(body: str, y: float) -> str:
    return f'<g transform="translate(0 {y:g})">{body}</g>'


def _x(column: float, of: int) -> str:
    """The place of a column's edge (or middle: a half) in per cent of the width."""
    return f"{round(_LEFT + (100 - _LEFT) * column / of, 2):g}%"


def _strip(
    one: dict[str, Any], letter: str, columns: list[dict[str, Any]], skipped: int, window: tuple[float, float]
) -> Row:
    """One explanation: its title and number, and its line, drawn in units that stretch with the page."""
    p = one["p"][skipped:]
    low, high = window
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = _ABOVE + (1 - share) * _PLOT
        parts.append(f'<line class="grid" x1="{_LEFT:g}%" x2="100%" y1="{y:g}" y2="{y:g}"/>')
        parts.append(text(f"{100 * (low + share * (high - low)):g}\u202f%", f"{_LEFT - 1:g}%", y + 4, "tick", "end"))
    width = 100 / len(p)
    path = "".join(
        f"{'M0 ' if k == 0 else 'V'}{round(100 - 100 * (v - low) / (high - low), 2):g}H{round(width * (k + 1), 2):g}"
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
