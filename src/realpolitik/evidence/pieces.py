"""The posterior as a sum of products of small pieces, each of which depends on only a few judged ranges.

P(world, reports) is a product of the prior's tables and, for each group of linked items, of a sum over the hidden
states of their sources of a product of one piece an item. A piece gives its numbers for any values of its own ranges,
and an enclosure of them over a box of such values; so the extremes of the posterior can be found without building the
whole model anew for every combination.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from realpolitik.evidence.numbers import Floats

Evaluate = Callable[[Floats], Floats]  #: values (V, inputs of the piece) -> numbers (V, classes, states)


@dataclass(eq=False)
class Piece:
    """``inputs``: places of its ranges among all; ``group``: the linked items it belongs to (-1: the prior).

    ``linear``: every one of its numbers is linear in each range, or linear up to a factor common to the whole sum, so
    that extremes lie at the ranges' ends. ``enclose`` gives the lowest and highest numbers over a box.
    """

    inputs: tuple[int, ...]
    group: int
    linear: bool
    at: Evaluate
    enclose: Callable[[Floats, Floats], tuple[Floats, Floats]]


@dataclass(eq=False)
class Pieces:
    """Everything that varies, over classes of worlds that nothing varying tells apart.

    ``low`` and ``high`` (n,) are the ranges' ends, ``fixed`` (classes,) what does not vary, ``truth`` (explanations,
    classes); ``names`` (n,) tell where each range stands.
    """

    names: tuple[str, ...]
    low: Floats
    middle: Floats
    high: Floats
    pieces: tuple[Piece, ...]
    fixed: Floats
    truth: NDArray[np.bool_]
    groups: int = field(default=0)

    def group(self, group: int, numbers: list[Floats]) -> Floats:
        """The product of a group's pieces, summed over the hidden states, shape (classes,) or (1,)."""
        joint = np.ones((1, 1))
        for piece, n in zip(self.pieces, numbers, strict=True):
            if piece.group == group:
                joint = joint * n
        return np.asarray(joint.sum(axis=-1), dtype=np.float64)

    def weights(self, numbers: list[Floats]) -> Floats:
        """P(class, reports) from the numbers of every piece, shape (classes,)."""
        total = self.fixed
        for group in range(-1, self.groups):
            total = total * self.group(group, numbers)
        return total

    def numbers(self, values: Floats) -> list[Floats]:
        """Every piece's numbers where the ranges have these values (n,)."""
        return [p.at(values[None, list(p.inputs)])[0] for p in self.pieces]


def combinations(low: Floats, high: Floats) -> Floats:
    """Every combination of ends, shape (2^n, n)."""
    ends = list(product(*zip(low, high, strict=True)))
    return np.array(ends, dtype=np.float64).reshape(len(ends), len(low))
