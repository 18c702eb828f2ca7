"""Hypergames: what holds when actors see different conflicts.

Each actor i plays its own game G_i: the case in which everybody's conditional wishes follow what i ``believes``, others
want what i ``thinks`` they want, the options that i ``does_not_see`` stay as they are now, and the states that i
``thinks_impossible`` cannot exist. In a state s of the real conflict i sees pi_i(s), the state with those options as
they are now. i stays in s iff pi_i(s) is stable for i in G_i, or is no state of G_i (it breaks a rule, or i takes it to
be impossible), from which i knows of no move; the *outcomes* are the states in which everybody stays, each by its own
view (Bennett 1977, `bennett1977`; Wang, Hipel and Fraser 1988, `wang1988`).

What i *expects* to hold tells who will be surprised. At level 1 it is the equilibria of G_i: i takes its view for
everybody's. At level 2 i knows that others have views of their own: it expects j to stay where j's view makes j stay,
with j wanting what i thinks j wants. An outcome that an actor does not expect is a **surprise** to it.

With nothing of the kind all views are the case itself, and outcomes are its equilibria.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.parts.action import Actor, Thought
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.beliefs import condition_truths
from realpolitik.conflict.concepts import defaults
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.solving import graph_of, in_order
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import WorldType, group_by_truth
from realpolitik.errors import BadInput
from realpolitik.rounding import rounded

Truth = NDArray[np.bool_]
LEVELS = (1, 2)


@dataclass(frozen=True, eq=False)
class HypergameType:
    """Worlds in which all views are the same. By concept: ``stays`` (deciders, states), each actor by its own view;

    ``expects`` (deciders, states): what each expects to hold.
    """

    type: WorldType
    probability: float
    stays: dict[str, Truth]
    expects: dict[str, Truth]

    def outcomes(self, concept: str) -> Truth:
        """The states in which everybody stays, shape (states,)."""
        return np.asarray(self.stays[concept].all(axis=0), dtype=np.bool_)

    def surprised(self, concept: str) -> Truth:
        """Which outcome surprises whom, shape (deciders, states)."""
        return np.asarray(self.outcomes(concept) & ~self.expects[concept], dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Hypergame:
    """What holds when each actor sees its own conflict, by type; states as in ``StateSpace.states``."""

    space: StateSpace
    deciders: tuple[str, ...]
    concepts: tuple[str, ...]
    level: int
    types: tuple[HypergameType, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data; states numbered from 0 over those that can exist."""
        worlds = []
        for solved in self.types:
            entry: dict[str, Any] = {"probability": rounded(solved.probability), "concepts": {}}
            for concept in self.concepts:
                surprises = solved.surprised(concept)
                entry["concepts"][concept] = {
                    "outcomes": np.flatnonzero(solved.outcomes(concept)).tolist(),
                    "stays": dict(zip(self.deciders, solved.stays[concept].tolist(), strict=True)),
                    "surprises": {
                        actor: np.flatnonzero(row).tolist()
                        for actor, row in zip(self.deciders, surprises, strict=True)
                        if row.any()
                    },
                }
            worlds.append(entry)
        return {
            "case": self.space.case.case,
            "options": [axis.name for axis in self.space.axes],
            "actors": list(self.deciders),
            "level": self.level,
            "states": self.space.table.tolist(),
            "status_quo": self.space.number(self.space.status_quo),
            "worlds": worlds,
        }


def hypergame(
    case: Case,
    level: int = 1,
    posterior: NDArray[np.float64] | None = None,
    concepts: Sequence[str] | None = None,
) -> Hypergame:
    """Solve a case with everybody's own view of it.

    ``posterior``: the probability of each world ("something else" last); None: for a case without factors. Raises
    BadInput where nobody decides, for an unknown concept or level, or a missing posterior.
    """
    if level not in LEVELS:
        raise BadInput(f"there is no level {level} of a hypergame; there are 1 and 2")
    space = StateSpace.of(case)
    if not space.deciders:
        raise BadInput(f"{case.case}: no actor has an option that can move, so there is nothing to solve")
    if posterior is None:
        if case.factors:
            raise BadInput(f"{case.case}: give the probability of each world")
        posterior = np.array([1.0, 0.0])
    chosen = in_order(defaults() if concepts is None else concepts)
    worlds = Worlds.of(case)
    views = {i: seen_by(case, i) for i in space.deciders}
    cases: dict[tuple[str, ...], Case] = {(i,): view for i, view in views.items()}
    if level == 2:
        for i in space.deciders:
            imagined = others_wanting(case, i)
            cases |= {(i, j): seen_by(imagined, j) for j in space.deciders if j != i}
    truths = {
        f"{' through '.join(reversed(who))}: {name}": truth
        for who, view in cases.items()
        for name, truth in condition_truths(view, worlds).items()
    }
    types = []
    made: dict[Hashable, Graph] = {}
    for kind in group_by_truth(worlds, truths):
        graphs = _games(space, cases, kind.when, case, made)
        stays = {c: _rows(space, [_stay(space, graphs[(i,)], case, i, c) for i in space.deciders]) for c in chosen}
        expects = {
            c: _rows(space, [_expected(space, graphs, case, i, c, level) for i in space.deciders]) for c in chosen
        }
        types.append(HypergameType(kind, kind.probability(posterior), stays, expects))
    return Hypergame(space, space.deciders, chosen, level, tuple(types))


