"""Stability: which states hold, under which wishes and by which argument."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, StateResult, TypeResult
from realpolitik.figures._names import Names
from realpolitik.report.words import listed

ORDER = 120
TITLE = "What holds"

CONCEPTS = {
    "Nash": "nobody can improve by moving alone",
    "SEQ": "whoever improves can be punished by moves that the others would themselves like",
    "SMR": "whoever improves can be punished, and no counter-move helps",
    "GMR": "whoever improves can be punished by the others, at whatever cost to them",
}
_MOST = 12


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The states that hold most widely, numbered, and for each set of wishes the numbers of those that hold."""
    if not analysis.types or not any(t.equilibria for t in analysis.types):
        return None
    found = {c for t in analysis.types for c in t.equilibria}
    concepts = [c for c in CONCEPTS if c in found] + sorted(found - set(CONCEPTS))
    holding = sorted((s for s in analysis.states if any(s.equilibrium.values())), key=lambda s: _width(s, concepts))
    names = Names(analysis)
    now = [axis.now for axis in analysis.axes]
    rows = [
        {
            "words": "; ".join(names.told(now, s.values)) or "As things are now",
            "shares": [s.equilibrium.get(c, 0.0) for c in concepts],
            "p": s.probability,
        }
        for s in holding[:_MOST]
    ]
    numbers = {s.index: k for k, s in enumerate(holding[:_MOST], start=1)}
    types = [_type(t, concepts, numbers) for t in sorted(analysis.types, key=lambda t: -t.probability)]
    return {
        "listed": bool(analysis.states),
        "timed": any(s.probability is not None for s in analysis.states),
        "rows": rows,
        "types": types,
        "concepts": [(c, CONCEPTS.get(c, "see the manual")) for c in concepts],
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
