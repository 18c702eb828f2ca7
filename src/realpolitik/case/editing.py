"""Changes one value of a case file in its text, or takes one key out: all other characters stay.

The file is never written out again from its tree, so comments, blank lines, quotes, line ends and the order of keys
are kept. Every edit is read back before it is given out: the new text must say what was asked, and the same as before
everywhere else; so a value that would break its line or be read as something else is put in quotes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from realpolitik.case.document import read_document
from realpolitik.case.node import Node
from realpolitik.case.path import Target, follow
from realpolitik.errors import BadInput, CaseFaults

#: What a tree says: texts, None (nothing written), lists, and tables as lists of (key, value).
Shape: TypeAlias = object
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Edit:
    """A text with one value changed. ``old`` and ``new`` are the value as written (``old`` None: it was not there).

    ``path`` is the value's path as faults print it.
    """

    text: str
    path: str
    old: str | None
    new: str


def edit(text: str, path: str, value: str) -> str:
    """``text`` with the value at ``path`` changed to ``value``; see ``edited``."""
    return edited(text, path, value).text


def edited(text: str, path: str, value: str) -> Edit:
    """The text of a case with the value at ``path`` changed.

    ``value`` is what one would write after ``key:``. Text that begins with ``[`` or ``{`` and is a whole list or table
    is taken as one, text in quotes without its quotes; anything else is one text and is quoted where it must be.
    A missing last step adds a key to a table or an item to a list. Of a value with its provenance,
    ``{value: .., source: ..}``, only the value changes.

    Raises CaseFaults where the text cannot be read at all, and BadInput where the path leads nowhere or the value
    cannot be put there without touching more.

    >>> edit("case: x   # the name\\nfactors: {a: {asks: Is it?, prior: 20%}}\\n", "factors.a.prior", "likely")
    'case: x   # the name\\nfactors: {a: {asks: Is it?, prior: likely}}\\n'
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    root = tree(text)
    wanted, ways = _meant(value)
    target = follow(root, path)
    if target.node is not None and target.node.kind == "map" and isinstance(wanted, str):
        judged = [k for k, (key, _) in enumerate(target.node.pairs) if key.text == "value"]
        if judged:
            key, inner = target.node.pairs[judged[0]]
            target = Target(target.node, inner, key, (*target.place, judged[0]))
    before = _shape(root)
    expected = _with(before, target, wanted)
    old = None if target.node is None else _written(text, target.node)
    if expected == before and old is not None:
        return Edit(mark + text, target.path, old, old)
    for new in _in_order(ways, target.node):
        for start, end, piece in _places(text, target, new):
            made = text[:start] + piece + text[end:]
            try:
                if _shape(tree(made)) == expected:
                    return Edit(mark + made, target.path, old, new)
            except CaseFaults:
                continue
    raise BadInput(
        f"{path} cannot be set to '{value[:60]}' without touching the lines around it; change it in an editor. "
        "Nothing was changed."
    )


def without(text: str, path: str) -> str:
    """The text of a case with the key at ``path`` and its value taken out of the table that holds them.

    Raises BadInput where the path leads nowhere, or where a comment beside the key would be lost with it.

    >>> without("case: x\\nfactors: {a: {asks: Is it?, check: Judge it}}\\n", "factors.a.check")
    'case: x\\nfactors: {a: {asks: Is it?}}\\n'
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    root = tree(text)
    target = follow(root, path)
    if target.node is None or target.key is None:
        raise BadInput(f"there is no {path} to take out. Nothing was changed.")
    expected = _less(_shape(root), target.place)
    for start, end in _spans(text, target.key, target.node):
        made = text[:start] + text[end:]
        try:
            if _shape(tree(made)) == expected:
                return mark + made
        except CaseFaults:
            continue
    raise BadInput(
        f"{path} cannot be taken out without touching what stands beside it; change it in an editor. "
        "Nothing was changed."
    )


def _less(shape: Shape, place: tuple[int, ...]) -> Shape:
    """A shape without the part at a place."""
    assert isinstance(shape, list)
    made: list[Shape] = list(shape)
    at, rest = place[0], place[1:]
    if not rest:
        del made[at]
        return made
    old = made[at]
    made[at] = (old[0], _less(old[1], rest)) if isinstance(old, tuple) else _less(old, rest)
    return made


def _spans(text: str, key: Node, value: Node) -> Iterator[tuple[int, int]]:
    """The spans that may go with a key: its lines in a block, or the key with the comma before or after it."""
    end = _colon(text, key) if value.is_empty else _stop(value, text)
    line = max(text.rfind("\n", 0, key.start), text.rfind("\r", 0, key.start)) + 1
    behind = re.compile(r"[ \t]*(\r\n|\n|\r|$)").match(text, end)
    if not text[line : key.start].strip() and behind:
        yield line, behind.end()
    if before := re.search(r",\s*$", text[: key.start]):
        yield before.start(), end
    if after := re.compile(r"\s*,\s*").match(text, end):
        yield key.start, after.end()


@lru_cache(maxsize=4)  # an edit and a sitting ask many things of the same few texts
def tree(text: str) -> Node:
    """The nodes of a text, without a byte order mark, not to be changed. Raises CaseFaults where there are none."""
    document = read_document(text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"), "<text>")
    assert document.root is not None  # read_document raises where there is none
    return document.root


def _shape(node: Node) -> Shape:
    """What a tree says, without places and styles; None: nothing is written there."""
    if node.kind == "text":
        return None if node.is_empty else node.text
    if node.kind == "list":
        return [_shape(item) for item in node.items]
    return [(key.text, _shape(value)) for key, value in node.pairs]


def _with(shape: Shape, target: Target, wanted: Shape) -> Shape:
    def put(here: Shape, place: tuple[int, ...]) -> Shape:
        if not place:
            return wanted
        assert isinstance(here, list)
        made: list[Shape] = list(here)
        at, rest = place[0], place[1:]
        if at == len(here):
            made.append(wanted if target.name is None else (target.name, wanted))
        else:
            old = here[at]
            made[at] = (old[0], put(old[1], rest)) if isinstance(old, tuple) else put(old, rest)
        return made

    return put(shape, target.place)


def _meant(value: str) -> tuple[Shape, tuple[str, ...]]:
    """What a typed value says, and the ways to write it, the plainest first."""
    typed = value.strip()
    if typed[:1] in ("[", "{", "'", '"'):
        try:
            node = read_document(f"v: {typed}".encode("utf-8", "surrogatepass"), "<text>").root
        except CaseFaults:
            node = None
        written = None if node is None else node.get("v")
        if written is not None and written.end - 3 == len(typed) and not _LINE_END.search(typed):
            return _shape(written), (typed,)
    text = unicodedata.normalize("NFC", value)
    single = "'" + text.replace("'", "''") + "'"
    double = json.dumps(text, ensure_ascii=False)
    return text, (text, single, double) if '"' in text or "\\" in text else (text, double, single)


def _in_order(ways: tuple[str, ...], old: Node | None) -> tuple[str, ...]:
    """The ways to write a value, the quotes that stand there already first."""
    if old is None or old.style not in ("'", '"') or len(ways) == 1:
        return ways
    return tuple(sorted(ways, key=lambda way: way[:1] != old.style))


def _written(text: str, node: Node) -> str:
    """The value as it stands in the file."""
    return text[node.start : _stop(node, text)]


def _stop(node: Node, text: str) -> int:
    """Where the last character of a value ends; a block's own mark lies at the next thing after it."""
    if node.kind == "list" and not node.flow:
        return _stop(node.items[-1], text)
    if node.kind == "map" and not node.flow:
        key, value = node.pairs[-1]
        return _colon(text, key) if value.is_empty else _stop(value, text)
    if node.style in ("|", ">") and "+" not in text[node.start : node.start + 4]:
        return node.start + len(text[node.start : node.end].rstrip())
    return node.end


def _colon(text: str, key: Node) -> int:
    """The place after a key's colon, or after the key where it has none."""
    rest = re.compile(r"[ \t]*:").match(text, key.end)
    return rest.end() if rest else key.end


def _places(text: str, target: Target, new: str) -> Iterator[tuple[int, int, str]]:
    """The spans that may be replaced to put ``new`` in place, with what replaces them."""
    node, key = target.node, target.key
    if node is None:
        yield from _additions(text, target, new)
    elif node.is_empty:
        if key is not None:
            colon = _colon(text, key)
            yield colon, colon, f" {new}" if text[colon - 1 : colon] == ":" else f": {new}"
    elif node.style in ("|", ">"):
        header = _LINE_END.split(text[node.start : node.end], maxsplit=1)[0]
        comment = re.search(r"[ \t]+#.*", header)
        yield node.start, _stop(node, text), new + (comment[0] if comment else "")
    elif node.kind == "text":
        yield node.start, node.end, new
    else:
        _keep_comments(text, node, target)
        if node.flow or key is None:
            yield node.start, _stop(node, text), new
        else:  # a block's lines give way to one value in the line of its key, before that line's comment
            colon = _colon(text, key)
            rest = _LINE_END.split(text[colon : node.start])[0].rstrip()
            yield colon, _stop(node, text), f" {new}{rest}"


def _keep_comments(text: str, node: Node, target: Target) -> None:
    """Raise BadInput where comments stand between the parts of a list or table that is to be replaced as a whole."""
    pieces, at = [], node.start
    if target.key is not None:
        between = text[_colon(text, target.key) : node.start]
        pieces.append(between[len(_LINE_END.split(between)[0]) :])
    for leaf in _leaves(node):
        pieces.append(text[at : leaf.start])
        at = max(at, _stop(leaf, text))
    pieces.append(text[at : _stop(node, text)])
    if any(re.search(r"(^|\s)#", piece) for piece in pieces):
        raise BadInput(
            f"comments stand inside {node.path}, and would be lost if it were replaced as a whole; set its items "
            "one by one, or change it in an editor. Nothing was changed."
        )


def _leaves(node: Node) -> Iterator[Node]:
    if node.kind == "text":
        if not node.is_empty:
            yield node
        return
    for item in node.items:
        yield from _leaves(item)
    for key, value in node.pairs:
        yield key
        yield from _leaves(value)


def _additions(text: str, target: Target, new: str) -> Iterator[tuple[int, int, str]]:
    """A key more in a table, or an item more in a list: after the last one, written as its neighbours are."""
    parent = target.parent
    for name in ("",) if target.name is None else _meant_key(target.name):
        piece = f"{name}: {new}" if target.name is not None else new
        if parent.flow:
            if not parent.items and not parent.pairs:
                yield parent.start + 1, parent.start + 1, piece
            else:
                stop = _last_of_flow(text, parent)
                yield stop, stop, f", {piece}"
            continue
        newline = match[0] if (match := _LINE_END.search(text)) else "\n"
        line = " " * (parent.column - 1) + (piece if target.name is not None else f"- {piece}")
        for stop in dict.fromkeys((_stop(parent, text), parent.end)):
            if text[stop - 1 : stop] in ("\n", "\r"):
                yield stop, stop, line + newline
            elif (end := _LINE_END.search(text, stop)) is not None:
                yield end.end(), end.end(), line + newline
            else:
                yield len(text), len(text), newline + line


def _meant_key(name: str) -> tuple[str, ...]:
    return (name, json.dumps(name, ensure_ascii=False))


def _last_of_flow(text: str, parent: Node) -> int:
    """Where the last part of a list in ``[ ]`` or a table in ``{ }`` ends."""
    if parent.items:
        return _stop(parent.items[-1], text)
    key, value = parent.pairs[-1]
    return _colon(text, key) if value.is_empty else _stop(value, text)
