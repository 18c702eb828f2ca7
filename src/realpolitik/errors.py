"""What can go wrong, in one tree.

    RealpolitikError
    ├── BadInput            the caller's file or argument is at fault        exit code 2
    │   └── CaseFaults      a case file has faults; all of one phase at once
    └── OurBug              a promise of the program itself is broken        exit code 3

A fault is a *finding about the input*, not an exception: a phase collects every fault and raises
``CaseFaults`` once. Slugs are stable: ``realpolitik explain SLUG`` tells more about each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an input, with its place.

    ``line`` and ``column`` count from 1 (0: no place in the file); ``length`` is the number of
    characters to underline; ``path`` is the dotted path of the item, such as ``events[3].by``.
    """

    slug: str
    message: str
    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""
    hint: str = ""
    severity: Severity = "error"


class RealpolitikError(Exception):
    """Anything this package raises on purpose."""

    exit_code = 3


class BadInput(RealpolitikError):
    """A file or an argument cannot be used as it is; the message says why and what was not done."""

    exit_code = 2


class CaseFaults(BadInput):
    """A case has one fault or more; ``faults`` holds them all, errors and warnings, in file order.

    ``not_done`` says what did not happen because of them.
    """

    def __init__(self, faults: tuple[Fault, ...], not_done: str = "nothing was run") -> None:
        self.faults = faults
        self.not_done = not_done
        first = next((f for f in faults if f.severity == "error"), faults[0])
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        place = f"{first.file}:{first.line}:{first.column}  " if first.line else ""
        super().__init__(f"{place}{first.slug}  {first.path}: {first.message}{more}")


class OurBug(RealpolitikError):
    """A promise of the program itself does not hold; please report it."""

    exit_code = 3
