"""A figure made of rows, each with a title, a number at its right and a drawing below.

It is laid out twice in one SVG: where there is room a title has one line; on a phone it may have two, and style rules
move what stands below it. Text is never scaled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from realpolitik.figures._svg import text, wrapped

_TITLE, _LINE = 20.0, 15.0  # height of a title's first line, of a second one
#: Characters across where there is room and on a phone, for titles and for smaller words.
_ROOM = {"label": (88, 46), "label strong": (84, 43), "aside": (102, 54)}


@dataclass(frozen=True)
class Row:
    """A row. ``body``: what is drawn below its title, y from 0 to ``height``.

    ``right``: words at its right end, where there is room and on a phone; where both they and the title are small
    (``aside``), a phone shows those of the wide page on a line of their own. ``said``: the row in a sentence, for a
    mouse and a screen reader. ``detail``: its exact numbers; they take the title's place while the mouse is on the row
    or the figure has the keyboard's focus. ``mark``: a sign before the title. ``lines``: how many the title may have
    where there is room; on a phone one more.
    """

    title: str
    said: str
    right: tuple[str, str] = ("", "")
    body: str = ""
    height: float = 0.0
    detail: str = ""
    mark: str = ""
    css: str = "label"
    right_css: str = "value"
    lines: int = 1


def sheet(
    name: str,
    rows: Sequence[Row],
    back: Callable[[float], str] | None = None,
    foot: tuple[str, float] = ("", 0.0),
    head: tuple[str, float] = ("", 0.0),
    css: str = "",
    above: Sequence[Row] = (),
) -> str:
    """The SVG: rows ``above``, ``head`` and its height, the rows, ``foot`` and its height.

    ``back`` draws what stands behind the rows, from y 0 to the height that it is given.

    It is one stop for the keyboard; ``name`` is what a screen reader says of the whole.
    """
    parts: list[str] = []
    top = tall = 0.0
    for row in above:
        body, height, taller = _row(row)
        parts.append(_moved(body, top, tall, ' class="row" role="img"', f"<title>{escape(row.said)}</title>"))
        top, tall = top + height + 4, tall + taller + 4
    if head[0]:
        parts.append(_moved(head[0], top, tall))
    first, first_tall = top, tall = top + head[1], tall + head[1]
    drawn = []
    for row in rows:
        body, height, taller = _row(row)
        drawn.append(_moved(body, top, tall, ' class="row" role="img"', f"<title>{escape(row.said)}</title>"))
        top, tall = top + height, tall + taller
    if back is not None and rows:
        grow = round((tall - first_tall) / (top - first), 4)
        behind = f'<g class="back" style="--grow:{grow:g}">{back(top - first)}</g>'
        parts.append(_moved(behind, first, first_tall))
    parts += drawn
    if foot[0]:
        parts.append(_moved(foot[0], top, tall))
    height, taller = top + foot[1], tall + foot[1]
    classes = f"tracks sheet {css}".strip()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" width="100%" height="{height:g}" '
        f'style="--tall:{taller:g}px" role="group" tabindex="0" aria-label="{escape(name)}">{"".join(parts)}</svg>'
    )


def nothing(title: str, why: str) -> str:
    """The SVG of a figure that has nothing to show, which says so."""
    said = f"Nothing to show: {why}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tracks" width="100%" height="20" role="img" '
        f'aria-label="{escape(f"{title}. {said}")}">{text(said, "0", 15, "aside")}</svg>'
    )


def _row(row: Row) -> tuple[str, float, float]:
    """A row's parts from y 0 on, and its height where there is room and on a phone."""
    room, narrow = _ROOM[row.css]
    indent = 24 if row.mark else 0
    wide = wrapped(row.title, room - len(row.right[0]) - indent // 7, row.lines)
    below = row.css == row.right_css == "aside" and row.right[0] != ""  # on a phone
    beside = "" if below else row.right[1]
    brief = narrow - len(beside) - indent // 7 - (2 if beside else 0)
    slim = wrapped(row.title, brief, row.lines + 1)
    lines, more = max(1, len(slim)), _LINE * max(0, len(wide) - 1)
    exact = wrapped(row.detail, brief, lines)
    lines += below
    height, taller = _TITLE + row.height + more, _TITLE + row.height + _LINE * (lines - 1)
    parts = [f'<rect class="ground" x="-.6%" y="1" width="101.2%" height="{height - 2:g}"/>']
    if row.mark:
        parts.append(text(row.mark, "0", 15, "letter"))
    parts.append(_lines(wide, slim, row.css, indent))
    if below:
        parts.append(text(row.right[0], "100%", 15, f"{row.right_css} wide", "end"))
        under = 15 + _LINE * (lines - 1)
        parts.append(text(row.right[0], f"{indent:g}", under, f"{row.right_css} below narrow", "start"))
    elif row.right[0]:
        parts.append(_lines([row.right[0]], [row.right[1]], row.right_css, -1))
    if row.detail:
        parts.append(_lines(wrapped(row.detail, room - len(row.right[0]), 1), exact, "detail", indent))
    if row.body:
        parts.append(_moved(row.body, _TITLE + more, _TITLE + _LINE * (lines - 1)))
    return "".join(parts), height, taller


def _lines(wide: Sequence[str], slim: Sequence[str], css: str, indent: float) -> str:
    """Words in their lines where there is room and in other lines on a phone; -1: at the right end."""
    x, anchor = ("100%", "end") if indent < 0 else (f"{indent:g}", "start")
    if list(wide) == list(slim):
        return "".join(text(words, x, 15 + _LINE * k, css, anchor) for k, words in enumerate(wide))
    out = [text(words, x, 15 + _LINE * k, f"{css} wide", anchor) for k, words in enumerate(wide)]
    out += [text(words, x, 15 + _LINE * k, f"{css} narrow", anchor) for k, words in enumerate(slim)]
    return "".join(out)


def _moved(body: str, y: float, narrow: float, attributes: str = "", title: str = "") -> str:
    """A group at ``y`` that a phone finds at ``narrow``."""
    css = f' style="--y:{narrow:g}px"' if narrow != y else ""
    return f'<g{attributes} transform="translate(0 {y:g})"{css}>{title}{body}</g>'
