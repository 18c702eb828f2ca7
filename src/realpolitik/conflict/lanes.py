"""Many rankings of one small conflict at once, side by side in lanes. Importing this module loads numba.

All conflicts share states and moves; only the ranks differ. Arrays end in an axis of conflicts, so that every
comparison is done for all of them by one instruction. States are numbered over those that can exist.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from realpolitik.compiled import compiled

Ranks = Any  #: small unsigned integers, shape (actors, states, lanes)
Pairs = NDArray[np.uint32]
Counts = NDArray[np.int64]


class Moves(NamedTuple):
    """Everybody's moves. A *line* is a set of states any of which leads to any other by one move of the actor.

    ``complete``: all moves are those of lines. The lines of actor j are ``line[j]`` to ``line[j + 1]``, the states of
    line k ``member[head[k]]`` to ``member[head[k + 1]]``. Otherwise moves are pairs ``frm``, ``to``, those of actor j
    from ``first[j]`` to ``first[j + 1]``.
    """

    complete: bool
    member: Pairs
    head: Counts
    line: Counts
    frm: Pairs
    to: Pairs
    first: Counts


@compiled
def highest_after_moves(field: Any, moves: Moves, actor: int, out: Any) -> None:
    """The largest value among a state and where one move of the actor leads."""
    lanes = field.shape[1]
    if not moves.complete:
        out[:] = field
        for k in range(moves.first[actor], moves.first[actor + 1]):
            x, y = moves.frm[k], moves.to[k]
            for lane in range(lanes):
                old, new = out[x, lane], field[y, lane]
                out[x, lane] = new if new > old else old
        return
    for k in range(moves.line[actor], moves.line[actor + 1]):
        start, end = moves.head[k], moves.head[k + 1]
        top = moves.member[start]
        out[top] = field[top]
        for m in range(start + 1, end):
            y = moves.member[m]
            for lane in range(lanes):
                old, new = out[top, lane], field[y, lane]
                out[top, lane] = new if new > old else old
        for m in range(start + 1, end):
            out[moves.member[m]] = out[top]


@compiled
def lower_by_moves(field: Any, moves: Moves, actor: int) -> None:
    """Lower each value to the smallest where one move of the actor leads."""
    lanes = field.shape[1]
    if not moves.complete:
        for k in range(moves.first[actor], moves.first[actor + 1]):
            x, y = moves.frm[k], moves.to[k]
            for lane in range(lanes):
                old, new = field[x, lane], field[y, lane]
                field[x, lane] = new if new < old else old
        return
    for k in range(moves.line[actor], moves.line[actor + 1]):
        start, end = moves.head[k], moves.head[k + 1]
        top = moves.member[start]
        for m in range(start + 1, end):
            y = moves.member[m]
            for lane in range(lanes):
                old, new = field[top, lane], field[y, lane]
                field[top, lane] = new if new < old else old
        for m in range(start + 1, end):
            field[moves.member[m]] = field[top]


@compiled
def lower_by_improvements(field: Any, ranks: Any, moves: Moves, actor: int) -> None:
    """The same by improvements of the actor, whose ``ranks`` these are.

    All is read first and then written, so that the loops have no branch. In a line each pair is looked at once, for
    the move there and the move back.
    """
    lanes = field.shape[1]
    if not moves.complete:
        for k in range(moves.first[actor], moves.first[actor + 1]):
            x, y = moves.frm[k], moves.to[k]
            for lane in range(lanes):
                old, new = field[x, lane], field[y, lane]
                rank_here, rank_there = ranks[x, lane], ranks[y, lane]
                least = new if new < old else old
                field[x, lane] = least if rank_there > rank_here else old
        return
    for k in range(moves.line[actor], moves.line[actor + 1]):
        start, end = moves.head[k], moves.head[k + 1]
        for m in range(start, end):
            x = moves.member[m]
            for n in range(m + 1, end):
                y = moves.member[n]
                for lane in range(lanes):
                    here, there = field[x, lane], field[y, lane]
                    rank_here, rank_there = ranks[x, lane], ranks[y, lane]
                    least = there if there < here else here
                    field[x, lane] = least if rank_there > rank_here else here
                    field[y, lane] = least if rank_here > rank_there else there


@compiled
def same(first: Any, second: Any) -> bool:
    """Whether two fields are equal."""
    for x in range(first.shape[0]):
        for lane in range(first.shape[1]):
            if first[x, lane] != second[x, lane]:
                return False
    return True


@compiled
def settle(field: Any, ranks: Ranks, credible: bool, actor: int, moves: Moves, once: bool, work: Any) -> None:
    """The least value that the others' sequences of moves (or of improvements) reach, in place; ``once``: one pass."""
    while True:
        work[:] = field
        for j in range(ranks.shape[0]):
            if j != actor and credible:
                lower_by_improvements(field, ranks[j], moves, j)
            elif j != actor:
                lower_by_moves(field, moves, j)
        if once or same(field, work):
            return


@compiled
def verdict(field: Any, ranks: Any, moves: Moves, actor: int, best: Any, stable: Any) -> None:
    """Where no move leads to a larger ``field`` than the rank, into ``stable`` (one byte a lane)."""
    lanes = ranks.shape[1]
    highest_after_moves(field, moves, actor, best)
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
    moves: Moves,
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
        rank = ranks[i]
        for c in range(5):
            if not wanted[c]:
                continue
            if c == 2 or c == 4:  # SMR, SSEQ: what the actor can still reach from the answer
                highest_after_moves(rank, moves, i, field)
            else:
                field[:] = rank
            if c > 0:
                credible = c == 1 or c == 4
                settle(field, ranks, credible, i, moves, free and not credible, work)
            if c == 2 or c == 4:
                for x in range(states):
                    for lane in range(lanes):
                        if rank[x, lane] < field[x, lane]:
                            field[x, lane] = rank[x, lane]
            verdict(field, rank, moves, i, best, stays)
            add_up(stays, times, stable[c, i])
            for x in range(states):
                for lane in range(lanes):
                    everybody[c, x, lane] &= stays[x, lane]
    for c in range(5):
        if wanted[c]:
            add_up(everybody[c], times, equilibrium[c])
