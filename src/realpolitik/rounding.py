"""Numbers leave the program with 10 significant digits, so that the last bits of a machine never show."""

from __future__ import annotations

import math
from collections.abc import Mapping

DIGITS = 10


def rounded(number: float) -> float:
    """``number`` to 10 significant digits; ``ValueError`` for an infinity or not-a-number, a bug of the caller."""
    if not math.isfinite(number):
        raise ValueError(f"{number} has no place in a result")
    return float(f"{float(number):.{DIGITS - 1}e}") + 0.0


def rounded_values(numbers: Mapping[str, float]) -> dict[str, float]:
    """The same names with every number to 10 significant digits."""
    return {name: rounded(number) for name, number in numbers.items()}
