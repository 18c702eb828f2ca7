"""Binds every formula of a case and notes what its names cannot mean."""

from __future__ import annotations

from realpolitik.case.case import Case
from realpolitik.case.document import Document
from realpolitik.case.names import scope_of, standings
from realpolitik.case.node import Node
from realpolitik.case.shape import find


def bind_all(case: Case, document: Document, tree: Node) -> None:
    """Look up the names of every formula, each where it stands."""
    scope = scope_of(case)
    for standing in standings(case):
        if standing.formula.is_bound:
            continue
        node, _ = find(tree, standing.loc)
        for fault in scope.bind(standing.formula, standing.over, standing.own):
            document.add(fault.slug, fault.message, node, span=(fault.start, fault.end), hint=fault.hint)
