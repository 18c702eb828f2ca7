"""The state graph of a play: where it ends, who moves it, and the likeliest story from the start."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.play.board import Board
from realpolitik.play.draw import Trace
from realpolitik.play.problem import Problem
from realpolitik.play.result import Graph

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LONGEST_STORY = 12


class Mixture:
    """The weighted mean of draws, added one by one so that no more than one of them is held."""

    def __init__(self, board: Board) -> None:
        self.scale = -np.inf  #: the largest log likelihood so far
        self.at_horizon = np.zeros(board.size)
        self.flow = np.zeros(board.source.size)

    def add(self, trace: Trace) -> None:
        """Add one draw with its weight."""
        if not np.isfinite(trace.scale):
            return
        if trace.scale > self.scale:
            shrink = np.exp(self.scale - trace.scale)
            self.at_horizon *= shrink
            self.flow *= shrink
            self.scale = trace.scale
        weight = np.exp(trace.scale - self.scale)
        self.at_horizon += weight * trace.at_horizon
        self.flow += weight * trace.flow

    def means(self) -> tuple[Floats, Floats]:
        """P(each state at the horizon), (states,), and the expected number of times of each move, (moves,)."""
        total = self.at_horizon.sum()
        return self.at_horizon / total, self.flow / total


def graph_of(space: StateSpace, problem: Problem, mixture: Mixture) -> Graph:
    """The graph of a played problem, given its draws."""
    board = problem.ground.board
    at_horizon, flow = mixture.means()
    places = _path(board, problem.start, flow, at_horizon)
    return Graph(
        states=board.codes,
        horizon=at_horizon,
        source=board.codes[board.source],
        target=board.codes[board.target],
        mover=tuple(_names(space, board)),
        flow=flow,
        path=tuple(int(board.codes[p]) for p in places),
    )


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
