"""Formulas: ``not (invade and russia.defend)``, ``impulse in [ordered, implied]``, ``at least 2 of (a, b, c)``.

A formula is parsed once into a small tree, bound once to the names of its case (bare names get their actor,
scenario and explanation names are replaced by their own formulas), and then evaluated on whole arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Column:
    """One variable's value in every row: ``values`` by name, ``index`` an integer array of any (broadcastable) shape."""

    values: tuple[str, ...]
    index: NDArray[np.integer]


class Formula:
    """``text`` as written; after binding ``mentions()`` and ``holds(columns)`` work with canonical names.

    Canonical names: a factor ``us_deal``; an option ``azerbaijan.escalate``; nature ``nature.crash_report``.
    """

    text: str

    def mentions(self) -> frozenset[str]:
        """Canonical names of the variables the formula mentions (macros expanded)."""
        raise NotImplementedError

    def holds(self, columns: Mapping[str, Column]) -> NDArray[np.bool_]:
        """Truth in every row: boolean array broadcast over the mentioned columns' index arrays."""
        raise NotImplementedError
