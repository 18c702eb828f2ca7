"""Tidies the text of a case without changing what it says: spaces at line ends, line ends, indents, the last line.

Only white space at the start and the end of lines changes. The order of keys, comments, quotes, the styles of lists
and tables and blank lines between parts stay. The tidied text is read back: it must give the very same tree, and the
same case, or less is tidied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from realpolitik.case.case import Case
from realpolitik.case.document import read_document
from realpolitik.case.loading import load_bytes
from realpolitik.case.node import Node
from realpolitik.errors import CaseFaults

STEP = 2  #: spaces by which a part stands further in than what it belongs to
_LINE_END = re.compile(r"\r\n|\n|\r")


def tidied(text: str, file: str = "<text>") -> str:
    """The tidied text of a case. What is tidy stays byte for byte, so tidying twice is tidying once.

    Raises CaseFaults where the case has errors: what a broken text means cannot be kept.
    """
    case = load_bytes(text.encode("utf-8"), file)
    made = tidied_text(text)
    if made == text or same(case, load_bytes(made.encode("utf-8"), file)):
        return made
    return text


def same(one: Case, other: Case) -> bool:
    """Whether two cases say the same in the same words, whatever their files look like."""
    return all(getattr(one, name) == getattr(other, name) for name in type(one).model_fields)


def tidied_text(text: str) -> str:
    """The same for any YAML text: the tidiest of the texts below that gives the same tree."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    before = _tree(body)
    told = _told(before)
    newline = _usual_newline(body)
    lines = _LINE_END.split(body)
    kept = _held_lines(body, before)
    deltas = _deltas(body, before, lines)
    moved = [_moved(line, deltas.get(number, 0)) for number, line in enumerate(lines, 1)]
    for attempt in (moved, lines):
        stripped = newline.join(line if n in kept else line.rstrip(" \t") for n, line in enumerate(attempt, 1))
        for made in (stripped.rstrip("\r\n\t ") + newline, stripped):
            if _says(made) == told:
                return mark + made
    return text


def _tree(text: str) -> Node:
    document = read_document(text.encode("utf-8"), "<text>")
    assert document.root is not None  # read_document raises where there is none
    return document.root


def _told(node: Node) -> object:
    """What a tree says with the styles it is said in, without places."""
    if node.kind == "text":
        return node.text, node.style
    parts = [_told(item) for item in node.items] + [(_told(key), _told(value)) for key, value in node.pairs]
    return node.kind, node.flow, parts


def _says(text: str) -> object:
    try:
        return _told(_tree(text))
    except CaseFaults:
        return None


def _usual_newline(text: str) -> str:
    """The line end that most lines have."""
    ends = _LINE_END.findall(text)
    return max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "text":
        yield node
    for item in node.items:
        yield from _scalars(item)
    for key, value in node.pairs:
        yield key
        yield from _scalars(value)


def _held_lines(text: str, root: Node) -> set[int]:
    """Lines whose last spaces belong to a text: those of blocks and of quoted texts over several lines."""
    held: set[int] = set()
    for one in _scalars(root):
        if one.style in ("|", ">"):
            held |= set(range(one.line + 1, _line_of(text, one.line, one.start, one.end) + 1))
        elif one.style in ("'", '"'):
            held |= set(range(one.line, _line_of(text, one.line, one.start, one.end)))
    return held


def _line_of(text: str, line: int, start: int, end: int) -> int:
    """The line in which a text from ``start`` to ``end`` has its last word, where ``start`` is in ``line``."""
    return line + len(_LINE_END.findall(text[start:end].rstrip()))


def _deltas(text: str, root: Node, lines: list[str]) -> dict[int, int]:
    """By how many spaces each line moves to the right (negative: to the left)."""
    moves: dict[int, int] = {}
    _place(text, root, 1, moves, lines)
    _follow_comments(moves, lines)
    return moves


def _place(text: str, node: Node, column: int, moves: dict[int, int], lines: list[str]) -> None:
    """Note the moves of a block whose first line is to begin at ``column``, and of all that is in it."""
    move = column - node.column
    if node.kind == "map":
        for key, value in node.pairs:
            moves.setdefault(key.line, move)
            _place_value(text, value, key.line, column + STEP, move, moves, lines)
        return
    line = node.line
    for item in node.items:
        line = _dash_line(item, node.column, line, lines)
        moves.setdefault(line, move)
        _place_value(text, item, line, column + STEP, move, moves, lines)
        line = item.line


def _place_value(
    text: str, value: Node, line: int, column: int, move: int, moves: dict[int, int], lines: list[str]
) -> None:
    """Note the moves of a value: a block on lines of its own gets ``column``, the rest moves with its first line."""
    if value.kind != "text" and not value.flow:
        _place(text, value, column if value.line > line else value.column + move, moves, lines)
    elif not value.is_empty:
        for further in range(line + 1, _line_of(text, value.line, value.start, value.end) + 1):
            moves.setdefault(further, move)


def _dash_line(item: Node, column: int, after: int, lines: list[str]) -> int:
    """The line of the dash before an item: its own, or one above where the dash stands alone."""
    for number in range(item.line, after - 1, -1):
        line = lines[number - 1] if number <= len(lines) else ""
        if line[column - 1 : column] == "-" and (number == after or not line[: column - 1].strip()):
            return number
    return item.line


def _follow_comments(moves: dict[int, int], lines: list[str]) -> None:
    """A comment on lines of its own moves with what comes next, or with the part above that it stands level with."""
    below: int | None = None
    for number in range(len(lines), 0, -1):
        if number in moves:
            below = number
        elif lines[number - 1].lstrip().startswith("#"):
            indent = _indent(lines[number - 1])
            level = below
            if below is None or _indent(lines[below - 1]) != indent:
                above = (n for n in range(number - 1, 0, -1) if n in moves and _indent(lines[n - 1]) == indent)
                level = next(above, below)
            moves[number] = 0 if level is None else moves[level]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _moved(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, _indent(line)) :]
