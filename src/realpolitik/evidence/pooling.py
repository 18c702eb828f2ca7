"""Several people's judgements of one case: what follows from each one's own numbers, and from all of them pooled.

A judged value may keep what each of several people said (``judged_by: {anna: 20%, ben: likely}``). A judge's numbers
are that judge's wherever there are any, and the case's own elsewhere.

Probabilities are pooled as the mean of their log odds, p = 1 / (1 + exp(-mean logit p_j)); shares of several values as
their geometric means, made to sum to 1, which is the same where there are two (the logarithmic pool: Genest and Zidek
1986, "Combining probability distributions: a critique and an annotated bibliography", section 3). Low ends, middles and
high ends are pooled apart, so a pooled range lies within the hull of the judges' ranges. People who agree are taken at
their word; whoever is sure (0 or 100 %) decides; two who are sure of opposites cannot be pooled.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from realpolitik.case.case import Case
from realpolitik.case.parts.judged import Judged
from realpolitik.errors import BadInput
from realpolitik.evidence.numbers import Ends, Floats, Numbers

POOLED = "pooled"  #: the name under which the pool stands beside the judges


def judges(case: Case) -> tuple[str, ...]:
    """Who gave numbers of their own for priors, likelihoods or sources, in the order in which the case names them."""
    return tuple(dict.fromkeys(j.by for value in _values(case) for j in value.judged_by if j.value is not None))


class OneJudge(Numbers):
    """The numbers of one judge, the case's own where this judge gave none; middles only."""

    def __init__(self, judge: str) -> None:
        super().__init__()
        self.judge = judge

    def ends(self, judged: Judged) -> Ends:
        """Low end, middle and high end as this judge said."""
        for one in judged.judged_by:
            if one.by == self.judge and one.value is not None:
                return (
                    one.value if one.low is None else one.low,
                    one.value,
                    one.value if one.high is None else one.high,
                )
        return super().ends(judged)


class Pool(Numbers):
    """The numbers of several judges pooled; middles, or draws from the pooled ranges."""

    def __init__(self, names: Sequence[str], draws: int | None = None, seed: int = 1) -> None:
        super().__init__(draws, seed)
        self.judges = [OneJudge(name) for name in names]

    def ends(self, judged: Judged) -> Ends:
        """Low end, middle and high end, each pooled over all judges."""
        low, middle, high = (
            pool_probabilities(one) for one in zip(*(j.ends(judged) for j in self.judges), strict=True)
        )
        return low, middle, high

    def shares_of(self, judged: Sequence[Judged], what: str) -> Floats:
        """The middles of a table of shares: the judges' own tables pooled."""
        tables = np.array([judge.table(judged, what) for judge in self.judges])
        return pool_shares(tables, what)

    def table(self, judged: Sequence[Judged], what: str) -> Floats:
        """A probability for each of several values; see ``Numbers.table``."""
        if self.lead or len(judged) == 2:
            return super().table(judged, what)
        return self.shares_of(judged, what)


def pool_probabilities(said: Sequence[float]) -> float:
    """The pool of several probabilities: the mean of their log odds.

    Raises BadInput where one is 0 and another 1.

    >>> round(pool_probabilities([0.2, 0.5]), 4), pool_probabilities([0.3, 0.3])
    (0.3333, 0.3)
    """
    if len(set(said)) == 1:
        return said[0]
    if 0.0 in said and 1.0 in said:
        raise BadInput("one judge rules out what another holds certain, so they cannot be pooled. Nothing was weighed.")
    if 0.0 in said or 1.0 in said:
        return 0.0 if 0.0 in said else 1.0
    odds = sum(math.log(p) - math.log1p(-p) for p in said) / len(said)
    return 1.0 / (1.0 + math.exp(-odds))


def pool_shares(tables: Floats, what: str) -> Floats:
    """The pool of several judges' shares of the same values, shape (judges, values): geometric means that sum to 1.

    Raises BadInput where every value is ruled out by somebody.
    """
    with np.errstate(divide="ignore"):
        raw = np.exp(np.log(tables).mean(axis=0))
    if not raw.sum() > 0.0:
        raise BadInput(
            f"{what}: judges rule out every value between them, so they cannot be pooled. Nothing was weighed."
        )
    return np.asarray(raw / raw.sum())


def _values(case: Case) -> Iterator[Judged]:
    """Every judged number of a prior, a likelihood or a source."""
    yield case.something_else
    for source in case.sources.values():
        for share in (source.reliable, source.deceptive):
            if share is not None:
                yield share
                yield from (line.p for line in share.given)
    for factor in case.factors.values():
        yield from factor.values.values()
        for given in factor.given:
            yield from given.values.values()
    for item in case.evidence:
        yield from (line.p for line in item.likelihood)
        if item.said_anyway is not None:
            yield item.said_anyway
