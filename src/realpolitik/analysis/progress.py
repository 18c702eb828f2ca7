"""What a waiting caller is told while an analysis runs; nothing that is told ever changes a result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Is called when a stage begins, and after each of its parts where it has ``total`` parts.

    ``done`` of 0 with a ``total`` of 0: the stage begins, and how much of it there is cannot be told.
    """

    def __call__(self, stage: str, done: int = 0, total: int = 0, /) -> None: ...


def unheard(stage: str, done: int = 0, total: int = 0, /) -> None:
    """Where nobody waits."""


def parts_of(stage: str, tell: Progress) -> Callable[[int, int], None]:
    """What an engine calls with ``done`` and ``total``, told as parts of ``stage``."""
    return lambda done, total: tell(stage, done, total)
