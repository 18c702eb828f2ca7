"""Several judges: each one's own numbers, and the pool of all."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.pooling import POOLED, OneJudge, Pool, judges, pool_probabilities, pool_shares
from realpolitik.evidence.weighing import weigh
from realpolitik.report.terminal.weigh import weighing_text

CASE = """
case: several
title: Several judges
factors:
  deal:
    asks: Was there a deal?
    prior: {value: 30%, judged_by: {anna: 20%, ben: 40-60%}}
  aim:
    asks: What does he want?
    values:
      order: {value: 20%, judged_by: {anna: 10%, ben: 60%}}
      test: {value: 30%, judged_by: {anna: 30%, ben: 20%}}
      balance: {value: 50%, judged_by: {anna: 60%, ben: 20%}}
explanations:
  plot: deal
  turn: aim == order
evidence:
  - id: raid
    what: A raid
    seen: 2025-01-01
    likelihood:
      deal:
        yes: {value: 60%, judged_by: {anna: 50%, ben: 80%}}
        no: {value: 30%, judged_by: {anna: 40%, ben: 20%}}
"""
probabilities = st.floats(0.001, 0.999)


@given(st.lists(probabilities, min_size=1, max_size=6))
def test_a_pool_lies_between_and_forgets_the_order(said: list[float]) -> None:
    pool = pool_probabilities(said)
    assert min(said) - 1e-12 <= pool <= max(said) + 1e-12
    assert pool == pytest.approx(pool_probabilities(said[::-1]), abs=1e-12)
    assert pool_probabilities([1 - p for p in said]) == pytest.approx(1 - pool, abs=1e-9)


@given(probabilities, st.integers(1, 5))
def test_who_agree_are_taken_at_their_word(p: float, count: int) -> None:
    assert pool_probabilities([p] * count) == p


@given(st.lists(st.tuples(probabilities, probabilities).map(sorted), min_size=1, max_size=5))
def test_pooled_ends_are_in_order(ranges: list[list[float]]) -> None:
    low, high = (pool_probabilities([r[k] for r in ranges]) for k in range(2))
    assert low <= high + 1e-12


@given(st.lists(probabilities, min_size=1, max_size=5), probabilities)
def test_bayes_and_pooling_of_priors_commute(priors: list[float], likelihood: float) -> None:
    """Updating every prior by the same likelihood ratio and pooling is pooling and updating (Genest and Zidek 1986)."""

    def updated(p: float) -> float:
        return p * likelihood / (p * likelihood + (1 - p) * (1 - likelihood))

    assert pool_probabilities([updated(p) for p in priors]) == pytest.approx(
        updated(pool_probabilities(priors)), abs=1e-9
    )


@given(st.lists(st.lists(probabilities, min_size=3, max_size=3), min_size=1, max_size=4))
def test_shares_sum_to_one_and_two_values_are_as_log_odds(tables: list[list[float]]) -> None:
    shares = np.array(tables) / np.sum(tables, axis=1, keepdims=True)
    assert pool_shares(shares, "x").sum() == pytest.approx(1.0)
    pair = np.stack([shares[:, 0], 1 - shares[:, 0]], axis=1)
    assert pool_shares(pair, "x")[0] == pytest.approx(pool_probabilities(shares[:, 0].tolist()), abs=1e-9)


def test_whoever_is_sure_decides_and_opposites_are_refused() -> None:
    assert pool_probabilities([0.0, 0.7]) == 0.0
    assert pool_probabilities([1.0, 0.7]) == 1.0
    with pytest.raises(BadInput, match="rules out what another holds certain"):
        pool_probabilities([0.0, 1.0])
    with pytest.raises(BadInput, match="judges rule out every value"):
        pool_shares(np.array([[1.0, 0.0], [0.0, 1.0]]), "x")


def mean(*said: float) -> float:
    """The mean of log odds, as a probability."""
    return 1 / (1 + math.exp(-sum(math.log(p / (1 - p)) for p in said) / len(said)))


def by_hand(prior: float, yes: float, no: float) -> float:
    """P(plot | the raid) in a case whose "something else" (10 %) gives the raid the mean of the two cells."""
    weights = (0.9 * prior * yes, 0.9 * (1 - prior) * no, 0.1 * (yes + no) / 2)
    return weights[0] / sum(weights)


def test_every_judges_posterior_is_that_of_a_case_with_these_numbers() -> None:
    case = load_text(CASE)
    assert judges(case) == ("anna", "ben")
    found = weigh(case, draws=0).by_judge["plot"]
    assert found["anna"] == pytest.approx(by_hand(0.2, 0.5, 0.4), abs=1e-12)
    assert found["ben"] == pytest.approx(by_hand(0.5, 0.8, 0.2), abs=1e-12)
    assert found[POOLED] == pytest.approx(by_hand(mean(0.2, 0.5), mean(0.5, 0.8), mean(0.4, 0.2)), abs=1e-12)
    roots = [math.sqrt(a * b) for a, b in ((0.1, 0.6), (0.3, 0.2), (0.6, 0.2))]
    pool = EvidenceModel.of(case, numbers=Pool(["anna", "ben"])).prior[:-1].reshape(2, 3).sum(axis=0) / 0.9
    np.testing.assert_allclose(pool, np.array(roots) / sum(roots), atol=1e-12)


def test_the_case_itself_still_counts_by_its_values() -> None:
    plain = weigh(load_text(CASE.replace(", judged_by: {anna: 20%, ben: 40-60%}", "")), draws=0)
    assert weigh(load_text(CASE), draws=0).explanations["plot"].posterior == plain.explanations["plot"].posterior


def test_a_pool_of_one_opinion_is_that_judge_and_draws_come_from_the_pooled_range() -> None:
    case = load_text(CASE)
    alone = EvidenceModel.of(case, numbers=OneJudge("ben")).posterior
    np.testing.assert_allclose(EvidenceModel.of(case, numbers=Pool(["ben"])).posterior, alone, atol=1e-12)
    drawn = EvidenceModel.of(case, numbers=Pool(["ben"], draws=200)).prior
    share = drawn[:, :3].sum(axis=1) / 0.9
    assert 0.4 <= share.min() < 0.42
    assert 0.58 < share.max() <= 0.6


def test_one_judge_or_none_gives_no_table() -> None:
    for others in (r", ben: [^}]*", r", judged_by: {[^}]*}"):
        assert weigh(load_text(re.sub(others, "", CASE)), draws=0).by_judge == {}


def test_the_terminal_and_the_analysis_show_them() -> None:
    case = load_text(CASE)
    text = weighing_text(weigh(case, draws=0), to_file=True)
    assert "By the judges' own numbers" in text
    assert "pooled" in text
    result = analyse(case, draws=0)
    assert set(result.by_judge["plot"]) == {"anna", "ben", POOLED}
    assert not [line for line in case.not_used() if "judged" in line]
