"""A matrix whose columns have letters, told above it with their titles: so that a phone shows it without scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from realpolitik.figures._svg import either, label, row, rows, text

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LINE, _ROW = 21, 66


@dataclass(frozen=True)
class Column:
    """A column: its title and the number it has now."""

    title: str
    now: str


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, where there is room and on a phone, and its class (``to``, ``away``, ``none``, ...)."""

    long: str
    brief: str
    css: str


@dataclass(frozen=True)
class Line:
    """A row: title, a short word at its right, its cells, a note below (long and brief), and all of it in words."""

    title: str
    right: str
    cells: Sequence[Cell]
    note: tuple[str, str]
    said: str
    detail: str = ""


def matrix(columns: Sequence[Column], lines: Sequence[Line], label_: str) -> str:
    """The SVG: the columns' letters and titles, then a row of 66 pixels a line."""
    parts = []
    for k, column in enumerate(columns):
        said = f"{LETTERS[k]}: {column.title}, {column.now} now"
        inner = text(LETTERS[k], "0", _LINE * k + 15, "letter")
        inner += f'<svg x="20" y="{_LINE * k}" overflow="visible">{label(column.title, 15)}</svg>'
        parts.append(row(_LINE * k, _LINE, said, inner + text(column.now, "100%", _LINE * k + 15, "value", "end")))
    top = _LINE * len(columns) + 10
    for line in lines:
        parts.append(_line(line, top, len(columns)))
        top += _ROW
    return rows(top + 2, "".join(parts), label_, "tracks matrix-figure")


def _line(line: Line, top: float, columns: int) -> str:
    parts = [
        f'<line class="grid" x1="0" x2="100%" y1="{top:g}" y2="{top:g}"/>',
        label(line.title, top + 18, room=(84, 40)),
    ]
    if line.right:
        parts.append(text(line.right, "100%", top + 18, "aside", "end"))
    for k, cell in enumerate(line.cells):
        inner = text(LETTERS[k], "0", 0, "column") + either(cell.long, cell.brief, "14", 0, f"cell {cell.css}")
        x = f"{round(100 * k / columns, 2):g}%"
        parts.append(f'<svg x="{x}" y="{top + 38:g}" overflow="visible">{inner}</svg>')
    parts.append(either(*line.note, "0", top + (56 if line.cells else 38), "aside"))
    return row(top + 2, _ROW - 4, line.said, "".join(parts), line.detail)
