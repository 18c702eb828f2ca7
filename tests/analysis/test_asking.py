"""Questions that lean on the one before are said in full."""

from __future__ import annotations

import datetime

from realpolitik.analysis.asking import in_full
from realpolitik.case.parts.time import Question


def question(name: str, asks: str) -> Question:
    return Question.model_validate(
        {"id": name, "asks": asks, "happens": "ever x", "until": datetime.date(2025, 12, 31)}
    )


def test_a_question_that_leans_stands_behind_the_last_one_that_does_not() -> None:
    asked = [
        question("a", "Will it rain in 2025?"),
        question("b", "And in 2026?"),
        question("c", "And in 2027?"),
        question("d", "Will it snow?"),
        question("e", "And later?"),
    ]
    assert in_full(asked) == {
        "a": "Will it rain in 2025?",
        "b": "Will it rain in 2025? And in 2026?",
        "c": "Will it rain in 2025? And in 2027?",
        "d": "Will it snow?",
        "e": "Will it snow? And later?",
    }


def test_the_first_question_has_none_to_lean_on() -> None:
    assert in_full([question("a", "And now?")]) == {"a": "And now?"}
