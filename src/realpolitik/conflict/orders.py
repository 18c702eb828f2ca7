"""The orders an actor may have where its wishes are not certain, with their probabilities.

Two things are uncertain: whether a wish is held at all (``sure``), and how much the audiences an actor ``serves`` care
for one state more than another. Where only ``sure`` matters and few wishes are unsure, every combination is looked
at; otherwise the orders are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.preferences import Draw, ranks
from realpolitik.conflict.space import StateSpace

MOST_UNSURE = 6  #: unsure wishes of one actor up to which every combination is looked at
DRAWN = 64  #: orders drawn where combinations are too many or audiences are served
_SEED = 20


@dataclass(frozen=True, eq=False)
class Orders:
    """``ranks``: shape (orders, states); ``weights``: their probabilities, shape (orders,), summing to 1."""

    ranks: NDArray[np.int64]
    weights: NDArray[np.float64]


def possible_orders(space: StateSpace, actor: str, when: Mapping[str, bool]) -> Orders:
    """The orders one actor may have in a world, each once with its probability; drawn ones are the same every time."""
    who = space.case.actors[actor]
    unsure = [k for k, wish in enumerate(who.prefers) if wish.sure is not None and 0.0 < wish.sure.value < 1.0]
    found: dict[bytes, tuple[NDArray[np.int64], float]] = {}

    def note(draw: Draw, weight: float) -> None:
        order = ranks(space, actor, when, draw).reshape(-1)
        mark = order.tobytes()
        found[mark] = (order, weight + (found[mark][1] if mark in found else 0.0))

    if who.serves or len(unsure) > MOST_UNSURE:
        rng = np.random.default_rng(_SEED)
        for _ in range(DRAWN):
            note(drawn(space, rng), 1.0 / DRAWN)
    else:
        sure = [1.0 if wish.sure is None else wish.sure.value for wish in who.prefers]
        for kept in product((True, False), repeat=len(unsure)):
            keep = [chance >= 1.0 for chance in sure]
            weight = 1.0
            for k, yes in zip(unsure, kept, strict=True):
                keep[k] = yes
                weight *= sure[k] if yes else 1.0 - sure[k]
            note(Draw(keep={actor: keep}), weight)
    return Orders(np.array([order for order, _ in found.values()]), np.array([w for _, w in found.values()]))


def certain(space: StateSpace) -> bool:
    """Whether every draw gives the same orders: no decider, nor an audience that one serves, has an unsure wish, and
    nobody is served (how much audiences care is drawn)."""
    actors = space.case.actors
    return not any(
        actors[name].serves or any(w.sure is not None and 0.0 < w.sure.value < 1.0 for w in actors[name].prefers)
        for name in space.deciders
    )


def drawn(space: StateSpace, rng: np.random.Generator) -> Draw:
    """One draw of everything that is uncertain in all actors' orders, audiences included.

    Statements are held with the chance of their ``sure``; breaks are uniform from 1/2 to 1; gaps between the classes of
    a ranking are exponential. The order of the draws is that of the case, so a seed gives the same result everywhere.
    """
    keep, breaks, gaps = {}, {}, {}
    for name, who in space.case.actors.items():
        sure = np.array([1.0 if wish.sure is None else wish.sure.value for wish in who.prefers])
        keep[name] = (rng.random(len(sure)) < sure).tolist()
        breaks[name] = 0.5 + 0.5 * rng.random(len(sure) + 1)
        gaps[name] = -np.log1p(-rng.random(len(who.ranking) + 1))
    return Draw(keep=keep, breaks=breaks, gaps=gaps)
