"""Many items, many sources, many worlds: no underflow, no silent guess, no waiting."""

from __future__ import annotations

import numpy as np
import pytest

from pace import paced
from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.weighing import weigh

HEAD = "realpolitik: 1\ncase: many\ntitle: Many\nsomething_else: 10%\n"
FACTOR = "factors: {h: {asks: Is it so?, prior: 50%}}\nexplanations: {so: {says: h}, not_so: {says: not h}}\n"


def source(name: str) -> str:
    return f"  {name}: {{title: Source {name}, grade: B}}\n"


def test_two_hundred_items_of_one_source_do_not_underflow() -> None:
    items = "".join(
        f"  - {{id: e{k}, seen: 2025-06-01, source: s, said_anyway: 1%, likelihood: {{h: {{yes: 2%, no: 1%}}}}}}\n"
        for k in range(200)
    )
    case = load_text(f"{HEAD}sources:\n{source('s')}{FACTOR}evidence:\n{items}")
    result, units = paced(lambda: weigh(case, draws=200))
    assert units < 660
    assert result.explanations["so"].posterior > 0.8
    assert sum(f for f in result.factors["h"].values()) + result.something_else.posterior == pytest.approx(1.0)
    # given reliable, 200 reports are worth 2^200; given noise or deceptive they are as likely either way or worse
    model = EvidenceModel.of(case)
    reliable = 200 * np.log(2 / 1)
    assert model.likelihood.log(model.items, sure=(0, 0))[:2] @ [1, -1] == pytest.approx(reliable, rel=1e-12)


def test_many_sources_of_one_happening_are_summed_through_the_happening() -> None:
    """Twenty sources of one item have 3^20 joint states; given the happening they are independent."""
    shares = np.tile([0.8, 0.17, 0.03], (20, 1))
    item = EvidenceItem.from_table("e", [0, 1], [0.9, 0.2], said_anyway=0.4, sources=tuple(range(20)))
    model = EvidenceModel(np.array([0.45, 0.45, 0.1]), (item,), (), tuple(f"s{k}" for k in range(20)), shares)
    happened = np.array([0.9, 0.2, 0.4])
    yes, no = 0.8 + 0.17 * 0.4, 0.17 * 0.4 + 0.03 * 0.4 / 0.6
    exact = np.log(happened * yes**20 + (1 - happened) * no**20)
    assert np.allclose(model.log_likelihood, exact, rtol=1e-12)


def test_sources_that_hang_together_in_too_many_ways_are_refused_with_advice() -> None:
    names = [f"s{k}" for k in range(10)]
    items = "".join(
        f"  - {{id: e{a}_{b}, seen: 2025-06-01, source: [s{a}, s{b}], likelihood: {{h: {{yes: 60%, no: 40%}}}}}}\n"
        for a in range(10)
        for b in range(a)
    )
    case = load_text(f"{HEAD}sources:\n{''.join(map(source, names))}{FACTOR}evidence:\n{items}")
    with pytest.raises(BadInput, match="Merge those that speak with one voice") as refusal:
        weigh(case)
    assert "s0, s1, s2" in str(refusal.value)
    # eight such sources are still summed
    eight = "".join(line + "\n" for line in items.splitlines() if "s8" not in line and "s9" not in line)
    case = load_text(f"{HEAD}sources:\n{''.join(map(source, names[:8]))}{FACTOR}evidence:\n{eight}")
    assert 0.5 < EvidenceModel.of(case).posterior[0] < 1.0


def test_too_many_worlds_to_list_are_refused_with_advice() -> None:
    """Forecasts need the worlds one by one; weighing alone does not."""
    factors = "".join(f"  f{k}: {{asks: What?, values: {{a: 50%, b: 30%, c: 20%}}}}\n" for k in range(11))
    case = load_text(f"{HEAD}factors:\n{factors}explanations: {{x: {{says: f0 == a}}}}\n")
    with pytest.raises(BadInput, match=r"`realpolitik weigh` alone goes further.*Merge factors"):
        EvidenceModel.of(case)
    assert weigh(case, draws=0).explanations["x"].posterior == pytest.approx(0.45)


def test_sixteen_factors_are_weighed() -> None:
    factors = "".join(f"  f{k}: {{asks: What?, prior: 30-40%}}\n" for k in range(16))
    items = "".join(
        f"  - {{id: e{k}, seen: 2025-06-01, source: s{k % 4}, likelihood: {{f{k}: {{yes: 80%, no: 30%}}}}}}\n"
        for k in range(16)
    )
    sources = "".join(source(f"s{k}") for k in range(4))
    case = load_text(
        f"{HEAD}sources:\n{sources}factors:\n{factors}explanations: {{x: {{says: f0 and f4}}}}\nevidence:\n{items}"
    )
    result, units = paced(lambda: weigh(case, draws=20))
    assert units < 1500
    assert result.explanations["x"].posterior > result.explanations["x"].prior


def test_items_taken_together_weigh_what_they_weigh_group_by_group(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    for draws in (None, 3):
        lead = () if draws is None else (draws,)
        shares = rng.dirichlet([6.0, 3.0, 1.0], (*lead, 6))
        shares[..., 0, :] = [1.0, 0.0, 0.0]
        items = tuple(
            EvidenceItem.from_table(
                f"e{k}",
                np.arange(4),
                np.where(rng.random((*lead, 4)) < 0.1, 0.0, rng.random((*lead, 4))),
                said_anyway=0.3,
                credibility=[1.0, 0.85][k % 2],
                sources=[(k % 5,), (), (4, 5)][(k % 7 > 4) + (k % 11 > 8)],
                absent=k % 3 == 0,
            )
            for k in range(30)
        )
        prior = np.broadcast_to([0.2, 0.3, 0.2, 0.2, 0.1], (*lead, 5))
        names = tuple(f"s{k}" for k in range(6))
        together = EvidenceModel(prior, items, (), names, shares)
        first = [together.log_likelihood, *(together.log_without(i.name) for i in items)]
        sure = [together.likelihood.log(items, sure=(s, k)) for s in range(1, 6) for k in range(3)]
        with monkeypatch.context() as patch:
            patch.setattr("realpolitik.evidence.likelihood.MOST_TOGETHER", 0)
            apart = EvidenceModel(prior, items, (), names, shares)
            then = [apart.log_likelihood, *(apart.log_without(i.name) for i in items)]
            also = [apart.likelihood.log(items, sure=(s, k)) for s in range(1, 6) for k in range(3)]
        for one, other in zip([*first, *sure], [*then, *also], strict=True):
            assert np.array_equal(np.isfinite(one), np.isfinite(other))
            finite = np.isfinite(one)
            assert np.allclose(one[finite], other[finite], rtol=0, atol=1e-11)
        assert not all(np.isfinite(one).all() for one in first)
