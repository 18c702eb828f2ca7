"""Flip points: how reliable each source would have to be for the headline to turn.

What it says
    One strip a source, from never reliable (0 %) to always (100 %): the ring is where its grade puts it, the full dot
    what its reports, set against the others', have made of it, the brown diamond the flip point: on the far side of it
    another explanation leads, or the leading one crosses 50 %. No diamond: no reliability of this source turns the
    headline.
When to use it
    To see whose word the headline hangs on, and how far one may be wrong about that source.
When it misleads
    One source is moved at a time, the shares of noise and deception kept in their ratio. Two sources that are both less
    reliable than thought can turn a headline that neither turns alone.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import DIAMOND, numbers, scale, sign, x
from realpolitik.figures._turning import share
from realpolitik.figures._words import number

NAME = "flip-points"
ORDER = 20
TITLE = "How reliable each source would have to be"


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One row a source that reports something weighed, those that can turn the headline first, nearest first."""
    weighed = {item.id for item in analysis.items if item.role == "weighed"}
    titles = {e.name: e.title or e.name.replace("_", " ") for e in analysis.explanations}
    lead = next((e.name for e in analysis.explanations if e.leading), None)
    rows: list[dict[str, Any]] = [
        {
            "id": source.id,
            "title": source.title,
            "items": sum(item in weighed for item in source.items),
            "before": source.prior[0],
            "now": source.posterior[0],
            "flip": source.flip_share,
            "becomes": None if source.flip_to is None else titles.get(source.flip_to, source.flip_to),
            "half": source.flip_to is not None and source.flip_to == lead,
        }
        for source in analysis.sources
        if any(item in weighed for item in source.items)
    ]
    far = 2.0
    rows.sort(key=lambda r: (far if r["flip"] is None else abs(r["flip"] - r["before"]), -r["items"], r["id"]))
    return rows


def spec(found: list[dict[str, Any]]) -> str:
    """An SVG of 38 pixels a row."""
    if not found:
        return nothing(TITLE, "no source reports an item that is weighed")
    turning = sum(row["flip"] is not None for row in found)
    told = (
        f"{turning} of {len(found)} sources can turn the headline alone" if turning else "No source alone can turn it"
    )
    return sheet(
        f"{TITLE}. {told}", [_row(row) for row in found], back=lambda height: scale(6, height), foot=(numbers(15), 22)
    )


def _row(row: dict[str, Any]) -> Row:
    y = 9
    before, now = row["before"], row["now"]
    body = [
        f'<line class="rail" x1="0" x2="100%" y1="{y}" y2="{y}"/>',
        f'<line class="shift" x1="{x(before)}" x2="{x(now)}" y1="{y}" y2="{y}"/>',
        f'<circle class="mark prior" cx="{x(before)}" cy="{y}" r="4.5"/>',
        f'<circle class="mark posterior" cx="{x(now)}" cy="{y}" r="6"/>',
    ]
    moved = f"reliable {number(before)} → {number(now)}"
    if row["flip"] is None:
        turn, right = "no share turns the headline", "never"
    else:
        body.append(sign(DIAMOND, x(row["flip"]), y, "mark cross inside"))
        what = "crosses 50\u202f%" if row["half"] else "would lead"
        right = f"turns at {share(row['flip'], row['flip'] > before)}"
        turn = f"{right}: “{row['becomes']}” {what}"
    said = f"{row['title']}, {row['items']} item{'s' if row['items'] != 1 else ''}: {moved}; {turn}"
    css = "value" if row["flip"] is not None else "aside"
    return Row(row["title"], said, (right, right), "".join(body), 20, turn, right_css=css)
