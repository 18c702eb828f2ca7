"""The evidence of a case as arrays: worlds, their prior, items, and the shares of each source's hidden states."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.dependence import Dependent, dependent, depends
from realpolitik.evidence.elimination import safe_log
from realpolitik.evidence.items import EvidenceItem, Role, read_item, role_of
from realpolitik.evidence.likelihood import Likelihood
from realpolitik.evidence.numbers import Floats, Numbers
from realpolitik.evidence.prior import MOST_WORLDS, world_prior

#: Draws times worlds that are computed together.
DRAWN_AT_ONCE = 2**21


@dataclass(frozen=True, eq=False)
class EvidenceModel:
    """P(world | what was seen) = P(world) P(all reports | world) / P(all reports).

    ``lead`` is ``()`` for the middles of the judged ranges and ``(n,)`` for n draws; W = number of worlds, the last
    being "something else"; S = number of sources.

    * ``prior``: P(world), shape ``lead + (W,)``
    * ``items``: the items that are weighed; ``pending``: those still to be seen
    * ``sources``: names; ``shares``: P(reliable, noise, deceptive) of each, shape ``lead + (S, 3)``
    * ``roles``: what became of every item of the case, by its id
    * ``dependents``: by its number, how a source's shares differ between worlds; ``shares`` has what holds elsewhere

    The likelihood is exact: a sum over the joint states of the sources and over whether each happening occurred.
    Sources that share no item decouple.
    """

    prior: Floats
    items: tuple[EvidenceItem, ...] = ()
    pending: tuple[EvidenceItem, ...] = ()
    sources: tuple[str, ...] = ()
    shares: Floats = field(default_factory=lambda: np.zeros((0, 3)))
    roles: dict[str, Role] = field(default_factory=dict)
    dependents: dict[int, Dependent] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        without: Set[str] = frozenset(),
        numbers: Numbers | None = None,
        uniform: bool = False,
    ) -> EvidenceModel:
        """The model of a case, without the items whose ids are in ``without``.

        ``numbers`` gives draws in place of the middles. Ranges are drawn in the order of the case, also those of
        items taken out, so that the same seed gives the same draws with and without an item. ``uniform`` puts every
        factor at equal prior shares.

        Raises BadInput for an unknown id in ``without``, too many worlds, or an item whose table leaves worlds out.
        """
        unknown = sorted(without - {item.id for item in case.evidence})
        if unknown:
            raise BadInput(f"there is no item of evidence {', '.join(unknown)} to take out. Nothing was weighed.")
        numbers = numbers or Numbers()
        worlds = Worlds.of(case)
        prior = world_prior(case, worlds, numbers, uniform=uniform)
        shares, dependents = source_shares(case, worlds, numbers)
        roles = {item.id: role_of(item, without) for item in case.evidence}
        read = {
            item.id: read_item(item, case, worlds, numbers)
            for item in case.evidence
            if roles[item.id] in ("weighed", "taken out", "not yet seen")
        }
        items = tuple(i for name, i in read.items() if roles[name] == "weighed")
        pending = tuple(i for name, i in read.items() if roles[name] == "not yet seen")
        return cls(prior, items, pending, tuple(case.sources), shares, roles, dependents)

    def truth(self, case: Case) -> NDArray[np.bool_]:
        """Where each explanation of the case holds, shape (explanations, W); none does in "something else"."""
        worlds = Worlds.of(case)
        rows = [worlds.holds(e.says) for e in case.explanations.values()]
        return np.array(rows, dtype=np.bool_).reshape(len(rows), worlds.size)

    def factor_shares(self, case: Case, weights: Floats, *, seen: bool) -> dict[str, list[float]]:
        """P(each value of each factor) by ``weights`` (W,), which are those given the reports (``seen``) or before."""
        worlds = Worlds.of(case)
        return {
            name: np.bincount(worlds.columns[name].index, weights[:-1], worlds.shape[k]).tolist()
            for k, name in enumerate(worlds.factors)
        }

    @cached_property
    def likelihood(self) -> Likelihood:
        """The engine that sums over sources and happenings, with its memory of what it has computed."""
        return Likelihood(self.prior.shape[-1], self.sources, self.shares, self.dependents)

    def shares_by_world(self, source: int) -> Floats:
        """P(reliable, noise, deceptive | world) of one source, shape ``lead + (W, 3)``."""
        if source in self.dependents:
            found = self.dependents[source]
            return np.asarray(found.cells[..., found.branch, :], dtype=np.float64)
        return np.broadcast_to(self.shares[..., source, None, :], (*self.prior.shape, 3))

    @cached_property
    def log_likelihood(self) -> Floats:
        """log P(all reports | world), shape ``lead + (W,)``; -inf where the evidence rules a world out."""
        return self.likelihood.log(self.items)

    @cached_property
    def posterior(self) -> Floats:
        """P(world | all reports), shape ``lead + (W,)``. BadInput where the evidence rules every world out."""
        return self.posterior_with(self.log_likelihood)

    def posterior_with(self, log_likelihood: Floats) -> Floats:
        """P(world) times a likelihood given as logs, made to sum to 1, shape ``lead + (W,)``."""
        logs = safe_log(self.prior) + log_likelihood
        top = logs.max(axis=-1, keepdims=True)
        if not np.isfinite(top).all():
            raise BadInput(
                "the evidence rules out every world, so it cannot all be true together. Look for likelihoods of 0 % "
                f"or 100 % among: {', '.join(i.name for i in self.items)}. Nothing was weighed."
            )
        weights = np.exp(logs - top)
        return np.asarray(weights / weights.sum(axis=-1, keepdims=True), dtype=np.float64)

    def log_without(self, name: str) -> Floats:
        """log P(all reports but those of one item | world)."""
        return self.likelihood.log_without(self.items, name)

    def seen_probability(self, item: EvidenceItem) -> Floats:
        """P(the item is reported | world, every other weighed item), shape ``lead + (W,)``; 0 in excluded worlds."""
        others = tuple(i for i in self.items if i.name != item.name)
        return ratio(self.likelihood.log((*others, item)), self.likelihood.log(others))

    def with_prior(self, prior: Floats) -> EvidenceModel:
        """The same evidence under another prior over worlds."""
        return replace(self, prior=prior)


def source_shares(case: Case, worlds: Worlds, numbers: Numbers) -> tuple[Floats, dict[int, Dependent]]:
    """The shares of every source's states, ``lead + (S, 3)``, and those that differ between worlds."""
    dependents = {
        k: dependent(source, worlds, numbers) for k, source in enumerate(case.sources.values()) if depends(source)
    }
    rows = [
        dependents[k].cells[..., -1, :] if k in dependents else numbers.shares(source)
        for k, source in enumerate(case.sources.values())
    ]
    return np.stack(rows, axis=-2) if rows else np.zeros((*numbers.lead, 0, 3)), dependents


