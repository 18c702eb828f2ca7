"""The compiled loops behind large conflicts. Importing this module loads numba; see ``compiled`` and ``large``.

The states of a conflict lie as (before, own, after) for each actor: its own options are neighbouring axes, so state
s = (p F + f) Q + q has own choice f and lies in the *line* p Q + q, the states that one move of the actor connects.
All its moves are free. Everything is integers, so the results are exactly those of the array sweeps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.compiled import compiled

Ints = NDArray[np.int32]
Truth = NDArray[np.bool_]
HIGHEST = np.int32(2**31 - 1)
LOWEST = np.int32(-(2**31))


@compiled
def best_in_lines(field: Ints, feasible: Truth, whole: bool, size: int, after: int, best: Ints) -> None:
    """The largest value of each line into ``best``, infeasible states left out unless all are feasible (``whole``)."""
    if after == 1:  # a line is a run of neighbours
        for p in range(best.size):
            high = LOWEST
            for s in range(p * size, (p + 1) * size):
                value = field[s] if whole or feasible[s] else LOWEST
                high = max(high, value)
            best[p] = high
        return
    for p in range(field.size // (size * after)):
        lines = best[p * after : (p + 1) * after]
        lines[:] = LOWEST
        for f in range(size):
            start = (p * size + f) * after
            if whole:
                for q in range(after):
                    lines[q] = max(lines[q], field[start + q])
            else:
                for q in range(after):
                    value = field[start + q] if feasible[start + q] else LOWEST
                    lines[q] = max(lines[q], value)


@compiled
def worst_of_choices(ranks: Ints, size: int, after: int, worst: Ints) -> None:
    """The smallest rank at each own choice into ``worst``, shape (size,); all states feasible."""
    worst[:] = HIGHEST
    if after == 1:
        for p in range(ranks.size // size):
            for f in range(size):
                worst[f] = min(worst[f], ranks[p * size + f])
        return
    for p in range(ranks.size // (size * after)):
        for f in range(size):
            start = (p * size + f) * after
            low = worst[f]
            for q in range(after):
                low = min(low, ranks[start + q])
            worst[f] = low


@compiled
def at_most(best: Ints, ranks: Ints, size: int, after: int, out: Truth) -> None:
    """Where the best of the line is at most the state's rank, into ``out``."""
    if after == 1:
        for p in range(best.size):
            high = best[p]
            for s in range(p * size, (p + 1) * size):
                out[s] = high <= ranks[s]
        return
    for p in range(ranks.size // (size * after)):
        for f in range(size):
            start = (p * size + f) * after
            for q in range(after):
                out[start + q] = best[p * after + q] <= ranks[start + q]


@compiled
def against_two(ranks: Ints, first: int, second: int, gmr: Truth, smr: Truth) -> None:
    """Where the rank is at least the first number, and the second."""
    high, low = np.int32(first), np.int32(second)
    for s in range(ranks.size):
        gmr[s] = high <= ranks[s]
        smr[s] = low <= ranks[s]


@compiled
def line_of(s: int, size: int, after: int, bits: int, behind: int) -> int:
    """The line of a state; ``bits`` and ``behind`` are the logarithms of size and after, or -1: then it divides."""
    if bits >= 0:
        return ((s >> (bits + behind)) << behind) | (s & (after - 1))
    return s // (size * after) * after + s % after


@compiled
def start_of(line: int, size: int, after: int, bits: int, behind: int) -> int:
    """The first state of a line."""
    if bits >= 0:
        return ((line >> behind) << (bits + behind)) | (line & (after - 1))
    return line // after * size * after + line % after


@compiled
def ascending(ranks: Ints, feasible: Truth, low: int, high: int, order: Ints) -> int:
    """Feasible states by rank, lowest first, into ``order`` (equal ones by number); how many there are."""
    if high - low < order.size:  # perhaps no two are equal: then each state has a place of its own
        order[:] = -1
        count = 0
        for s in range(ranks.size):
            if feasible[s]:
                order[ranks[s] - low] = s
                count += 1
        found = 0
        for k in range(high - low + 1):
            s = order[k]
            order[found] = s
            found += s >= 0
        if found == count:
            return count
    first = np.zeros(high - low + 2, dtype=np.int32)
    for s in range(ranks.size):
        if feasible[s]:
            first[ranks[s] - low + 1] += 1
    for k in range(1, first.size):
        first[k] += first[k - 1]
    count = first[first.size - 1]
    for s in range(ranks.size):
        if feasible[s]:
            k = ranks[s] - low
            order[first[k]] = s
            first[k] += 1
    return int(count)


@compiled
def chains(
    ranks: Ints,
    order: Ints,
    count: int,
    place: NDArray[np.int64],
    chain: Any,
    beyond: Any,
    length: Any,
) -> None:
    """The feasible states of every line from the best to the worst for the actor.

    ``chain[line F + k]``: own choice of the k-th; ``beyond[s]``: the place of the first state in s's line that is
    worse than s; ``length[line]``: how many there are.
    """
    _, size, after, bits, behind = place
    length[:] = 0
    for k in range(count - 1, -1, -1):
        s = order[k]
        line = line_of(s, size, after, bits, behind)
        choice = (s >> behind) & (size - 1) if bits >= 0 else s // after % size
        chain[line * size + length[line]] = choice
        length[line] += 1
    for line in range(length.size):
        start = start_of(line, size, after, bits, behind)
        end = np.int64(length[line])
        worse = np.int64(end)
        last = LOWEST
        for k in range(end - 1, -1, -1):
            s = start + np.int64(chain[line * size + k]) * after
            rank = ranks[s]
            if rank > last:
                worse = np.int64(k + 1)
            last = rank
            beyond[s] = worse


@compiled
def least_by_improvements(
    value: Ints,
    order: Ints,
    count: int,
    movers: NDArray[np.int64],
    chain: Any,
    beyond: Any,
    length: Any,
    least: Ints,
    stack: Ints,
) -> None:
    """For every state the smallest value that sequences of the movers' improvements reach, itself included.

    States are taken by value, the smallest first (``order``); all that can reach one and have no value yet get its
    value. Whoever can improve to a state of a line is everybody worse in it, an end of the line's chain; what is
    beyond ``closed[line]`` has its value already. So each state is given a value once and each chain is walked once:
    the time is linear in states times movers, whatever the ranks. ``movers``: the places of those who answer (position,
    size, after and the logarithms of these two).
    """
    closed = length.copy()
    least[:] = HIGHEST
    given = np.zeros(value.size, dtype=np.bool_)
    for k in range(count):
        first = order[k]
        if given[first]:
            continue
        given[first] = True
        low = value[first]
        least[first] = low
        stack[0] = first
        top = 1
        while top > 0:
            top -= 1
            y = stack[top]
            for row in range(movers.shape[0]):
                j, size, after, bits, behind = movers[row]
                line = line_of(y, size, after, bits, behind)
                place = np.int64(beyond[j, y])
                end = np.int64(closed[j, line])
                if place < end:
                    start = start_of(line, size, after, bits, behind)
                    for p in range(place, end):
                        x = start + np.int64(chain[j, line * size + p]) * after
                        if not given[x]:
                            given[x] = True
                            least[x] = low
                            stack[top] = x
                            top += 1
                    closed[j, line] = place


@compiled
def parts(feasible: Truth, movers: NDArray[np.int64], part: Ints, stack: Ints) -> int:
    """Which states the movers' free moves connect: numbers of the parts into ``part``; how many there are.

    Infeasible states get the number that is one too high.
    """
    part[:] = -1
    lines = 0
    for row in range(movers.shape[0]):
        lines = max(lines, feasible.size // movers[row, 1])
    seen = np.zeros((movers.shape[0], max(lines, 1)), dtype=np.bool_)
    count = 0
    for first in range(feasible.size):
        if part[first] >= 0 or not feasible[first]:
            continue
        part[first] = count
        stack[0] = first
        top = 1
        while top > 0:
            top -= 1
            y = stack[top]
            for row in range(movers.shape[0]):
                _, size, after, bits, behind = movers[row]
                line = line_of(y, size, after, bits, behind)
                if seen[row, line]:
                    continue
                seen[row, line] = True
                x = start_of(line, size, after, bits, behind)
                for _ in range(size):
                    if feasible[x] and part[x] < 0:
                        part[x] = count
                        stack[top] = x
                        top += 1
                    x += after
        count += 1
    for s in range(feasible.size):
        if not feasible[s]:
            part[s] = count
    return count


@compiled
def least_of_parts(value: Ints, part: Ints, count: int, least: Ints) -> None:
    """The smallest value in the part of each state into ``least``; at infeasible states it means nothing."""
    low = np.full(count + 1, HIGHEST, dtype=np.int32)
    for s in range(value.size):
        low[part[s]] = min(low[part[s]], value[s])
    for s in range(value.size):
        least[s] = low[part[s]]


@compiled
def along_lines(best: Ints, size: int, after: int, out: Ints) -> None:
    """Each line's value at all its states."""
    for p in range(out.size // (size * after)):
        for f in range(size):
            start = (p * size + f) * after
            for q in range(after):
                out[start + q] = best[p * after + q]


@compiled
def smaller(first: Ints, second: Ints, out: Ints) -> None:
    """The smaller of two fields, state by state."""
    for s in range(out.size):
        out[s] = min(first[s], second[s])


@compiled
def met_together(
    ranks: Ints, actor: int, everybody: Any, feasible: Truth, movers: NDArray[np.int64], out: Truth
) -> None:
    """Where simultaneous improvements of the others meet each of the actor's, into ``out``.

    ``everybody``: all ranks, shape (actors, states); ``movers``: the places of all who can move. Changes of
    different actors' options add up as offsets of the state's number, so a joint state is the sum of its parts.
    """
    count = movers.shape[0]
    most = 1
    for row in range(count):
        most = max(most, movers[row, 1])
    offsets = np.zeros((count, most + 1), dtype=np.int64)
    ends = np.zeros(count, dtype=np.int64)
    at = np.zeros(count, dtype=np.int64)
    me = 0
    for row in range(count):
        if movers[row, 0] == actor:
            me = row
    for s in range(ranks.size):
        out[s] = True
        if not feasible[s]:
            continue
        for row in range(count):
            j, size, after, bits, behind = movers[row]
            t = start_of(line_of(s, size, after, bits, behind), size, after, bits, behind)
            n = 0
            if row != me:
                n = 1  # staying; its offset is 0
            for _ in range(size):
                if feasible[t] and everybody[j, t] > everybody[j, s]:
                    offsets[row, n] = t - s
                    n += 1
                t += after
            ends[row] = n
        for k in range(ends[me]):
            base = s + offsets[me, k]
            at[:] = 0
            met = False
            while True:
                t = base
                for row in range(count):
                    if row != me:
                        t += offsets[row, at[row]]
                if feasible[t] and ranks[t] <= ranks[s]:
                    met = True
                    break
                row = 0
                while row < count:
                    if row != me:
                        at[row] += 1
                        if at[row] < ends[row]:
                            break
                        at[row] = 0
                    row += 1
                if row == count:
                    break
            if not met:
                out[s] = False
                break
