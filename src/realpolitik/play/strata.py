"""The random numbers of the draws, spread evenly: Latin hypercube sampling.

With n draws the range of every uncertain input is cut into n equal parts and each draw takes another part, in an
order of its own for each input (McKay, Beckman and Conover 1979, "A comparison of three methods for selecting values
of input variables in the analysis of output from a computer code", section 2). Every input keeps its distribution, and
means over few draws vary much less than with independent numbers, above all for wishes held with some chance.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Uniforms(Protocol):
    """Where uniform numbers come from; ``numpy.random.Generator`` is one such place."""

    def random(self, size: int, /) -> Floats:
        """``size`` numbers between 0 and 1, shape (size,)."""


class Strata:
    """The uniform numbers of one draw (from 0) among ``draws``.

    Inputs must be asked for in the same order in every draw. The numbers depend on ``seed``, ``draws`` and ``draw``
    alone, so draws can be made anywhere and in any order.
    """

    def __init__(self, seed: int, draws: int, draw: int) -> None:
        self.seed, self.draws, self.draw = seed, draws, draw
        self.asked = 0

    def random(self, size: int, /) -> Floats:
        """The next ``size`` inputs' numbers, shape (size,)."""
        self.asked += 1
        return _table(self.seed, self.draws, self.asked - 1, size)[:, self.draw].copy()


@lru_cache(maxsize=1024)  # every draw of a play reads its own column of the same tables
def _table(seed: int, draws: int, asked: int, size: int) -> Floats:
    """The numbers of all draws, shape (size, draws)."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(0, asked)))
    part = rng.permuted(np.broadcast_to(np.arange(draws), (size, draws)), axis=1)
    return np.asarray((part + rng.random((size, draws))) / draws, dtype=np.float64)
