"""The central model of a case with all that is read off it: explanations, items, sources, indicators, judges."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import asdict
from typing import Any

import numpy as np

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.parts.belief import Item
from realpolitik.errors import BadInput
from realpolitik.evidence.admiralty import credibility_of, grade_of
from realpolitik.evidence.coherence import coherent
from realpolitik.evidence.confirming import confirmed
from realpolitik.evidence.decision import DecisionValue, decision_value
from realpolitik.evidence.duplicates import near_duplicates
from realpolitik.evidence.factored import FactoredModel
from realpolitik.evidence.flip import Flip, flip_point
from realpolitik.evidence.happened import happened
from realpolitik.evidence.information import bits_by_part, information_bits, pattern_codes
from realpolitik.evidence.items import reporters
from realpolitik.evidence.linchpins import Linchpin, linchpins
from realpolitik.evidence.model import EvidenceModel, drawn_models, model_class, ratio
from realpolitik.evidence.nesting import contenders, implications, leading
from realpolitik.evidence.numbers import Floats, Numbers
from realpolitik.evidence.observation import observation
from realpolitik.evidence.pooling import POOLED, OneJudge, Pool, judges
from realpolitik.evidence.weights import (
    MOVES,
    Change,
    EqualPriors,
    ExplanationWeight,
    IndicatorWeight,
    ItemWeight,
    SourceWeight,
    Step,
    Weighing,
    odds_ratio,
)


class Scales:
    """The central model of a case with what all its read-outs share."""

    def __init__(self, case: Case, without: Set[str], moves: Floats | None) -> None:
        self.case = case
        self.without = without
        self.kind = model_class(case)
        self.model = self.kind.of(case, without=without)
        self.moves = np.zeros(self.model.prior.size) if moves is None else np.asarray(moves, dtype=np.float64)
        self.names = tuple(case.explanations)
        self.truth = self.model.truth(case)
        self.codes = pattern_codes(self.truth)
        self.prior = self.model.prior
        self.posterior = self.posterior_of(self.model.log_likelihood)
        self.implies = implications(self.truth, self.prior)
        self.happened = happened(self.model, self.moves)
        self.lead = leading(list(self.truth @ self.posterior), self.implies)

    def posterior_of(self, log_likelihood: Floats) -> Floats:
        return self.model.posterior_with(log_likelihood + self.moves)

    def named(self, weights: Floats) -> dict[str, float]:
        """Each explanation's probability under probabilities of worlds."""
        return {name: float(p) for name, p in zip(self.names, self.truth @ weights, strict=True)}

    def weighing(self, draws: int, seed: int, about: Formula | None) -> Weighing:
        none = np.asarray(self.truth.sum(axis=0) == 0, dtype=np.bool_)
        none[-1] = False
        return Weighing(
            case=self.case.case,
            title=self.case.title,
            seed=seed,
            draws=draws,
            leading=None if self.lead is None else self.names[self.lead],
            explanations=self.explanations(draws, seed),
            factors=self.factors(self.posterior, seen=True),
            factor_priors=self.factors(self.prior, seen=False),
            something_else=Change(float(self.prior[-1]), float(self.posterior[-1])),
            none_named=Change(float(self.prior[none].sum()), float(self.posterior[none].sum())),
            items={item.id: self.item(item) for item in self.case.evidence},
            sources=self.confirmed({name: self.source(k, name) for k, name in enumerate(self.case.sources)}),
            indicators=self.indicators(about),
            equal_priors=self.equal_priors(),
            by_judge=self.by_judge(),
            linchpins=self.linchpins(),
            alike=near_duplicates(self.case, self.without),
            steps=self.steps(),
        )

    def explanations(self, draws: int, seed: int) -> dict[str, ExplanationWeight]:
        intervals = self.intervals(draws, seed)
        result = {}
        for k, (name, explanation) in enumerate(self.case.explanations.items()):
            prior, posterior = float(self.truth[k] @ self.prior), float(self.truth[k] @ self.posterior)
            result[name] = ExplanationWeight(
                title=explanation.title,
                says=explanation.says.text,
                prior=prior,
                posterior=posterior,
                interval=intervals[k] if intervals else None,
                bayes_factor=odds_ratio(self.odds(k, self.posterior), self.odds(k, self.prior)),
                leading=k == self.lead,
                implies=tuple(n for n, does in zip(self.names, self.implies[k], strict=True) if does),
                implied_by=tuple(n for n, does in zip(self.names, self.implies[:, k], strict=True) if does),
            )
        return result

    def odds(self, k: int, weights: Floats) -> tuple[float, float]:
        """(P(h), P(not h)), the second summed rather than subtracted, so that it keeps its digits near 0."""
        return float(weights[self.truth[k]].sum()), float(weights[~self.truth[k]].sum())

    def intervals(self, draws: int, seed: int) -> list[tuple[float, float]]:
        """The 5th and 95th percentile of each explanation's posterior over the draws."""
        if not draws:
            return []
        parts = [
            m.posterior_with(m.log_likelihood + self.moves) @ self.truth.T
            for m in drawn_models(self.case, draws, seed, without=self.without)
        ]
        low, high = np.percentile(np.concatenate(parts), [5.0, 95.0], axis=0)
        return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]

    def factors(self, weights: Floats, *, seen: bool) -> dict[str, dict[str, float]]:
        shares = self.model.factor_shares(self.case, weights, seen=seen)
        return {name: dict(zip(factor.values, shares[name], strict=True)) for name, factor in self.case.factors.items()}

    def item(self, item: Item) -> ItemWeight:
        role = self.model.roles[item.id]
        ratios: dict[str, float | None] = {}
        without: dict[str, float] = {}
        bits = 0.0
        if role == "weighed":
            log_without = self.model.log_without(item.id)
            weights = self.posterior_of(log_without)
            for k, name in enumerate(self.names):
                ratios[name] = odds_ratio(self.odds(k, self.posterior), self.odds(k, weights))
            without = self.named(weights)
            bits = information_bits(weights, ratio(self.model.log_likelihood, log_without), self.codes)
        elif role == "copy":
            ratios = dict.fromkeys(self.names, 1.0)
            without = self.named(self.posterior)
        counted, copying = reporters(item, self.case)
        so = self.happened.get(item.id)
        return ItemWeight(
            item.what,
            item.seen,
            role,
            item.copy_of,
            counted,
            copying,
            ratios,
            without,
            bits,
            so,
            None if so is None else credibility_of(so),
        )

    def source(self, index: int, name: str) -> SourceWeight:
        source = self.case.sources[name]
        by_world = self.model.shares_by_world(index)
        differs = index in self.model.dependents
        prior = self.prior @ by_world if differs else self.model.shares[index]
        items = tuple(i.name for i in self.model.items if index in i.sources)
        posterior, flip = self.posterior @ by_world if differs else prior, None
        if items:
            by_state = self.by_state(index)
            shares = (by_world.T * by_state).sum(axis=1)
            posterior = shares / shares.sum()
            flip = self.flip(float(prior[0]), by_world, by_state)
        grade = grade_of(_three(posterior)) if items else None
        return SourceWeight(source.title, _three(prior), _three(posterior), items, source.repeats, flip, grade)

    def by_state(self, index: int) -> Floats:
        """P(world and all reports | the source's state), shape (3, W), in a common unit."""
        logs = np.stack([self.model.likelihood.log(self.model.items, sure=(index, k)) for k in range(3)])
        with np.errstate(divide="ignore"):
            logs = logs + np.log(self.prior) + self.moves
        return np.asarray(np.exp(logs - logs.max()), dtype=np.float64)

    def flip(self, reliable: float, by_world: Floats, by_state: Floats) -> Flip | None:
        if self.lead is None:
            return None
        rest = by_world[:, 1] + by_world[:, 2]
        noise = np.where(rest > 0.0, by_world[:, 1] / np.where(rest > 0.0, rest, 1.0), 1.0)
        otherwise = noise * by_state[1] + (1.0 - noise) * by_state[2]
        able = contenders(self.implies)
        return flip_point(self.names, self.truth, able, self.lead, reliable, by_state[0], otherwise)

    def steps(self) -> tuple[Step, ...]:
        """The belief after each item, in the order in which they happened, then after the moves."""
        days = {item.id: item.date for item in self.case.evidence}
        order = sorted(self.model.items, key=lambda i: (days[i.name] is None, str(days[i.name] or "")))
        found = []
        for k, item in enumerate(order, start=1):
            found.append(Step(item.name, self.named(self.model.posterior_with(self.model.likelihood.log(order[:k])))))
        if self.moves.any():
            found.append(Step(MOVES, self.named(self.posterior)))
        return tuple(found)

    def confirmed(self, sources: dict[str, SourceWeight]) -> dict[str, SourceWeight]:
        def posterior_of(prior: Floats, logs: Floats) -> Floats:
            return self.model.with_prior(prior).posterior_with(logs + self.moves)

        return confirmed(self.case, sources, self.truth, self.implies, posterior_of, self.without)

    def decision(self, costs: Mapping[str, Floats]) -> DecisionValue:
        seen = {item.name: self.model.seen_probability(item) for item in self.model.pending}
        return decision_value(costs, self.posterior, seen)

    def said(self, said: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        unknown = [name for name in said if name not in self.names]
        if unknown:
            raise BadInput(
                f"there is no explanation {', '.join(unknown)}; there are {', '.join(self.names)}. Nothing was weighed."
            )
        rows = [self.names.index(name) for name in said]
        possible = self.truth[rows][:, self.prior > 0.0]
        nearest = coherent(np.array(list(said.values())), np.asarray(possible, dtype=np.bool_))
        return {name: (p, float(q)) for (name, p), q in zip(said.items(), nearest, strict=True)}

    def linchpins(self) -> tuple[Linchpin, ...]:
        items = [item.name for item in self.model.items]
        names = tuple(self.case.sources)
        by_source = {n: tuple(i.name for i in self.model.items if k in i.sources) for k, n in enumerate(names)}
        known: dict[frozenset[str], Floats] = {}

        def posterior(out: frozenset[str]) -> Floats:
            if out not in known:
                left = tuple(i for i in self.model.items if i.name not in out)
                known[out] = self.truth @ self.posterior_of(self.model.likelihood.log(left))
            return known[out]

        return linchpins(self.names, items, by_source, lambda p: leading(list(p), self.implies), posterior)

    def indicators(self, about: Formula | None) -> tuple[IndicatorWeight, ...]:
        what = {item.id: item.what for item in self.case.evidence}
        found = []
        for item in self.model.pending:
            seen = self.model.seen_probability(item)
            told = observation(self.names, self.truth, self.codes, self.posterior, seen)
            if isinstance(self.model, FactoredModel):
                if about is not None:
                    raise BadInput(
                        "what a sign tells about a formula needs the worlds one by one, and they are too many; "
                        "name the formula as an explanation. Nothing was weighed."
                    )
                more: dict[str, Any] = {"bits_by_factor": self.model.bits_by_factor(item)}
            else:
                more = bits_by_part(self.case, self.posterior, seen, about)
            found.append(IndicatorWeight(id=item.name, what=what[item.name], **asdict(told), **more))
        return tuple(sorted(found, key=lambda i: -(i.bits if i.bits_about is None else i.bits_about)))

    def equal_priors(self) -> EqualPriors:
        even = self.kind.of(self.case, without=self.without, uniform=True)
        # P(reports | world) does not depend on the priors; P(reports | explanations that hold) does.
        logs = self.model.log_likelihood if self.kind is EvidenceModel else even.log_likelihood
        weights = even.posterior_with(logs + self.moves)
        first = leading(list(self.truth @ weights), implications(self.truth, even.prior))
        return EqualPriors(None if first is None else self.names[first], self.named(weights))

    def by_judge(self) -> dict[str, dict[str, float]]:
        """Each explanation's posterior by every judge's numbers and by their pool; moves count the same for all."""
        names = judges(self.case)
        if len(names) < 2:
            return {}
        views: dict[str, Numbers] = {name: OneJudge(name) for name in names}
        views[POOLED] = Pool(names)
        found = {}
        for name, numbers in views.items():
            model = self.kind.of(self.case, without=self.without, numbers=numbers)
            found[name] = self.named(model.posterior_with(model.log_likelihood + self.moves))
        return {one: {name: held[one] for name, held in found.items()} for one in self.names}


def _three(shares: Floats) -> tuple[float, float, float]:
    reliable, noise, deceptive = (float(s) for s in shares)
    return reliable, noise, deceptive