def ratio(upper: Floats, lower: Floats) -> Floats:
    """exp(upper - lower) of log arrays where upper <= lower; 0 where both are -inf."""
    possible = np.isfinite(upper)
    log = np.where(possible, upper, -np.inf) - np.where(possible, lower, 0.0)
    return np.asarray(np.exp(log), dtype=np.float64)


def posterior_draws(case: Case, draws: int, seed: int = 1, *, without: Set[str] = frozenset()) -> Floats:
    """P(world | reports) for each of ``draws`` draws of every judged range, shape (draws, W).

    The draws of a judged value do not depend on ``without``.
    """
    return np.concatenate([m.posterior for m in drawn_models(case, draws, seed, without=without)])


def drawn_models(case: Case, draws: int, seed: int = 1, *, without: Set[str] = frozenset()) -> Iterator[EvidenceModel]:
    """The models of ``draws`` draws, in parts small enough to hold in memory, in order."""
    kind = model_class(case)
    step = max(1, DRAWN_AT_ONCE // min(Worlds.of(case).size, MOST_WORLDS))
    for start in range(0, draws, step):
        numbers = Numbers(draws, seed, slice(start, start + step))
        yield kind.of(case, without=without, numbers=numbers)


def model_class(case: Case) -> type[EvidenceModel]:
    """The kind of model for a case: its worlds listed one by one or, where they are too many, its tables."""
    if Worlds.of(case).named <= MOST_WORLDS:
        return EvidenceModel
    from realpolitik.evidence.factored import FactoredModel

    return FactoredModel
