"""One number changed in many rows at once gives what each changed case gives alone."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.variants import Version, worlds_in

CASE = (
    "case: x\ntitle: x\nfactors:\n  aim: {asks: What for?, values: {%s}}\n"
    "as_of: 2025-02-01\nevidence:\n"
    "  - {id: seen, what: Seen, seen: 2025-01-01, likelihood: {aim: {a: 20%%, b: 80%%%s}}}\n"
)


@pytest.mark.parametrize("third", [False, True], ids=["two values", "three values"])
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("value", [0.01, 0.3, 0.7, 0.999])
def test_a_share_of_one_value_leaves_the_others_in_their_ratio(third: bool, which: int, value: float) -> None:
    shares = {"a": 0.25, "b": 0.5, "c": 0.25} if third else {"a": 0.5, "b": 0.5}
    written = ", ".join(f"{name}: {100 * p}%" for name, p in shares.items())
    case = load_text(CASE % (written, ", c: 50%" if third else ""))
    judged = tuple(case.factors["aim"].values.values())
    found = worlds_in(case, [Version(judged[which], value, judged)])[0]
    name = "ab"[which]
    rest = 1.0 - shares[name]
    alone = {other: value if other == name else p / rest * (1.0 - value) for other, p in shares.items()}
    exact = ", ".join(f"{other}: {100 * p:.12f}%" for other, p in alone.items())
    expected = EvidenceModel.of(load_text(CASE % (exact, ", c: 50%" if third else ""))).posterior
    np.testing.assert_allclose(found, expected, atol=1e-9)
