"""What holds in draws of the actors' wishes: the share of draws in which a state is stable, and an equilibrium.

What is uncertain is drawn together for all actors: which wishes they hold (``sure``) and how much audiences care. Every
set of orders that comes up is solved once. The interval of a share is Jeffreys' for a proportion (Brown, Cai and
DasGupta 2001, section 4.1.1; `brown2001`), from the 5th to the 95th percentile: it tells how well that many draws know
the share, no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.conflict.batch import counts
from realpolitik.conflict.concepts import defaults
from realpolitik.conflict.orders import certain, drawn
from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.solving import NAMED, checked_types, graph_of, in_order
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import WorldType
from realpolitik.errors import BadInput
from realpolitik.rounding import rounded

Counts = NDArray[np.int64]
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class SampledType:
    """One preference type. ``stable[concept]``: draws in which each state is stable, shape (deciders, states).

    ``equilibrium[concept]``: draws in which it is so for everybody, shape (states,). ``orders``: how many different
    sets of orders came up.
    """

    type: WorldType
    probability: float
    stable: dict[str, Counts]
    equilibrium: dict[str, Counts]
    orders: int


@dataclass(frozen=True, eq=False)
class Sampled:
    """What holds in ``draws`` draws of the wishes, by preference type."""

    space: StateSpace
    deciders: tuple[str, ...]
    concepts: tuple[str, ...]
    types: tuple[SampledType, ...]
    draws: int
    seed: int
    certain: bool = False  #: nothing is uncertain, so that every share is 0 or 1 for sure

    def equilibrium(self, concept: str) -> NDArray[np.float64]:
        """Share in which each feasible state is an equilibrium, with its interval, over all types; shape (3, states).

        Rows: share, low, high. The types' shares and interval ends are weighted by the types' probabilities.
        """
        parts = [t.probability * self._shares(t.equilibrium[concept]) for t in self.types]
        return np.asarray(np.sum(parts, axis=0), dtype=np.float64)

    def stable(self, concept: str, decider: int) -> NDArray[np.float64]:
        """The same for being stable for one decider."""
        parts = [t.probability * self._shares(t.stable[concept][decider]) for t in self.types]
        return np.asarray(np.sum(parts, axis=0), dtype=np.float64)

    def _shares(self, counts: Counts) -> NDArray[np.float64]:
        return np.array([counts / self.draws] * 3) if self.certain else shares(counts, self.draws)

    def as_json(self) -> dict[str, Any]:
        """Plain data: every share as [share, low, high], states numbered from 0 over those that can exist."""

        def triples(rows: NDArray[np.float64]) -> list[list[float]]:
            return [[rounded(float(x)) for x in triple] for triple in rows.T]

        return {
            "case": self.space.case.case,
            "options": [axis.name for axis in self.space.axes],
            "values": [list(axis.values) for axis in self.space.axes],
            "actors": list(self.deciders),
            "concepts": list(self.concepts),
            "draws": self.draws,
            "seed": self.seed,
            "certain": self.certain,
            "feasible": int(self.space.states.size),
            "status_quo": self.space.number(self.space.status_quo),
            "states": self.space.table.tolist(),
            "equilibrium": {c: triples(self.equilibrium(c)) for c in self.concepts},
            "stable": {
                c: {actor: triples(self.stable(c, k)) for k, actor in enumerate(self.deciders)} for c in self.concepts
            },
        }


def shares(counts: Counts, draws: int) -> NDArray[np.float64]:
    """Share, low and high end of the interval for counts out of ``draws``; shape (3, *counts)."""
    from scipy.special import betaincinv

    hits = counts.astype(np.float64)
    low = np.where(counts == 0, 0.0, betaincinv(hits + 0.5, draws - hits + 0.5, LOW))
    high = np.where(counts == draws, 1.0, betaincinv(hits + 0.5, draws - hits + 0.5, HIGH))
    return np.array([hits / draws, low, high])


def sample(
    case: Case,
    draws: int,
    seed: int = 1,
    type_probabilities: Sequence[float] | None = None,
    concepts: Sequence[str] | None = None,
    *,
    sanctions: str = "legal",
    coalitions: str = NAMED,
) -> Sampled:
    """Draw the actors' orders and solve every set of them that comes up. The same seed gives the same counts.

    ``coalitions``: ``named`` (those of the case) or ``all``, for concepts about them. Raises BadInput for fewer than
    one draw, and as ``solve`` does.
    """
    if draws < 1:
        raise BadInput(f"{draws} draws: at least one is needed")
    space = StateSpace.of(case)
    types, probabilities = checked_types(case, space, type_probabilities)
    chosen = in_order(defaults() if concepts is None else concepts)
    rng = np.random.default_rng(seed)
    sure = certain(space)
    seen: list[dict[bytes, tuple[NDArray[np.int32], int]]] = [{} for _ in types]  # of each type the orders, how often
    for _ in range(1 if sure else draws):
        draw = drawn(space, rng)
        for world_type, orders in zip(types, seen, strict=True):
            order = np.array([ranks(space, a, world_type.when, draw)[space.feasible] for a in space.deciders], np.int32)
            key = order.tobytes()
            orders[key] = (order, orders.get(key, (order, 0))[1] + (draws if sure else 1))
    sampled = [
        _counted(space, world_type, probability, list(orders.values()), chosen, sanctions, coalitions)
        for world_type, probability, orders in zip(types, probabilities, seen, strict=True)
    ]
    return Sampled(space, space.deciders, chosen, tuple(sampled), draws, seed, sure)


def _counted(
    space: StateSpace,
    world_type: WorldType,
    probability: float,
    orders: Sequence[tuple[NDArray[np.int32], int]],
    concepts: Sequence[str],
    sanctions: str,
    coalitions: str,
) -> SampledType:
    """In how many draws each state holds, from the different orders and how often each was drawn."""
    graph = graph_of(space, world_type.when, coalitions)
    rankings, times = zip(*orders, strict=True)
    totals = counts(graph, np.array(rankings), np.array(times), concepts, sanctions)
    number = np.zeros(space.shape, dtype=np.int64)  # of a feasible state in the order of flat indices
    number[space.feasible] = np.arange(space.states.size)
    listed = space.feasible_only(number)
    stable = {c: found[:, listed] for c, (found, _) in totals.items()}
    equilibrium = {c: found[listed] for c, (_, found) in totals.items()}
    return SampledType(world_type, probability, stable, equilibrium, len(times))
