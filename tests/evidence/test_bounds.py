"""Guaranteed bounds against trying every combination of ends, model by model, with the slow oracle."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.bounds import bounds
from realpolitik.evidence.model import posterior_draws
from realpolitik.evidence.piecing import pieces_of

from . import oracle
from .random_models import case_text, explanations, random_model


class Span(float):
    """A range that a case shows as one and that counts as its middle."""

    ends: tuple[float, float]

    def __new__(cls, low: float, high: float) -> Span:
        made = super().__new__(cls, (low + high) / 2)
        made.ends = low, high
        return made

    def __repr__(self) -> str:
        return f"{100 * self.ends[0]:.12g}-{100 * self.ends[1]:.12g}%"


def spanned(r: random.Random) -> Span:
    low = round(r.uniform(0.02, 0.8), 3)
    return Span(low, round(low + r.uniform(0.02, 0.98 - low), 3))


def with_ranges(seed: int, most: int, linear: bool) -> tuple[dict, list[tuple]]:
    """A random model with some numbers made ranges, and the places of these: (container, key)."""
    r = random.Random(seed)
    model = random_model(seed)
    for source in model["sources"].values():
        source["grade"] = None
    if linear:  # nothing through which a range would enter twice
        for source in model["sources"].values():
            total = source["shares"][0] + source["shares"][1]
            source["shares"] = (
                (source["shares"][0] / total, source["shares"][1] / total, 0.0) if total else (1.0, 0.0, 0.0)
            )
        for item in model["items"]:
            item["sources"] = item["sources"][:1]
            item["said_anyway"] = item["said_anyway"] or 0.4
    if model["something_else"]:
        model["something_else"] = spanned(r)
    places: list[tuple] = [(model, "something_else")] if model["something_else"] else []
    for factor in model["factors"]:
        if len(factor["table"]) == 2 and r.random() < 0.5:
            yes = spanned(r)
            factor["table"] = [yes, Span(1 - yes.ends[1], 1 - yes.ends[0])]
            places.append((factor["table"], 0))
    for item in model["items"]:
        if item["seen"] == "not yet" or item["copy_of"]:
            continue
        item["table"] = [list(line) for line in item["table"]]
        for line in item["table"]:
            if r.random() < 0.4:
                line[1] = spanned(r)
                places.append((line, 1))
        if not linear and item["said_anyway"] is not None and r.random() < 0.5:
            item["said_anyway"] = spanned(r)
            places.append((item, "said_anyway"))
    r.shuffle(places)
    for container, key in places[most:]:  # too many: back to numbers
        container[key] = float(container[key])
        if isinstance(container, list) and key == 0:
            container[1] = 1.0 - container[0]
    return model, places[:most]


def by_trying_all(model: dict, places: list[tuple]) -> dict[str, tuple[float, float]]:
    """The least and greatest posterior of each explanation over every combination of ends."""
    found: dict[str, list[float]] = {name: [] for name in explanations(model)}
    spans = [container[key] for container, key in places]
    for ends in product(*(span.ends for span in spans)):
        for (container, key), end in zip(places, ends, strict=True):
            container[key] = end
            if isinstance(container, list) and key == 0:
                container[1] = 1.0 - end
        if oracle.evidence_probability(model) > 0.0:
            posterior = oracle.posterior(model)
            for name, picked in explanations(model).items():
                held = [w != oracle.OTHER and oracle.meets(picked, w) for w in oracle.worlds(model)]
                found[name].append(sum(p for p, h in zip(posterior, held, strict=True) if h))
    return {name: (min(p), max(p)) for name, p in found.items() if p}


@pytest.mark.parametrize("linear", [True, False], ids=["entering once", "any"])
@pytest.mark.parametrize("batch", range(5))
def test_bounds_are_the_extremes_over_all_combinations(
    batch: int, linear: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realpolitik.evidence.bounds.STEPS", 20)
    compared = exact = 0
    for seed in range(batch, 75 if linear else 55, 5):
        model, places = with_ranges(seed, 4, linear)
        if not places:
            continue
        text = case_text(model)
        case = load_text(text)
        if oracle.evidence_probability(model) == 0.0:
            continue
        found, ranges = bounds(case)
        assert ranges == len(places), text
        expected = by_trying_all(model, places)
        compared += 1
        for name, (low, high) in expected.items():
            bound = found[name]
            assert bound.low == pytest.approx(low, abs=1e-9), (seed, name)
            assert bound.high == pytest.approx(high, abs=1e-9), (seed, name)
            assert bound.outer_low <= bound.low + 1e-12
            assert bound.high <= bound.outer_high + 1e-12
            if linear:
                assert bound.exact
        exact += all(bound.exact for bound in found.values())
        # nothing between the ends goes beyond the outer bounds, nor beyond the ends where these are exact
        for draw in posterior_draws(case, 40, seed) if "-" in text else ():
            for name, picked in explanations(model).items():
                held = np.array([w != oracle.OTHER and oracle.meets(picked, w) for w in oracle.worlds(model)])
                p = float(draw @ held)
                assert found[name].outer_low - 1e-9 <= p <= found[name].outer_high + 1e-9
    assert compared >= 8
    if linear:
        assert exact == compared


def case_of(count: int) -> str:
    """Ranges of independent sure items, whose extremes are known: all for or all against."""
    text = "realpolitik: 1\ncase: c\ntitle: c\nsomething_else: 0%\nfactors: {h: {asks: So?, prior: 50%}}\n"
    text += "explanations: {so: {says: h}}\nevidence:\n"
    return text + "".join(
        f"  - {{id: e{k}, seen: seen, likelihood: {{h: {{yes: 40-60%, no: 50%}}}}}}\n" for k in range(count)
    )


@pytest.mark.parametrize("count", [1, 10, 20, 21, 40])
def test_many_ranges(count: int) -> None:
    found, ranges = bounds(load_text(case_of(count)))
    assert ranges == count
    bound = found["so"]
    assert bound.exact
    assert bound.low == pytest.approx(1 / (1 + (50 / 40) ** count), abs=1e-9)
    assert bound.high == pytest.approx(1 / (1 + (50 / 60) ** count), abs=1e-9)


def test_what_is_not_finished_is_an_outer_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges that enter on both sides make the first outer bound too wide; more steps bring it nearer."""
    text = case_of(0) + "".join(
        f"  - {{id: e{k}, seen: seen, source: s{k % 2}, likelihood: {{h: {{yes: 50-70%, no: 30-45%}}}}}}\n"
        for k in range(12)
    )
    text = text.replace("factors:", "sources: {s0: {title: S, grade: C}, s1: {title: S, grade: B}}\nfactors:")
    case = load_text(text)
    widths = []
    for steps in (1, 10, 100):
        monkeypatch.setattr("realpolitik.evidence.bounds.STEPS", steps)
        found, ranges = bounds(case, only="so")
        assert ranges == 24
        bound = found["so"]
        assert bound.outer_low <= bound.low < bound.high <= bound.outer_high
        widths.append(bound.outer_high - bound.outer_low)
        draws = posterior_draws(case, 200, 1)[:, 0]
        assert bound.outer_low <= draws.min()
        assert draws.max() <= bound.outer_high
    assert widths[0] >= widths[1] >= widths[2]
    assert not found["so"].exact


