"""Worlds: one value for every factor, and one world more, "something else"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Column, Formula


@dataclass(frozen=True)
class Worlds:
    """The worlds of a case: the product of the factors' values, first factor slowest, then "something else" last.

    ``factors`` are the factors' names, ``values`` the value names of each.
    """

    factors: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, case: Case) -> Worlds:
        """The worlds of a case, factors in the order they are written."""
        return cls(tuple(case.factors), tuple(tuple(f.values) for f in case.factors.values()))

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of values of each factor."""
        return tuple(len(v) for v in self.values)

    @property
    def named(self) -> int:
        """Number of worlds without "something else"."""
        return prod(self.shape)

    @property
    def size(self) -> int:
        """Number of worlds, "something else" (the last one) included."""
        return self.named + 1

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Each factor's value index in every named world, flat."""
        index = np.indices(self.shape, dtype=np.int16).reshape(len(self.shape), self.named)
        return {f: Column(v, index[k]) for k, (f, v) in enumerate(zip(self.factors, self.values, strict=True))}

    def holds(self, formula: Formula) -> NDArray[np.bool_]:
        """Truth of a formula over factors in every world, shape (size,); False in "something else"."""
        truth = np.zeros(self.size, dtype=np.bool_)
        truth[:-1] = formula.holds(self.columns)
        return truth
