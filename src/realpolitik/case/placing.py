"""Finds the line of a fault that was told by its path alone, as an engine does that has only the case."""

from __future__ import annotations

from dataclasses import replace

from realpolitik.case.editing import tree
from realpolitik.case.path import follow
from realpolitik.errors import BadInput, Fault


def placed(fault: Fault, text: str, file: str) -> Fault:
    """``fault`` with its place in ``text``: that of its path, or of the nearest item above it that is written."""
    path = fault.path
    while path:
        try:
            node = follow(tree(text), path).node
        except BadInput:  # also where there is no tree at all
            node = None
        if node is not None:
            line = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[node.line - 1]
            length = node.end - node.start if node.kind == "text" and node.end <= len(text) else 1
            return replace(fault, file=file, line=node.line, column=node.column, length=max(1, length), text=line)
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return fault
