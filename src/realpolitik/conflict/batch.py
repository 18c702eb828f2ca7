"""One conflict under many rankings: in how many of them each state is stable, and an equilibrium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.compiled import wanted
from realpolitik.conflict.concepts import find
from realpolitik.conflict.judging import Arcs

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ")  #: those that lanes know, in their order
MOST_STATES = 2**14
FEWEST = 32  #: rankings from which on lanes are worth their while
Counts = NDArray[np.int64]
Index = NDArray[Any]
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
    from realpolitik.conflict.lanes import Moves, count_stable

    actors, states = rankings.shape[1], rankings.shape[2]
    moves = Moves(*_moves(graph))
    chosen = np.array([c in concepts for c in CONCEPTS])
    stable = np.zeros((len(CONCEPTS), actors, states), dtype=np.int64)
    equilibrium = np.zeros((len(CONCEPTS), states), dtype=np.int64)
    small = states <= 2**8
    side = 256 if small else 128
    lanes = np.zeros((actors, states, side), dtype=np.uint8 if small else np.uint16)
    rankings = _dense(rankings)
    for start in range(0, len(rankings), side):
        part = rankings[start : start + side]
        lanes[:, :, : len(part)] = part.transpose(1, 2, 0)
        lanes[:, :, len(part) :] = 0
        count_stable(lanes, times[start : start + side], moves, graph.free, chosen, stable, equilibrium)
    return {c: (stable[CONCEPTS.index(c)], equilibrium[CONCEPTS.index(c)]) for c in concepts}


def _moves(graph: Graph) -> tuple[bool, Index, Index, Index, Index, Index, Index]:
    """All moves as ``lanes.Moves`` has them: as lines where every actor's moves are such, else as pairs."""
    pairs = [Arcs(graph, i, None).pairs() for i in range(len(graph.actors))]
    states = int(graph.feasible.sum())
    member, head, line = [], [np.zeros(1, dtype=np.int64)], [0]
    complete = True
    for start, end in pairs:
        lowest = np.arange(states)
        np.minimum.at(lowest, start, end)
        sizes = np.unique(lowest, return_counts=True)[1]
        complete = complete and int((sizes * (sizes - 1)).sum()) == start.size
        complete = complete and np.array_equal(lowest[start], lowest[end])
        member.append(np.argsort(lowest, kind="stable"))
        head.append(head[-1][-1] + np.cumsum(sizes))
        line.append(line[-1] + sizes.size)
    frm, to = (np.concatenate([pair[k] for pair in pairs]).astype(np.uint32) for k in range(2))
    first = np.cumsum([0, *(start.size for start, _ in pairs)], dtype=np.int64)
    heads, lines = np.concatenate(head), np.array(line, dtype=np.int64)
    return complete, np.concatenate(member).astype(np.uint32), heads, lines, frm, to, first


def _dense(rankings: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same orders with ranks below the number of states."""
    states = rankings.shape[-1]
    if rankings.size == 0 or (int(rankings.min()) >= 0 and int(rankings.max()) < states):
        return rankings
    rows = [np.unique(row, return_inverse=True)[1] for row in rankings.reshape(-1, states)]
    return np.array(rows, dtype=np.int32).reshape(rankings.shape)
