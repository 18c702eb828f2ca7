"""Preference types: worlds in which everybody wants the same share one run.

Two worlds are of the same type when every given formula over factors has the same truth in both. What holds needs
only the ``when`` of the wishes; what happens next also needs nature's rates, so it passes more formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.beliefs import condition_truths


@dataclass(frozen=True)
class WorldType:
    """Worlds that share a run.

    ``when``: the truth of each condition over factors, by its text (marked where an actor believes otherwise).
    ``worlds``: which worlds are of this type, shape (Worlds.size,). ``factors``: the value index of each factor that
    had to be kept apart, -1 in "something else".
    """

    when: dict[str, bool]
    worlds: NDArray[np.bool_]
    factors: dict[str, int]

    def probability(self, posterior: NDArray[np.float64]) -> float:
        """The type's probability, given each world's (shape (Worlds.size,), "something else" last)."""
        return float(np.asarray(posterior, dtype=np.float64)[self.worlds].sum())


def group(worlds: Worlds, formulas: Iterable[Formula], factors: Iterable[str] = ()) -> tuple[WorldType, ...]:
    """Group the worlds by the truth of every formula and by the value of every factor named in ``factors``.

    ``formulas`` mention factors only. Types come in the order of their first world.
    """
    return group_by_truth(worlds, {f.text: worlds.holds(f) for f in formulas}, factors)


def group_by_truth(
    worlds: Worlds, truths: Mapping[str, NDArray[np.bool_]], factors: Iterable[str] = ()
) -> tuple[WorldType, ...]:
    """The same, given the truth of every named condition in each world."""
    names = tuple(dict.fromkeys(factors))
    rows = [truth.astype(np.int64) for truth in truths.values()]
    for name in names:
        row = np.full(worlds.size, -1, dtype=np.int64)
        row[:-1] = worlds.columns[name].index
        rows.append(row)
    rows.append(np.zeros(worlds.size, dtype=np.int64))  # no condition at all: one type
    pattern = np.array(rows)
    _, first, member = np.unique(pattern, axis=1, return_index=True, return_inverse=True)
    member = member.reshape(-1)
    out = []
    for k in np.argsort(first):
        values = pattern[:, first[k]]
        when = {name: bool(v) for name, v in zip(truths, values[: len(truths)], strict=True)}
        kept = {name: int(v) for name, v in zip(names, values[len(truths) : -1], strict=True)}
        out.append(WorldType(when, member == k, kept))
    return tuple(out)


def wish_conditions(case: Case) -> tuple[Formula, ...]:
    """The ``when`` of every wish of every actor, each text once, in the order of the case."""
    found = [wish.when for actor in case.actors.values() for wish in actor.prefers if wish.when is not None]
    return tuple({f.text: f for f in found}.values())


def nature_conditions(case: Case) -> tuple[tuple[Formula, ...], tuple[str, ...]]:
    """What nature's rates and conditions ask about the world.

    First the formulas over factors alone; then the factors that appear in formulas mixed with options, whose values
    must be kept apart because such a formula is not settled by the world alone.
    """
    pure: dict[str, Formula] = {}
    mixed: dict[str, None] = {}
    for event in case.nature.values():
        conditions = [branch.if_ for branch in event.rate] + [event.if_]
        for formula in conditions:
            if formula is None:
                continue
            about = [name for name in case.factors if name in formula.mentions()]
            if about and len(about) == len(formula.mentions()):
                pure[formula.text] = formula
            else:
                mixed.update(dict.fromkeys(about))
    return tuple(pure.values()), tuple(name for name in case.factors if name in mixed)


def preference_types(case: Case) -> tuple[WorldType, ...]:
    """The types that matter for what holds: worlds in which every wish's ``when`` has the same truth for its actor."""
    worlds = Worlds.of(case)
    return group_by_truth(worlds, condition_truths(case, worlds))


def play_types(case: Case) -> tuple[WorldType, ...]:
    """The types that matter for what happens next: wishes and nature's rates both."""
    worlds = Worlds.of(case)
    formulas, factors = nature_conditions(case)
    truths = condition_truths(case, worlds) | {f.text: worlds.holds(f) for f in formulas}
    return group_by_truth(worlds, truths, factors)
