"""Limited foresight: where each actor expects to end when it looks a number of moves ahead.

G_0(i, s) = s. G_h(i, s): for each s1 in R_i(s) the actor expects e(s1) = s1 if h = 1, else the one that it likes least
among the G_{h-1}(j, s1) of the other actors j; it goes to the best e if that is better than s, and stays otherwise.
Equally good states: the one with the smallest number (first option fastest). Two actors: Kilgour 1985 (`kilgour1985`).
With more than two the literature has rival rules for who answers; this one is the cautious one: the actor expects the
answer it likes least. Actors that can move nowhere do not answer.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from math import prod
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.reach import best_move
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Maps = NDArray[np.int64]
Kept = TypeVar("Kept")
MOST_ROUNDS = 10_000
KEPT = 6  #: horizons whose maps are kept for the concepts that ask for one of them
_NONE = np.int64(np.iinfo(np.int64).min)


def outlook(graph: Graph, horizon: int) -> Maps:
    """The maps G_h of one horizon, made once for a graph: shape (actors, *values), flat indices (C order) of states."""
    here = np.arange(prod(graph.values), dtype=np.int64).reshape(graph.values)
    if horizon == 0:
        return np.array(np.broadcast_to(here, (len(graph.actors), *graph.values)))
    return graph.kept(("outlook", horizon), lambda: ahead(graph, outlook(graph, horizon - 1), horizon))


def ahead(graph: Graph, maps: Maps, horizon: int) -> Maps:
    """G_h of all actors from G_{h-1}."""
    here = np.arange(prod(graph.values), dtype=np.int64).reshape(graph.values)
    numbers = graph.kept("numbers", lambda: _numbers(graph))
    found = [_step(graph, i, maps, here, numbers, horizon) for i in range(len(graph.actors))]
    return np.array(found, dtype=np.int64).reshape(len(graph.actors), *graph.values)


def stays(maps: Maps) -> NDArray[np.bool_]:
    """Where each actor expects to stay, shape (actors, *values)."""
    here = np.arange(prod(maps.shape[1:]), dtype=np.int64).reshape(maps.shape[1:])
    return np.asarray(maps == here, dtype=np.bool_)


def _step(graph: Graph, actor: int, maps: Maps, here: Maps, numbers: Maps, horizon: int) -> Maps:
    """G_h of one actor from G_{h-1} of all. Of two states the key orders by rank, then by the smaller number."""
    ranks = graph.ranks[actor].astype(np.int64).reshape(-1)
    size = here.size
    others = graph.others(actor)
    expected, key = here.reshape(-1), None
    if horizon > 1 and others:
        for j in others:
            ends = maps[j].reshape(-1)
            low = ranks[ends] * size + numbers[ends]  # the worst for the actor; of equals the smallest number
            if key is None:
                expected, key = ends, low
            else:
                worse = low < key
                expected, key = np.where(worse, ends, expected), np.where(worse, low, key)
    high = ranks[expected] * size + (size - 1 - numbers[expected])
    field = np.where(graph.feasible, high.reshape(graph.values), _NONE)
    best = best_move(graph, actor, field, np.maximum, _NONE).reshape(-1)
    goes = (best != _NONE) & (best // size > ranks)
    number = size - 1 - np.where(goes, best, 0) % size
    by_number = np.empty(size, dtype=np.int64)
    by_number[numbers] = np.arange(size)
    return np.asarray(np.where(goes, by_number[number], here.reshape(-1)), dtype=np.int64)


def _numbers(graph: Graph) -> Maps:
    """The number of each state in the literature's order (first option fastest), by flat C index."""
    size = prod(graph.values)
    return np.arange(size, dtype=np.int64).reshape(graph.values, order="F").ravel(order="C")


def always_stays(graph: Graph) -> NDArray[np.bool_]:
    """Where each actor expects to stay at every horizon of the cycle in which the maps end, shape (actors, *values).

    Raises BadInput where the maps have not begun to repeat after MOST_ROUNDS horizons.
    """
    return np.asarray(np.logical_and.reduce(_cycle(graph, stays)[1]), dtype=np.bool_)


def in_the_end(graph: Graph, actor: int, state: int) -> tuple[int, list[int]]:
    """The first horizon of that cycle, and where the actor expects to end from a state at each of its horizons.

    States are flat C indices. Raises BadInput as ``always_stays`` does.
    """
    return _cycle(graph, lambda maps: int(maps[actor].reshape(-1)[state]))


def _cycle(graph: Graph, keep: Callable[[Maps], Kept]) -> tuple[int, list[Kept]]:
    """The first horizon of the cycle in which the maps end, and what is kept of the maps of each of its horizons."""
    seen: dict[bytes, int] = {}
    kept: list[Kept] = []
    maps = outlook(graph, 0)
    for horizon in range(1, MOST_ROUNDS + 1):
        maps = outlook(graph, horizon) if horizon <= KEPT else ahead(graph, maps, horizon)
        mark = sha256(maps.tobytes()).digest()
        if mark in seen:
            return seen[mark] + 1, kept[seen[mark] :]
        seen[mark] = len(kept)
        kept.append(keep(maps))
    raise BadInput(f"non-myopic stability: the expectations do not repeat within {MOST_ROUNDS:,} horizons")
