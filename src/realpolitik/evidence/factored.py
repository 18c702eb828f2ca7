"""Cases with more worlds than can be listed one by one: the same exact answers by variable elimination.

The worlds are never made. What is read off a weighing depends only on which explanations hold, so the variables kept
are the factors that explanations speak of or, where these have too many joint values, one yes-or-no variable for each
explanation. Their joint values stand in for the worlds; everything else is summed out, table by table.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from math import prod

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.dependence import depends
from realpolitik.evidence.elimination import Scope, eliminate, plan, safe_log
from realpolitik.evidence.information import bits_of
from realpolitik.evidence.items import EvidenceItem, read_item, role_of
from realpolitik.evidence.likelihood import CHUNK, Likelihood
from realpolitik.evidence.model import EvidenceModel, source_shares
from realpolitik.evidence.network import MOST_NUMBERS, Network, some_of
from realpolitik.evidence.numbers import Floats, Numbers
from realpolitik.evidence.prior import MOST_WORLDS

Query = tuple[tuple[str, ...], tuple[int, int] | None, tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class LocalItem(EvidenceItem):
    """An item whose ``branch`` runs over the joint values of ``factors`` only (and then "something else")."""

    factors: tuple[int, ...] = ()


@dataclass(eq=False)
class NetworkLikelihood(Likelihood):
    """log P(reports | joint values of the kept variables, or "something else")."""

    network: Network = field(kw_only=True)
    _joint: dict[Query, Floats] = field(default_factory=dict, init=False, repr=False)

    def log(self, items: Sequence[EvidenceItem], *, sure: tuple[int, int] | None = None) -> Floats:
        """log P(reports of these items | kept values), shape ``lead + (values + 1,)``; see ``Likelihood.log``."""
        keep = self.network.kept[0]
        joint, alone = self.joint(items, keep, sure), self.joint((), keep)
        possible = np.isfinite(alone)
        named = np.where(possible, joint - np.where(possible, alone, 0.0), 0.0)
        last = [EvidenceItem(i.name, i.branch[-1:], i.cells, i.said_anyway, i.credibility, i.sources) for i in items]
        other = Likelihood(1, self.sources, self.shares).log(last, sure=sure).reshape(-1, 1)
        return np.concatenate([np.broadcast_to(named, (len(other), named.shape[1])), other], axis=1).reshape(
            *self.lead, -1
        )

    def log_without(self, items: Sequence[EvidenceItem], name: str) -> Floats:
        """log P(reports of these items but one | kept values)."""
        return self.log([i for i in items if i.name != name])

    def joint(
        self, items: Sequence[EvidenceItem], keep: tuple[int, ...], sure: tuple[int, int] | None = None
    ) -> Floats:
        """log P(reports, values of ``keep`` | not something else), shape (draws, joint values)."""
        query = (tuple(i.name for i in items), sure, keep)
        if query not in self._joint:
            self._joint[query] = self._summed(items, keep, sure)
        return self._joint[query]

    def _summed(self, items: Sequence[EvidenceItem], keep: tuple[int, ...], sure: tuple[int, int] | None) -> Floats:
        net = self.network
        first = len(net.factors)  # source s is variable first + s, the happening of item k comes after all sources
        sizes = {**dict(enumerate(net.sizes)), **{-1 - e: 2 for e in range(len(net.truths))}}
        states: dict[int, int] = {}
        shares: dict[int, Floats] = {}
        tables: list[tuple[Scope, Floats]] = [*net.tables, *net.explained(keep)]
        for k, item in enumerate(items):
            assert isinstance(item, LocalItem)
            shape = tuple(net.sizes[v] for v in item.factors)
            for scope, place, table in self._tables(k, item, sure, states, shares):
                own = tuple(first + v for v in scope)
                if place < 0:
                    tables.append((own, table))
                else:  # one row for each line of the item: spread over the values of its factors
                    spread = table[:, item.branch[:-1]]
                    tables.append(((*item.factors, *own), spread.reshape(len(table), 1, *shape, *table.shape[2:])))
        tables += [((first + s,), safe_log(share)) for s, share in shares.items()]
        sizes |= {first + v: n for v, n in states.items()}
        steps = plan([scope for scope, _ in tables], sizes, frozenset(keep))
        if steps.width > MOST_NUMBERS:
            self._refuse_width(steps.width, steps.widest)
        rows = max(1, CHUNK // steps.width)
        draws = len(self._flat)
        found = [
            eliminate([(s, t[a : a + rows] if len(t) > 1 else t) for s, t in tables], steps.order, tuple(sorted(keep)))
            for a in range(0, draws, rows)
        ]
        full = [
            np.broadcast_to(f, (min(rows, draws - a), *f.shape[1:]))
            for a, f in zip(range(0, draws, rows), found, strict=True)
        ]
        return np.concatenate(full).reshape(draws, -1)

    def _refuse_width(self, width: int, widest: Scope) -> None:
        net, first = self.network, len(self.network.factors)
        factors = [net.factors[v] for v in widest if 0 <= v < first]
        explanations = [net.explanations[-1 - v] for v in widest if v < 0]
        sources = [self.sources[v - first] for v in widest if first <= v < first + len(self.sources)]
        parts = [
            f"{what} {', '.join(names)}"
            for what, names in (("factors", factors), ("explanations", explanations), ("sources", sources))
            if names
        ]
        raise BadInput(
            f"{' and '.join(parts)} hang together in {width:,} combinations that would have to be summed at once; "
            f"at most {MOST_NUMBERS:,} can be. Merge factors among them that no item and no explanation tells apart, "
            "or sources that speak with one voice, or let items depend on fewer of them. Nothing was weighed."
        )


@dataclass(frozen=True, eq=False)
class FactoredModel(EvidenceModel):
    """An ``EvidenceModel`` whose "worlds" are the joint values of the kept variables, then "something else"."""

    network: Network = field(kw_only=True)

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        without: Set[str] = frozenset(),
        numbers: Numbers | None = None,
        uniform: bool = False,
    ) -> FactoredModel:
        """The model of a case of any number of worlds; see ``EvidenceModel.of``."""
        numbers = numbers or Numbers()
        worlds = Worlds.of(case)
        place = {name: k for k, name in enumerate(worlds.factors)}
        other = numbers.value(case.something_else)[..., None]
        network = Network.of(case, numbers, uniform=uniform)
        differing = [name for name, source in case.sources.items() if depends(source)]
        if differing:
            raise BadInput(
                f"how far {', '.join(differing)} can be trusted depends on factors; that can be weighed with up to "
                f"{MOST_WORLDS:,} worlds, and these are more. Merge factors, or give one number. Nothing was weighed."
            )
        shares, _ = source_shares(case, worlds, numbers)
        roles = {item.id: role_of(item, without) for item in case.evidence}
        read = {}
        for item in case.evidence:
            if roles[item.id] not in ("weighed", "taken out", "not yet seen"):
                continue
            scope = tuple(sorted({place[m] for b in item.likelihood if b.if_ is not None for m in b.if_.mentions()}))
            some = some_of(worlds, scope)
            if some.named > MOST_NUMBERS:
                raise BadInput(
                    f"item {item.id} depends on {len(scope)} factors, which have {some.named:,} joint values; at most "
                    f"{MOST_NUMBERS:,} can be summed. Let it depend on fewer. Nothing was weighed."
                )
            plain = read_item(item, case, some, numbers)
            read[item.id] = LocalItem(**vars(plain), factors=scope)
        items = tuple(i for name, i in read.items() if roles[name] == "weighed")
        pending = tuple(i for name, i in read.items() if roles[name] == "not yet seen")
        kept = prod(network.kept[1])
        if kept > MOST_WORLDS:
            raise BadInput(
                f"the {len(network.explanations)} explanations hold in {kept:,} combinations; at most {MOST_WORLDS:,} "
                "can be told apart. Take out some, or say them with fewer factors. Nothing was weighed."
            )
        engine = NetworkLikelihood(kept + 1, tuple(case.sources), shares, network=network)
        named = np.exp(engine.joint((), network.kept[0])).reshape(*numbers.lead, -1)
        prior = np.concatenate([named * (1.0 - other), other], axis=-1)
        made = cls(prior, items, pending, tuple(case.sources), shares, roles, network=network)
        made.__dict__["likelihood"] = engine
        return made

    def bits_by_factor(self, item: EvidenceItem) -> dict[str, float]:
        """What seeing an item that is not weighed tells of each factor alone, in bits; see ``bits_by_part``."""
        engine = self.likelihood
        assert isinstance(engine, NetworkLikelihood)
        last = float(self.posterior[-1]), float(self.seen_probability(item)[-1])
        named = 1.0 - last[0]
        found = {}
        for k, name in enumerate(self.network.factors):
            before, after = (engine.joint(items, (k,))[0] for items in (self.items, (*self.items, item)))
            top = before.max() if np.isfinite(before.max()) else 0.0
            whole, yes = np.exp(before - top), np.exp(after - top)
            scale = named / max(float(whole.sum()), 1e-300)
            seen = np.append(yes * scale, last[0] * last[1])
            found[name] = bits_of(np.stack([seen, np.append(whole * scale, last[0]) - seen]))
        return found

    def truth(self, case: Case) -> NDArray[np.bool_]:
        """Where each explanation of the case holds, shape (explanations, kept values + 1)."""
        return self.network.truth

    def factor_shares(self, case: Case, weights: Floats, *, seen: bool) -> dict[str, list[float]]:
        """P(each value of each factor); see ``EvidenceModel.factor_shares``. Middles only."""
        engine = self.likelihood
        assert isinstance(engine, NetworkLikelihood)
        found = {}
        for k, name in enumerate(self.network.factors):
            logs = engine.joint(self.items if seen else (), (k,))[0]
            top = logs.max()
            values = np.exp(logs - top) if np.isfinite(top) else np.zeros(len(logs))  # only something else is left
            found[name] = (values / max(values.sum(), 1.0) * weights[:-1].sum()).tolist()
        return found
