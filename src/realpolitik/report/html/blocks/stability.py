"""Stability: which states hold, under which wishes and by which argument."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, StateResult, TypeResult
from realpolitik.figures._names import Names
from realpolitik.report.saying import Listed, Number, Numbers, Sentence, say
from realpolitik.report.words import listed

ORDER = 120
TITLE = "What holds"

CONCEPTS = {
    "Nash": "nobody can improve by moving alone",
    "SEQ": "whoever improves can be punished by moves that the others would themselves like",
    "SMR": "whoever improves can be punished, and no counter-move helps",
    "GMR": "whoever improves can be punished by the others, at whatever cost to them",
}
_MOST = 5
_COLUMNS = 16
_CHOSEN = ("SEQ", "Nash")  # the argument by which the table says who would stay


def view(analysis: Analysis) -> dict[str, Any] | None:
    """What holds and for whom: the literature's table of options by states where all states fit in, else a list.

    ``cells`` of a state are the shares (of the probability of the wishes) in which each actor would stay, by the
    chosen argument. The sets of wishes name the listed states by their numbers.
    """
    if not analysis.types or not any(t.equilibria for t in analysis.types):
        return None
    found = {c for t in analysis.types for c in t.equilibria}
    concepts = [c for c in CONCEPTS if c in found] + sorted(found - set(CONCEPTS))
    names = Names(analysis)
    whole = 0 < len(analysis.states) == analysis.method.feasible
    table = whole and len(analysis.states) <= _COLUMNS
    holding = sorted((s for s in analysis.states if any(s.equilibrium.values())), key=lambda s: _width(s, concepts))
    listed_ones = sorted(analysis.states, key=lambda s: s.index) if table else holding
    numbers = {s.index: k for k, s in enumerate(listed_ones, start=1)}
    measured = {c for s in analysis.states for c in s.stable_for}
    chosen = next((c for c in (*_CHOSEN, *concepts) if c in measured), None)
    who = list(dict.fromkeys(a for s in analysis.states for a in s.stable_for.get(chosen or "", {})))
    rows = [_row(s, analysis, names, concepts, chosen, who) for s in holding]
    return {
        "listed": bool(analysis.states),
        "timed": any(s.probability is not None for s in analysis.states),
        "whole": whole,
        "several": len(analysis.types) > 1,
        "chosen": chosen,
        "actors": [names.actor(a) for a in who],
        "table": _option_table(analysis, names, concepts, chosen, who) if table else None,
        "rows": rows[:_MOST],
        "more": rows[_MOST:],
        "types": [
            {**_type(t, concepts, numbers), "p": Numbers(analysis)(f"types.{k}.probability")}
            for k, t in sorted(enumerate(analysis.types), key=lambda pair: -pair[1].probability)
        ],
        "concepts": [(c, CONCEPTS.get(c, "see the manual")) for c in concepts],
    }


def _row(
    state: StateResult, analysis: Analysis, names: Names, concepts: list[str], chosen: str | None, who: list[str]
) -> dict[str, Any]:
    now = [axis.now for axis in analysis.axes]
    stable = state.stable_for.get(chosen or "", {})
    n, at = Numbers(analysis), f"states.{state.index}"
    return {
        "words": "; ".join(names.told(now, state.values)) or "As things are now",
        "shares": [state.equilibrium.get(c, 0.0) for c in concepts],
        "everybody": _everybody(concepts, state, n, len(analysis.types) > 1),
        "cells": [_stays(stable.get(a, 0.0), n, f"{at}.stable_for.{chosen}.{a}") for a in who],
        "p": n(f"{at}.probability") if state.probability is not None else None,
    }


def _stays(share: float, n: Numbers, address: str) -> tuple[str, str | Number]:
    """Whether an actor stays in a state: the class and the words, or the share in which it does."""
    if share >= 0.995:
        return "stays", "stays"
    return ("leaves", "leaves") if share < 0.005 else ("torn", n(address))


def _everybody(concepts: list[str], state: StateResult, n: Numbers, several: bool) -> Sentence:
    """In words, by which arguments a state holds for everybody, and in what share of the wishes' probability."""
    held = [c for c in concepts if state.equilibrium.get(c, 0.0) > 0.0]
    every = len(held) == len(concepts) > 1
    if not several:
        return say("holds_by", concepts="every argument" if every else listed(held))
    shares = {c: n(f"states.{state.index}.equilibrium.{c}") for c in held}
    if len({str(p) for p in shares.values()}) == 1 and len(held) == len(concepts):
        return say("holds_share", p=shares[held[0]], concepts="every argument" if every else held[0])
    return say("holds_shares", list=Listed([say("named", title=c, p=p) for c, p in shares.items()]))


def _option_table(
    analysis: Analysis, names: Names, concepts: list[str], chosen: str | None, who: list[str]
) -> dict[str, Any]:
    """Options as rows and states as columns, in the literature's order; then who would stay and what holds."""
    states = sorted(analysis.states, key=lambda s: s.index)
    groups: dict[str, list[dict[str, Any]]] = {}
    for k, axis in enumerate(analysis.axes):
        plain = axis.values == ["no", "yes"]
        cells = [("Y" if s.values[k] == "yes" else "N") if plain else names.value(s.values[k]) for s in states]
        row = {"text": axis.text, "cells": cells, "now": axis.now}
        groups.setdefault("Nobody decides" if axis.actor == "nature" else names.actor(axis.actor), []).append(row)
    n = Numbers(analysis)

    def mark(share: float, address: str, word: str) -> str | Number:
        return word if share >= 0.995 else "\u2013" if share < 0.005 else n(address)

    return {
        "heads": [{"n": k, "now": s.status_quo} for k, s in enumerate(states, start=1)],
        "groups": list(groups.items()),
        "stays": [
            (
                names.actor(a),
                [
                    mark(
                        s.stable_for.get(chosen or "", {}).get(a, 0.0), f"states.{s.index}.stable_for.{chosen}.{a}", "●"
                    )
                    for s in states
                ],
            )
            for a in who
        ],
        "holds": [
            (
                c,
                [
                    (p >= 0.005, mark(p, f"states.{s.index}.equilibrium.{c}", "◆"))
                    for s in states
                    for p in [s.equilibrium.get(c, 0.0)]
                ],
            )
            for c in concepts
        ],
        "chances": [n(f"states.{s.index}.probability") if s.probability is not None else None for s in states],
    }


def _width(state: StateResult, concepts: list[str]) -> tuple[float, ...]:
    """Sorts states by how widely they hold, the most demanding concept first."""
    return (*(-state.equilibrium.get(c, 0.0) for c in concepts), -(state.probability or 0.0), state.index)


def _type(kind: TypeResult, concepts: list[str], numbers: dict[int, int]) -> dict[str, Any]:
    """For each concept the numbers of the listed states that hold, and how many others do."""
    cells = []
    for concept in concepts:
        listed_ones = sorted(numbers[i] for i in kind.equilibria.get(concept, []) if i in numbers)
        others = len(kind.equilibria.get(concept, [])) - len(listed_ones)
        said = [", ".join(str(n) for n in listed_ones)] if listed_ones else []
        if others:
            said.append(f"{others} {'other' if others == 1 else 'others'}" if numbers else str(others))
        cells.append(listed(said) or "none")
    return {"when": kind.when, "cells": cells}
