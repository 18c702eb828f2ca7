"""The inverse question: what must an actor want for a state to hold?

Whether a state s is stable for i depends only on which states i likes no better than s. Each state t that i can move to
must be one of them, or one of the others' answers to t must be (for SMR and SSEQ with everything i can reach from
there). The nearest ranking puts as few states as possible below s that are above it now: the distance is Kendall's,
the number of pairs of states whose order is reversed; breaking a tie costs nothing. It is found and proved to be the
nearest by a MaxSAT solver (Ignatiev, Morgado and Marques-Silva 2018, `ignatiev2018`; the extra ``inverse``).

The others' rankings stay as they are. For Nash, GMR and SMR each actor's part can be found by itself, so the nearest
profile over several actors is the nearest of each; for SEQ, SSEQ and SIM the others' improvements are those they have.
The question is that of Kinsara, Kilgour and Hipel 2015 (`kinsara2015`).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.argument import everything, improvements, joint_ends, search
from realpolitik.conflict.graph import Graph
from realpolitik.errors import BadInput

CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM")
MOST_COUNTED = 16  #: states up to which all rankings are counted
MOST_ABOVE = 600  #: states better than the wanted one that the solver is given
Need = list[frozenset[int]]  #: one of these sets of states must be no better than the wanted one


@dataclass(frozen=True, eq=False)
class Nearest:
    """The nearest ranking of one actor. ``lowered``: states that it must come to like no better than the wanted one.

    ``distance``: pairs of states whose order is reversed; 0: the state holds for the actor already. ``ranks``: the
    nearest ranking, shape of the states. ``impossible``: no ranking makes it hold.
    """

    actor: int
    lowered: tuple[int, ...]
    distance: int
    ranks: NDArray[np.int64]
    impossible: bool = False


def needs(graph: Graph, concept: str, actor: int, start: int) -> list[Need]:
    """What must be so for the state (flat index) to be stable: of each list one set must be no better than it."""
    if concept not in CONCEPTS:
        raise BadInput(f"there is no inverse of {concept}; there are {', '.join(CONCEPTS)}")
    out: list[Need] = []
    for first in everything(graph, actor, start):
        ways: Need = [frozenset({first})]
        if concept == "SIM":
            ways += [frozenset({end} - {start}) for end in joint_ends(graph, actor, start, first)]
        elif concept != "Nash":
            steps = improvements if concept in ("SEQ", "SSEQ") else everything
            for end in search(graph, graph.others(actor), first, steps):
                then = set(everything(graph, actor, end)) if concept in ("SMR", "SSEQ") else set()
                ways.append(frozenset(({end} | then) - {start}))
        if frozenset() not in ways:  # an answer back to the state itself always deters
            out.append(ways)
    return out


def nearest(graph: Graph, concept: str, actor: int, state: Sequence[int]) -> Nearest:
    """The ranking nearest to an actor's own that makes a state stable for it, proved to be the nearest.

    Raises BadInput where the solver is not installed, too many states are better than the wanted one, or the
    concept has no inverse.
    """
    if importlib.util.find_spec("pysat") is None:
        raise BadInput("the nearest ranking needs the extra `inverse` (python-sat); nothing was computed")
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    start = _flat(graph, state)
    rank = graph.ranks[actor].reshape(-1).astype(np.int64)
    wanted = needs(graph, concept, actor, start)
    above = [int(s) for s in np.flatnonzero(graph.feasible.reshape(-1) & (rank > rank[start]))]
    if len(above) > MOST_ABOVE:
        raise BadInput(f"{len(above)} states are better than the wanted one, more than {MOST_ABOVE}: too many")
    number = {s: k + 1 for k, s in enumerate(above)}
    formula = WCNF()
    top = len(above)
    for ways in wanted:
        clause: list[int] = []
        for way in ways:
            lowered = [number[s] for s in sorted(way) if s in number]
            if not lowered:
                clause = []
                break
            if len(lowered) == 1:
                clause.append(lowered[0])
            else:
                top += 1
                clause.append(top)
                for one in lowered:
                    formula.append([-top, one])
        if clause:
            formula.append(clause)
    for s in above:
        formula.append([-number[s]], weight=1)  # the pair of s with the wanted state
        for other in above:
            if rank[s] > rank[other]:  # going below the wanted state, s passes what stays above it
                formula.append([-number[s], number[other]], weight=1)
    with RC2(formula) as solver:
        model = solver.compute()
        cost = int(solver.cost)
    if model is None:
        return Nearest(actor, (), 0, rank.reshape(graph.values), impossible=True)
    true = {v for v in model if v > 0}
    lowered_states = tuple(s for s in above if number[s] in true)
    return Nearest(actor, lowered_states, cost, _reordered(rank, start, lowered_states).reshape(graph.values))


def count(graph: Graph, concept: str, actor: int, state: Sequence[int]) -> tuple[int, int]:
    """In how many of all strict rankings of an actor a state is stable for it, and how many rankings there are.

    Raises BadInput for more than MOST_COUNTED states that can exist.
    """
    start = _flat(graph, state)
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


def _reordered(rank: NDArray[np.int64], start: int, lowered: tuple[int, ...]) -> NDArray[np.int64]:
    """The ranking with some states moved to just below the wanted one, in their old order."""
    out = 2 * rank * (rank.size + 1)
    here = out[start]
    for place, s in enumerate(sorted(lowered, key=lambda s: -rank[s])):
        out[s] = here - 1 - place
    return np.asarray(np.unique(out, return_inverse=True)[1], dtype=np.int64)


def _flat(graph: Graph, state: Sequence[int]) -> int:
    place = tuple(int(v) for v in state)
    if not graph.feasible[place]:
        raise BadInput(f"the state {list(place)} cannot exist")
    return int(np.ravel_multi_index(place, graph.values)) if graph.values else 0
