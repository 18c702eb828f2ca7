"""Paths to items as faults print them: ``events[3].by``, ``factors.us_deal.prior``; an item's id may stand for it."""

from __future__ import annotations

import ast
import re
import unicodedata
from dataclasses import dataclass

from realpolitik.case.node import Node, step
from realpolitik.case.values import nearest
from realpolitik.errors import BadInput

Step = str | int
_STEP = re.compile(
    r"""\[(?P<number>\d{1,9})\]|\.?(?P<bracketed>\[(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\])"""
    r"""|\.?(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|\.?(?P<word>[^.\[\]'"]+)""",
    re.ASCII,
)
_KEPT = "Nothing was changed."


@dataclass(frozen=True)
class Target:
    """Where a path leads: ``node`` under ``key`` in ``parent``, or a place in ``parent`` where nothing stands yet.

    ``place`` are the positions of the steps down from the root; the last one is the number of parts of ``parent``
    where the item is missing, and ``name`` is then the key to add (None: one more item of a list).
    """

    parent: Node
    node: Node | None
    key: Node | None
    place: tuple[int, ...]
    name: str | None = None

    @property
    def path(self) -> str:
        """The path as faults print it."""
        if self.node is not None:
            return self.node.path
        return step(self.parent.path, self.place[-1] if self.name is None else self.name)


def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path. Names with other signs than letters, digits and ``_`` may stand in quotes.

    Raises BadInput for what is not a path.

    >>> steps("events[3].by"), steps("nature.report.by.'2025-12-31'"), steps("nature.report.by.2025-12-31")
    (('events', 3, 'by'), ('nature', 'report', 'by', '2025-12-31'), ('nature', 'report', 'by', '2025-12-31'))
    """
    found: list[Step] = []
    at = 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None or (not found and path[0] == "."):
            raise BadInput(f"'{path}' is not a path: see '{path[at:][:20]}'. Write it like events[3].by. {_KEPT}")
        if match["number"] is not None:
            found.append(int(match["number"]))
        elif (quoted := match["quoted"] or (match["bracketed"] or "")[1:-1]) != "":
            found.append(_unquoted(quoted))
        else:
            found.append(unicodedata.normalize("NFC", match["word"].strip()))
        at = match.end()
    if not found:
        raise BadInput(f"a path is missing, such as events[3].by or factors.us_deal.prior. {_KEPT}")
    return tuple(found)


def _unquoted(quoted: str) -> str:
    try:
        return unicodedata.normalize("NFC", str(ast.literal_eval(quoted)))
    except (ValueError, SyntaxError):
        return unicodedata.normalize("NFC", quoted[1:-1])


def follow(root: Node, path: str) -> Target:
    """Where ``path`` leads in a tree. Items of lists may be named by their ``id``.

    Only the last step may be missing: a key to add to a table, or the item after the last one of a list.
    Raises BadInput with the nearest names otherwise.
    """
    every = steps(path)
    parent, here = root, root
    key: Node | None = None
    place: tuple[int, ...] = ()
    for number, one in enumerate(every):
        parent, last = here, number + 1 == len(every)
        if parent.kind == "text":
            raise BadInput(_not_a_table(parent, one))
        at = _in_map(parent, str(one)) if parent.kind == "map" else _in_list(parent, one)
        if at is None:
            if last and parent.kind == "map":
                return Target(parent, None, None, (*place, len(parent.pairs)), str(one))
            if last and one == len(parent.items):
                return Target(parent, None, None, (*place, len(parent.items)))
            raise BadInput(_missing(parent, one))
        place = (*place, at)
        if parent.kind == "map":
            key, here = parent.pairs[at]
        else:
            key, here = None, parent.items[at]
    return Target(parent, here, key, place)


def _in_map(node: Node, name: str) -> int | None:
    return next((k for k, (key, _) in enumerate(node.pairs) if key.text == name), None)


def _in_list(node: Node, one: Step) -> int | None:
    ids = _ids(node)
    if isinstance(one, str):
        if one in ids:
            return ids.index(one)
        if not (one.isascii() and one.isdigit() and len(one) < 9):
            return None
        one = int(one)
    return one if one < len(node.items) else None


def _ids(node: Node) -> list[str | None]:
    """The ``id`` of each item of a list, None where it has none."""
    found = [item.get("id") if item.kind == "map" else None for item in node.items]
    return [unicodedata.normalize("NFC", one.text) if one is not None else None for one in found]


def _missing(parent: Node, one: Step) -> str:
    where = parent.path or "the case"
    if parent.kind == "list":
        ids = [name for name in _ids(parent) if name is not None]
        count = len(parent.items)
        if isinstance(one, int):
            between = f"[0] to [{count - 1}]" if count else "none"
            return f"{step(parent.path, one)} does not exist: the items there are {between}. {_KEPT}"
        known = nearest(one, ids) or (f"There are: {', '.join(ids[:12])}." if ids else "The items there have no ids.")
        return f"there is no item '{one}' under {where}; {known} {_KEPT}"
    names = parent.keys()
    known = nearest(str(one), names) or f"there are: {', '.join(names[:20])}."
    return f"there is no '{one}' under {where}; {known} {_KEPT}"


def _not_a_table(node: Node, one: Step) -> str:
    shown = node.text if len(node.text) <= 40 else node.text[:39] + "…"
    return (
        f"{node.path} is the text '{shown}', so it has no '{one}'. "
        f"Set {node.path} itself, for instance to a table '{{..: .., {one}: ..}}'. {_KEPT}"
    )
