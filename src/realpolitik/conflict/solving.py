"""What holds in a case: the graph model of every preference type, solved for every concept.

The command and the analysis bring the types' probabilities; this room knows nothing of evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.conflict.coalitions import ALL
from realpolitik.conflict.concepts import STABILITY, defaults, find
from realpolitik.conflict.concepts import concepts as all_concepts
from realpolitik.conflict.graph import NOBODY, Graph
from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import WorldType, preference_types
from realpolitik.errors import BadInput
from realpolitik.rounding import rounded

__all__ = ["MOST_LISTED", "NAMED", "STABILITY", "Solution", "TypeSolution", "graph_of", "solve"]

MOST_LISTED = 2**14  #: with more states than this the JSON has counts, and the arrays go to a file
NAMED = "named"  #: the coalitions that the case names


@dataclass(frozen=True)
class TypeSolution:
    """What holds in the worlds of one preference type.

    ``stability``: for each concept, shape (deciders, feasible states) in the order of ``StateSpace.states``.
    ``coalitions``: for each concept about coalitions and each of them by name, shape (feasible states,).
    """

    type: WorldType
    probability: float
    stability: dict[str, NDArray[np.bool_]]
    coalitions: dict[str, dict[str, NDArray[np.bool_]]] = field(default_factory=dict)

    def holds(self, concept: str) -> NDArray[np.bool_]:
        """For each feasible state whether it is stable for every decider."""
        return np.asarray(self.stability[concept].all(axis=0), dtype=np.bool_)

    def equilibria(self, concept: str) -> NDArray[np.int64]:
        """Indices (from 0, over feasible states) of the states that are stable for every decider."""
        return np.flatnonzero(self.holds(concept))


@dataclass(frozen=True)
class Solution:
    """What holds in a case, by preference type. ``deciders`` are the actors with an option that can move."""

    space: StateSpace
    deciders: tuple[str, ...]
    concepts: tuple[str, ...]
    types: tuple[TypeSolution, ...]
    sanctions: str = "legal"
    marks: Mapping[str, str] = field(default_factory=dict)  #: what the marks after concepts' names mean

    def meanings(self) -> dict[str, str]:
        """What each concept, without its mark, says in a line; then what each mark means."""
        said = {c: find(c).title for c in dict.fromkeys(label.split()[0] for label in self.concepts)}
        return said | {mark: meaning for mark, meaning in self.marks.items() if mark}

    @property
    def large(self) -> bool:
        """Whether there are too many states to list them in JSON."""
        return self.space.states.size > MOST_LISTED

    def as_json(self) -> dict[str, Any]:
        """The solution as plain data.

        ``options`` (names), ``states`` (value indices, feasible states only, first option fastest) and ``worlds``
        (types: ``when``, ``probability``, ``stability`` by concept and actor, ``equilibria`` by concept, state
        indices from 0; ``coalitions`` by concept and name where asked for). ``sanctions``: the rule in force. With
        more than 2^14 states ``states``, ``stability`` and ``equilibria`` are left out, and ``equilibria_count`` tells
        how many there are.
        """
        worlds = []
        for solved in self.types:
            entry: dict[str, Any] = {
                "when": dict(solved.type.when),
                "probability": rounded(solved.probability),
                "equilibria_count": {c: int(solved.equilibria(c).size) for c in self.concepts},
            }
            if not self.large:
                entry["stability"] = {
                    c: dict(zip(self.deciders, solved.stability[c].tolist(), strict=True)) for c in self.concepts
                }
                entry["equilibria"] = {c: solved.equilibria(c).tolist() for c in self.concepts}
                if solved.coalitions:
                    entry["coalitions"] = {
                        c: {name: stable.tolist() for name, stable in rows.items()}
                        for c, rows in solved.coalitions.items()
                    }
            worlds.append(entry)
        out: dict[str, Any] = {
            "case": self.space.case.case,
            "options": [axis.name for axis in self.space.axes],
            "values": [list(axis.values) for axis in self.space.axes],
            "actors": list(self.deciders),
            "concepts": list(self.concepts),
            "sanctions": self.sanctions,
            "feasible": int(self.space.states.size),
            "status_quo": self.space.number(self.space.status_quo),
        }
        if not self.large:
            out["states"] = self.space.table.tolist()
        return {**out, "worlds": worlds}

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The same as arrays, for a ``.npz`` file.

        ``states`` (states, options); ``probability`` (types,); ``stability_CONCEPT`` (types, actors, states);
        ``equilibrium_CONCEPT`` (types, states); ``options`` and ``actors`` as text.
        """
        out: dict[str, NDArray[Any]] = {
            "options": np.array([axis.name for axis in self.space.axes], dtype=np.str_),
            "actors": np.array(self.deciders, dtype=np.str_),
            "states": self.space.table.astype(np.int16),
            "probability": np.array([t.probability for t in self.types]),
        }
        for concept in self.concepts:
            stable = np.stack([t.stability[concept] for t in self.types])
            out[f"stability_{concept}"] = stable
            out[f"equilibrium_{concept}"] = np.asarray(stable.all(axis=1))
        return out


