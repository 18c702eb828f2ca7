"""Answers go into the ledger: one that a person gives, or all that a case holds."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from realpolitik.case.case import Case
from realpolitik.errors import BadInput
from realpolitik.ledger.entry import RESOLUTION, Entry
from realpolitik.ledger.freezing import now_in_utc
from realpolitik.ledger.resolving import meant, resolution
from realpolitik.ledger.store import append, entries

Answer = tuple[str, str, datetime.date, str]  #: question, answer, day, source


def resolve(path: Path, answers: Sequence[Answer], *, correct: bool = False) -> list[Entry]:
    """Writes the answers that the ledger does not hold yet, all or none; gives the new entries.

    Raises BadInput where a question is not known, is resolved otherwise, or its answer is none.
    """
    known = entries(path)
    written = now_in_utc()
    made = [
        resolution(known, meant(known, name), answer, on=on, source=source, written=written, correct=correct)
        for name, answer, on, source in answers
    ]
    new = [content for content in made if content is not None]
    return append(path, [(RESOLUTION, content) for content in new]) if new else []


def answers_of(case: Case) -> list[Answer]:
    """The answers that a case holds (``resolved`` of its questions), each with a day and a source.

    Raises BadInput where it holds none.
    """
    found = [
        (
            f"{case.case}/{question.id}",
            question.resolved.as_,
            question.resolved.on or question.until,
            question.resolved.source or f"the case {case.case}",
        )
        for question in case.questions
        if question.resolved is not None
    ]
    if not found:
        raise BadInput(f"no question of {case.case} has `resolved`; nothing was resolved.")
    return found
