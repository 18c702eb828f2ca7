"""Runs the checks of meaning in order; later ones need the names of the earlier ones."""

from __future__ import annotations

from realpolitik.case.case import Case
from realpolitik.case.document import Document
from realpolitik.case.meaning.binding import bind_all
from realpolitik.case.node import Node
from realpolitik.case.shorthand import Table


def check_meaning(case: Case, document: Document, tree: Node, tables: list[Table]) -> Case:
    """The case with every formula bound; faults are noted in ``document``."""
    bind_all(case, document, tree)
    return case
