"""The inverse question: what must an actor want for a state to hold?

Whether a state s is stable for i depends only on which states i likes no better than s. Each state t that i can move to
must be one of them, or one of the others' answers to t must be (for SMR and SSEQ with everything i can reach from
there). The distance between two rankings is Kendall's: the number of pairs of states whose order is reversed; breaking
a tie costs nothing. The question is that of Kinsara, Kilgour and Hipel 2015 (`kinsara2015`).

Let F be states that must come to be no better than s, and m the highest of them in i's ranking. Whatever else changes,
each state o between s and m is passed: either s passes o, or m does, or both. So at least the states above s and below
m, and those of F beside m, count one each; and to raise s to just above m and those of F beside it reverses exactly
these pairs. So the nearest ranking is known once the lowest possible m is: of every list of answers the one whose
highest state is lowest. Only where several states of F could stand beside m is there a choice left, which a search over
all of them makes. ``lowered`` is told in the other way round, which costs the same: F goes below s.

The others' rankings stay as they are; ``conflict.together`` asks about several actors at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.nearby import Joint, everything
from realpolitik.conflict.reach import best_own
from realpolitik.conflict.sanctions import spread_by_improvements, spread_by_others
from realpolitik.errors import BadInput

CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM")
MOST_COUNTED = 16  #: states up to which all rankings are counted
MOST_TRIED = 200_000  #: choices among equally ranked states that are tried
Need = list[frozenset[int]]  #: one of these sets of states must be no better than the wanted one


@dataclass(frozen=True, eq=False)
class Nearest:
    """The nearest ranking of one actor. ``lowered``: states that it must come to like no better than the wanted one.

    ``distance``: pairs of states whose order is reversed; 0: the state holds for the actor already. ``ranks``: the
    nearest ranking, shape of the states. ``together``: it is a part of several actors' nearest rankings, and ``turned``
    are the pairs that it reverses, the state that is better in it first.
    """

    actor: int
    lowered: tuple[int, ...]
    distance: int
    ranks: NDArray[np.int64]
    together: bool = False
    turned: tuple[tuple[int, int], ...] = ()


def needs(graph: Graph, concept: str, actor: int, start: int, within: NDArray[np.bool_] | None = None) -> list[Need]:
    """What must be so for the state (flat index) to be stable: of each list one set must be no better than it.

    ``within``: the states (flat) that are looked at as answers; None: all.
    """
    if concept not in CONCEPTS:
        raise BadInput(f"there is no inverse of {concept}; there are {', '.join(CONCEPTS)}")
    out: list[Need] = []
    firsts = everything(graph, actor, start)
    answers = _answers(graph, concept, actor, firsts) if concept not in ("Nash", "SIM") else {}
    joint = Joint(graph, actor, start)
    then: dict[int, frozenset[int]] = {}
    for first in firsts:
        ways: Need = [frozenset({first})]
        if concept == "SIM":
            ways += [frozenset({end} - {start}) for end in dict.fromkeys(joint.ends(first)[0].tolist())]
        ends = answers.get(first)
        for end in () if ends is None else ends[within[ends]].tolist() if within is not None else ends.tolist():
            if end not in then:
                later = everything(graph, actor, end) if concept in ("SMR", "SSEQ") else ()
                then[end] = frozenset({end, *later}) - {start}
            ways.append(then[end])
        if frozenset() not in ways:  # an answer back to the state itself always deters
            out.append(ways)
    return out


def nearest(graph: Graph, concept: str, actor: int, state: Sequence[int]) -> Nearest:
    """The ranking nearest to an actor's own that makes a state stable for it; none is nearer.

    Raises BadInput where the concept has no inverse, or where too many equally ranked states leave too much choice.
    """
    start = flat(graph, state)
    rank = graph.ranks[actor].reshape(-1).astype(np.int64)
    within = _low_enough(graph, concept, actor, start, rank)
    open_ = [_above(ways, rank, start) for ways in needs(graph, concept, actor, start, within)]
    open_ = [ways for ways in open_ if frozenset() not in ways]
    if not open_:
        return Nearest(actor, (), 0, rank.reshape(graph.values))
    highest = {way: max(int(rank[s]) for s in way) for ways in open_ for way in ways}
    top = max(min(highest[way] for way in ways) for ways in open_)
    possible = [[way for way in ways if highest[way] <= top] for ways in open_]
    beside = frozenset(np.flatnonzero(rank == top).tolist())
    chosen = _fewest([{way & beside for way in ways} for ways in possible])
    forced: frozenset[int] = frozenset()
    for ways in sorted(possible, key=len):  # which of them makes no difference below the top: the shortest list to read
        fit = [way for way in ways if way & beside <= chosen]
        forced |= min(fit, key=lambda way: (len(way - forced), sorted(way)))
    forced |= chosen
    feasible = graph.feasible.reshape(-1)
    between = np.flatnonzero(feasible & (rank > rank[start]) & (rank < top))
    distance = len(set(between.tolist()) - forced) + len(forced)
    passed = {int(o): sum(rank[s] > rank[o] for s in forced) for o in between if int(o) not in forced}
    lowered = tuple(sorted(forced | {o for o, times in passed.items() if times > 1}))
    return Nearest(actor, lowered, distance, _reordered(rank, start, lowered).reshape(graph.values))


def count(graph: Graph, concept: str, actor: int, state: Sequence[int]) -> tuple[int, int]:
    """In how many of all strict rankings of an actor a state is stable for it, and how many rankings there are.

    Raises BadInput for more than MOST_COUNTED states that can exist.
    """
    start = flat(graph, state)
    others = [int(s) for s in np.flatnonzero(graph.feasible.reshape(-1)) if s != start]
    if len(others) >= MOST_COUNTED:
        raise BadInput(f"{len(others) + 1} states can exist, more than {MOST_COUNTED}: too many rankings to count")
    wanted = needs(graph, concept, actor, start)
    total = 0
    for size in range(len(others) + 1):
        orders = factorial(size) * factorial(len(others) - size)
        for below in map(set, combinations(others, size)):
            total += orders * all(any(way <= below for way in ways) for ways in wanted)
    return total, factorial(len(others) + 1)


def _answers(graph: Graph, concept: str, actor: int, firsts: Sequence[int]) -> dict[int, NDArray[np.int64]]:
    """Where the others' legal sequences lead from each of some states (flat), 64 of them asked about at once."""
    spread = spread_by_improvements if concept in ("SEQ", "SSEQ") else spread_by_others
    found: dict[int, NDArray[np.int64]] = {}
    for begin in range(0, len(firsts), 64):
        part = firsts[begin : begin + 64]
        words = np.zeros(graph.feasible.size, dtype=np.uint64)
        words[part] = np.left_shift(np.uint64(1), np.arange(len(part), dtype=np.uint64))
        # in the graph turned round, a state sees the bit of every state that leads to it
        seen = spread(graph.backwards, graph.others(actor), words.reshape(graph.values)).reshape(-1)
        for bit, first in enumerate(part):
            there = np.flatnonzero(seen >> np.uint64(bit) & np.uint64(1))
            found[first] = there[there != first]
    return found


