"""Two analyses side by side as one self-contained page."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from realpolitik.figures._svg import drawing, scale, track
from realpolitik.report.comparison import Comparison, Kind, Row, Standing
from realpolitik.report.html.page import environment, style
from realpolitik.report.html.pictures import own
from realpolitik.report.words import percent, span

MOST_MOVED, MOST_ASSERTED = 5, 40
_LEAST = 0.005  #: headlines that differ by less are not named above the tables
_BLOCKS: tuple[tuple[Kind, str, str], ...] = (
    ("explanation", "Explanations", "How far each is to be believed. Explanations may overlap."),
    ("scenario", "Scenarios", "The chance that each has come about by the horizon or, where it holds today in one of "
     "the two, that it holds on the last day."),
    ("question", "Questions", "The number to quote for each question."),
)  # fmt: skip


def render(found: Comparison) -> str:
    """The whole page as text: same comparison, same bytes; nothing is loaded from outside and no script runs."""
    blocks = [
        {"id": f"{kind}s", "title": title, "lede": lede, "rows": [_row(row) for row in found.of(kind)]}
        for kind, title, lede in _BLOCKS
        if found.of(kind)
    ]
    moved = sorted((r for r in found.rows if abs(r.change or 0.0) >= _LEAST), key=lambda r: -abs(r.change or 0.0))
    asserted = [one for one in found.asserted or () if not one.words]
    return environment().get_template("compare.html").render(
        c=found,
        blocks=blocks,
        moved=[_row(row) for row in moved[:MOST_MOVED]],
        still=len([r for r in found.rows if r.change is not None]) - len(moved),
        asserted=asserted[:MOST_ASSERTED],
        more=len(asserted) - MOST_ASSERTED,
        only_words=len(found.asserted or ()) - len(asserted),
        style=Markup(style() + _own_style()),
    )  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    return {
        "title": row.title,
        "one": _standing(row.one),
        "other": _standing(row.other),
        "change": _change(row),
        "up": row.change is not None and row.change > 0,
        "moved": row.change is None or abs(row.change) >= _LEAST,
        "bars": own(_bars(row)),
        "last_day": row.measure == "at",
    }


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    low, high = standing.interval
    return {
        "p": percent(standing.p),
        "range": "" if percent(low) == percent(high) else span(standing.interval),
        "word": standing.word or "",
        "address": standing.address,
    }


def _change(row: Row) -> str:
    """``+11.2``, ``−3.0``, ``0``, or which of the two alone has it."""
    if row.change is None:
        return "only A" if row.other is None else "only B"
    points = f"{100 * abs(row.change):.1f}"
    return "0" if points == "0.0" else f"{'+' if row.change > 0 else chr(0x2212)}{points}"


def _bars(row: Row) -> str:
    """Both on one scale: the first hollow above, the second full below, each with its range."""
    body = scale(2, 32)
    for standing, kind, y in ((row.one, "prior", 10), (row.other, "posterior", 24)):
        if standing is not None:
            body += track(y, [(kind, standing.p)], standing.interval)
    said = [f"{name} {percent(s.p)}" for name, s in (("A", row.one), ("B", row.other)) if s is not None]
    return drawing(34, body, ", ".join(said), "tracks")


@cache
def _own_style() -> str:
    folder = resources.files("realpolitik.report.html")
    return folder.joinpath("compare.css").read_text(encoding="utf-8")