def graph_of(space: StateSpace, when: Mapping[str, bool], coalitions: str = NAMED) -> Graph:
    """The graph model of a case where the ``when`` formulas have the given truth. Nature never moves in it.

    ``coalitions``: ``named`` (those of the case) or ``all``.
    """
    deciders = space.deciders
    owner = [deciders.index(a.actor) if a.actor in deciders else NOBODY for a in space.axes]
    order = [ranks(space, actor, when) for actor in deciders]
    return Graph(
        values=space.shape,
        owner=owner,
        ranks=np.array(order, dtype=np.int64).reshape(len(deciders), *space.shape),
        feasible=space.feasible,
        moves=[axis.moves for axis in space.axes],
        may_set=[None if a.if_ is None or a.actor not in deciders else space.truth(a.if_) for a in space.axes],
        may_undo=[None if a.undo_if is None or a.actor not in deciders else space.truth(a.undo_if) for a in space.axes],
        names=[axis.name for axis in space.axes],
        actors=deciders,
        coalitions=ALL if coalitions == ALL else groups_of(space).values(),
    )


def groups_of(space: StateSpace) -> dict[str, tuple[int, ...]]:
    """The coalitions that a case names, as indices of deciders; audiences do not move and are left out.

    A coalition of which only one decider is left is none.
    """
    deciders = space.deciders
    members = {name: [a for a in group if a in deciders] for name, group in space.case.coalitions.items()}
    return {name: tuple(sorted(map(deciders.index, group))) for name, group in members.items() if len(group) > 1}


def solve(
    case: Case,
    type_probabilities: Sequence[float] | None = None,
    concepts: Sequence[str] | None = None,
    space: StateSpace | None = None,
    *,
    sanctions: str = "legal",
    coalitions: str = NAMED,
) -> Solution:
    """What holds in each preference type of a case, by the named concepts (None: those solved by default).

    ``type_probabilities``: one for each of ``conflict.types.preference_types(case)``; None where there is only one.
    ``sanctions``: which answers count (``legal``, ``once``, ``single``). ``coalitions``: for the concepts about
    coalitions, those the case names or ``all``. Raises BadInput where no actor has an option that can move, for an
    unknown concept, or where the probabilities do not fit.
    """
    space = space or StateSpace.of(case)
    chosen = in_order(defaults() if concepts is None else concepts)
    types, probabilities = checked_types(case, space, type_probabilities)
    solved = []
    for world_type, probability in zip(types, probabilities, strict=True):
        graph = graph_of(space, world_type.when, coalitions)
        stability = {c: _feasible_rows(space, graph.stable(c, sanctions=sanctions)) for c in chosen}
        together = {c: _together(space, graph, c, sanctions) for c in chosen if find(c).coalitional}
        solved.append(TypeSolution(world_type, probability, stability, together))
    return Solution(space, space.deciders, chosen, tuple(solved), sanctions)


def checked_types(
    case: Case, space: StateSpace, type_probabilities: Sequence[float] | None
) -> tuple[tuple[WorldType, ...], list[float]]:
    """The preference types of a case with their probabilities; None: there is only one type.

    Raises BadInput where no actor has an option that can move, or where the probabilities do not fit.
    """
    if not space.deciders:
        raise BadInput(f"{case.case}: no actor has an option that can move, so there is nothing to solve")
    types = preference_types(case)
    if type_probabilities is None and len(types) > 1:
        raise BadInput(f"{case.case}: the actors' wishes differ between worlds; give the probability of each type")
    probabilities = [1.0] if type_probabilities is None else [float(p) for p in type_probabilities]
    if len(probabilities) != len(types):
        raise BadInput(f"{len(probabilities)} probabilities for {len(types)} preference types")
    return types, probabilities


def in_order(names: Sequence[str]) -> tuple[str, ...]:
    """The named concepts in the order of the tables, each once. Raises BadInput for an unknown one."""
    asked = {find(name).name for name in names}
    return tuple(name for name in all_concepts() if name in asked)


def _together(space: StateSpace, graph: Graph, concept: str, sanctions: str) -> dict[str, NDArray[np.bool_]]:
    """Which feasible states each coalition of two or more would stay in, by its name."""
    names = {members: name for name, members in groups_of(space).items()}
    out = {}
    for group in graph.family:
        if len(group) > 1:
            name = names.get(group, " + ".join(graph.actors[i] for i in group))
            out[name] = space.feasible_only(graph.stable(concept, coalition=group, sanctions=sanctions))
    return out


def _feasible_rows(space: StateSpace, stable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.array([space.feasible_only(row) for row in stable], dtype=np.bool_)
