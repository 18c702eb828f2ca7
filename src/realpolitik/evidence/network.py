"""The factors and explanations of a case as tables, for variable elimination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.elimination import Scope, safe_log
from realpolitik.evidence.numbers import Floats, Numbers
from realpolitik.evidence.prior import factor_table

#: The largest table: four million numbers, 32 megabytes.
MOST_NUMBERS = 2**22


@dataclass(frozen=True, eq=False)
class Network:
    """The named worlds as tables: P(factor | earlier factors), and where each explanation holds.

    Factor k is variable k and has ``sizes[k]`` values. ``tables``: (scope, logs ``(draws, 1) + sizes``). ``truths``:
    for each explanation its scope and where it holds.
    """

    factors: tuple[str, ...]
    sizes: tuple[int, ...]
    tables: tuple[tuple[Scope, Floats], ...]
    explanations: tuple[str, ...]
    truths: tuple[tuple[Scope, NDArray[np.bool_]], ...]

    @classmethod
    def of(cls, case: Case, numbers: Numbers, *, uniform: bool) -> Network:
        """The tables of a case. Numbers are drawn in the order in which ``world_prior`` draws them."""
        worlds = Worlds.of(case)
        place = {name: k for k, name in enumerate(worlds.factors)}
        draws = prod(numbers.lead)
        tables = []
        for k, (name, factor) in enumerate(case.factors.items()):
            mentioned = {place[m] for b in factor.given if b.if_ is not None for m in b.if_.mentions()}
            scope = tuple(sorted({k, *mentioned}))
            some = some_of(worlds, scope)
            table = factor_table(name, factor, some, numbers).reshape(draws, 1, *some.shape)
            tables.append((scope, safe_log(np.full_like(table, 1.0 / worlds.shape[k]) if uniform else table)))
        truths = []
        for name, explanation in case.explanations.items():
            scope = tuple(sorted(place[m] for m in explanation.says.mentions()))
            some = some_of(worlds, scope)
            if some.named > MOST_NUMBERS:
                raise BadInput(
                    f"explanation {name} speaks of {len(scope)} factors, which have {some.named:,} joint values; at "
                    f"most {MOST_NUMBERS:,} can be summed. Say it with fewer factors, or merge some of them. "
                    "Nothing was weighed."
                )
            truths.append((scope, np.broadcast_to(explanation.says.holds(some.columns), some.named)))
        return cls(worlds.factors, worlds.shape, tuple(tables), tuple(case.explanations), tuple(truths))

    @cached_property
    def kept(self) -> tuple[tuple[int, ...], ...]:
        """The kept variables and their sizes: (variables, sizes). Explanation e is variable -1 - e."""
        mentioned = tuple(sorted({v for scope, _ in self.truths for v in scope}))
        sizes = tuple(self.sizes[v] for v in mentioned)
        if prod(sizes) <= 2 ** len(self.truths) or len(self.truths) == 0:
            return mentioned, sizes
        count = len(self.truths)
        return tuple(range(-count, 0)), (2,) * count

    @cached_property
    def truth(self) -> NDArray[np.bool_]:
        """Where each explanation holds, shape (explanations, joint values of the kept variables + 1)."""
        variables, sizes = self.kept
        index = dict(zip(variables, np.indices(sizes).reshape(len(sizes), prod(sizes)), strict=True))
        rows = np.zeros((len(self.truths), prod(sizes) + 1), dtype=np.bool_)
        for e, (scope, holds) in enumerate(self.truths):
            if -1 - e in index:
                rows[e, :-1] = index[-1 - e] == 1
            else:
                shape = [self.sizes[v] for v in scope]
                rows[e, :-1] = holds[np.ravel_multi_index([index[v] for v in scope], shape) if scope else 0]
        return rows

    def explained(self, keep: Scope) -> Iterator[tuple[Scope, Floats]]:
        """The sure tables of those explanations that are kept as variables."""
        for e, (scope, holds) in enumerate(self.truths):
            if -1 - e in keep:
                both = safe_log(np.stack([~holds, holds]).astype(np.float64))
                yield (-1 - e, *scope), both.reshape(1, 1, 2, *(self.sizes[v] for v in scope))


def some_of(worlds: Worlds, scope: Scope) -> Worlds:
    """The worlds of some factors only."""
    return Worlds(tuple(worlds.factors[k] for k in scope), tuple(worlds.values[k] for k in scope))
