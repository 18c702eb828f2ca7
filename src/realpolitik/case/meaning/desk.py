"""Where a check works: the case, its tree in long form, and the place to note what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from realpolitik.case.case import Case
from realpolitik.case.document import Document
from realpolitik.case.node import Node, find
from realpolitik.case.parts.part import Part
from realpolitik.errors import Severity

Loc = tuple[str | int, ...]
#: What a small truth table costs besides its cells, in cells.
_PER_TABLE = 10_000


@dataclass
class Desk:
    """One case under check."""

    case: Case
    document: Document
    tree: Node
    _left: int = 2**27  #: cells of truth tables that may still be looked at: about a second

    def may_spend(self, cells: int) -> bool:
        """Whether a table of so many cells may be looked at; what is too much for a check is left unasked."""
        cells += _PER_TABLE
        if cells > self._left:
            return False
        self._left -= cells
        return True

    @property
    def has_errors(self) -> bool:
        """Whether anything noted so far stops the loading."""
        return any(f.severity == "error" for f in self.document.faults)

    def node(self, loc: Loc) -> Node:
        """The node at ``loc`` in the long form."""
        return find(self.tree, loc)[0]

    def wrote(self, *loc: str | int) -> bool:
        """Whether the analyst wrote something at ``loc``."""
        holder = find(self.tree, loc[:-1])[0]
        return holder.kind == "map" and holder.get(str(loc[-1])) is not None

    def note(
        self,
        slug: str,
        message: str,
        loc: Loc,
        *,
        hint: str = "",
        at_key: bool = False,
        span: tuple[int, int] | None = None,
        severity: Severity = "error",
        path: str | None = None,
    ) -> None:
        """Note a fault at ``loc``; ``at_key`` points to the key, ``span`` to characters of the text."""
        node, key = find(self.tree, loc)
        place = key if at_key and key is not None else node
        if path is None and place is key and not node.made:
            path = node.path
        self.document.add(slug, message, place, hint=hint, span=span, severity=severity, path=path)

    def warn(
        self, slug: str, message: str, loc: Loc, *, hint: str = "", at_key: bool = False, path: str | None = None
    ) -> None:
        """Note something that does not stop the loading."""
        self.note(slug, message, loc, hint=hint, at_key=at_key, severity="warning", path=path)


def every_part(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, Part]]:
    """``part`` and every part within it, each with its place in the long form."""
    yield loc, part
    for name, field in type(part).model_fields.items():
        yield from _within(getattr(part, name), (*loc, field.alias or name))


def _within(value: object, loc: Loc) -> Iterator[tuple[Loc, Part]]:
    if isinstance(value, Part):
        yield from every_part(value, loc)
    elif isinstance(value, tuple):
        for k, item in enumerate(value):
            yield from _within(item, (*loc, k))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within(item, (*loc, str(key)))
