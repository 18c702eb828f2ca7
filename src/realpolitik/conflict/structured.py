"""What holds in a case under preferences that are more than one order of the states."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.conflict.concepts import defaults, find
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.judging import CONCEPTS, Judgement, verdicts
from realpolitik.conflict.solving import Solution, TypeSolution, checked_types, graph_of
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.registry import ideas

STRUCTURES = "realpolitik.conflict.structures"
CRISP = "crisp"  #: one order an actor, which needs no structure: see ``solving``


def solve_structured(
    case: Case,
    structure: str,
    type_probabilities: Sequence[float] | None = None,
    concepts: Sequence[str] | None = None,
    *,
    threshold: float | None = None,
    strong: int | None = None,
) -> Solution:
    """What holds in each preference type by one structure of preferences; concepts are named with its marks.

    ``structure``: the name of a module of ``realpolitik.conflict.structures``. ``threshold`` belongs to ``probable``,
    ``strong`` to ``strength``. Raises BadInput for an unknown structure, a concept it does not define, or an
    option that is not its own.
    """
    known = ideas(STRUCTURES)
    if structure == CRISP:
        raise BadInput("crisp preferences are one order an actor and need no structure: use `solve`")
    if structure not in known:
        raise BadInput(f"there are no preferences {structure!r}; there are {', '.join([CRISP, *known])}")
    options: dict[str, float | int] = {}
    for owner, name, given in (("probable", "threshold", threshold), ("strength", "strong", strong)):
        if given is not None:
            if structure != owner:
                raise BadInput(f"{name} belongs to the preferences {owner!r}, not to {structure!r}")
            options[name] = given
    chosen = [find(c).name for c in concepts or defaults()]
    if undefined := [c for c in chosen if c not in CONCEPTS]:
        raise BadInput(f"{undefined[0]} is not defined for such preferences; there are {', '.join(CONCEPTS)}")
    chosen = [c for c in CONCEPTS if c in chosen]
    space = StateSpace.of(case)
    types, probabilities = checked_types(case, space, type_probabilities)
    solved = []
    marks: dict[str, str] = {}
    for world_type, probability in zip(types, probabilities, strict=True):
        graph = graph_of(space, world_type.when)
        variants = known[structure].variants(space, graph, world_type.when, **options)
        marks = {mark: meaning for mark, (_, meaning) in variants.items()}
        found = {mark: _rows(space, graph, judgement, chosen) for mark, (judgement, _) in variants.items()}
        stability = {
            f"{concept} {mark}".rstrip(): found[mark][concept]
            for concept in chosen
            for mark in variants
            if not (concept == "Nash" and mark == "strong")  # nothing deters, so nothing deters strongly
        }
        solved.append(TypeSolution(world_type, probability, stability))
    return Solution(space, space.deciders, tuple(solved[0].stability), tuple(solved), marks=marks)


def _rows(
    space: StateSpace, graph: Graph, judgement: Judgement, concepts: Sequence[str]
) -> dict[str, NDArray[np.bool_]]:
    """For each concept who would stay where, shape (deciders, feasible states)."""
    each = [verdicts(graph, judgement, concepts, i) for i in range(len(graph.actors))]
    return {c: np.array([space.feasible_only(found[c]) for found in each], dtype=np.bool_) for c in concepts}
