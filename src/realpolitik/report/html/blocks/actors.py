"""The actor-option matrix and what every actor wants."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import ActorResult, Analysis, AxisResult
from realpolitik.figures._names import Names, short

ORDER = 40
TITLE = "Actors, options and wishes"

_FIRST = 3  # wishes shown; the others are folded away
_MOVES = {"forward": "cannot be undone", "back": "can only be given up", "no": "held as it is", "both": ""}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Option rows by actor (nature last); those who decide and those who only want, most important wish first."""
    if not analysis.actors and not analysis.axes:
        return None
    names = {a.id: a.name for a in analysis.actors}
    said = Names(analysis)
    deciding = {x.actor for x in analysis.axes}
    groups = []
    owners = [a.id for a in analysis.actors] + ["nature"]
    for owner in owners:
        axes = [x for x in analysis.axes if x.actor == owner]
        if axes:
            rows = [_option(x, said) for x in axes]
            groups.append({"name": short(names.get(owner, "What nobody decides")), "rows": rows})
    people = [a for a in analysis.actors if a.wishes or a.serves]
    return {
        "forecast": analysis.case.horizon is not None,
        "groups": groups,
        "deciders": [_wanting(a, names) for a in people if a.id in deciding],
        "audiences": [_wanting(a, names) for a in people if a.id not in deciding],
    }


def _option(axis: AxisResult, names: Names) -> dict[str, Any]:
    return {
        "x": axis,
        "now": names.value(axis.now),
        "likely": names.value(axis.likely),
        "changes": axis.likely != axis.now,
        "moves": "" if axis.actor == "nature" else _MOVES.get(axis.moves, axis.moves),
    }


def _wanting(actor: ActorResult, names: dict[str, str]) -> dict[str, Any]:
    serves = [(names.get(k, k), v) for k, v in sorted(actor.serves.items(), key=lambda kv: -kv[1])]
    return {
        "actor": actor,
        "part_of": short(names.get(actor.part_of or "", actor.part_of or "")),
        "serves": [(short(name), share) for name, share in serves],
        "first": actor.wishes[:_FIRST],
        "rest": actor.wishes[_FIRST:],
        "written": any(w.text for w in actor.wishes),
    }
