"""Stability: which states hold, under which wishes and by which argument."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, StateResult, TypeResult
from realpolitik.figures._names import Names
from realpolitik.report.words import listed, percent

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
        "types": [_type(t, concepts, numbers) for t in sorted(analysis.types, key=lambda t: -t.probability)],
        "concepts": [(c, CONCEPTS.get(c, "see the manual")) for c in concepts],
    }


def _row(
    state: StateResult, analysis: Analysis, names: Names, concepts: list[str], chosen: str | None, who: list[str]
) -> dict[str, Any]:
    now = [axis.now for axis in analysis.axes]
    stable = state.stable_for.get(chosen or "", {})
    return {
        "words": "; ".join(names.told(now, state.values)) or "As things are now",
        "shares": (shares := [state.equilibrium.get(c, 0.0) for c in concepts]),
        "everybody": _everybody(concepts, shares, len(analysis.types) > 1),
        "cells": [stable.get(a, 0.0) for a in who],
        "p": state.probability,
    }


def _everybody(concepts: list[str], shares: list[float], several: bool) -> str:
    """In words, by which arguments a state holds for everybody, and in what share of the wishes' probability."""
    if not several:
        held = [c for c, p in zip(concepts, shares, strict=True) if p > 0.0]
        return "by every argument" if len(held) == len(concepts) > 1 else f"by {listed(held)}"
    said = list(dict.fromkeys(percent(p) for p in shares))
    if len(said) == 1:
        return f"{said[0]} by {'every argument' if len(concepts) > 1 else concepts[0]}"
    return ", ".join(f"{c} {percent(p)}" for c, p in zip(concepts, shares, strict=True) if p > 0.0)


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
    return {
        "heads": [{"n": k, "now": s.status_quo} for k, s in enumerate(states, start=1)],
        "groups": list(groups.items()),
        "stays": [(names.actor(a), [s.stable_for.get(chosen or "", {}).get(a, 0.0) for s in states]) for a in who],
        "holds": [(c, [s.equilibrium.get(c, 0.0) for s in states]) for c in concepts],
        "chances": [s.probability for s in states],
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
    return {"when": kind.when, "p": kind.probability, "cells": cells}
