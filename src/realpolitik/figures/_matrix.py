"""A matrix whose columns have letters, told above it with their titles: so that a phone shows it without scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from realpolitik.figures._sheet import Row, sheet
from realpolitik.figures._svg import LETTERS, either, text


@dataclass(frozen=True)
class Column:
    """A column: its title, the number it has now, and its letter (none: that of its place)."""

    title: str
    now: str
    letter: str = ""


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


def matrix(columns: Sequence[Column], lines: Sequence[Line], name: str) -> str:
    """The SVG: the columns' letters and titles, then a row of 66 pixels a line."""
    marks = [column.letter or LETTERS[k] for k, column in enumerate(columns)]
    heads = [
        Row(
            column.title, f"{letter}: {column.title}, {column.now} now", (column.now, column.now), mark=letter, height=1
        )
        for letter, column in zip(marks, columns, strict=True)
    ]
    if heads:
        heads[-1] = replace(heads[-1], body='<line class="grid" x1="0" x2="100%" y1="6" y2="6"/>', height=11)
    return sheet(name, [*heads, *(_row(line, marks) for line in lines)], css="matrix-figure")


def _row(line: Line, marks: Sequence[str]) -> Row:
    parts = []
    for k, cell in enumerate(line.cells):
        inner = text(marks[k], "0", 0, "column") + either(cell.long, cell.brief, "14", 0, f"cell {cell.css}")
        x = f"{round(100 * k / len(marks), 2):g}%"
        parts.append(f'<svg x="{x}" y="14" overflow="visible">{inner}</svg>')
    foot = 34 if line.cells else 13
    parts.append(either(*line.note, "0", foot, "aside"))
    parts.append(f'<line class="grid" x1="0" x2="100%" y1="{foot + 10}" y2="{foot + 10}"/>')
    right = (line.right, line.right)
    return Row(line.title, line.said, right, "".join(parts), foot + 14, line.detail, right_css="aside")
