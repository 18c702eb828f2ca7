"""What must hold for every model: flat tables, names, order, copies, the mean of a report."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.report import report_probability

from .random_models import case_text, random_model

chance = st.floats(0.0, 1.0)
inner = st.floats(0.01, 0.99)
seeds = st.integers(0, 10_000)


@given(f=chance, k=chance)
def test_a_report_is_as_likely_as_its_happening_in_every_state(f: float, k: float) -> None:
    table = report_probability(np.array(f), k)
    assert ((table >= 0.0) & (table <= 1.0 + 1e-15)).all()
    assert (1.0 - f) * table[0] + f * table[1] == pytest.approx(np.full(3, f), abs=1e-12)


def posterior(model: dict) -> np.ndarray | None:
    try:
        return EvidenceModel.of(load_text(case_text(model))).posterior
    except BadInput:
        return None


@settings(max_examples=40)
@given(seed=seeds, level=inner)
def test_flat_tables_leave_the_prior(seed: int, level: float) -> None:
    """Also for "something else": a table that is the same everywhere has that very mean as its said_anyway."""
    model = random_model(seed)
    for item in model["items"]:
        item["table"] = [(condition, level) for condition, _ in item["table"]]
        item["said_anyway"] = None
    central = EvidenceModel.of(load_text(case_text(model)))
    assert np.allclose(central.posterior, central.prior, rtol=0, atol=1e-12)


@settings(max_examples=30)
@given(seed=seeds)
def test_renaming_changes_nothing(seed: int) -> None:
    model = random_model(seed)
    text = case_text(model)
    renamed = text.replace("f0", "zeta").replace("f1", "alpha").replace("e0", "item_x").replace("s0", "who")
    try:
        first = EvidenceModel.of(load_text(text)).posterior
    except BadInput:
        return
    assert np.array_equal(EvidenceModel.of(load_text(renamed)).posterior, first)


@settings(max_examples=30)
@given(seed=seeds, order=st.randoms(use_true_random=False))
def test_the_order_of_items_and_sources_does_not_matter(seed: int, order: random.Random) -> None:
    model = random_model(seed)
    before = posterior(model)
    names = list(model["sources"])
    order.shuffle(names)
    items = list(model["items"])
    order.shuffle(items)
    after = posterior({**model, "items": items, "sources": {n: model["sources"][n] for n in names}})
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert np.allclose(before, after, rtol=0, atol=1e-12)


@settings(max_examples=30)
@given(seed=seeds)
def test_the_order_of_factors_only_permutes(seed: int) -> None:
    model = random_model(seed)
    for factor in model["factors"]:  # a factor may only depend on earlier ones
        factor["given"] = []
    shape = [len(f["values"]) for f in model["factors"]]
    turn = list(reversed(range(len(shape))))

    def turned(condition: list | None) -> list | None:
        return None if condition is None else [(turn.index(f), allowed) for f, allowed in condition]

    items = [{**i, "table": [(turned(c), p) for c, p in i["table"]]} for i in model["items"]]
    before = posterior(model)
    after = posterior({**model, "factors": [model["factors"][k] for k in turn], "items": items})
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        named = after[:-1].reshape([shape[k] for k in turn]).transpose().reshape(-1)
        assert np.allclose(before, np.append(named, after[-1]), rtol=0, atol=1e-12)


@settings(max_examples=40)
@given(seed=seeds, which=st.integers(0, 3))
def test_a_copy_and_a_repeated_report_move_nothing(seed: int, which: int) -> None:
    model = random_model(seed)
    before = posterior(model)
    item = model["items"][which % len([i for i in model["items"] if not i["copy_of"]])]
    if not item["sources"]:
        return
    echo = {"grade": "C", "shares": (0.6, 0.3, 0.1), "repeats": [item["sources"][0]]}
    more = {**model, "sources": {**model["sources"], "echo": echo}}
    more["items"] = [{**i, "sources": [*i["sources"], "echo"]} if i is item else i for i in model["items"]]
    more["items"].append({**item, "id": "again", "copy_of": item["id"], "sources": ["echo"]})
    after = posterior(more)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert np.allclose(before, after, rtol=0, atol=1e-12)


@settings(max_examples=40)
@given(
    likely=st.tuples(inner, inner),
    f=inner,
    k=st.sampled_from([1.0, 0.95, 0.5]),
    trust=st.tuples(inner, inner),
)
def test_absent_is_the_mirror_image_of_seen(
    likely: tuple[float, float], f: float, k: float, trust: tuple[float, float]
) -> None:
    """ "Not found" weighs just as a found opposite would."""
    shares = np.array([[trust[0], (1 - trust[0]) * trust[1], (1 - trust[0]) * (1 - trust[1])]])
    options = {"credibility": k, "sources": (0,)}
    absent = EvidenceItem.from_table("e", [0, 1], likely, said_anyway=f, absent=True, **options)
    opposite = EvidenceItem.from_table("e", [0, 1], [1 - p for p in likely], said_anyway=1 - f, **options)
    results = [
        EvidenceModel(np.array([0.3, 0.6, 0.1]), (item,), (), ("s",), shares).posterior for item in (absent, opposite)
    ]
    assert np.allclose(*results, rtol=0, atol=1e-14)
