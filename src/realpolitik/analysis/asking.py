"""Questions that lean on the one before ("And by the end of 2026?"), said so that they can stand alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

LEANS = "And "


class Asking(Protocol):
    """A question of a case, or what an analysis says of it."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def asks(self) -> str:
        """What it asks."""


def in_full(questions: Iterable[Asking]) -> dict[str, str]:
    """What each question asks, by its id; one that begins with "And" stands behind the last one that does not."""
    full: dict[str, str] = {}
    before = ""
    for question in questions:
        leans = question.asks.startswith(LEANS) and before != ""
        full[question.id] = f"{before} {question.asks}" if leans else question.asks
        before = before if leans else question.asks
    return full