def test_shares_that_can_exceed_one_are_not_taken_for_straight_lines() -> None:
    text = case_of(1).replace("seen: seen, ", "seen: seen, source: s, said_anyway: 50%, ")
    wide = text.replace("factors:", "sources: {s: {title: S, reliable: 40-80%, deceptive: 10-50%}}\nfactors:")
    found, ranges = bounds(load_text(wide))
    assert ranges == 3
    draws = posterior_draws(load_text(wide), 300, 1)[:, 0]
    assert found["so"].outer_low <= draws.min()
    assert draws.max() <= found["so"].outer_high
    narrow = wide.replace("deceptive: 10-50%", "deceptive: 10-20%")
    assert bounds(load_text(narrow))[0]["so"].exact


def test_a_case_without_ranges_has_its_posterior_as_both_bounds() -> None:
    for seed in range(10):
        case = load_text(case_text(random_model(seed)))
        try:
            middle = float(pieces_of(case).fixed.sum())
        except BadInput:
            continue
        if middle == 0.0:
            continue
        found, ranges = bounds(case)
        assert ranges == 0
        posterior = oracle.posterior(random_model(seed))
        for name, picked in explanations(random_model(seed)).items():
            held = [w != oracle.OTHER and oracle.meets(picked, w) for w in oracle.worlds(random_model(seed))]
            assert found[name].low == pytest.approx(
                sum(p for p, h in zip(posterior, held, strict=True) if h), abs=1e-12
            )
            assert found[name].high == pytest.approx(found[name].low, abs=1e-12)
