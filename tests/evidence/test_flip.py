"""The flip point of a source is where the headline really changes."""

from __future__ import annotations

import random

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.flip import Flip, flip_point
from realpolitik.evidence.weighing import Weighing, weigh

from .random_models import case_text, explanations, random_model


def weigh_with(model: dict, source: str, reliable: float) -> Weighing:
    """The model with another share of reliable, the other two in their ratio."""
    _, noise, deceptive = model["sources"][source]["shares"]
    rest = (1.0 - reliable) / (noise + deceptive) if noise + deceptive else 0.0
    triple = (reliable, noise * rest, deceptive * rest) if rest else (reliable, 1.0 - reliable, 0.0)
    changed = {**model["sources"][source], "shares": triple, "grade": None}
    return weigh(load_text(case_text({**model, "sources": {**model["sources"], source: changed}})), draws=0)


def headline(result: Weighing) -> tuple[str | None, bool]:
    assert result.leading is not None
    return result.leading, result.explanations[result.leading].posterior > 0.5


def test_flip_points_of_random_models() -> None:
    found = never = 0
    for seed in range(100):
        model = random_model(seed)
        try:
            result = weigh(load_text(case_text(model)), draws=0)
        except BadInput:
            continue
        for name, source in result.sources.items():
            if not source.items:
                assert source.flip_point is None
                assert source.posterior == source.prior
                continue
            present, flip = source.prior[0], source.flip_point
            now = headline(result)
            if flip is None:
                never += 1
                for share in (1e-7, 0.3, 0.7, 1.0 - 1e-7):
                    assert headline(weigh_with(model, name, share)) == now
                continue
            found += 1
            step = 1e-7 if flip.reliable > present else -1e-7
            beyond = headline(weigh_with(model, name, min(1.0, max(0.0, flip.reliable + step))))
            if present != 1.0 and abs(flip.reliable - present) > 2e-7:
                r = random.Random(seed)
                for _ in range(3):
                    between = present + (flip.reliable - step - present) * r.random()
                    assert headline(weigh_with(model, name, between)) == now
            assert beyond != now
            if flip.change == "leading":
                assert beyond[0] == flip.becomes
            else:
                assert flip.becomes == result.leading
    assert found >= 15
    assert never >= 30


def test_flip_point_by_hand() -> None:
    """One report, ratio 9 if reliable, prior 40 %: above half iff .4 P(e | h) > .6 P(e | not h)."""
    text = (
        "realpolitik: 1\ncase: flip\ntitle: A flip\nsomething_else: 0%\n"
        "sources: {s: {title: A source, reliable: 80%, deceptive: 0%}}\n"
        "factors: {h: {asks: Is it so?, prior: 40%}}\n"
        "explanations: {so: {says: h}, not_so: {says: not h}}\n"
        "evidence:\n  - {id: e, what: A report, seen: 2025-06-01, source: s, said_anyway: 50%, "
        "likelihood: {h: {yes: 90%, no: 10%}}}\n"
    )
    flip = weigh(load_text(text), draws=0).sources["s"].flip_point
    # .4 (.9 r + .5 (1 - r)) = .6 (.1 r + .5 (1 - r))  =>  r = .1 / .4
    assert flip is not None
    assert flip.reliable == pytest.approx(0.25, abs=1e-12)
    assert (flip.change, flip.becomes) == ("leading", "not_so")


@pytest.mark.parametrize(
    ("present", "expected"),
    [(0.40, Flip(0.5, "half", "a")), (0.95, Flip(0.5, "half", "a")), (0.30, Flip(2 / 9, "leading", "b"))],
)
def test_the_nearest_change_counts(present: float, expected: Flip) -> None:
    """Weights, reliable and not: a 8 and 2, b 1 and 4, neither 1 and 4. So a = half at 1/2, and a = b at 2/9."""
    truth = np.array([[True, False, False], [False, True, False]])
    reliable, otherwise = np.array([8.0, 1.0, 1.0]), np.array([2.0, 4.0, 4.0])
    # a = 2 + 6 r, b = 4 - 3 r, all = 10: half where 2 + 6 r = 5, b ahead below r = 2 / 9
    flip = flip_point(("a", "b"), truth, [0, 1], 0, present, reliable, otherwise)
    assert flip is not None
    assert flip.reliable == pytest.approx(expected.reliable, abs=1e-15)
    assert (flip.change, flip.becomes) == (expected.change, expected.becomes)


def test_explanations_of_random_models_nest() -> None:
    assert list(explanations(random_model(0))) == ["first", "final", "both"]
    for seed in range(40):
        try:
            result = weigh(load_text(case_text(random_model(seed))), draws=0)
        except BadInput:
            continue
        both = result.explanations["both"]
        if both.prior > 0.0:
            assert {"first", "final"} <= set(both.implies)
            assert "both" in result.explanations["first"].implied_by
        if set(result.explanations["first"].implied_by) - set(result.explanations["first"].implies):
            assert result.leading != "first"
