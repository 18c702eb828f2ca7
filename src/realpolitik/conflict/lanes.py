"""Many rankings of one small conflict at once, side by side in lanes. Importing this module loads numba.

All conflicts share states and moves; only the ranks differ. Arrays end in an axis of conflicts, so that every
comparison is done for all of them by one instruction. Moves are lists of pairs (from, to), states numbered over those
that can exist; those of actor j stand from ``first[j]`` to ``first[j + 1]``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.compiled import compiled

Ranks = Any  #: small unsigned integers, shape (actors, states, lanes)
Pairs = NDArray[np.uint32]
Counts = NDArray[np.int64]


@compiled
def highest_after_moves(field: Any, frm: Pairs, to: Pairs, start: int, end: int, out: Any) -> None:
    """The largest value among a state and where one move leads."""
    out[:] = field
    lanes = field.shape[1]
    for k in range(start, end):
        x, y = frm[k], to[k]
        for lane in range(lanes):
            old, new = out[x, lane], field[y, lane]
            out[x, lane] = new if new > old else old


@compiled
def lower_by_moves(field: Any, frm: Pairs, to: Pairs, start: int, end: int) -> None:
    """Lower each value to the smallest where one move leads."""
    lanes = field.shape[1]
    for k in range(start, end):
        x, y = frm[k], to[k]
        for lane in range(lanes):
            old, new = field[x, lane], field[y, lane]
            field[x, lane] = new if new < old else old


@compiled
def lower_by_improvements(field: Any, ranks: Any, frm: Pairs, to: Pairs, start: int, end: int) -> None:
    """The same by improvements of the mover, whose ``ranks`` these are.

    All is read first and one value written, so that the loop has no branch.
    """
    lanes = field.shape[1]
    for k in range(start, end):
        x, y = frm[k], to[k]
        for lane in range(lanes):
            old, new = field[x, lane], field[y, lane]
            rank_here, rank_there = ranks[x, lane], ranks[y, lane]
            least = new if new < old else old
            field[x, lane] = least if rank_there > rank_here else old


@compiled
def same(first: Any, second: Any) -> bool:
    """Whether two fields are equal."""
    for x in range(first.shape[0]):
        for lane in range(first.shape[1]):
            if first[x, lane] != second[x, lane]:
                return False
    return True


@compiled
def settle(
    field: Any, ranks: Ranks, credible: bool, actor: int, frm: Pairs, to: Pairs, first: Counts, once: bool, work: Any
) -> None:
    """The least value that the others' sequences of moves (or of improvements) reach, in place; ``once``: one pass."""
    while True:
        work[:] = field
        for j in range(ranks.shape[0]):
            if j != actor and credible:
                lower_by_improvements(field, ranks[j], frm, to, first[j], first[j + 1])
            elif j != actor:
                lower_by_moves(field, frm, to, first[j], first[j + 1])
        if once or same(field, work):
            return


@compiled
def verdict(field: Any, ranks: Any, frm: Pairs, to: Pairs, start: int, end: int, best: Any, stable: Any) -> None:
    """Where no move leads to a larger ``field`` than the rank, into ``stable`` (one byte a lane)."""
    lanes = ranks.shape[1]
    highest_after_moves(field, frm, to, start, end, best)
    for x in range(ranks.shape[0]):
        for lane in range(lanes):
            stable[x, lane] = best[x, lane] <= ranks[x, lane]


@compiled
def add_up(stable: Any, times: Counts, counts: Counts) -> None:
    """Add how often each state is stable, every lane as many times as it counts."""
    for x in range(stable.shape[0]):
        total = 0
        for lane in range(times.size):
            total += times[lane] * stable[x, lane]
        counts[x] += total


@compiled
def count_stable(
    ranks: Ranks,
    times: Counts,
    frm: Pairs,
    to: Pairs,
    first: Counts,
    free: bool,
    wanted: NDArray[np.bool_],
    stable: Counts,
    equilibrium: Counts,
) -> None:
    """Add to the counts how often each state is stable by Nash, SEQ, SMR, GMR, SSEQ, every lane counting ``times``.

    ``stable``: shape (concepts, actors, states), ``equilibrium``: (concepts, states); ``wanted``: which concepts.
    ``free``: the others' moves reach all combinations of their options, so one pass settles their answers.
    """
    actors, states, lanes = ranks.shape
    field = np.empty_like(ranks[0])
    best = np.empty_like(ranks[0])
    work = np.empty_like(ranks[0])
    stays = np.empty((states, lanes), dtype=np.uint8)
    everybody = np.ones((5, states, lanes), dtype=np.uint8)
    for i in range(actors):
        rank, start, end = ranks[i], first[i], first[i + 1]
        for c in range(5):
            if not wanted[c]:
                continue
            if c == 2 or c == 4:  # SMR, SSEQ: what the actor can still reach from the answer
                highest_after_moves(rank, frm, to, start, end, field)
            else:
                field[:] = rank
            if c > 0:
                credible = c == 1 or c == 4
                settle(field, ranks, credible, i, frm, to, first, free and not credible, work)
            if c == 2 or c == 4:
                for x in range(states):
                    for lane in range(lanes):
                        if rank[x, lane] < field[x, lane]:
                            field[x, lane] = rank[x, lane]
            verdict(field, rank, frm, to, start, end, best, stays)
            add_up(stays, times, stable[c, i])
            for x in range(states):
                for lane in range(lanes):
                    everybody[c, x, lane] &= stays[x, lane]
    for c in range(5):
        if wanted[c]:
            add_up(everybody[c], times, equilibrium[c])