def _low_enough(
    graph: Graph, concept: str, actor: int, start: int, rank: NDArray[np.int64]
) -> NDArray[np.bool_] | None:
    """Which answers (flat) ask for no state above the highest that must come down: others are in no nearest ranking."""
    if concept in ("Nash", "SIM"):
        return None
    worst = rank  # of what an answer asks for
    if concept in ("SMR", "SSEQ"):
        worst = best_own(graph, actor, graph.ranks[actor]).reshape(-1).astype(np.int64)
    firsts = everything(graph, actor, start)
    answers = _answers(graph, concept, actor, firsts)
    lowest = [min(int(rank[f]), int(worst[answers[f]].min(initial=rank[f]))) for f in firsts]
    return np.asarray(worst <= max(lowest, default=0), dtype=np.bool_)


def _above(ways: Need, rank: NDArray[np.int64], start: int) -> Need:
    """Of each set the states that are better than the wanted one now; each set once, none that holds another."""
    sets = sorted(
        {frozenset(s for s in way if rank[s] > rank[start]) for way in ways}, key=lambda w: (len(w), sorted(w))
    )
    if not sets[0]:
        return [frozenset()]
    single = {s for way in sets if len(way) == 1 for s in way}
    return [way for way in sets if len(way) == 1 or not way & single]


def _fewest(choices: Sequence[set[frozenset[int]]]) -> frozenset[int]:
    """The smallest union of one set of each list: every choice is tried that could be smaller than the best so far.

    Raises BadInput where these are too many.
    """
    lists = [sorted(sets, key=lambda w: (len(w), sorted(w))) for sets in choices if frozenset() not in sets]
    lists.sort(key=len)
    best: frozenset[int] | None = None
    tried = 0
    waiting: list[tuple[int, frozenset[int]]] = [(0, frozenset())]
    while waiting:
        place, union = waiting.pop()
        tried += 1
        if tried > MOST_TRIED:
            raise BadInput(
                "too many equally ranked states could be chosen from, and no nearest ranking was found; "
                "break some ties with one more statement in `prefers`, or leave out an option with --without"
            )
        while place < len(lists) and any(way <= union for way in lists[place]):
            place += 1
        if best is not None and len(union) + (place < len(lists)) >= len(best):
            continue
        if place == len(lists):
            best = union
            continue
        waiting += [(place + 1, union | way) for way in reversed(lists[place])]
    return frozenset() if best is None else best


def _reordered(rank: NDArray[np.int64], start: int, lowered: tuple[int, ...]) -> NDArray[np.int64]:
    """The ranking with some states moved to just below the wanted one, in their old order.

    Of the states that were ranked like the wanted one, it is now the best, and the lowered ones are better still.
    """
    out = rank * (rank.size + 2)
    out[start] += len(lowered) + 1
    here = out[start]
    for place, s in enumerate(sorted(lowered, key=lambda s: -rank[s])):
        out[s] = here - 1 - place
    return np.asarray(np.unique(out, return_inverse=True)[1], dtype=np.int64)


def flat(graph: Graph, state: Sequence[int]) -> int:
    """A state's flat index in C order. Raises BadInput where it cannot exist."""
    place = tuple(int(v) for v in state)
    if not graph.feasible[place]:
        raise BadInput(f"the state {list(place)} cannot exist")
    return int(np.ravel_multi_index(place, graph.values)) if graph.values else 0
