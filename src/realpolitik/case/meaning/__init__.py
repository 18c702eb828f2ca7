"""What a case means: names looked up, numbers that must fit each other, states and dates that must exist."""

from __future__ import annotations

from realpolitik.case.case import Case
from realpolitik.case.document import Document
from realpolitik.case.meaning.answers import check_answers
from realpolitik.case.meaning.binding import check_formulas
from realpolitik.case.meaning.dates import check_dates
from realpolitik.case.meaning.desk import Desk
from realpolitik.case.meaning.moves import check_moves
from realpolitik.case.meaning.naming import check_names
from realpolitik.case.meaning.references import check_references
from realpolitik.case.meaning.shares import check_shares
from realpolitik.case.meaning.spare import check_spare
from realpolitik.case.meaning.states import check_states
from realpolitik.case.meaning.telling import check_telling
from realpolitik.case.meaning.wants import check_wants
from realpolitik.case.meaning.worlds import check_worlds
from realpolitik.case.node import Node
from realpolitik.case.shorthand import Table

__all__ = ["check_meaning"]


def check_meaning(case: Case, document: Document, tree: Node, tables: list[Table]) -> None:
    """Check what ``case`` means and bind its formulas in place; faults are noted in ``document``.

    What needs states or worlds is looked at only when all names are right, so that one wrong name is one fault; what
    a careful colleague would ask about, only in a case without errors.
    """
    desk = Desk(case, document, tree)
    check_names(desk)
    check_references(desk)
    check_shares(desk, tables)
    check_wants(desk)
    check_formulas(desk)
    check_dates(desk)
    if desk.has_errors:
        return
    check_answers(desk)
    check_moves(desk)
    check_worlds(desk)
    check_states(desk)
    if desk.has_errors:
        return
    check_spare(desk)
    check_telling(desk)
