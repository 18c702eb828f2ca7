"""One actor's own choices laid out in a line: the states as a table of (everything else, own choices).

Within a row everything that others decide is fixed, so all moves of the actor stay in the row. Which choice leads to
which depends only on what the actor may set and take back there, a small code that is the same all along the row.
"""

from __future__ import annotations

from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Index = NDArray[np.int64]
UP, DOWN = 1, 2  #: bits of a code, two for each own axis: may be set, may be taken back


class Line:
    """The rows of one actor. ``axes``: its own axes that can move, in order; ``size``: choices in a row."""

    def __init__(self, graph: Graph, actor: int) -> None:
        self.axes = graph.own[actor]
        self.rest = tuple(k for k in range(len(graph.values)) if k not in self.axes)
        self.sizes = tuple(graph.values[k] for k in self.axes)
        self.size = prod(self.sizes)
        self._graph = graph
        self._reach: dict[int, NDArray[np.bool_]] = {}

    def rows(self, field: NDArray[Any]) -> NDArray[Any]:
        """A field over the states as a table, shape (rows, choices); a copy unless the axes already lie so."""
        return np.ascontiguousarray(field.transpose(self.rest + self.axes)).reshape(-1, self.size)

    def states(self, table: NDArray[Any]) -> NDArray[Any]:
        """A table (rows, choices) back in the shape of the states (a view)."""
        order = self.rest + self.axes
        shape = [self._graph.values[k] for k in order]
        return table.reshape(shape).transpose(np.argsort(order))

    @cached_property
    def codes(self) -> Index:
        """For every row which own axes may be set and taken back there, two bits each; shape (rows,)."""
        shape = [1 if k in self.axes else n for k, n in enumerate(self._graph.values)]
        out = np.zeros(prod(shape), dtype=np.int64)
        for place, k in enumerate(self.axes):
            for allowed, bit in ((self._graph.up[k], UP), (self._graph.down[k], DOWN)):
                here = np.broadcast_to(np.asarray(allowed), shape).transpose(self.rest + self.axes).reshape(-1)
                out += here.astype(np.int64) * (bit << 2 * place)
        return out

    def reach(self, code: int) -> NDArray[np.bool_]:
        """Which choice leads to which other one in rows of this code, feasible or not; shape (from, to)."""
        if code not in self._reach:
            reach = np.ones((1, 1), dtype=np.bool_)
            for place, n in enumerate(self.sizes):
                kind = (code >> 2 * place) & (UP | DOWN)
                v = np.arange(n)
                later, earlier = v[None, :] > v[:, None], v[None, :] < v[:, None]
                step = np.eye(n, dtype=np.bool_) | (later if kind & UP else False) | (earlier if kind & DOWN else False)
                reach = np.kron(reach, step)
            self._reach[code] = reach & ~np.eye(self.size, dtype=np.bool_)
        return self._reach[code]

    def improving(self, ranks: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which move of a row is an improvement to a feasible state, shape (rows, from, to)."""
        rank, feasible = self.rows(ranks), self.rows(self._graph.feasible)
        out: NDArray[np.bool_] = (rank[:, None, :] > rank[:, :, None]) & feasible[:, None, :]
        for code in np.unique(self.codes):
            out[self.codes == code] &= self.reach(int(code))
        return out
