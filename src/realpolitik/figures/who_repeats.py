"""Who repeats whom: families of sources that go back to one, and the items that are copies.

What it says
    One block an origin; below it hang the sources that repeat it, and theirs below them, then the items that are marked
    as copies of an item. What hangs below counts for nothing where the origin is heard too: it is the same report
    again.
When to use it
    To see how many voices there are behind how many names, before being impressed by their number.
When it misleads
    It shows what the case says. Repetition that nobody has noticed is not here; items that look alike are named by
    `realpolitik weigh`.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import clipped, either
from realpolitik.figures._words import TIMES

NAME = "who-repeats-whom"
ORDER = 22
TITLE = "Who repeats whom"

_LINE, _STEP = 20, 18  # height of a line, indent of a generation


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """Families: the origin's ``title``, its ``kind`` (source or item) and what ``hangs`` below it, ``depth`` from 1."""
    titles = {s.id: s.title for s in analysis.sources}
    below: dict[str, list[str]] = {}
    for source in analysis.sources:
        if source.repeats and source.repeats[0] in titles:
            below.setdefault(source.repeats[0], []).append(source.id)
    more = {
        s.id: "also repeats " + ", ".join(titles[r] for r in s.repeats[1:] if r in titles)
        for s in analysis.sources
        if any(r in titles for r in s.repeats[1:])
    }
    families = []
    for source in analysis.sources:
        if source.id in below and not any(r in titles for r in source.repeats):
            hangs: list[dict[str, Any]] = []
            _hang(source.id, 1, below, titles, more, hangs, {source.id})
            families.append({"title": source.title, "kind": "source", "hangs": hangs})
    whats = {item.id: item.what for item in analysis.items}
    copies: dict[str, list[Any]] = {}
    for item in analysis.items:
        if item.copy_of is not None:
            copies.setdefault(item.copy_of, []).append(item)
    for origin, items in copies.items():
        hangs = [
            {
                "words": item.what if item.what != whats.get(origin) else "The same, again",
                "by": _by(item.citations, titles),
                "depth": 1,
                "kind": "item",
            }
            for item in items
        ]
        families.append({"title": whats.get(origin, origin), "kind": "item", "hangs": hangs})
    return families


def _hang(
    name: str,
    depth: int,
    below: dict[str, list[str]],
    titles: dict[str, str],
    more: dict[str, str],
    out: list[dict[str, Any]],
    seen: set[str],
) -> None:
    for child in below.get(name, []):
        if child not in seen:
            seen.add(child)
            out.append({"words": titles[child], "by": more.get(child, ""), "depth": depth, "kind": "source"})
            _hang(child, depth + 1, below, titles, more, out, seen)


def _by(citations: list[str], titles: dict[str, str]) -> str:
    """Who reports a copy, in words."""
    names = dict.fromkeys(c.split(" ", 1)[0] for c in citations)
    return ", ".join(titles.get(n, n) for n in names)


def spec(found: list[dict[str, Any]]) -> str:
    """The SVG: a row a family, what hangs below the origin drawn as a tree of lines."""
    if not found:
        return nothing(TITLE, "no source repeats another, and no item is a copy")
    many = sum(len(family["hangs"]) for family in found)
    return sheet(f"{TITLE}. {len(found)} origins, {many} repetitions", [_row(family) for family in found])


def _row(family: dict[str, Any]) -> Row:
    parts = []
    last = {0: 0}  # the line at which a generation's parent stands
    for k, hang in enumerate(family["hangs"]):
        depth = hang["depth"]
        x, y = 8 + _STEP * (depth - 1), 10 + _LINE * k
        top = -4 if depth == 1 else last.get(depth - 1, 0) + 6
        parts.append(f'<path class="branch" d="M{x} {top}V{y}H{x + 11}"/>')
        last[depth] = y
        words = f"{hang['words']} ({hang['by']})" if hang["by"] else hang["words"]
        at = f"{x + 16}"
        parts.append(
            f"<g>{either(clipped(words, 100 - 3 * depth), clipped(words, 46 - 3 * depth), at, y + 4, 'aside')}</g>"
        )
    count = len(family["hangs"])
    right = f"{'said' if family['kind'] == 'source' else 'told'} {count + 1} times, counts once"
    told = "; ".join(h["words"] + (f" ({h['by']})" if h["by"] else "") for h in family["hangs"])
    said = f"{family['title']}: {'repeated by' if family['kind'] == 'source' else 'copies:'} {told}"
    return Row(
        family["title"],
        said,
        (right, f"{TIMES}{count + 1}"),
        "".join(parts),
        _LINE * count + 10,
        right_css="aside",
        css="label strong",
    )
