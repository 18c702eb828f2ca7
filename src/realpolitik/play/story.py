"""The state graph of a play: where it ends, who moves it, and the likeliest story from the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.play.board import Board
from realpolitik.play.problem import Problem, course, forces
from realpolitik.play.result import Graph, rounded
from realpolitik.play.transient import Column, Reading

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHOWN = 10  #: of how many of the likeliest states the chance to have ever been there is computed
LONGEST_STORY = 12

#: Runs work on every task, wherever, in order.
Runner = Callable[[Callable[[int], tuple[Floats, Floats]], Sequence[int]], Iterable[tuple[Floats, Floats]]]


def graph_of(space: StateSpace, problem: Problem, at_horizon: Floats, shares: Floats, each: Runner) -> Graph:
    """The graph of a played problem: where it stands ``at_horizon`` (states,); ``shares`` (types,)."""
    board = problem.ground.board
    order = np.lexsort((board.codes, -np.array([rounded(p) for p in at_horizon.tolist()])))
    shown = order[:SHOWN]
    kinds = [int(k) for k in np.flatnonzero(shares > 0.0)]
    flow, ever = np.zeros(board.source.size), np.zeros(shown.size)
    for kind, (moved, visited) in zip(kinds, each(partial(_central, problem, shown), kinds), strict=True):
        flow += shares[kind] * moved
        ever += shares[kind] * visited
    places = _path(board, problem.start, flow, at_horizon)
    return Graph(
        states=board.codes,
        horizon=at_horizon,
        visited={int(board.codes[s]): float(p) for s, p in zip(shown, ever, strict=True)},
        source=board.codes[board.source],
        target=board.codes[board.target],
        mover=tuple(_names(space, board)),
        flow=flow,
        path=tuple(int(board.codes[p]) for p in places),
    )


def _central(problem: Problem, shown: Ints, kind: int) -> tuple[Floats, Floats]:
    """One type's central run: expected number of times each move is made, and P(ever in each of ``shown``)."""
    size = problem.ground.board.size
    masks = []
    for s in shown:
        mask = np.zeros(size, dtype=np.bool_)
        mask[s] = True
        masks.append(mask)
    columns = (Column(), *(Column(mask) for mask in masks))
    readings = tuple(Reading(k + 1, mask, arriving=True) for k, mask in enumerate(masks))
    done = course(problem, forces(problem, None), kind, columns, readings, time_spent=True)
    moved = np.zeros(problem.ground.board.source.size)
    for piece, months_in in done.spent:
        moved += piece.rates * months_in[problem.ground.board.source]
    return moved, done.readings[-1]


def _path(board: Board, start: int, flow: Floats, at_horizon: Floats) -> list[int]:
    """The likeliest story: from the start follow the move expected most often, until staying is likelier."""
    path = [start]
    while len(path) <= LONGEST_STORY:
        leaving = np.flatnonzero((board.source == path[-1]) & ~np.isin(board.target, path))
        if not leaving.size:
            break
        best = leaving[int(np.argmax(flow[leaving]))]
        if flow[best] <= at_horizon[path[-1]]:
            break
        path.append(int(board.target[best]))
    return path


def _names(space: StateSpace, board: Board) -> list[str]:
    names = [*space.deciders, *([NATURE] * len(space.own(NATURE)))]
    return [names[m] for m in board.mover]
