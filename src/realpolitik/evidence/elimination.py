"""Sums a product of small tables over hidden variables, one variable at a time (variable elimination).

Zhang and Poole, "A simple approach to Bayesian network computations" (Canadian AI 1994). The order is greedy:
always the variable whose joint table is smallest, ties by number, so that the result never depends on chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import prod

import numpy as np

from realpolitik.evidence.numbers import Floats

Scope = tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """The order in which the variables are summed out, and the largest joint table on the way."""

    order: tuple[int, ...]
    width: int
    widest: Scope


def plan(scopes: Sequence[Scope], sizes: Mapping[int, int], keep: Set[int] = frozenset()) -> Plan:
    """The greedy order for tables over ``scopes``, variable v having ``sizes[v]`` values.

    The variables in ``keep`` are not summed out: one table over all of them is left.
    """
    near: dict[int, set[int]] = {v: set() for s in scopes for v in s}
    for scope in set(scopes):
        for v in scope:
            near[v].update(scope)
    cost = {v: prod(sizes[u] for u in near[v]) for v in near}
    order: list[int] = []
    width = 1
    widest: Scope = ()
    while free := near.keys() - keep:
        best = min(free, key=lambda v: (cost[v], v))
        if cost[best] > width:
            width, widest = cost[best], tuple(sorted(near[best]))
        joint = near.pop(best) - {best}
        for v in joint:  # once it is summed out, all it was linked with share one table
            near[v] = (near[v] | joint) - {best}
            cost[v] = prod(sizes[u] for u in near[v])
        order.append(best)
    if (left := prod(sizes[v] for v in keep)) > width:
        width, widest = left, tuple(sorted(keep))
    return Plan(tuple(order), width, widest)


def eliminate(tables: Sequence[tuple[Scope, Floats]], order: Sequence[int], keep: Scope = ()) -> Floats:
    """The log of the sum over all variables but those in ``keep`` of the product of the tables.

    Each table holds logs, with two leading axes (draws, classes of worlds; either may have length 1) and then one
    axis for each variable of its sorted scope. The result has the two leading axes, and one for each variable of
    ``keep``, which is sorted.
    """
    left = list(tables)
    for variable in order:
        touching = [t for t in left if variable in t[0]]
        scope = tuple(sorted({v for s, _ in touching for v in s}))
        joint = add_logs([_aligned(s, table, scope) for s, table in touching])
        summed = log_sum_exp(joint, 2 + scope.index(variable))
        left = [t for t in left if variable not in t[0]]
        left.append((tuple(v for v in scope if v != variable), summed))
    return add_logs([_aligned(s, table, keep) for s, table in left])


def _aligned(scope: Scope, table: Floats, target: Scope) -> Floats:
    """The table with an axis of length 1 for each variable of ``target`` that it does not have."""
    sizes = dict(zip(scope, table.shape[2:], strict=True))
    return table.reshape(*table.shape[:2], *(sizes.get(v, 1) for v in target))


def add_logs(tables: Sequence[Floats]) -> Floats:
    """The sum of broadcastable log tables."""
    total = tables[0]
    for table in tables[1:]:
        total = total + table
    return total


def log_sum_exp(logs: Floats, axis: int) -> Floats:
    """log of the sum of exponentials along an axis; -inf where every term is -inf."""
    top = logs.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.exp(logs - top).sum(axis=axis)) + top.squeeze(axis), dtype=np.float64)


def safe_log(p: Floats) -> Floats:
    """log p, -inf at 0, without a warning."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(p), dtype=np.float64)
