"""One conflict under many rankings: in how many of them each state is stable, and an equilibrium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.compiled import wanted
from realpolitik.conflict.concepts import find
from realpolitik.conflict.judging import Arcs

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ")  #: those that lanes know, in their order
MOST_STATES = 2**14
FEWEST = 32  #: rankings from which on lanes are worth their while
Counts = NDArray[np.int64]
Totals = dict[str, tuple[Counts, Counts]]


def counts(
    graph: Graph, rankings: NDArray[np.int32], times: Counts, concepts: Sequence[str], sanctions: str = "legal"
) -> Totals:
    """Solve one conflict under many rankings, shape (rankings, actors, feasible states in the order of flat indices).

    ``times``: how often each ranking counts. The result for each concept: shape (actors, states) how often stable,
    shape (states,) how often an equilibrium.
    """
    states = int(graph.feasible.sum())
    quick = sanctions == "legal" and all(c in CONCEPTS for c in concepts)
    if quick and wanted() and states <= MOST_STATES and len(rankings) >= FEWEST:
        return _in_lanes(graph, rankings, times, concepts)
    totals = {c: (np.zeros((len(graph.actors), states), np.int64), np.zeros(states, np.int64)) for c in concepts}
    full = np.zeros((len(graph.actors), *graph.values), dtype=np.int32)
    for ranks, many in zip(rankings, times.tolist(), strict=True):
        full[:, graph.feasible] = ranks
        solved = graph.ranked(full)
        for concept, (stable, equilibrium) in totals.items():
            rows = solved.stable(find(concept).name, sanctions=sanctions)[:, graph.feasible]
            stable += many * rows
            equilibrium += many * rows.all(axis=0)
    return totals


def _in_lanes(graph: Graph, rankings: NDArray[np.int32], times: Counts, concepts: Sequence[str]) -> Totals:
    from realpolitik.conflict.lanes import count_stable

    actors, states = rankings.shape[1], rankings.shape[2]
    frm, to, first = _pairs(graph)
    chosen = np.array([c in concepts for c in CONCEPTS])
    stable = np.zeros((len(CONCEPTS), actors, states), dtype=np.int64)
    equilibrium = np.zeros((len(CONCEPTS), states), dtype=np.int64)
    small = states <= 2**8
    side = 256 if small else 64
    lanes = np.zeros((actors, states, side), dtype=np.uint8 if small else np.uint16)
    rankings = _dense(rankings)
    for start in range(0, len(rankings), side):
        part = rankings[start : start + side]
        lanes[:, :, : len(part)] = part.transpose(1, 2, 0)
        lanes[:, :, len(part) :] = 0
        count_stable(lanes, times[start : start + side], frm, to, first, graph.free, chosen, stable, equilibrium)
    return {c: (stable[CONCEPTS.index(c)], equilibrium[CONCEPTS.index(c)]) for c in concepts}


def _pairs(graph: Graph) -> tuple[NDArray[np.uint32], NDArray[np.uint32], Counts]:
    """All moves as ``lanes`` wants them: where they start, where they end, and where those of each actor begin."""
    pairs = [Arcs(graph, i, None).pairs() for i in range(len(graph.actors))]
    frm = np.concatenate([start for start, _ in pairs]).astype(np.uint32)
    to = np.concatenate([end for _, end in pairs]).astype(np.uint32)
    return frm, to, np.cumsum([0, *(start.size for start, _ in pairs)], dtype=np.int64)


def _dense(rankings: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same orders with ranks below the number of states."""
    states = rankings.shape[-1]
    if rankings.size == 0 or (int(rankings.min()) >= 0 and int(rankings.max()) < states):
        return rankings
    rows = [np.unique(row, return_inverse=True)[1] for row in rankings.reshape(-1, states)]
    return np.array(rows, dtype=np.int32).reshape(rankings.shape)
