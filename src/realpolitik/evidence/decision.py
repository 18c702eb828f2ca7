"""What it would be worth to know before deciding: the expected value of an observation, given what each choice costs.

With costs c(choice, world) the best choice now has cost min over choices of E[c]. After an observation one chooses
again; the expected value of the observation is how much the expected least cost falls by it, never less than 0 (Raiffa
and Schlaifer, Applied Statistical Decision Theory, 1961, ch. 4). Perfect knowledge bounds it from above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realpolitik.errors import BadInput
from realpolitik.evidence.numbers import Floats


@dataclass(frozen=True)
class ItemValue:
    """The expected value of an observation, and the choice after it was made either way."""

    value: float
    if_seen: str | None
    if_not: str | None


@dataclass(frozen=True)
class DecisionValue:
    """``costs``: the expected cost of every choice now; ``best``: the cheapest; ``knowing``: the worth of knowing all.

    ``items``: the expected value of each observation, in the unit of the costs.
    """

    costs: dict[str, float]
    best: str
    knowing: float
    items: dict[str, ItemValue]


def decision_value(costs: Mapping[str, Floats], weights: Floats, seen: Mapping[str, Floats]) -> DecisionValue:
    """The worth of observations for a decision.

    ``costs``: for each choice its cost in every world, shape (W,); ``weights`` (W,): P(world) now; ``seen``: for each
    observation P(seen | world), shape (W,). Raises BadInput with fewer than two choices.
    """
    if len(costs) < 2:
        raise BadInput("a decision has two choices at least. Nothing was computed.")
    names = list(costs)
    table = np.array([costs[name] for name in names])  # choices, W
    now = table @ weights
    best = int(np.argmin(now))
    items = {}
    for name, likely in seen.items():
        yes, no = table @ (weights * likely), table @ (weights * (1.0 - likely))
        gain = float(now[best] - yes.min() - no.min())
        items[name] = ItemValue(max(0.0, gain), *_chosen(names, weights, likely, yes, no))
    knowing = float(now[best] - table.min(axis=0) @ weights)
    return DecisionValue(dict(zip(names, now.tolist(), strict=True)), names[best], max(0.0, knowing), items)


def _chosen(
    names: Sequence[str], weights: Floats, likely: Floats, yes: Floats, no: Floats
) -> tuple[str | None, str | None]:
    """The best choice if it is seen and if it is not; None where that cannot happen."""
    probability = float(weights @ likely)
    return (
        names[int(np.argmin(yes))] if probability > 0.0 else None,
        names[int(np.argmin(no))] if probability < 1.0 else None,
    )
