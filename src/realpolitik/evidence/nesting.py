"""Which explanations contain which, and which of them leads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.evidence.numbers import Floats


def implications(truth: NDArray[np.bool_], prior: Floats) -> NDArray[np.bool_]:
    """Whether the row's explanation implies the column's, shape (explanations, explanations), False on the diagonal.

    h implies g if g holds in every world of positive prior in which h holds, and there is such a world. ``truth`` has
    shape (explanations, W), ``prior`` (W,).
    """
    held = truth[:, prior > 0.0].astype(np.int64)
    broken = held @ (1 - held).T
    result = np.asarray((broken == 0) & (held.sum(axis=1, keepdims=True) > 0), dtype=np.bool_)
    np.fill_diagonal(result, False)
    return result


def contenders(implies: NDArray[np.bool_]) -> list[int]:
    """The explanations that may lead: those that no narrower explanation implies.

    A wide explanation is at least as probable as each one nested inside it, by arithmetic alone, so it may not win
    over what it contains. Two that hold in the same worlds imply each other; that bars neither.
    """
    narrower = implies & ~implies.T
    return [k for k in range(len(implies)) if not narrower[:, k].any()]


def leading(posterior: Sequence[float], implies: NDArray[np.bool_]) -> int | None:
    """The most probable contender, the one for the headline; ties go to the first. None without explanations."""
    return max(contenders(implies), key=lambda k: (posterior[k], -k), default=None)
