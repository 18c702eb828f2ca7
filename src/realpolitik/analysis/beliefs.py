"""What to believe: the evidence room's weighing, told in the terms of the analysis."""

from __future__ import annotations

from collections.abc import Mapping

from realpolitik.analysis.result import (
    ExplanationResult,
    FactorResult,
    Interval,
    ItemResult,
    Remainder,
    SourceResult,
    TopItem,
)
from realpolitik.analysis.signs import EvidenceStep
from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Item
from realpolitik.evidence.weights import Change, ItemWeight, Weighing
from realpolitik.rounding import rounded, rounded_values

MOST_TOP_ITEMS = 5


def explanations(
    case: Case, weighing: Weighing, after_evidence: Mapping[str, float], intervals: Mapping[str, Interval]
) -> list[ExplanationResult]:
    """Every explanation, in the order of the case.

    ``weighing`` has the moves in it; ``after_evidence`` are the posteriors without them; ``intervals`` the 5th to
    95th percentiles with them.
    """
    return [
        ExplanationResult(
            name=name,
            title=explanation.title,
            says=explanation.says.text,
            held_by=explanation.held_by,
            because=explanation.because,
            citations=[str(c) for c in explanation.source],
            prior=rounded(weight.prior),
            after_evidence=rounded(after_evidence[name]),
            posterior=rounded(weight.posterior),
            interval=intervals[name],
            bayes_factor=None if weight.bayes_factor is None else rounded(weight.bayes_factor),
            leading=weight.leading,
            implied_by=list(weight.implied_by),
            implies=list(weight.implies),
            top_items=_top_items(name, weighing),
        )
        for name, explanation in case.explanations.items()
        for weight in [weighing.explanations[name]]
    ]


def _top_items(name: str, weighing: Weighing) -> list[TopItem]:
    """The items that move one explanation most, measured by the change of its posterior when each is left out."""
    posterior = weighing.explanations[name].posterior
    tops = [
        TopItem(item=id_, likelihood_ratio=rounded(ratio), posterior_without=rounded(item.posterior_without[name]))
        for id_, item in weighing.items.items()
        if item.role == "weighed" and (ratio := item.likelihood_ratio[name]) is not None
    ]
    tops.sort(key=lambda top: (-abs(posterior - top.posterior_without), top.item))
    return tops[:MOST_TOP_ITEMS]


def factors(case: Case, weighing: Weighing) -> list[FactorResult]:
    """Every factor; its values' probabilities sum to 1 minus that of "something else"."""
    return [
        FactorResult(
            name=name,
            asks=factor.asks,
            prior=rounded_values(weighing.factor_priors[name]),
            posterior=rounded_values(weighing.factors[name]),
            because=factor.because,
            citations=[str(c) for c in factor.source],
        )
        for name, factor in case.factors.items()
    ]


def remainder(change: Change) -> Remainder:
    """A prior and a posterior of something without a name of its own."""
    return Remainder(prior=rounded(change.prior), posterior=rounded(change.posterior))


def items(case: Case, weighing: Weighing) -> list[ItemResult]:
    """Every item of evidence, in the order of the case."""
    by_id = {item.id: item for item in case.evidence}
    return [_item(item, by_id, weighing.items[item.id]) for item in case.evidence]


def _item(item: Item, by_id: Mapping[str, Item], weight: ItemWeight) -> ItemResult:
    original = by_id[item.copy_of] if item.copy_of else item
    ratios = {name: ratio for name, ratio in weight.likelihood_ratio.items() if ratio is not None}
    return ItemResult(
        id=item.id,
        what=item.what or original.what or item.id,
        seen=item.seen,
        date=item.date,
        citations=[str(c) for c in item.source],
        role="counted as a move" if weight.role == "taken out" else weight.role,
        copy_of=item.copy_of,
        because=item.because,
        likelihood_ratio=rounded_values(ratios),
        posterior_without=rounded_values(weight.posterior_without),
        bits=rounded(weight.bits),
    )


def sources(case: Case, weighing: Weighing) -> list[SourceResult]:
    """Every source with its hidden state before and after, and the items it reports."""
    results = []
    for name, source in case.sources.items():
        weight = weighing.sources[name]
        flip = weight.flip_point
        results.append(
            SourceResult(
                id=name,
                title=source.title,
                by=source.by,
                kind=source.kind,
                date=source.date,
                url=source.url,
                grade=source.grade,
                prior=_shares(weight.prior),
                posterior=_shares(weight.posterior),
                items=[item.id for item in case.evidence if any(c.source == name for c in item.source)],
                repeats=list(source.repeats),
                flip_share=None if flip is None else rounded(flip.reliable),
                flip_to=None if flip is None else flip.becomes,
            )
        )
    return results


def steps(weighing: Weighing) -> list[EvidenceStep]:
    """The belief after one item more each, then after the moves."""
    return [EvidenceStep(item=step.item, p=rounded_values(step.posterior)) for step in weighing.steps]


def _shares(shares: tuple[float, float, float]) -> tuple[float, float, float]:
    reliable, noise, deceptive = shares
    return rounded(reliable), rounded(noise), rounded(deceptive)
