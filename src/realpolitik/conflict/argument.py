"""Why a state holds for an actor or does not: the temptations there, and how the others could answer each of them.

Found by search from the one state that is asked about, straight from the definitions, so that it can stand beside the
sweeps that solve all states at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np

from realpolitik.conflict.anticipation import in_the_end, outlook
from realpolitik.conflict.concepts import find
from realpolitik.conflict.graph import Graph
from realpolitik.errors import BadInput

MOST_STATES = 2**14
Step = tuple[int, int]  #: (who moves, the state it ends in); states are flat C indices


@dataclass(frozen=True)
class Temptation:
    """A state that the movers prefer. ``way``: how they get there; ``answer``: how the others punish it, if they can.

    ``together``: the answer's steps are made at once. ``escape``: where the actor would better itself after the
    answer that comes nearest to punishing it, when that is why nothing does. ``ends``: the worst for the actor of
    all that the others' answers lead to.
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

    Raises BadInput for a state that cannot exist or too many states.
    """
    asked = find(concept)
    if int(graph.feasible.sum()) > MOST_STATES:
        raise BadInput(f"more than {MOST_STATES:,} states can exist: too many to search for an argument")
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

    def liked(state: int) -> bool:
        return bool((ranks[:, state] > ranks[:, start]).all())

    ways = search(graph, group, start, everything)
    found = []
    for state in sorted(filter(liked, ways), key=lambda s: tuple(-ranks[:, s])):
        temptation = _met(graph, kind, group, start, ways[state], liked)
        if temptation.answer is None:
            return Argument(concept, group, start, False, (temptation,))
        found.append(temptation)
    return Argument(concept, group, start, True, tuple(found))


def _met(
    graph: Graph, kind: str, group: tuple[int, ...], start: int, way: tuple[Step, ...], liked: Callable[[int], bool]
) -> Temptation:
    """One temptation with the shortest answer that punishes it, if there is one."""
    state = way[-1][1]
    rank = graph.ranks[group[0]].reshape(-1)
    if kind == "Nash":
        return Temptation(way, None, state)
    if kind == "SIM":
        return _met_at_once(graph, group[0], start, way)
    steps = improvements if kind in ("SEQ", "SSEQ") else everything
    answers = search(graph, graph.others(group), state, steps)
    worst = min([state, *answers], key=lambda s: (rank[s], s))
    escape = None
    for end, path in answers.items():
        if liked(end):
            continue
        if kind in ("SMR", "SSEQ"):
            better = next(filter(liked, search(graph, group, end, everything)), None)
            if better is not None:
                escape = better if escape is None else escape
                worst = end if escape == better else worst
                continue
        return Temptation(way, path, end)
    return Temptation(way, None, worst, escape=escape)


def _met_at_once(graph: Graph, actor: int, start: int, way: tuple[Step, ...]) -> Temptation:
    """A temptation with a simultaneous answer of improvements from the start, if there is one."""
    rank = graph.ranks[actor].reshape(-1)
    worst = way[-1][1]
    for end, steps in joint_ends(graph, actor, start, way[-1][1]).items():
        if rank[end] <= rank[start]:
            return Temptation(way, steps, end, together=True)
        worst = min(worst, end, key=lambda s: (rank[s], s))
    return Temptation(way, None, worst, together=True)


def joint_ends(graph: Graph, actor: int, start: int, state: int) -> dict[int, tuple[Step, ...]]:
    """Where an actor's move from ``start`` to ``state`` may end if others improve from ``start`` at the same time.

    For each feasible end the others' own moves, at least one.
    """
    at = np.array(np.unravel_index(start, graph.values))
    others = graph.others(actor)
    out: dict[int, tuple[Step, ...]] = {}
    for chosen in product(*([start, *improvements(graph, j, start)] for j in others)):
        joint = at.copy()
        for j, end in [(actor, state), *zip(others, chosen, strict=True)]:
            own = list(graph.own[j])
            joint[own] = np.array(np.unravel_index(end, graph.values))[own]
        steps = tuple((j, s) for j, s in zip(others, chosen, strict=True) if s != start)
        if steps and graph.feasible[tuple(joint)]:
            out.setdefault(int(np.ravel_multi_index(tuple(joint), graph.values)), steps)
    return out


def everything(graph: Graph, actor: int, state: int) -> Iterator[int]:
    """The states that one move of the actor reaches, by flat C index."""
    at = np.unravel_index(state, graph.values)
    choices: list[list[int]] = [[int(v)] for v in at]
    for k in graph.own[actor]:
        for allowed, values in (
            (graph.up[k], range(int(at[k]) + 1, graph.values[k])),
            (graph.down[k], range(int(at[k]))),
        ):
            if allowed if isinstance(allowed, bool) else bool(np.broadcast_to(allowed, graph.values)[at]):
                choices[k] += values
    for end in product(*choices):
        flat = int(np.ravel_multi_index(end, graph.values))
        if flat != state and graph.feasible[end]:
            yield flat


def improvements(graph: Graph, actor: int, state: int) -> Iterator[int]:
    """Those of them that the actor prefers to where it is."""
    rank = graph.ranks[actor].reshape(-1)
    return (end for end in everything(graph, actor, state) if rank[end] > rank[state])


def search(
    graph: Graph, movers: Sequence[int], start: int, steps: Callable[[Graph, int, int], Iterator[int]]
) -> dict[int, tuple[Step, ...]]:
    """Every state that legal sequences of the movers reach, with a shortest one, nearest first; not the start.

    A shortest sequence never has one actor moving twice in a row, as its moves are transitive.
    """
    reached: dict[int, tuple[Step, ...]] = {start: ()}
    queue = [start]
    for state in queue:
        for j in movers:
            for end in map(int, partial(steps, graph, j)(state)):
                if end not in reached:
                    reached[end] = (*reached[state], (j, end))
                    queue.append(end)
    del reached[start]
    return reached
