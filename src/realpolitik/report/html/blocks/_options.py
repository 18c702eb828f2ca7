"""The literature's table of options by states, for a case whose states all fit in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names
from realpolitik.report.saying import Number, Numbers


def table(analysis: Analysis, concepts: Sequence[str], chosen: str | None, who: Sequence[str]) -> dict[str, Any]:
    """Options as rows and states as columns, in the literature's order; then who would stay and what holds.

    ``chosen``: the concept by which it is told who would stay, of the actors in ``who``.
    """
    names, n = Names(analysis), Numbers(analysis)
    states = sorted(analysis.states, key=lambda s: s.index)
    groups: dict[str, list[dict[str, Any]]] = {}
    for k, axis in enumerate(analysis.axes):
        plain = axis.values == ["no", "yes"]
        cells = [("Y" if s.values[k] == "yes" else "N") if plain else names.value(s.values[k]) for s in states]
        row = {"text": axis.text, "cells": cells, "now": axis.now}
        groups.setdefault("Nobody decides" if axis.actor == "nature" else names.actor(axis.actor), []).append(row)

    def mark(share: float, address: str, word: str) -> str | Number:
        return word if share >= 0.995 else "\u2013" if share < 0.005 else n(address)

    def stays(actor: str) -> list[str | Number]:
        shares = [(s.index, s.stable_for.get(chosen or "", {}).get(actor, 0.0)) for s in states]
        return [mark(share, f"states.{k}.stable_for.{chosen}.{actor}", "●") for k, share in shares]

    def holds(concept: str) -> list[tuple[bool, str | Number]]:
        shares = [(s.index, s.equilibrium.get(concept, 0.0)) for s in states]
        return [(share >= 0.005, mark(share, f"states.{k}.equilibrium.{concept}", "◆")) for k, share in shares]

    return {
        "heads": [{"n": k, "now": s.status_quo} for k, s in enumerate(states, start=1)],
        "groups": list(groups.items()),
        "stays": [(names.actor(a), stays(a)) for a in who],
        "holds": [(c, holds(c)) for c in concepts],
    }
