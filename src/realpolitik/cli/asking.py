"""What ``solve`` may be asked about one state, one actor or one view, answered as text or data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.case.case import Case
    from realpolitik.conflict.graph import Graph
    from realpolitik.conflict.inverse import Nearest
    from realpolitik.conflict.space import StateSpace

Question = tuple[str, str, str]  #: a state (its number, or ``now``), an actor (or several), a concept


def type_probabilities(case: Case) -> list[float] | None:
    """The probability of each preference type by the evidence of the case; None where there is only one type."""
    from realpolitik.conflict.types import preference_types

    if not case.factors:
        return None
    from realpolitik.evidence.model import EvidenceModel

    posterior = EvidenceModel.of(case).posterior
    return [kind.probability(posterior) for kind in preference_types(case)]


def asked_about(space: StateSpace, asked: Question, *, several: bool = False) -> tuple[tuple[int, ...], list[int], str]:
    """The state, the deciders' positions and the concept that were asked about. Raises BadInput for unknown ones.

    ``several``: the actor may be a list with commas between names, or ``all``.
    """
    from realpolitik.conflict.concepts import find, spelled

    number, who, name = asked
    concept = find(spelled(name)).name
    actors = [name.strip() for name in who.split(",")] if several else [who]
    if several and who == "all":
        actors = list(space.deciders)
    for actor in actors:
        if actor not in space.deciders:
            raise BadInput(f"no actor {actor!r} decides anything here; those who do: {', '.join(space.deciders)}")
    return _state(space, number), [space.deciders.index(actor) for actor in dict.fromkeys(actors)], concept


def _state(space: StateSpace, number: str) -> tuple[int, ...]:
    size = int(space.states.size)
    if number == "now":
        return space.status_quo
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= size):
        raise BadInput(f"there is no state {number!r}; they are numbered 1 to {size}, and `now` is today's")
    return space.state(int(number) - 1)


def by_type(case: Case, asked: Question, coalitions: str, width: int, *, wanted: bool = False) -> str:
    """Why one state holds for an actor or not, or (``wanted``) what it must want for that; for every preference type.

    The likeliest types come first; types with the same answer stand together.
    """
    from realpolitik.conflict.solving import checked_types, graph_of
    from realpolitik.conflict.space import StateSpace
    from realpolitik.report.terminal.solve import type_heading

    space = StateSpace.of(case)
    types, probabilities = checked_types(case, space, type_probabilities(case))
    state, actors, concept = asked_about(space, asked, several=wanted)
    told: dict[str, list[int]] = {}
    for t in sorted(range(len(types)), key=lambda t: -probabilities[t]):
        graph = graph_of(space, types[t].when, coalitions)
        if wanted:
            from realpolitik.report.terminal.views import nearest_text

            found, counted = _wanted(space, graph, concept, actors, state)
            text = nearest_text(space, graph, concept, state, found, counted, width)
        else:
            from realpolitik.conflict.argument import argue
            from realpolitik.report.terminal.explain import argument_text

            text = argument_text(space, graph, argue(graph, concept, actors[0], state), width)
        told.setdefault(text, []).append(t)
    paragraphs = []
    for text, members in told.items():
        if len(types) > 1:
            share = sum(probabilities[t] for t in members)
            heading = type_heading(types[members[0]], share, width)
            if len(members) > 1:
                more = len(members) - 1
                heading.append(f"    and {more} more set{'s' if more > 1 else ''} of wishes with the same answer")
            paragraphs.append("\n".join(heading))
        paragraphs.append(text)
    return "\n\n".join(paragraphs)


def stays(case: Case, numbers: Sequence[str], sanctions: str, width: int, *, as_json: bool) -> str:
    """By which of all concepts about single actors each actor would stay in the named states."""
    import json

    from realpolitik.conflict.behaviour import explained
    from realpolitik.conflict.concepts import concepts
    from realpolitik.conflict.solving import solve
    from realpolitik.conflict.space import StateSpace
    from realpolitik.report.terminal.views import stays_text
    from realpolitik.rounding import rounded

    space = StateSpace.of(case)
    observed = [space.number(_state(space, number)) for number in numbers]
    single = [name for name, concept in concepts().items() if not concept.coalitional]
    solution = solve(case, type_probabilities(case), single, space, sanctions=sanctions)
    found = explained(solution, observed)
    if as_json:
        shares = {
            c: {a: rounded(float(p)) for a, p in zip(solution.deciders, row, strict=True)} for c, row in found.items()
        }
        return json.dumps({"case": case.case, "states": observed, "stays": shares}, ensure_ascii=False)
    where = "state " + ", ".join(str(n + 1) for n in observed)
    return stays_text(space, solution.deciders, found, where, width)


def _wanted(
    space: StateSpace, graph: Graph, concept: str, actors: Sequence[int], state: Sequence[int]
) -> tuple[list[Nearest], tuple[int, int] | None]:
    """The nearest rankings, and of one actor in a small case in how many of all its rankings the state holds."""
    from realpolitik.conflict.inverse import MOST_COUNTED, count
    from realpolitik.conflict.together import nearest_together

    found = nearest_together(graph, concept, actors, state)
    few = space.states.size <= MOST_COUNTED and len(actors) == 1
    return found, count(graph, concept, actors[0], state) if few else None


def wanted_json(case: Case, asked: Question) -> str:
    """What actors must want for a state to hold, in every preference type, as JSON; states numbered from 0."""
    import json

    import numpy as np

    from realpolitik.conflict.solving import checked_types, graph_of
    from realpolitik.conflict.space import StateSpace
    from realpolitik.rounding import rounded

    space = StateSpace.of(case)
    types, probabilities = checked_types(case, space, type_probabilities(case))
    state, actors, concept = asked_about(space, asked, several=True)

    def number(flat: int) -> int:
        return space.number([int(v) for v in np.unravel_index(flat, space.shape)])

    worlds = []
    for kind, probability in zip(types, probabilities, strict=True):
        graph = graph_of(space, kind.when)
        found, counted = _wanted(space, graph, concept, actors, state)
        entry = {
            "when": dict(kind.when),
            "probability": rounded(probability),
            "distance": sum(one.distance for one in found),
            "actors": {
                graph.actors[one.actor]: {
                    "distance": one.distance,
                    "lowered": [number(s) for s in one.lowered],
                    "ranks": space.feasible_only(one.ranks).tolist(),
                }
                for one in found
            },
        }
        if counted is not None:
            entry["rankings_that_do"], entry["rankings"] = counted
        worlds.append(entry)
    out = {"case": case.case, "state": space.number(state), "concept": concept, "worlds": worlds}
    return json.dumps(out, ensure_ascii=False)


def by_views(case: Case, level: int, concepts: Sequence[str] | None, *, as_json: bool, width: int) -> str:
    """The outcomes when every actor sees its own conflict."""
    import json

    from realpolitik.conflict.hypergame import hypergame
    from realpolitik.report.terminal.views import hypergame_text

    posterior = None
    if case.factors:
        from realpolitik.evidence.model import EvidenceModel

        posterior = EvidenceModel.of(case).posterior
    game = hypergame(case, level, posterior, concepts)
    return json.dumps(game.as_json(), ensure_ascii=False) if as_json else hypergame_text(game, width)
