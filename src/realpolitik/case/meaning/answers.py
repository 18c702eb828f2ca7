"""How a question came out (``resolved``): an answer that its question can have, on a day that lay ahead."""

from __future__ import annotations

from realpolitik.case.meaning.desk import Desk
from realpolitik.case.parts.time import Question

WORDS = ("yes", "no", "void")


def check_answers(desk: Desk) -> None:
    """Check every ``resolved``. Formulas must be bound."""
    case = desk.case
    for k, question in enumerate(case.questions):
        answer = question.resolved
        if answer is None:
            continue
        values = _values(desk, question)
        if answer.as_ not in (*WORDS, *values) and not _is_share(answer.as_):
            known = ", ".join((*WORDS, "a share from 0 to 1", *values))
            desk.note("bad-answer", f"'{answer.as_[:40]}' is no answer", ("questions", k, "resolved", "as"), hint=known)
        if answer.on is not None and case.as_of is not None and answer.on <= case.as_of:
            desk.warn(
                "answered-before", f"it came out so by as_of, {case.as_of}: no forecast of it can be scored",
                ("questions", k, "resolved", "on"),
            )  # fmt: skip


def _values(desk: Desk, question: Question) -> tuple[str, ...]:
    """The values of the option that is asked about; none where the question is not at which value one stands."""
    found = question.happens.first.assignment() if question.happens.kind == "at" else None
    if found is None:
        return ()
    owner, _, name = found[0].partition(".")
    options = (
        desk.case.nature if owner == "nature" else desk.case.actors[owner].options if owner in desk.case.actors else {}
    )
    return options[name].values if name in options else ()


def _is_share(text: str) -> bool:
    try:
        number = float(text.strip().removesuffix("%")) / (100.0 if text.strip().endswith("%") else 1.0)
    except ValueError:
        return False
    return 0.0 <= number <= 1.0