def seen_by(case: Case, who: str) -> Case:
    """The case as one actor sees it: its beliefs are everybody's, and others want what it thinks they want."""
    viewer = case.actors[who]
    actors = dict(others_wanting(case, who).actors)
    for name, actor in actors.items():
        if name != who:
            actors[name] = actor.model_copy(update={"believes": {**actor.believes, **viewer.believes}})
    return case.model_copy(update={"actors": actors})


def others_wanting(case: Case, who: str) -> Case:
    """The case with others wanting what one actor thinks they want, their beliefs their own."""
    thinks = case.actors[who].thinks
    actors: dict[str, Actor] = {
        name: actor.model_copy(update=_wants(thinks[name])) if name in thinks else actor
        for name, actor in case.actors.items()
    }
    return case.model_copy(update={"actors": actors})


def _wants(thought: Thought) -> dict[str, Any]:
    if not thought.prefers and not thought.ranking:
        return {}
    return {"prefers": thought.prefers, "ranking": thought.ranking, "utility": {}, "serves": {}}


def has_view(case: Case, who: str) -> bool:
    """Whether an actor sees the conflict in any way differently from what the case says."""
    actor = case.actors[who]
    return bool(actor.believes or actor.thinks or actor.does_not_see or actor.thinks_impossible)


def _games(
    space: StateSpace,
    cases: Mapping[tuple[str, ...], Case],
    when: Mapping[str, bool],
    case: Case,
    made: dict[Hashable, Graph],
) -> dict[tuple[str, ...], Graph]:
    """The graph of every view in one type; those who have no view of their own share one.

    ``made``: the graphs of earlier types, for a view may be the same in many of them.
    """
    out = {}
    for who, view in cases.items():
        mark = f"{' through '.join(reversed(who))}: "
        own = {name.removeprefix(mark): truth for name, truth in when.items() if name.startswith(mark)}
        key = (who if any(has_view(case, one) for one in who) else None, tuple(own.items()))
        if key not in made:
            made[key] = _game(space, view, who, own, case)
        out[who] = made[key]
    return out


def _game(space: StateSpace, view: Case, who: tuple[str, ...], own: Mapping[str, bool], case: Case) -> Graph:
    """The graph of one view in one type: its wishes, and the options that the viewer does not see held as they are."""
    graph = graph_of(replace(space, case=view), own)
    unseen = set[int]().union(*(_unseen(space, case, one) for one in who))
    possible = ~np.logical_or.reduce([_impossible(space, case, one) for one in who])
    if not (possible & graph.feasible).any():
        raise BadInput(f"actors.{who[0]}.thinks_impossible leaves no state that can exist; nothing was solved")
    return held(graph, {k: space.axes[k].now for k in sorted(unseen)}, possible)


def held(graph: Graph, values: Mapping[int, int], possible: Truth | None = None) -> Graph:
    """The same conflict with some options held: only states with these values can exist, and nobody changes them.

    ``possible``: only these of the states can exist, too; shape of the states.
    """
    if not values and (possible is None or possible.all()):
        return graph
    place = tuple(slice(values[k], values[k] + 1) if k in values else slice(None) for k in range(len(graph.values)))
    here = np.zeros(graph.values, dtype=np.bool_)
    here[place] = True if possible is None else possible[place]
    return Graph(
        values=graph.values,
        owner=graph.owner,
        ranks=graph.ranks,
        feasible=graph.feasible & here,
        moves=["no" if k in values else word for k, word in enumerate(graph.moves)],
        may_set=[None if one is True else one for one in graph.up],
        may_undo=[None if one is True else one for one in graph.down],
        names=graph.names,
        actors=graph.actors,
        coalitions=graph.family,
    )


def _unseen(space: StateSpace, case: Case, who: str) -> set[int]:
    hidden = case.actors[who].does_not_see
    return {k for k, axis in enumerate(space.axes) if axis.name in hidden}


def _impossible(space: StateSpace, case: Case, who: str) -> Truth:
    """The states that an actor takes to be impossible."""
    out = np.zeros(space.shape, dtype=np.bool_)
    for formula in case.actors[who].thinks_impossible:
        out |= space.truth(formula)
    return out


def _stay(space: StateSpace, graph: Graph, case: Case, who: str, concept: str) -> Truth:
    """Where an actor stays in the real conflict: where it would in the state that it sees, or sees none that can be."""
    actor = space.deciders.index(who)
    stable = graph.kept(("stay", concept, actor), lambda: graph.stable(concept, actor=actor) | ~graph.feasible)
    return _projected(space, stable, _unseen(space, case, who))


def _expected(
    space: StateSpace, graphs: Mapping[tuple[str, ...], Graph], case: Case, who: str, concept: str, level: int
) -> Truth:
    """What an actor expects to hold: nothing that it does not see itself, whatever others see of it."""
    own = graphs[(who,)]
    if level == 1:
        return own.kept(("equilibria", concept), lambda: own.equilibria(concept))
    out = np.asarray(own.stable(concept, actor=space.deciders.index(who)), dtype=np.bool_)
    for other in space.deciders:
        if other != who:
            out = out & _stay(space, graphs[(who, other)], case, other, concept)
    return out


def _projected(space: StateSpace, field: Truth, unseen: set[int]) -> Truth:
    """A field at the state with the unseen options as they are now, in every state."""
    index: list[Any] = [slice(None)] * len(space.axes)
    for k in unseen:
        index[k] = slice(space.axes[k].now, space.axes[k].now + 1)
    return np.broadcast_to(field[tuple(index)], space.shape)


def _rows(space: StateSpace, fields: Sequence[Truth]) -> Truth:
    return np.array([space.feasible_only(field) for field in fields], dtype=np.bool_)
