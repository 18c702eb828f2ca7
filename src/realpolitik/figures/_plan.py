"""Where the states of a graph model stand, and the words that tell its columns and rows, for a page and for a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from realpolitik.figures._grid import Grid, grid
from realpolitik.figures._svg import LETTERS, text, wrapped

WIDE, HIGH = 58, 36  #: of a box
_LINE = 14.0
_PHONE = 308.0  #: the room for the boxes on a phone


@dataclass(frozen=True)
class Plan:
    """``spots``: the middle of each state's box; ``heads``: the words; ``bottom``: where they all end."""

    spots: list[tuple[float, float]]
    heads: list[str]
    width: float
    bottom: float
    pitch: tuple[float, float]
    spans: tuple[int, int]

    def over(self, distance: float) -> float:
        """How far an arrow that stays in its row bends away; the longest one still clears the row above."""
        return _bend(round(distance / self.pitch[0]), self.spans[0], self.pitch[1] - HIGH)

    def beside(self, distance: float) -> float:
        """The same for one that stays in its column."""
        return _bend(round(distance / self.pitch[1]), self.spans[1], self.pitch[0] - WIDE)


def _bend(span: int, longest: int, room: float) -> float:
    # the curve itself goes three quarters as far as its handles; between its lines 11 look best, where there is room
    return 8 + min(11.0, (room / 0.75 - 14) / max(1, longest)) * span


def plan(found: dict[str, Any], narrow: bool) -> Plan:
    """The plan of a graph model's data.

    On a phone, columns and rows have letters, and what these mean stands below.
    """
    laid = grid(found["axes"], [s["values"] for s in found["states"]], 4 if narrow else 6)
    columns = [_words(found, laid.across, values) for values in laid.columns]
    rows = [_words(found, laid.down, values) for values in laid.rows]
    spans = (max(1, len(columns) - 1), max(1, len(rows) - 1))
    lines = [["A"]] if narrow else [wrapped(words, 17, 5) for words in columns]
    pitch = (min(112.0, max(77.0, _PHONE / len(columns))), 84.0) if narrow else (112.0, 92.0)
    left = 18.0 if narrow else 132.0
    arcs = _bend(spans[0], spans[0], pitch[1] - HIGH) * 0.75 if len(columns) > 1 else 0.0
    top = _LINE * max(len(one) for one in lines) + arcs + 8
    aside = [] if narrow or not laid.down else [len(wrapped(words, 20, 6)) for words in rows]
    spots = [(left + (c + 0.5) * pitch[0] - 8, top + HIGH / 2 + r * pitch[1]) for c, r in laid.at]
    width = left + max(len(columns) * pitch[0], _PHONE if narrow else 0.0) + (0 if narrow else 12)
    middles = [left + (c + 0.5) * pitch[0] - 8 for c in range(len(columns))]
    levels = [top + HIGH / 2 + r * pitch[1] for r in range(len(rows))]
    bottom = levels[-1] + max(HIGH, _LINE * max(aside[-1:], default=0)) / 2 + 10
    if narrow:
        heads, bottom = _lettered(columns, rows, middles, levels, bottom)
    else:
        heads = _told(laid, lines, rows, middles, levels)
    return Plan(spots, heads, width, bottom, pitch, spans)


def _words(found: dict[str, Any], axes: tuple[int, ...], values: tuple[str, ...]) -> str:
    """What differs from today in a column or in a row."""
    each = (found["axes"][k] for k in axes)
    said = [axis["words"][axis["values"].index(v)] for axis, v in zip(each, values, strict=True)]
    return "; ".join(w for w in said if w) or "as now"


def _told(laid: Grid, lines: list[list[str]], rows: list[str], middles: list[float], levels: list[float]) -> list[str]:
    """The words above each column and at the left of each row."""
    out = []
    for x, words in zip(middles, lines, strict=True):
        out += [text(line, f"{x:g}", _LINE * (k + 1), "kept", "middle") for k, line in enumerate(words)]
    for y, words_of in zip(levels, rows, strict=True):
        told = wrapped(words_of, 20, 6) if laid.down else []
        out += [text(t, "4", y + 5 + _LINE * (k - (len(told) - 1) / 2), "kept") for k, t in enumerate(told)]
    return out


def _lettered(
    columns: list[str], rows: list[str], middles: list[float], levels: list[float], bottom: float
) -> tuple[list[str], float]:
    """Letters above the columns and at the rows, and what they mean below the boxes."""
    letters = [LETTERS[k % 26] for k in range(len(columns))], [LETTERS[k % 26].lower() for k in range(len(rows))]
    out = [text(sign, f"{x:g}", 12, "new", "middle") for sign, x in zip(letters[0], middles, strict=True)]
    out += [text(sign, "2", y + 4, "new") for sign, y in zip(letters[1], levels, strict=True)]
    y = bottom
    for sign, words in zip(letters[0] + letters[1], columns + rows, strict=True):
        told = wrapped(words, 46, 5)
        out.append(text(sign, "2", y + 12, "new"))
        out += [text(line, "18", y + 12 + _LINE * k, "kept") for k, line in enumerate(told)]
        y += _LINE * len(told) + 3
    return out, y + 4
