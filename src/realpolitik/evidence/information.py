"""How much an observation would tell, in bits."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.numbers import Floats


def pattern_codes(truth: NDArray[np.bool_]) -> NDArray[np.intp]:
    """A number for each world's joint truth pattern of the explanations; ``truth`` has shape (explanations, W).

    Worlds in which the same explanations hold have the same number, so "something else" shares it with the named
    worlds in which no explanation holds.
    """
    if not len(truth):
        return np.zeros(truth.shape[1], dtype=np.intp)
    return np.unique(truth, axis=1, return_inverse=True)[1].reshape(-1)


def information_bits(weights: Floats, seen: Floats, codes: NDArray[np.intp]) -> float:
    """Mutual information, in bits, of a yes-or-no observation with the pattern that holds.

    ``weights`` (W,) = P(world) before the observation, ``seen`` (W,) = P(observed | world), ``codes`` (W,) = the
    pattern of each world: sum over patterns and outcomes of P(pattern, outcome) log2 (P(pattern, outcome) /
    P(pattern) P(outcome)) (Shannon 1948; Cover and Thomas, Elements of Information Theory, 2nd ed., eq. 2.28).
    """
    patterns = int(codes.max()) + 1
    yes = np.bincount(codes, weights * seen, patterns)
    no = np.bincount(codes, weights * (1.0 - seen), patterns)
    return bits_of(np.stack([yes, no]))


def bits_of(joint: Floats) -> float:
    """Mutual information, in bits, of row and column of a table of joint probabilities."""
    alone = joint.sum(axis=0, keepdims=True) * joint.sum(axis=1, keepdims=True)
    used = (joint > 0.0) & (alone > 0.0)
    return max(0.0, float((joint[used] * np.log2(joint[used] / alone[used])).sum()))


def bits_by_part(case: Case, weights: Floats, seen: Floats, about: Formula | None) -> dict[str, Any]:
    """What an observation tells of each factor alone (``bits_by_factor``) and of a formula (``bits_about``), in bits.

    "Something else" counts as a value of its own of every factor; no formula holds there.
    """
    worlds = Worlds.of(case)
    columns = {name: np.append(c.index.astype(np.intp), len(c.values)) for name, c in worlds.columns.items()}
    told = {name: information_bits(weights, seen, codes) for name, codes in columns.items()}
    asked = None if about is None else information_bits(weights, seen, worlds.holds(about).astype(np.intp))
    return {"bits_by_factor": told, "bits_about": asked}
