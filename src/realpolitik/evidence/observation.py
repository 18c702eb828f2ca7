"""What an observation that can still come would tell: of an item not yet seen, or of a question's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.evidence.information import information_bits
from realpolitik.evidence.numbers import Floats


@dataclass(frozen=True)
class Observation:
    """A yes-or-no observation before it is made, by explanation h.

    ``bits``: mutual information with the pattern of explanations that hold. ``probability``: P(seen). ``if_seen`` and
    ``if_not``: P(h | seen) and P(h | not seen), empty where that cannot be. ``by_explanation`` and ``otherwise``:
    P(seen | h) and P(seen | not h), without those h that are sure to hold or not to hold.
    """

    bits: float
    probability: float
    if_seen: dict[str, float]
    if_not: dict[str, float]
    by_explanation: dict[str, float]
    otherwise: dict[str, float]


def observation(
    names: Sequence[str], truth: NDArray[np.bool_], codes: NDArray[np.intp], weights: Floats, seen: Floats
) -> Observation:
    """What an observation would tell, by Bayes over worlds.

    ``truth`` (explanations, W): where each of ``names`` holds; ``codes`` (W,): its patterns (``pattern_codes``);
    ``weights`` (W,): P(world) now; ``seen`` (W,): P(seen | world).
    """
    yes, no = weights * seen, weights * (1.0 - seen)
    probability, rest = float(yes.sum()), float(no.sum())
    return Observation(
        bits=information_bits(weights, seen, codes),
        probability=probability,
        if_seen=_shares(names, truth, yes / probability) if probability > 0.0 else {},
        if_not=_shares(names, truth, no / rest) if rest > 0.0 else {},
        by_explanation=_chances(names, truth, weights, yes),
        otherwise=_chances(names, ~truth, weights, yes),
    )


def _shares(names: Sequence[str], truth: NDArray[np.bool_], weights: Floats) -> dict[str, float]:
    return dict(zip(names, (truth @ weights).tolist(), strict=True))


def _chances(names: Sequence[str], truth: NDArray[np.bool_], weights: Floats, yes: Floats) -> dict[str, float]:
    """P(seen | the worlds of each row), where these have any probability."""
    whole = truth @ weights
    return {name: float(row @ yes / total) for name, row, total in zip(names, truth, whole, strict=True) if total > 0.0}
