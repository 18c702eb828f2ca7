"""The literature's table of options by states, for a case whose states all fit in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names


def table(analysis: Analysis, concepts: Sequence[str], chosen: str | None, who: Sequence[str]) -> dict[str, Any]:
    """Options as rows and states as columns, in the literature's order; then who would stay and what holds.

    ``chosen``: the concept by which it is told who would stay, of the actors in ``who``.
    """
    names = Names(analysis)
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
