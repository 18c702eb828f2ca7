"""The actor-option matrix and what every actor wants."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import ActorResult, Analysis, AxisResult, WishResult
from realpolitik.figures._names import Names, short
from realpolitik.report.chosen import pivot
from realpolitik.report.pivoting import counted
from realpolitik.report.saying import Listed, Numbers, Sentence, say

ORDER = 40
TITLE = "Actors, options and wishes"

_MOVES = {"forward": "cannot be undone", "back": "can only be given up", "no": "held as it is", "both": ""}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Option rows by actor (nature last); those who decide and those who only want, most important wish first."""
    if not analysis.actors and not analysis.axes:
        return None
    names = {a.id: a.name for a in analysis.actors}
    deciding = {x.actor for x in analysis.axes}
    groups = []
    owners = [a.id for a in analysis.actors] + ["nature"]
    for owner in owners:
        axes = [x for x in analysis.axes if x.actor == owner]
        if axes:
            rows = [_option(x, analysis) for x in axes]
            groups.append({"name": short(names.get(owner, "What nobody decides")), "rows": rows})
    people = [a for a in analysis.actors if a.wishes or a.serves]
    return {
        "forecast": analysis.case.horizon is not None,
        "groups": groups,
        "deciders": [_wanting(a, names, analysis) for a in people if a.id in deciding],
        "audiences": [_wanting(a, names, analysis) for a in people if a.id not in deciding],
    }


def _option(axis: AxisResult, analysis: Analysis) -> dict[str, Any]:
    names = Names(analysis)
    return {
        "x": axis,
        "now": names.value(axis.now),
        "likely": names.value(axis.likely),
        "counted": counted(axis, analysis) if axis == pivot(analysis) and axis.likely == axis.now else "",
        "changes": axis.likely != axis.now,
        "moves": "" if axis.actor == "nature" else _MOVES.get(axis.moves, axis.moves),
        "p": Numbers(analysis)(f"axes.{axis.name}.probability_changed"),
    }


def _wanting(actor: ActorResult, names: dict[str, str], analysis: Analysis) -> dict[str, Any]:
    n, at = Numbers(analysis), f"actors.{actor.id}"
    serves = [
        say("named_beside", title=short(names.get(k, k)), p=n(f"{at}.serves.{k}"))
        for k, _ in sorted(actor.serves.items(), key=lambda kv: -kv[1])
    ]
    return {
        "actor": actor,
        "resolve": _resolve(actor.resolve),
        "part_of": short(names.get(actor.part_of or "", actor.part_of or "")),
        "serves": say("serves", list=Listed(serves)) if serves else None,
        "wishes": [(w, _sure(w, n, f"{at}.wishes.{k}")) for k, w in enumerate(actor.wishes)],
        "written": any(w.text for w in actor.wishes),
    }


def _sure(wish: WishResult, n: Numbers, at: str) -> Sentence | None:
    return say("sure", p=n(f"{at}.sure")) if wish.sure is not None and wish.sure < 1.0 else None


def _resolve(written: str) -> str:
    """A resolve as the case has it; one so high that only its effect can be told apart, by that effect.

    >>> _resolve("purposeful"), _resolve("8"), _resolve("25600")
    ('purposeful', '8', 'above 100')
    """
    return "above 100" if written.isdigit() and int(written) > 100 else written
