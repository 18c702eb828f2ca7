"""What holds in a case: the graph model of every preference type, solved for every concept.

The command and the analysis bring the types' probabilities; this room knows nothing of evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.conflict.graph import NOBODY, Graph
from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import WorldType, preference_types
from realpolitik.errors import BadInput
from realpolitik.registry import ideas
from realpolitik.rounding import rounded

MOST_LISTED = 2**14  #: with more states than this the JSON has counts, and the arrays go to a file
STABILITY = "realpolitik.conflict.stability"


@dataclass(frozen=True)
class TypeSolution:
    """What holds in the worlds of one preference type.

    ``stability``: for each concept, shape (deciders, feasible states) in the order of ``StateSpace.states``.
    """

    type: WorldType
    probability: float
    stability: dict[str, NDArray[np.bool_]]

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

    @property
    def large(self) -> bool:
        """Whether there are too many states to list them in JSON."""
        return self.space.states.size > MOST_LISTED

    def as_json(self) -> dict[str, Any]:
        """The solution as plain data.

        ``options`` (names), ``states`` (value indices, feasible states only, first option fastest) and ``worlds``
        (types: ``when``, ``probability``, ``stability`` by concept and actor, ``equilibria`` by concept, state
        indices from 0). With more than 2^14 states ``states``, ``stability`` and ``equilibria`` are left out, and
        ``equilibria_count`` tells how many there are.
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
            worlds.append(entry)
        out: dict[str, Any] = {
            "case": self.space.case.case,
            "options": [axis.name for axis in self.space.axes],
            "values": [list(axis.values) for axis in self.space.axes],
            "actors": list(self.deciders),
            "concepts": list(self.concepts),
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


def graph_of(space: StateSpace, when: Mapping[str, bool]) -> Graph:
    """The graph model of a case where the ``when`` formulas have the given truth. Nature never moves in it."""
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
    )


def solve(
    case: Case,
    type_probabilities: Sequence[float] | None = None,
    concepts: Sequence[str] | None = None,
    space: StateSpace | None = None,
) -> Solution:
    """What holds in each preference type of a case, by every concept (or the named ones).

    ``type_probabilities``: one for each of ``conflict.types.preference_types(case)``; None where there is only one.
    Raises BadInput where no actor has an option that can move, for an unknown concept, or where the
    probabilities do not fit.
    """
    space = space or StateSpace.of(case)
    deciders = space.deciders
    if not deciders:
        raise BadInput(f"{case.case}: no actor has an option that can move, so there is nothing to solve")
    known = list(ideas(STABILITY))
    if unknown := [c for c in concepts or () if c not in known]:
        raise BadInput(f"there is no stability concept {unknown[0]!r}; there are {', '.join(known)}")
    chosen = tuple(c for c in known if concepts is None or c in concepts)
    types = preference_types(case)
    if type_probabilities is None and len(types) > 1:
        raise BadInput(f"{case.case}: the actors' wishes differ between worlds; give the probability of each type")
    probabilities = [1.0] if type_probabilities is None else list(type_probabilities)
    if len(probabilities) != len(types):
        raise BadInput(f"{len(probabilities)} probabilities for {len(types)} preference types")
    solved = []
    for world_type, probability in zip(types, probabilities, strict=True):
        graph = graph_of(space, world_type.when)
        stability = {c: _feasible_rows(space, graph.stable(c)) for c in chosen}
        solved.append(TypeSolution(world_type, float(probability), stability))
    return Solution(space, deciders, chosen, tuple(solved))


def _feasible_rows(space: StateSpace, stable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.array([space.feasible_only(row) for row in stable], dtype=np.bool_)
