"""Random models against full enumeration of worlds, source states and happenings."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.weighing import weigh

from . import oracle
from .random_models import case_text, explanations, random_model

MODELS = 500
DETAILED = 80  # of these, every item, source and indicator too
BATCHES = 10
CLOSE = 1e-12
UP_TO_FOUR = (1, 2, 2, 3, 3, 4)  # factors


def holds(model: dict, name: str) -> list[bool]:
    return [w != oracle.OTHER and oracle.meets(explanations(model)[name], w) for w in oracle.worlds(model)]


def probability(model: dict, name: str, weights: list[float]) -> float:
    return sum(p for p, h in zip(weights, holds(model, name), strict=True) if h)


def total_odds(model: dict, name: str, weights: list[float]) -> float | None:
    yes = probability(model, name, weights)
    no = sum(p for p, h in zip(weights, holds(model, name), strict=True) if not h)
    return yes / no if yes > 0 and no > 0 else None


def reported_where(model: dict, name: str, whether: bool, **options: str | None) -> float:
    """P(every report, and the explanation holds or not), by full enumeration."""
    held = dict(zip(oracle.worlds(model), holds(model, name), strict=True))
    return sum(p for (w, _), p in oracle.joint(model, **options).items() if held[w] == whether)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_posterior_is_that_of_full_enumeration(batch: int) -> None:
    possible = 0
    for seed in range(batch, MODELS, BATCHES):
        model = random_model(seed, UP_TO_FOUR)
        central = EvidenceModel.of(load_text(case_text(model)))
        assert np.allclose(central.prior, [oracle.prior(model, w) for w in oracle.worlds(model)], rtol=0, atol=CLOSE)
        evidence = oracle.evidence_probability(model)
        if evidence == 0.0:
            with pytest.raises(BadInput, match="rules out every world"):
                _ = central.posterior
            continue
        possible += 1
        assert np.allclose(central.posterior, oracle.posterior(model), rtol=0, atol=CLOSE), seed
        assert float(central.prior @ np.exp(central.log_likelihood)) == pytest.approx(evidence, rel=1e-11), seed
    assert possible >= 20


def test_both_ways_of_summing_over_a_happening_agree_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many sources of one item are summed through the happening, few directly; here all are summed the first way."""
    monkeypatch.setattr("realpolitik.evidence.likelihood.FEW_SOURCES", 1)
    shared = 0
    for seed in range(MODELS):
        model = random_model(seed, UP_TO_FOUR)
        if not any(len(i["sources"]) > 1 for i in oracle.weighed(model)) or not oracle.evidence_probability(model):
            continue
        shared += 1
        central = EvidenceModel.of(load_text(case_text(model)))
        assert np.allclose(central.posterior, oracle.posterior(model), rtol=0, atol=CLOSE), seed
        if shared == 50:
            return
    pytest.fail(f"only {shared} models share a happening")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_read_out_is_that_of_full_enumeration(batch: int) -> None:
    for seed in range(batch, DETAILED, BATCHES):
        model = random_model(seed, UP_TO_FOUR)
        if oracle.evidence_probability(model) == 0.0:
            continue
        result = weigh(load_text(case_text(model)), draws=0)
        now = oracle.posterior(model)
        before = [oracle.prior(model, w) for w in oracle.worlds(model)]
        for name, weight in result.explanations.items():
            assert weight.prior == pytest.approx(probability(model, name, before), abs=CLOSE)
            assert weight.posterior == pytest.approx(probability(model, name, now), abs=CLOSE)
            odds = total_odds(model, name, before), total_odds(model, name, now)
            if None in odds:
                assert weight.bayes_factor is None
            else:
                assert weight.bayes_factor == pytest.approx(odds[1] / odds[0], rel=1e-9)
        for name, source in result.sources.items():
            assert np.allclose(source.posterior, oracle.source_posterior(model, name), rtol=0, atol=1e-11), seed
        counted = {i["id"] for i in oracle.weighed(model)}
        for name, item in result.items.items():
            assert (item.role == "weighed") == (name in counted)
            if item.role != "weighed":
                continue
            assert item.happened == pytest.approx(oracle.happened(model, name), abs=1e-10)
            without = oracle.posterior(model, leaving_out=name)
            for h in result.explanations:
                assert item.posterior_without[h] == pytest.approx(probability(model, h, without), abs=CLOSE)
                odds = total_odds(model, h, without), total_odds(model, h, now)
                if None in odds:
                    assert item.likelihood_ratio[h] is None
                else:
                    assert item.likelihood_ratio[h] == pytest.approx(odds[1] / odds[0], rel=1e-9)
        for indicator in result.indicators:
            more = oracle.evidence_probability(model, adding=indicator.id)
            share = more / oracle.evidence_probability(model)
            assert indicator.probability == pytest.approx(share, abs=CLOSE)
            for whether, chances in ((True, indicator.by_explanation), (False, indicator.otherwise)):
                for h, p in chances.items():
                    held = reported_where(model, h, whether), reported_where(model, h, whether, adding=indicator.id)
                    assert p == pytest.approx(held[1] / held[0], abs=1e-10)
            assert set(indicator.by_explanation) == {h for h, p in result.explanations.items() if p.posterior > 0.0}
            if indicator.if_seen:
                seen = oracle.posterior(model, adding=indicator.id)
                for h, p in indicator.if_seen.items():
                    assert p == pytest.approx(probability(model, h, seen), abs=1e-10)
            if share < 0.999:
                unseen = oracle.posterior(model, unseen=indicator.id)
                for h, p in indicator.if_not.items():
                    assert p == pytest.approx(probability(model, h, unseen), abs=1e-10)
