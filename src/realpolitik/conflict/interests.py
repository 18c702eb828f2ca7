"""Conflict of interest: how far two actors' orders of the same states agree, as Kendall's tau-b.

Take every pair of states. A pair is concordant when both actors prefer the same one, discordant when they prefer
different ones; a pair that an actor is indifferent about is neither. With C concordant and D discordant pairs among n0,
of which the first actor ties n1 and the second n2,

    tau_b = (C - D) / sqrt((n0 - n1) (n0 - n2))

(Kendall 1945, section on ties in both rankings; `kendall1945`). 1: the same order; -1: one the reverse of the other.
All states count alike, likely ones and others, so it tells about wishes and not about events.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from realpolitik.errors import BadInput

Whole = NDArray[np.int64]


def tau_b(one: ArrayLike, other: ArrayLike) -> float | None:
    """Kendall's tau-b of two arrays of integers over the same states; None where an actor ties all of them.

    Integers throughout, so the result is exact up to one division and one square root. O(n log n): sorted by the
    first array, the discordant pairs are the inversions of the second (Knight 1966; `knight1966`).

    >>> tau_b([1, 2, 3, 4], [1, 2, 4, 3])
    0.6666666666666666
    """
    a, b = _dense(one), _dense(other)
    if a.size != b.size:
        raise BadInput(f"{a.size} ranks cannot be compared with {b.size}")
    pairs = _pairs(np.array([a.size], dtype=np.int64))
    tied_a, tied_b = _pairs(np.bincount(a)), _pairs(np.bincount(b))
    if tied_a == pairs or tied_b == pairs:
        return None
    joint = a * (int(b.max()) + 1) + b
    order = np.argsort(joint, kind="stable")
    tied_both = _pairs(np.unique(joint, return_counts=True)[1])
    discordant = inversions(b[order])
    concordant = pairs - tied_a - tied_b + tied_both - discordant
    return (concordant - discordant) / sqrt((pairs - tied_a) * (pairs - tied_b))


def inversions(sequence: Whole) -> int:
    """The number of pairs of places in which the earlier number is the larger one; numbers from 0.

    Two numbers part at their highest differing bit. So for every bit, among numbers that agree above it and in their
    order, each 0 is inverted with the 1s before it.
    """
    total = 0
    values = np.asarray(sequence, dtype=np.int64)
    for bit in reversed(range(int(values.max(initial=0)).bit_length())):
        ones = (values >> bit) & 1
        before = np.cumsum(ones) - ones
        group = values >> (bit + 1)
        heads = np.flatnonzero(np.diff(group, prepend=-1))
        outside = np.repeat(before[heads], np.diff(heads, append=values.size))
        total += int((before - outside)[ones == 0].sum())
        values = values[np.argsort(values >> bit, kind="stable")]
    return total


def _dense(ranks: ArrayLike) -> Whole:
    """Ranks in one row as 0, 1, 2, ... without gaps, in the same order."""
    given = np.asarray(ranks).reshape(-1)
    if given.dtype.kind not in "iu" and given.size:
        raise BadInput(f"ranks must be integers, not {given.dtype}")
    return np.asarray(np.unique(given, return_inverse=True)[1], dtype=np.int64).reshape(-1)


def _pairs(counts: Whole) -> int:
    """The number of pairs within groups of these sizes."""
    sizes = counts.astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())
