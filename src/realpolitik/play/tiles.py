"""The jumps of a backward sweep in machine code: sixteen targets side by side in a tile. Importing this loads numba.

Every number is made by the same operations in the same order as by the arrays of ``backward``, so both give the same
to the last bit; a tile's row of sixteen sums stays in the processor's registers, which takes a third of the time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.compiled import compiled

Floats = NDArray[Any]
Places = NDArray[np.int32]

WIDTH = 16  #: targets in a tile
_AT = np.uint64  # a place that is never negative, so that numba does not ask


def tiled(columns: Floats) -> Floats:
    """Columns (rows, n) as tiles (tiles, rows, 16); what is missing to a whole tile is 0."""
    rows, count = columns.shape
    tiles = -(-count // WIDTH)
    out = np.zeros((tiles * WIDTH, rows), dtype=columns.dtype)
    out[:count] = columns.T
    return np.ascontiguousarray(out.reshape(tiles, WIDTH, rows).transpose(0, 2, 1))


def untiled(tiles: Floats, count: int) -> Floats:
    """The first ``count`` columns (rows, count) of tiles."""
    return np.ascontiguousarray(tiles.transpose(1, 0, 2).reshape(tiles.shape[1], -1)[:, :count])


@compiled
def jumps(
    data: Floats,
    indices: Places,
    indptr: Places,
    block: Floats,
    thin: Floats,
    free: Floats,
    values: Floats,
    weights: Floats,
    out: Floats,
) -> None:
    """Make all jumps of a stretch, adding to ``out`` what each leaves, times its weight.

    ``data``, ``indices``, ``indptr``: the matrix of one jump, by rows. ``block``, ``free``, ``values`` and ``out`` are
    tiles; so is ``thin``, or it has none. ``weights`` (tiles, jumps + 1, 16). ``block`` is spent.
    """
    spare = np.empty_like(block[0])
    for k in range(block.shape[0]):
        here, there = block[k], spare
        for n in range(1, weights.shape[1]):
            _jump(data, indices, indptr, here.reshape(-1), there.reshape(-1))
            if thin.shape[0] > 0:
                _take_out(there.reshape(-1), thin[k].reshape(-1), here.reshape(-1))
            _hold(there.reshape(-1), free[k].reshape(-1), values[k].reshape(-1))
            _add(out[k], there, weights[k, n])
            here, there = there, here


@compiled
def _jump(data: Floats, indices: Places, indptr: Places, here: Floats, there: Floats) -> None:
    """``there``: the matrix times ``here``, both one tile."""
    zero = data.dtype.type(0)
    for row in range(indptr.size - 1):
        s = (zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero)
        for entry in range(_AT(indptr[row]), _AT(indptr[row + 1])):
            s = _plus(s, data[entry], here, _AT(indices[entry]) * _AT(16))
        _put(there, _AT(row) * _AT(16), s)


@compiled
def _plus(s: Any, factor: Any, x: Floats, at: Any) -> Any:
    """Sixteen sums, each with ``factor`` times its own number of ``x``."""
    return (
        s[0] + factor * x[at + _AT(0)],
        s[1] + factor * x[at + _AT(1)],
        s[2] + factor * x[at + _AT(2)],
        s[3] + factor * x[at + _AT(3)],
        s[4] + factor * x[at + _AT(4)],
        s[5] + factor * x[at + _AT(5)],
        s[6] + factor * x[at + _AT(6)],
        s[7] + factor * x[at + _AT(7)],
        s[8] + factor * x[at + _AT(8)],
        s[9] + factor * x[at + _AT(9)],
        s[10] + factor * x[at + _AT(10)],
        s[11] + factor * x[at + _AT(11)],
        s[12] + factor * x[at + _AT(12)],
        s[13] + factor * x[at + _AT(13)],
        s[14] + factor * x[at + _AT(14)],
        s[15] + factor * x[at + _AT(15)],
    )


@compiled
def _put(x: Floats, at: Any, s: Any) -> None:
    """Write sixteen sums."""
    x[at + _AT(0)], x[at + _AT(1)], x[at + _AT(2)], x[at + _AT(3)] = s[0], s[1], s[2], s[3]
    x[at + _AT(4)], x[at + _AT(5)], x[at + _AT(6)], x[at + _AT(7)] = s[4], s[5], s[6], s[7]
    x[at + _AT(8)], x[at + _AT(9)], x[at + _AT(10)], x[at + _AT(11)] = s[8], s[9], s[10], s[11]
    x[at + _AT(12)], x[at + _AT(13)], x[at + _AT(14)], x[at + _AT(15)] = s[12], s[13], s[14], s[15]


@compiled
def _take_out(there: Floats, thin: Floats, here: Floats) -> None:
    for k in range(there.size):
        there[k] -= thin[k] * here[k]


@compiled
def _hold(there: Floats, free: Floats, values: Floats) -> None:
    for k in range(there.size):
        there[k] = there[k] * free[k] + values[k]


@compiled
def _add(out: Floats, there: Floats, weights: Floats) -> None:
    for row in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[row, k] += there[row, k] * weights[k]
