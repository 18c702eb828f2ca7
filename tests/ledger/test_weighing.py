"""The share of the play beside base rates."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from realpolitik.ledger.weighing import ENOUGH, blend_share


def logit(p: np.ndarray) -> np.ndarray:
    return np.log(p / (1 - p))


def test_a_half_until_there_are_enough() -> None:
    few = np.full(ENOUGH - 1, 0.9)
    assert (blend_share(few, 1 - few, np.ones(few.size)).share, blend_share(few, few, few).fitted) == (0.5, False)


@pytest.mark.parametrize("truth", [0.0, 0.5, 1.0])
def test_the_mode_of_log_score_and_prior(truth: float) -> None:
    rng = np.random.default_rng(4)
    model, base = rng.uniform(0.05, 0.95, (2, 4000))
    p = 1 / (1 + np.exp(-(truth * logit(model) + (1 - truth) * logit(base))))
    outcome = (rng.random(4000) < p).astype(float)

    def loss(a: float) -> float:
        q = 1 / (1 + np.exp(-(a * logit(model) + (1 - a) * logit(base))))
        score = (outcome * np.log(q) + (1 - outcome) * np.log(1 - q)).sum()
        return -(score + 14 * np.log(a * (1 - a)))

    found = blend_share(model, base, outcome)
    best = minimize_scalar(loss, bounds=(1e-6, 1 - 1e-6), method="bounded").x
    assert found.fitted
    assert found.share == pytest.approx(best, abs=1e-3)
    assert abs(found.share - truth) < 0.1
