"""Checks over all worlds: conditions that leave a world without a number, explanations that never hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Column, Formula
from realpolitik.case.meaning.desk import Desk

#: Worlds looked at one by one.
_MOST = 2**16


def check_worlds(desk: Desk) -> None:
    """Note incomplete lists of likelihoods and explanations that can never, or must always, hold."""
    for k, item in enumerate(desk.case.evidence):
        if item.likelihood and all(b.if_ is not None for b in item.likelihood):
            conditions = [b.if_ for b in item.likelihood if b.if_ is not None]
            if not _cover(desk, conditions):
                desk.note("table-incomplete", "how likely is it when none of these holds?",
                          ("evidence", k, "likelihood"), at_key=True, hint="end with '- {else: ..}'")  # fmt: skip
    for e, explanation in desk.case.explanations.items():
        found = _possible(desk, explanation.says)
        if found is not None and len(found) == 1:
            how = "always" if found[0] else "never"
            desk.warn("statement-is-empty", f"'{e}' {how} holds, whatever is true", ("explanations", e, "says"))


def columns(values: Mapping[str, tuple[str, ...]]) -> dict[str, Column]:
    """Open-mesh columns: each variable on its own axis."""
    made: dict[str, Column] = {}
    for k, (name, names) in enumerate(values.items()):
        shape = [1] * len(values)
        shape[k] = len(names)
        made[name] = Column(names, np.arange(len(names), dtype=np.int16).reshape(shape))
    return made


def held_column(values: tuple[str, ...], now: str) -> Column:
    """A variable that has one value everywhere."""
    return Column(values, np.array(values.index(now), dtype=np.int16))


def truth_table(desk: Desk, formulas: Sequence[Formula]) -> list[NDArray[np.bool_]] | None:
    """The truth of formulas over factors in every combination of the factors they mention, flat.

    None where there are too many combinations, or where looking would take too long.
    """
    mesh = _mesh(desk, {name for formula in formulas for name in formula.mentions()}, len(formulas))
    if mesh is None:
        return None
    return [np.broadcast_to(formula.holds(mesh.columns), mesh.shape).reshape(-1) for formula in formulas]


class _Mesh(NamedTuple):
    """Some factors, each on its own axis."""

    columns: dict[str, Column]
    shape: tuple[int, ...]


def _mesh(desk: Desk, wanted: Collection[str], tables: int) -> _Mesh | None:
    """The factors that are wanted; None where as many tables over them would be too large."""
    values = {f: tuple(factor.values) for f, factor in desk.case.factors.items() if f in wanted}
    size = prod(len(v) for v in values.values())
    if size > _MOST or not desk.may_spend(size * tables):
        return None
    return _Mesh(columns(values), tuple(len(v) for v in values.values()))


def _cover(desk: Desk, conditions: list[Formula]) -> bool:
    """Whether one of the conditions holds in every combination; no where that is too large to see."""
    together = frozenset(name for condition in conditions for name in condition.mentions())
    mesh = _mesh(desk, together, len(conditions))
    if mesh is None:
        return False
    covered = np.zeros(mesh.shape, dtype=np.bool_)
    for condition in conditions:
        covered |= condition.holds(mesh.columns)
    return bool(covered.all())


def _possible(desk: Desk, formula: Formula) -> tuple[bool, ...] | None:
    """The truth values a formula takes; None where there are too many worlds."""
    found = truth_table(desk, (formula,))
    return None if found is None else tuple(value for value in (False, True) if bool((found[0] == value).any()))
