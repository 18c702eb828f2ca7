"""What weighing gives: one frozen result, ready for JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from realpolitik.evidence.bounds import Bound
from realpolitik.evidence.decision import DecisionValue
from realpolitik.evidence.duplicates import Alike
from realpolitik.evidence.flip import Flip
from realpolitik.evidence.items import Role
from realpolitik.evidence.linchpins import Linchpin
from realpolitik.rounding import rounded

#: What a step is called that is not an item's: all seen moves together.
MOVES = "moves"


@dataclass(frozen=True)
class ExplanationWeight:
    """A named statement over factors: how far to believe it, before and after.

    ``interval`` is the 5th to the 95th percentile over the draws; ``bayes_factor`` = posterior odds / prior odds,
    None where either is 0 or infinite; ``implied_by`` are the explanations nested inside this one.
    """

    title: str | None
    says: str
    prior: float
    posterior: float
    interval: tuple[float, float] | None
    bayes_factor: float | None
    leading: bool
    implies: tuple[str, ...]
    implied_by: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A prior and a posterior of something that has no name of its own."""

    prior: float
    posterior: float


@dataclass(frozen=True)
class ItemWeight:
    """What one item does, given all the others.

    ``likelihood_ratio`` of an explanation h = P(the item's reports | h, the other items) / P(the same | not h, the
    other items), that is, the posterior odds of h with the item over those without it; not h includes "something
    else"; None where undefined or infinite. ``posterior_without`` is the posterior with this item left out.
    ``bits`` is the mutual information of "reported as it was, or not" with the pattern of explanations that hold,
    with everything else known. A copy moves nothing: ratio 1, 0 bits. ``copying`` are sources of the item whose
    report only repeats another one's. ``happened``: how far to believe that it is so (of something looked for: that it
    is not there), and the Admiralty credibility nearest to that. Items that are not weighed and are no copies have no
    numbers.
    """

    what: str | None
    seen: str
    role: Role
    copy_of: str | None
    sources: tuple[str, ...]
    copying: tuple[str, ...]
    likelihood_ratio: dict[str, float | None]
    posterior_without: dict[str, float]
    bits: float
    happened: float | None = None
    credibility: int | None = None


@dataclass(frozen=True)
class SourceWeight:
    """A source: P(reliable, noise, deceptive) before and after, the items it weighs in, and its flip point.

    Where its shares depend on what is true, ``prior`` is their mean over the worlds. ``grade``: the Admiralty letter
    nearest to what is now believed of it.

    ``flip_point`` is the share of reliable, nearest to ``prior``, at which the headline changes, the other two
    states keeping their ratio (where both are 0: all noise); None where no share changes it.
    """

    title: str
    prior: tuple[float, float, float]
    posterior: tuple[float, float, float]
    items: tuple[str, ...]
    repeats: tuple[str, ...]
    flip_point: Flip | None
    grade: str | None = None


@dataclass(frozen=True)
class IndicatorWeight:
    """Something to watch for: how likely it is to be seen, what it would tell, and what would follow.

    ``if_seen`` and ``if_not`` are empty where that cannot happen. ``by_explanation`` and ``otherwise``: the chance that
    it is seen if each explanation holds, and if it does not. ``bits_by_factor``: mutual information with each factor
    alone; ``bits_about``: with the truth of the formula that was asked about.
    """

    id: str
    what: str | None
    bits: float
    probability: float
    if_seen: dict[str, float]
    if_not: dict[str, float]
    by_explanation: dict[str, float]
    otherwise: dict[str, float]
    bits_by_factor: dict[str, float] = field(default_factory=dict)
    bits_about: float | None = None


@dataclass(frozen=True)
class Step:
    """Each explanation's probability after one item more, those without a day of their own last; then the moves."""

    item: str
    posterior: dict[str, float]


@dataclass(frozen=True)
class EqualPriors:
    """The headline with every factor's prior at equal shares ("something else" unchanged)."""

    leading: str | None
    explanations: dict[str, float]


@dataclass(frozen=True)
class Weighing:
    """How far the evidence of a case supports its explanations. All numbers are probabilities unless said otherwise.

    ``factors`` are posteriors, ``factor_priors`` priors; both, with ``something_else``, speak of all worlds, so a
    factor's values add up to 1 minus "something else". ``none_named`` = no explanation holds, but the world is one
    of the model's. ``indicators`` come strongest first. ``by_judge``: each explanation's posterior by every judge's own
    numbers and, as ``pooled``, by all of theirs pooled; empty where fewer than two gave any. ``steps``: the belief
    after one item more each, in the order in which they happened. ``linchpins``: what turns the headline when it is
    taken out. ``alike``: items that may be one happening and should be copies. Where asked for: ``bounds``, how low and
    high each posterior can be over all ``ranges`` of the case at once; ``decision``, what the indicators are worth for
    a choice with costs; ``said``, by explanation, what somebody said directly and the nearest coherent probability.
    """

    case: str
    title: str
    seed: int
    draws: int
    leading: str | None
    explanations: dict[str, ExplanationWeight]
    factors: dict[str, dict[str, float]]
    factor_priors: dict[str, dict[str, float]]
    something_else: Change
    none_named: Change
    items: dict[str, ItemWeight]
    sources: dict[str, SourceWeight]
    indicators: tuple[IndicatorWeight, ...]
    equal_priors: EqualPriors
    by_judge: dict[str, dict[str, float]] = field(default_factory=dict)
    linchpins: tuple[Linchpin, ...] = ()
    alike: tuple[Alike, ...] = ()
    bounds: dict[str, Bound] = field(default_factory=dict)
    ranges: int | None = None
    steps: tuple[Step, ...] = ()
    decision: DecisionValue | None = None
    said: dict[str, tuple[float, float]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The result as plain dicts, lists, strings and numbers of 10 significant digits; null where undefined."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def odds_ratio(upper: tuple[float, float], lower: tuple[float, float]) -> float | None:
    """Odds over odds, each given as (for, against); None where one of the four is 0."""
    if min(*upper, *lower) <= 0.0:
        return None
    return (upper[0] / upper[1]) / (lower[0] / lower[1])


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else None
    return value
