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
from realpolitik.ledger.verifying import sound

Answer = tuple[str, str, datetime.date, str]  #: question, answer, day, source


def resolve(path: Path, answers: Sequence[Answer], *, correct: bool = False) -> list[Entry]:
    """Writes the answers that the ledger does not hold yet, all or none; gives the new entries.

    Raises BadInput where a question is not known, is resolved otherwise, or its answer is none.
    """
    written = now_in_utc()

    def made(held: list[Entry]) -> list[tuple[str, dict[str, object]]]:
        known = sound(held)
        found = [
            resolution(known, meant(known, name), answer, on=on, source=source, written=written, correct=correct)
            for name, answer, on, source in answers
        ]
        return [(RESOLUTION, content) for content in found if content is not None]

    return append(path, made) if made(entries(path)) else []


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
