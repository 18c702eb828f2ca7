"""States on a grid: what some actors do tells the column, what all others do the row. So a move is never oblique."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """``across`` and ``down``: positions of the options that tell column and row; their combinations in ``columns`` and
    ``rows``; ``at``: each state's (column, row)."""

    across: tuple[int, ...]
    down: tuple[int, ...]
    columns: list[tuple[str, ...]]
    rows: list[tuple[str, ...]]
    at: list[Cell]


def grid(axes: Sequence[dict[str, Any]], states: Sequence[Sequence[str]], most: int) -> Grid:
    """The grid of some states, with at most ``most`` columns where that can be, and then as square as can be.

    Each axis has ``actor`` and ``values``. Rows and columns without a state are left out.
    """
    places = [[axis["values"].index(value) for axis, value in zip(axes, s, strict=True)] for s in states]

    def sides(chosen: frozenset[str]) -> tuple[bool, float, int]:
        wide, high = (len({tuple(p[k] for k in ks) for p in places}) for ks in _split(axes, chosen))
        return wide > most, max(1.5 * wide, high), wide

    across, down = _split(axes, min(_choices(axes), key=sides))
    spots = [(tuple(p[k] for k in across), tuple(p[k] for k in down)) for p in places]
    columns = sorted({c for c, _ in spots}, key=lambda c: c[::-1])
    rows = sorted({r for _, r in spots}, key=lambda r: r[::-1])
    return Grid(
        across,
        down,
        [tuple(axes[k]["values"][v] for k, v in zip(across, c, strict=True)) for c in columns],
        [tuple(axes[k]["values"][v] for k, v in zip(down, r, strict=True)) for r in rows],
        [(columns.index(c), rows.index(r)) for c, r in spots],
    )


def _choices(axes: Sequence[dict[str, Any]]) -> Iterator[frozenset[str]]:
    """Which actors tell the column: some but not all, the first and the fewest first."""
    actors = list(dict.fromkeys(axis["actor"] for axis in axes))
    for size in range(1, max(2, len(actors))):
        yield from map(frozenset, combinations(actors, size))


def _split(axes: Sequence[dict[str, Any]], chosen: frozenset[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The options of the chosen actors, and all others."""
    inside = tuple(k for k, axis in enumerate(axes) if axis["actor"] in chosen)
    return inside, tuple(k for k in range(len(axes)) if k not in inside)
