"""Why a state holds for an actor or does not: the temptations there, and how the others could answer each of them.

Only the moves around the one state that is asked about are listed. How far away a punishment is, is told by sweeps over
all states (``punishing``), so that a large conflict takes no longer than solving it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.anticipation import in_the_end, outlook
from realpolitik.conflict.concepts import find
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.nearby import Joint, Step, everything, reached
from realpolitik.conflict.punishing import Punishment
from realpolitik.errors import BadInput

MOST_REACHED = 2**14  #: states that a coalition can reach
MOST_STATES = 2**22  #: states up to which the improvements of the others are followed
Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Temptation:
    """A state that the movers prefer. ``way``: how they get there; ``answer``: how the others punish it, if they can.

    ``together``: the answer's steps are made at once. ``ends``: where the answer leads; where nothing punishes, the
    worst for the (first) actor of all that the others' answers lead to. ``escape``: where they would better themselves
    from there, when that is why it does not punish.
    """

    way: tuple[Step, ...]
    answer: tuple[Step, ...] | None
    ends: int
    together: bool = False
    escape: int | None = None

    @property
    def state(self) -> int:
        """Where the temptation leads."""
        return self.way[-1][1]


@dataclass(frozen=True)
class Argument:
    """Why ``state`` holds (``stable``) or not, for ``group``, by ``concept``.

    ``temptations``: all of them where the state holds; where it does not, the one that nothing punishes.
    ``expects``: by limited foresight, where the actor expects to end when it looks ``horizon`` moves ahead; by NM, at
    the first horizon at which it leaves, of those that repeat for ever (where it never leaves, the first of these).
    """

    concept: str
    group: tuple[int, ...]
    state: int
    stable: bool
    temptations: tuple[Temptation, ...]
    expects: int | None = None
    horizon: int | None = None


def argue(graph: Graph, concept: str, actor: int, state: Sequence[int]) -> list[Argument]:
    """The argument for one state and actor; by a concept about coalitions one for each coalition with the actor.

    Raises BadInput where the states are too many to follow the others' improvements, or those a coalition can reach.
    """
    asked = find(concept)
    if concept.endswith("SEQ") and graph.feasible.size > MOST_STATES:
        raise BadInput(f"{graph.feasible.size:,} states, more than {MOST_STATES:,}: too many to follow improvements")
    start = int(np.ravel_multi_index(tuple(state), graph.values)) if graph.values else 0
    if asked.coalitional:
        return [_argument(graph, concept, group, start) for group in graph.family if actor in group]
    if concept == "NM":
        first, ends = in_the_end(graph, actor, start)
        leaves = next((k for k, end in enumerate(ends) if end != start), None)
        return [Argument(concept, (actor,), start, leaves is None, (), ends[leaves or 0], first + (leaves or 0))]
    if horizon := asked.extra.get("horizon"):
        end = int(outlook(graph, horizon)[actor].reshape(-1)[start])
        return [Argument(concept, (actor,), start, end == start, (), end, horizon)]
    return [_argument(graph, concept, (actor,), start)]


def _argument(graph: Graph, concept: str, group: tuple[int, ...], start: int) -> Argument:
    ranks = graph.ranks[list(group)].reshape(len(group), -1)
    kind = concept.removeprefix("C") if find(concept).coalitional else concept
    liked = np.logical_and.reduce([rank > rank[start] for rank in ranks])
    ways: dict[int, tuple[Step, ...]] = {}
    for end, way in reached(graph, group, start, everything):
        if len(ways) == MOST_REACHED:
            raise BadInput(f"they can reach more than {MOST_REACHED:,} states together: too many to look at one by one")
        ways[end] = way
    tempting = sorted((s for s in ways if liked[s]), key=lambda s: tuple(-ranks[:, s]))
    if kind == "Nash":
        found = [Temptation(ways[s], None, s) for s in tempting[:1]]
    elif kind == "SIM":
        joint = Joint(graph, group[0], start)
        found = [_met_at_once(ranks[0], joint, start, ways[s]) for s in tempting]
    else:
        found = _met(graph, kind, group, liked, [ways[s] for s in tempting])
    for temptation in found:
        if temptation.answer is None:
            return Argument(concept, group, start, False, (temptation,))
    return Argument(concept, group, start, True, tuple(found))


def _met(
    graph: Graph, kind: str, group: tuple[int, ...], liked: Truth, ways: Sequence[tuple[Step, ...]]
) -> list[Temptation]:
    """Each temptation with the shortest answer that punishes it, up to the first one that nothing punishes."""
    if not ways:
        return []
    punishment = Punishment(
        graph, group, liked, credible=kind in ("SEQ", "SSEQ"), symmetric=kind in ("SMR", "SSEQ")
    ).near([way[-1][1] for way in ways])
    found: list[Temptation] = []
    for way in ways:
        path = punishment.shortest(way[-1][1])
        if path is None:
            worst = punishment.worst(way[-1][1])
            out = None
            if not liked[worst]:
                out = next(end for end, _ in reached(graph, group, worst, everything) if liked[end])
            return [*found, Temptation(way, None, worst, escape=out)]
        found.append(Temptation(way, path, path[-1][1]))
    return found


def _met_at_once(rank: NDArray[np.int32], joint: Joint, start: int, way: tuple[Step, ...]) -> Temptation:
    """A temptation with a simultaneous answer of improvements from the start, if there is one."""
    state = way[-1][1]
    ends, which = joint.ends(state)
    punishing = np.flatnonzero(rank[ends] <= rank[start])
    if punishing.size:
        first = punishing[0]
        return Temptation(way, joint.steps(int(which[first])), int(ends[first]), together=True)
    worst = min((state, *ends.tolist()), key=lambda s: (rank[s], s))
    return Temptation(way, None, worst, together=True)
