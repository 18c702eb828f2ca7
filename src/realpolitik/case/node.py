"""A YAML file as a tree of nodes that know their place. Scalars stay text; each field decides what its text means."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal, Self, TypeAlias

from realpolitik.case.syntax import is_name

Kind = Literal["text", "list", "map"]
#: The last step and the trail above it. Nodes share it: a path as text in each of them could fill the memory.
Trail: TypeAlias = "tuple[str | int, Trail | None]"
#: A key is shown no longer than this in a path.
_LONGEST_STEP = 60


@dataclass(eq=False, slots=True)
class Node:
    """A scalar, a list or a table. ``start`` and ``end`` are offsets in the file's text, line and column from 1.

    ``style`` is the quote or block sign of a scalar ('' for a plain one); ``flow`` marks ``{ }`` and ``[ ]``;
    ``trail`` are the steps from the top of the file, the last one first: ``(key, trail above)``, or None at the top.
    """

    kind: Kind
    trail: Trail | None
    line: int
    column: int
    start: int
    end: int
    text: str = ""
    style: str = ""
    flow: bool = False
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    made: bool = False  # not in the file as such: a longer form of a shorthand
    _places: tuple[int, dict[str, tuple[Node, Node]]] = field(default=(0, {}), repr=False)

    @property
    def path(self) -> str:
        """The dotted path in the file as written: ``actors.us.options``, ``events[3].by``."""
        steps: list[str | int] = []
        trail = self.trail
        while trail is not None:
            steps.append(trail[0])
            trail = trail[1]
        path = ""
        for key in reversed(steps):
            path = step(path, key)
        return path

    @property
    def is_empty(self) -> bool:
        """Nothing was written here."""
        return self.kind == "text" and not self.style and self.text == ""

    def keys(self) -> list[str]:
        """The keys of a table, in order."""
        return [key.text for key, _ in self.pairs]

    def get(self, name: str) -> Node | None:
        """The value under a key of a table."""
        found = self.pair(name)
        return found[1] if found is not None and found[0].text == name else None

    def key(self, name: str) -> Node | None:
        """The node of the key itself."""
        found = self.pair(name)
        return found[0] if found is not None and found[0].text == name else None

    def pair(self, name: str) -> tuple[Node, Node] | None:
        """The first key of that name, spaces around it aside, and its value."""
        count, places = self._places
        if count != len(self.pairs):
            places = {pair[0].text.strip(): pair for pair in reversed(self.pairs)}
            places |= {pair[0].text: pair for pair in reversed(self.pairs)}
            self._places = (len(self.pairs), places)
        return places.get(name)

    def word(self, text: str) -> Self:
        """A made scalar at this node's place."""
        return type(self)("text", self.trail, self.line, self.column, self.start, self.end, text, made=True)

    def table(self, *pairs: tuple[str | Node, Node]) -> Self:
        """A made table at this node's place."""
        made = type(self)("map", self.trail, self.line, self.column, self.start, self.end, made=True)
        made.pairs = [(self.word(k) if isinstance(k, str) else k, v) for k, v in pairs]
        return made

    def listed(self, items: list[Node]) -> Self:
        """A made list at this node's place."""
        made = type(self)("list", self.trail, self.line, self.column, self.start, self.end, made=True)
        made.items = items
        return made


def plain(node: Node) -> object:
    """The node as dicts, lists and texts (NFC); keys without a value are left out."""
    if node.kind == "text":
        return unicodedata.normalize("NFC", node.text)
    if node.kind == "list":
        return [plain(item) for item in node.items if not item.is_empty]
    return {key.text: plain(value) for key, value in node.pairs if not value.is_empty}


def step(path: str, key: str | int) -> str:
    """The path one step down: ``actors.us``, ``events[3]``, ``issues['a b']``."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if len(key) > _LONGEST_STEP:
        key = key[:_LONGEST_STEP] + "…"
    shown = key if is_name(key) or key in ("if", "in", "by", "else", "never", "nature", "at") else repr(key)
    return f"{path}.{shown}" if path else shown


def place(source: str, node: Node, start: int, end: int) -> tuple[int, int, int]:
    """Line, column and length in the file of characters ``start``..``end`` of a scalar's text.

    Folded lines, indents and quotes are stepped over by matching the characters one by one.
    """
    if node.kind != "text" or node.made or not node.text:
        return node.line, node.column, underline(source, node)
    at, stop, found = node.start, node.end, node.start
    for k, wanted in enumerate(node.text):
        while at < stop and source[at] != wanted and not (wanted == " " and source[at] in "\r\n"):
            at += 1
        if at >= stop:
            break
        found = at
        if k >= start:
            break
        at += 1
    else:
        found = at
    if start >= len(node.text):
        found = min(found, stop)
    line = node.line + source.count("\n", node.start, found)
    column = found - (source.rfind("\n", 0, found) + 1) + 1
    return line, column, max(1, end - start)


def underline(source: str, node: Node) -> int:
    """How many characters to underline: the node's first line."""
    newline = source.find("\n", node.start, node.end)
    end = node.end if newline < 0 else newline
    return max(1, len(source[node.start : end].rstrip()))


def find(tree: Node, loc: tuple[int | str, ...]) -> tuple[Node, Node | None]:
    """The node at ``loc`` and, where it stands under one, its key; steps that are not in the file are passed over."""
    node, key = tree, None
    for part in loc:
        if part == "[key]":
            return (key or node), key
        if node.kind == "map":
            found = node.pair(str(part))
            if found is not None:
                key, node = found
        elif node.kind == "list" and isinstance(part, int) and part < len(node.items):
            node, key = node.items[part], None
    return node, key
