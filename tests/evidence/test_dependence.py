"""Sources that can be trusted more in some worlds than in others, against full enumeration."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.bounds import bounds
from realpolitik.evidence.model import EvidenceModel, posterior_draws
from realpolitik.evidence.weighing import weigh
from realpolitik.formats import bif

from . import oracle
from .random_models import case_text, explanations, random_model, with_dependent_sources


def chance(model: dict, name: str, weights: list[float]) -> float:
    held = [w != oracle.OTHER and oracle.meets(explanations(model)[name], w) for w in oracle.worlds(model)]
    return sum(p for p, h in zip(weights, held, strict=True) if h)


@pytest.mark.parametrize("apart", [False, True], ids=["in one array", "group by group"])
def test_every_read_out_is_that_of_full_enumeration(apart: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if apart:
        monkeypatch.setattr("realpolitik.evidence.likelihood.MOST_TOGETHER", 0)
    compared = differing = 0
    for seed in range(70 if not apart else 30):
        model = with_dependent_sources(random_model(seed), seed)
        if not oracle.weighed(model) or oracle.evidence_probability(model) == 0.0:
            continue
        case = load_text(case_text(model))
        central = EvidenceModel.of(case)
        now = oracle.posterior(model)
        assert np.allclose(central.posterior, now, rtol=0, atol=1e-12), seed
        compared += 1
        if compared > 25:
            continue
        result = weigh(case, draws=0)
        for name, weight in result.explanations.items():
            assert weight.posterior == pytest.approx(chance(model, name, now), abs=1e-12)
        for name, source in result.sources.items():
            assert np.allclose(source.posterior, oracle.source_posterior(model, name), rtol=0, atol=1e-11), seed
            prior = [oracle.prior(model, w) for w in oracle.worlds(model)]
            mean = sum(
                p * np.array(oracle.states_of(model["sources"][name], w))
                for p, w in zip(prior, oracle.worlds(model), strict=True)
            )
            assert np.allclose(source.prior, mean, rtol=0, atol=1e-12)
            differing += bool(model["sources"][name]["given"]) and bool(source.items)
            if source.flip_point is not None and 1e-6 < source.flip_point.reliable < 1 - 1e-6:
                assert source.flip_point.confirmed
        for name, item in result.items.items():
            if item.role == "weighed":
                without = oracle.posterior(model, leaving_out=name)
                for h in result.explanations:
                    assert item.posterior_without[h] == pytest.approx(chance(model, h, without), abs=1e-12)
        back = weigh(load_text(bif.read(bif.write(case), "x.bif")), draws=0)
        for name, weight in result.explanations.items():
            assert back.factors[name]["yes"] == pytest.approx(weight.posterior, abs=1e-12)
    assert compared >= (40 if not apart else 18)
    assert differing >= 10


CASE = """realpolitik: 1
case: c
title: c
something_else: 0%
sources:
  ministry:
    title: A ministry
    reliable: [{if: ordered, p: 10-30%}, {else: 90%}]
    deceptive: {ordered: {yes: 60%, no: 0%}}
factors:
  ordered: {asks: Did the government order it?, prior: 50%}
explanations: {so: {says: ordered}}
evidence:
  - {id: denial, what: The ministry denies it, seen: seen, source: ministry, said_anyway: 40%,
     likelihood: {ordered: {yes: 20%, no: 80%}}}
"""


def test_a_denial_by_one_who_would_deceive_is_worth_less() -> None:
    """By hand: if ordered .2 reliable, .2 noise, .6 deceptive; else .9 and .1."""
    f = 0.4
    ordered = 0.2 * 0.2 + 0.2 * f + 0.6 * 0.8 * f / (1 - f)
    not_ordered = 0.9 * 0.8 + 0.1 * f
    text = CASE.replace("deceptive: {ordered: {yes: 60%, no: 0%}}", "deceptive: [{if: ordered, p: 60%}, {else: 0%}]")
    result = weigh(load_text(text), draws=0)
    assert result.explanations["so"].posterior == pytest.approx(ordered / (ordered + not_ordered), abs=1e-12)
    assert result.sources["ministry"].prior[0] == pytest.approx((0.2 + 0.9) / 2)
    trusted = weigh(load_text(text.replace("p: 60%", "p: 0%").replace("p: 10-30%", "p: 90%")), draws=0)
    assert trusted.explanations["so"].posterior < result.explanations["so"].posterior
    draws = posterior_draws(load_text(text), 50, 1)[:, 0]
    assert draws.std() > 0.001
    found, ranges = bounds(load_text(text))
    assert ranges == 1
    assert found["so"].exact
    assert found["so"].low <= draws.min()
    assert draws.max() <= found["so"].high
    low = 0.3 * 0.2 + 0.1 * f + 0.6 * 0.8 * f / (1 - f)
    assert found["so"].low == pytest.approx(low / (low + not_ordered), abs=1e-12)


def test_with_too_many_worlds_to_list_it_is_refused() -> None:
    more = "".join(f"  f{k}: {{asks: So?, prior: 40%}}\n" for k in range(17))
    text = CASE.replace("deceptive: {ordered: {yes: 60%, no: 0%}}", "deceptive: 0%").replace(
        "explanations:", f"{more}explanations:"
    )
    with pytest.raises(BadInput, match="ministry can be trusted depends on factors"):
        weigh(load_text(text), draws=0)
