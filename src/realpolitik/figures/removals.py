"""Load-bearing statements: where a headline stands without one item of evidence or one wish.

What it says
    One row a statement, the one that carries most first: the full dot is the headline it moves most as it stands, the
    ring is where that headline would stand if the statement were struck from the case.
When to use it
    To decide what must be checked a second time: a headline that falls without one sentence is worth what the sentence
    is worth.
When it misleads
    Statements are struck one at a time. Two that say the same can each look idle, because the other one still carries.
    A short line does not say that a statement is true or false, only that little hangs on it here.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import headline_titles
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import clipped, either, numbers, scale, x
from realpolitik.figures._words import number

NAME = "removals"
ORDER = 64
TITLE = "What falls without one statement"

MOST = 10  #: rows drawn


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One entry a statement, with every headline it moves, the one moved most first."""
    if analysis.fragility is None:
        return []
    titles = headline_titles(analysis)
    now = {h.key: h for h in analysis.fragility.headlines}
    out: list[dict[str, Any]] = []
    for removal in analysis.fragility.removals:
        moved: list[dict[str, Any]] = [
            {"key": key, "title": titles[key], "p": now[key].p, "without": p}
            for key, p in removal.headlines.items()
            if key in now
        ]
        moved.sort(key=lambda m: (-abs(m["without"] - m["p"]), m["key"]))
        if moved:
            out.append({"path": removal.path, "words": removal.words, "headlines": moved})
    return sorted(out, key=lambda r: (-abs(r["headlines"][0]["without"] - r["headlines"][0]["p"]), r["path"]))


def spec(found: list[dict[str, Any]]) -> str:
    """An SVG of 62 pixels a row, at most ten rows: each statement with the headline it moves most."""
    shown = found[:MOST]
    if not shown:
        return nothing(TITLE, "no statement moves a headline by half a point")
    return sheet(
        f"{TITLE}. {len(shown)} statements, the one that carries most first",
        [_row(r) for r in shown],
        back=lambda height: scale(6, height),
        foot=(numbers(15), 22),
    )


def _row(entry: dict[str, Any]) -> Row:
    most, *others = entry["headlines"]
    y = 11
    before, after = most["p"], most["without"]
    moved = f"{number(before)} → {number(after)}"
    body = [
        f'<line class="rail" x1="0" x2="100%" y1="{y}" y2="{y}"/>',
        f'<line class="dumbbell" x1="{x(before)}" x2="{x(after)}" y1="{y}" y2="{y}"/>',
        f'<circle class="mark posterior" cx="{x(before)}" cy="{y}" r="6"/>',
        f'<circle class="mark without" cx="{x(after)}" cy="{y}" r="5"/>',
        either(clipped(most["title"], 90), clipped(most["title"], 54), "0", 31, "aside"),
    ]
    further = "".join(f"; {m['title']}: {number(m['p'])} to {number(m['without'])}" for m in others)
    said = f"Without “{entry['words']}”: {most['title']}: {number(before)} to {number(after)}{further}"
    more = f"; {len(others)} other headline{'s move' if len(others) > 1 else ' moves'} less" if others else ""
    detail = f"without it {number(after)}{more}"
    return Row(entry["words"], said, (moved, moved), "".join(body), 42, detail)
