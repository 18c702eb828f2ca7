"""Certificates: fields over the states from which anyone can check every verdict in a pass over the moves.

For an actor i and a concept, v(x) = r_i(x), or for SMR and SSEQ b(x), the best rank i can move to from x or has there.
The certificate is

* m(x): the least v that the others' answers reach from x, x itself included;
* steps(x): how few answers that takes; 0 where m(x) = v(x);
* next(x): the first of them, of several the state with the smallest number; x itself where steps(x) = 0.

All three are determined by the conflict, so no other value would pass. By Nash nobody answers, and m = r_i. A state s
is stable iff min(m(x), r_i(x)) <= r_i(s) for every x that i can move to from s. ``checker`` says what is checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.concepts import find
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.judging import Arcs, Index, Truth
from realpolitik.conflict.reach import best_own
from realpolitik.conflict.sanctions import least_by_improvements, least_by_others
from realpolitik.conflict.solving import MOST_LISTED, Solution, graph_of
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.rounding import rounded

CERTIFIED = ("Nash", "SEQ", "SMR", "GMR", "SSEQ")
FORMAT = 1


@dataclass(frozen=True, eq=False)
class Improving:
    """Steps that are better for their mover, as ``judging`` asks for them."""

    ranks: NDArray[np.int32]

    def tempts(self, actor: int, to: Index, here: Index) -> Truth:
        """Better for the actor."""
        return np.asarray(self.ranks[actor][to] > self.ranks[actor][here], dtype=np.bool_)

    def punishes(self, actor: int, to: Index, here: Index) -> Truth:
        """No better for the actor."""
        return ~self.tempts(actor, to, here)

    def steps(self, actor: int, to: Index, here: Index) -> Truth:
        """Better for the mover."""
        return self.tempts(actor, to, here)


def certificate(graph: Graph, concept: str, actor: int) -> dict[str, NDArray[np.int64]]:
    """The fields of one actor and concept over the feasible states, first option fastest, numbered from 0."""
    order = np.flatnonzero(graph.feasible.ravel(order="F"))
    place = np.ravel_multi_index(np.unravel_index(order, graph.values, order="F"), graph.values)  # C flat, by number
    ranks = graph.ranks[actor]
    symmetric, credible = concept in ("SMR", "SSEQ"), concept in ("SEQ", "SSEQ")
    value = best_own(graph, actor, ranks) if symmetric else ranks
    others = () if concept == "Nash" else graph.others(actor)
    least = (least_by_improvements if credible else least_by_others)(graph, others, value)
    v, m = value.reshape(-1)[place].astype(np.int64), least.reshape(-1)[place].astype(np.int64)
    frm, to = _answers(graph, others, credible, place)
    follow = m[frm] == m[to]
    frm, to = frm[follow], to[follow]
    steps = np.where(m == v, 0, -1)
    onward = np.arange(m.size)
    level = 0
    while (steps < 0).any():
        ready = (steps[frm] < 0) & (steps[to] == level)
        found, first = np.unique(frm[ready], return_index=True)  # ordered by where they start, then by where they end
        onward[found] = to[ready][first]
        level += 1
        steps[found] = level
    fields = {"m": m, "next": onward, "steps": steps}
    return fields | {"b": v} if symmetric else fields


def _answers(graph: Graph, others: Sequence[int], credible: bool, place: Index) -> tuple[Index, Index]:
    """All answering moves as numbers of states, ordered by start, then by end."""
    number = np.full(graph.feasible.size, -1, dtype=np.int64)
    number[place] = np.arange(place.size)
    flat = np.flatnonzero(graph.feasible)  # the order in which arcs count states
    judgement = Improving(graph.ranks.reshape(len(graph.actors), -1)) if credible else None
    pairs = [Arcs(graph, j, judgement).pairs() for j in others]
    frm = np.concatenate([number[flat[f]] for f, _ in pairs]) if pairs else np.zeros(0, dtype=np.int64)
    to = np.concatenate([number[flat[t]] for _, t in pairs]) if pairs else np.zeros(0, dtype=np.int64)
    order = np.lexsort((to, frm))
    return frm[order], to[order]


def certified(solution: Solution) -> dict[str, Any]:
    """A solution with its model and its certificates as plain data, ready for ``checker``.

    ``model``: all that the verdicts follow from. ``seal``: SHA-256 of the model. ``worlds``: for each preference type
    the certificates by concept and actor with the verdicts, and the equilibria. Raises BadInput for concepts without a
    certificate, another rule of sanctions, or too many states.
    """
    space = solution.space
    if unfit := [c for c in solution.concepts if c not in CERTIFIED]:
        raise BadInput(f"{unfit[0]} has no certificate; there are {', '.join(CERTIFIED)}")
    if solution.sanctions != "legal":
        raise BadInput("certificates are about legal sequences only")
    if space.states.size > MOST_LISTED:
        raise BadInput(
            f"{space.states.size:,} states can exist, more than {MOST_LISTED:,}: too many to certify in JSON"
        )
    graphs = [graph_of(space, solved.type.when) for solved in solution.types]
    model = model_of(space, solution, graphs)
    worlds = []
    for solved, graph in zip(solution.types, graphs, strict=True):
        entry: dict[str, Any] = {"certificates": {}, "equilibria": {}}
        for concept in solution.concepts:
            rows = {}
            for i, actor in enumerate(solution.deciders):
                fields = {key: field.tolist() for key, field in certificate(graph, concept, i).items()}
                rows[actor] = fields | {"stable": solved.stability[concept][i].tolist()}
            entry["certificates"][concept] = rows
            entry["equilibria"][concept] = solved.equilibria(concept).tolist()
        worlds.append(entry)
    return {"certified": FORMAT, "model": model, "seal": seal(model), "worlds": worlds}


def model_of(space: StateSpace, solution: Solution, graphs: Sequence[Graph]) -> dict[str, Any]:
    """The conflict in numbers and words: options, owners, moves, conditions, states and everybody's ranks."""
    first = graphs[0]

    def conditions(allowed: Sequence[bool | NDArray[np.bool_]]) -> list[bool | list[bool]]:
        return [one if isinstance(one, bool) else space.feasible_only(one).tolist() for one in allowed]

    return {
        "case": space.case.case,
        "title": space.case.title,
        "options": [axis.name for axis in space.axes],
        "values": [list(axis.values) for axis in space.axes],
        "actors": list(solution.deciders),
        "owner": list(first.owner),
        "may_set": conditions(first.up),
        "may_undo": conditions(first.down),
        "states": space.table.tolist(),
        "concepts": {c: find(c).title for c in solution.concepts},
        "worlds": [
            {
                "when": dict(solved.type.when),
                "probability": rounded(solved.probability),
                "ranks": {a: space.feasible_only(graph.ranks[i]).tolist() for i, a in enumerate(solution.deciders)},
            }
            for solved, graph in zip(solution.types, graphs, strict=True)
        ],
    }


def seal(model: Mapping[str, Any]) -> str:
    """SHA-256 of a model, written as JSON with sorted keys and no spaces."""
    text = json.dumps(model, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return sha256(text.encode("utf-8")).hexdigest()
