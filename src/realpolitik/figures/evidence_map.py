"""Items of evidence by explanations: how far each item changes the odds of each explanation, as a heat map.

What it says
    One row an item, the most telling first, one column an explanation. A cell holds the likelihood ratio: how many
    times as likely the item is if the explanation holds than if it does not, its sources' reliability averaged out and
    the other items given. Blue speaks for the explanation, brown against it; the deeper, the further from 1.
When to use it
    To see at a glance which item tells the explanations apart, and which looks striking but fits them all.
When it misleads
    Ratios are given the other items, so those of one source weaken each other and do not multiply to the Bayes factor.
    The row of an item that is the same in every column is grey although it may be the most certain of all.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import letters
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import percent, text
from realpolitik.figures._words import factor

NAME = "evidence-map"
ORDER = 16
TITLE = "What each item says for each explanation"

COLUMNS = 6  #: explanations drawn
ROWS = 14  #: items drawn
_DEEPEST = math.log(4.0)  # a ratio of 4 or 1/4 has the full colour
_EVEN = math.log(1.05)  # nearer to 1 than this is no difference


def data(analysis: Analysis) -> dict[str, Any]:
    """``columns`` (explanations, the most probable first) and ``rows`` (items, the most telling first).

    ``ratios``: the likelihood ratio in each column, None where it is not defined.
    """
    marks = letters(analysis)
    explanations = sorted(analysis.explanations, key=lambda e: (not e.leading, -e.posterior, e.name))
    columns = [
        {
            "name": e.name,
            "letter": marks[e.name],
            "title": e.title or e.name.replace("_", " "),
            "posterior": e.posterior,
        }
        for e in explanations
    ]
    rows: list[dict[str, Any]] = [
        {
            "id": item.id,
            "what": item.what,
            "absent": item.seen == "absent",
            "ratios": [item.likelihood_ratio.get(e.name) for e in explanations],
        }
        for item in analysis.items
        if item.role == "weighed" and item.likelihood_ratio
    ]
    rows.sort(key=lambda row: (-_strength(row["ratios"]), row["id"]))
    return {"columns": columns, "rows": rows}


def _strength(ratios: list[float | None]) -> float:
    return max((abs(math.log(r)) for r in ratios[:COLUMNS] if r), default=0.0)


def spec(found: dict[str, Any]) -> str:
    """The SVG: the explanations with their letters, then a row of coloured cells an item."""
    columns, rows = found["columns"][:COLUMNS], found["rows"]
    if not columns or not rows:
        return nothing(TITLE, "no item is weighed against an explanation")
    heads = [
        Row(
            c["title"],
            f"{c['letter']}: {c['title']}, {percent(c['posterior'])} now",
            (percent(c["posterior"]),) * 2,
            mark=c["letter"],
        )
        for c in columns
    ]
    heads[-1] = replace(heads[-1], body='<line class="grid" x1="0" x2="100%" y1="6" y2="6"/>', height=11)
    shown = [_row(row, columns) for row in rows[:ROWS]]
    left = len(rows) - ROWS
    foot = (text(f"{left} more items tell less", "0", 15, "aside"), 22) if left > 0 else ("", 0.0)
    return sheet(f"{TITLE}. {len(rows)} items, the most telling first", [*heads, *shown], foot=foot)


def _row(row: dict[str, Any], columns: list[dict[str, Any]]) -> Row:
    width = 100 / len(columns)
    parts = []
    for k, ratio in enumerate(row["ratios"][: len(columns)]):
        x, css, depth = round(width * k, 2), _css(ratio), _depth(ratio)
        parts.append(
            f'<rect class="heat {css}" x="{x:g}%" y="2" width="{round(width - 0.6, 2):g}%" height="22" rx="3" '
            f'fill-opacity="{depth:g}"/>'
        )
        words = "\u2013" if ratio is None else factor(ratio) if css != "even" else "1"
        parts.append(text(columns[k]["letter"], f"{round(x + 1, 2):g}%", 17, "column"))
        parts.append(text(words, f"{round(x + width / 2 + 1, 2):g}%", 17, "cell", "middle"))
    said = "; ".join(
        f"{c['title']} {'not defined' if r is None else factor(r)}"
        for c, r in zip(columns, row["ratios"], strict=False)
    )
    what = f"Not found: {row['what']}" if row["absent"] else row["what"]
    return Row(what, f"{what}. {said}", body="".join(parts), height=32)


def _css(ratio: float | None) -> str:
    if ratio is None or ratio <= 0.0 or abs(math.log(ratio)) < _EVEN:
        return "even"
    return "for" if ratio > 1.0 else "against"


def _depth(ratio: float | None) -> float:
    if ratio is None or ratio <= 0.0:
        return 0.5
    return round(0.1 + 0.6 * min(1.0, abs(math.log(ratio)) / _DEEPEST), 2) if _css(ratio) != "even" else 0.6
