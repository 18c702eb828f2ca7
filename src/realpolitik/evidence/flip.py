"""How reliable would a source have to be for the headline to change?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from realpolitik.evidence.numbers import Floats

#: Changes smaller than this share of the whole are rounding, not a crossing.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Flip:
    """The share ``reliable`` of a source nearest to the present one at which the headline changes.

    ``change`` is ``leading`` where another explanation (``becomes``) takes the lead, ``half`` where the leading
    explanation crosses 50 % (``becomes`` is then that explanation itself). ``confirmed``: the case was weighed anew
    just on either side, and the headline did change there.
    """

    reliable: float
    change: Literal["leading", "half"]
    becomes: str
    confirmed: bool = False


def flip_point(
    names: Sequence[str],
    truth: NDArray[np.bool_],
    able: Sequence[int],
    lead: int,
    present: float,
    if_reliable: Floats,
    if_not: Floats,
) -> Flip | None:
    """The flip point of a source, or None where the headline is the same for every share from 0 to 1.

    ``if_reliable`` and ``if_not`` (W,) are P(world and all reports) given that the source is reliable, and that it
    is not (its other two states in their ratio), in the same unit. With r the share of reliable, every explanation's
    weight is r a + (1 - r) b, so each comparison of two of them, and of one with half of the whole, is linear in r
    and its zero is exact. ``able`` are the explanations that may lead.
    """
    a, b = truth @ if_reliable, truth @ if_not
    whole_a, whole_b = float(if_reliable.sum()), float(if_not.sum())
    found: list[tuple[float, int, Flip]] = []
    rivals = [k for k in able if k != lead]
    lines: list[tuple[float, float, Literal["leading", "half"], int]] = [
        (a[lead] - a[k], b[lead] - b[k], "leading", k) for k in rivals
    ]
    lines.append((a[lead] - whole_a / 2.0, b[lead] - whole_b / 2.0, "half", lead))
    for at_one, at_zero, change, k in lines:
        near_one = 0.0 if abs(at_one) <= ROUNDING * whole_a else at_one
        near_zero = 0.0 if abs(at_zero) <= ROUNDING * whole_b else at_zero
        if near_one * near_zero < 0.0:
            share = float(near_zero / (near_zero - near_one))
            found.append((abs(share - present), len(found), Flip(share, change, names[k])))
    return min(found, key=lambda f: f[:2])[2] if found else None
