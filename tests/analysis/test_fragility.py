"""Fragility against its own definitions: either side of a crossing, one statement left out, one end moved."""

from __future__ import annotations

import pytest

from realpolitik.analysis.deeper import what_if
from realpolitik.analysis.headlines import band
from realpolitik.analysis.inputs import PROBABILITY, evidence_inputs, measure, unmeasure
from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load_text
from realpolitik.evidence.model import EvidenceModel

EVIDENCE = """
realpolitik: 1
case: leak
title: Who leaked
as_of: 2025-01-01
something_else: 5%
sources:
  paper: {title: A paper, grade: C}
  friend: {title: A friend, reliable: 70-90%, deceptive: 5%}
factors:
  insider: {asks: Was it an insider, prior: 20-40%, because: It often is}
  motive: {asks: Why, values: {money: 50%, anger: 30%, fun: 20%}, check: Ask again}
explanations:
  inside_job: {says: insider and motive != fun}
  prank: {says: motive == fun}
evidence:
  - id: boast
    what: Somebody boasts
    seen: 2024-12-30
    source: [paper, friend]
    likelihood: {motive: {money: 10%, anger: 20-40%, fun: 60%}}
    said_anyway: 25%
  - {id: keys, what: Keys are missing, seen: 2024-12-31, source: paper, likelihood: {insider: {yes: 70%, no: 30%}}}
"""


@pytest.fixture(scope="module")
def weighed():
    case = load_text(EVIDENCE)
    before = EvidenceModel.of(case).posterior
    return case, what_if(case, before, frozenset(), None), analyse(case)


def test_a_crossing_lies_just_beyond_the_edge(weighed):
    case, asked, analysis = weighed
    inputs = {one.path: one for one in evidence_inputs(case)}
    found = [h for h in analysis.fragility.headlines if h.crossing is not None]
    assert len(found) == 2
    for headline in found:
        crossing, one = headline.crossing, inputs[headline.crossing.input]
        k = asked.headlines.keys.index(headline.key)
        assert crossing.exact
        beyond = asked.ask([(one, crossing.value)])[0][k]
        assert band(beyond) == crossing.band != band(headline.p)
        back = measure(crossing.value, one.scale)
        back += 1e-4 * (1.0 if one.away(crossing.value) < 0 else -1.0)
        assert band(asked.ask([(one, unmeasure(back, one.scale))])[0][k]) == band(headline.p)
        assert crossing.distance == pytest.approx(abs(one.away(crossing.value)), abs=1e-9)


def test_no_other_input_crosses_nearer(weighed):
    """On a fine grid of distances no input carries the headline out of its band before the crossing found."""
    case, asked, analysis = weighed
    inputs = list(evidence_inputs(case))
    for headline in analysis.fragility.headlines:
        k = asked.headlines.keys.index(headline.key)
        reach = headline.crossing.distance * 0.999
        steps = [reach * n / 40 * sign for n in range(1, 41) for sign in (-1, 1)]
        tries = [(one, unmeasure(measure(one.value, one.scale) + step, one.scale)) for one in inputs for step in steps]
        assert {band(row[k]) for row in asked.ask(tries)} == {band(headline.p)}


def test_swings_are_the_headline_at_both_ends_the_largest_first(weighed):
    case, asked, analysis = weighed
    inputs = {one.path: one for one in evidence_inputs(case)}
    for headline in analysis.fragility.headlines:
        k = asked.headlines.keys.index(headline.key)
        sizes = [abs(s.at_high - s.at_low) for s in headline.swings]
        assert sizes == sorted(sizes, reverse=True)
        assert len(sizes) <= 12
        for swing in headline.swings:
            one = inputs[swing.input]
            low, high = asked.ask([(one, one.low), (one, one.high)])[:, k]
            assert (swing.at_low, swing.at_high) == pytest.approx((low, high), abs=1e-9)


def test_a_table_keeps_the_ratio_of_its_other_values(weighed):
    case, asked, _ = weighed
    one = next(i for i in evidence_inputs(case) if i.path == "factors.motive.values.fun")
    got = asked.ask([(one, 0.6)])[0]
    text = EVIDENCE.replace("money: 50%, anger: 30%, fun: 20%", "money: 25%, anger: 15%, fun: 60%")
    expected = {e.name: e.posterior for e in analyse(load_text(text), deep=False).explanations}
    assert dict(zip(["inside_job", "prank"], got, strict=True)) == pytest.approx(expected, abs=1e-9)


def test_a_grade_moves_the_share_of_reliable(weighed):
    case, asked, _ = weighed
    one = next(i for i in evidence_inputs(case) if i.path == "sources.paper.grade")
    got = asked.ask([(one, 0.9)])[0]
    text = EVIDENCE.replace("grade: C", "reliable: 90%, deceptive: 2.5%")
    expected = {e.name: e.posterior for e in analyse(load_text(text), deep=False).explanations}
    assert dict(zip(["inside_job", "prank"], got, strict=True)) == pytest.approx(expected, abs=1e-9)


def test_removals_equal_the_posterior_without_the_item(weighed):
    _, _, analysis = weighed
    for removal in analysis.fragility.removals:
        item = next(i for i in analysis.items if removal.path == f"evidence.{i.id}")
        for key, p in removal.headlines.items():
            assert p == pytest.approx(item.posterior_without[key.split(".")[1]], abs=1e-9)
    assert analysis.fragility.removals[0].path in ("evidence.boast", "evidence.keys")


def test_who_answers_for_an_input(weighed):
    _, _, analysis = weighed
    support = {i.path: i.support for i in analysis.fragility.inputs}
    assert support["something_else"] == "judged"
    assert support["sources.paper.grade"] == "convention"
    assert support["factors.insider.prior"] == "reasoned"
    assert support["evidence.keys.likelihood.insider.yes"] == "sourced"
    assert support["factors.motive.values.fun"] == "judged"
    assert {i.check for i in analysis.fragility.inputs if i.path.startswith("factors.motive")} == {"Ask again"}
    moves = [i.moves for i in analysis.fragility.inputs]
    assert moves == sorted(moves, reverse=True)


def test_the_prior_at_which_it_would_be_even(weighed):
    _, _, analysis = weighed
    prank = next(h for h in analysis.fragility.headlines if h.key == "explanations.prank")
    prior, odds = prank.needs_prior, prank.p / (1 - prank.p)
    first = next(e for e in analysis.explanations if e.name == "prank").prior
    bayes = odds / (first / (1 - first))
    assert prior / (1 - prior) * bayes == pytest.approx(1.0)
    assert prank.even_priors == pytest.approx(analysis.equal_priors["prank"], abs=1e-9)


def test_a_case_without_headlines_has_none():
    case = load_text("realpolitik: 1\ncase: x\ntitle: X\nactors: {a: {options: {b: Do it}, prefers: [b]}}\n")
    assert analyse(case).fragility is None


def test_spans_without_a_range_halve_and_double_the_odds(weighed):
    case, _, analysis = weighed
    for one in evidence_inputs(case):
        told = next(i for i in analysis.fragility.inputs if i.path == one.path)
        assert told.low < told.value < told.high
        if not one.ranged and one.scale == PROBABILITY:
            assert told.high / (1 - told.high) == pytest.approx(2 * told.value / (1 - told.value))
