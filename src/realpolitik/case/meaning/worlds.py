"""Checks over all worlds: conditions that leave a world without a number, explanations that never hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

import numpy as np

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


def _mesh(desk: Desk, mentioned: Iterable[str]) -> dict[str, Column] | None:
    wanted = set(mentioned)
    values = {f: tuple(factor.values) for f, factor in desk.case.factors.items() if f in wanted}
    return columns(values) if prod(len(v) for v in values.values()) <= _MOST else None


def _cover(desk: Desk, conditions: list[Formula]) -> bool:
    mesh = _mesh(desk, {name for c in conditions for name in c.mentions()})
    if mesh is None:
        return False
    any_holds = conditions[0]
    for condition in conditions[1:]:
        any_holds = any_holds | condition
    return bool(any_holds.holds(mesh).all())


def _possible(desk: Desk, formula: Formula) -> tuple[bool, ...] | None:
    """The truth values a formula takes; None where there are too many worlds."""
    mesh = _mesh(desk, formula.mentions())
    if mesh is None:
        return None
    truth = formula.holds(mesh)
    return tuple(value for value in (False, True) if bool((truth == value).any()))
