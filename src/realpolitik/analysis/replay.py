"""A play made again with many of its numbers changed at once, for the headlines alone.

A large one is made roughly, as in what-ifs: with seven digits, and without the states that are hardly ever reached as
things are. Where the changed numbers make it likelier than ``MOST_OFF`` to come into those, it is made with all states.
(On 2025-syunik 30 plays with all numbers drawn then differed by at most .012 in any headline from exact ones, which is
little beside the tens of points that lie between them.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.inputs import Input
from realpolitik.analysis.whatif import (
    MOST_OFF,
    Sums,
    elsewhere,
    headline_targets,
    roughness,
    worth_following,
)
from realpolitik.play.parameters import Parameter, changed
from realpolitik.play.playing import Prepared
from realpolitik.play.problem import Problem, forces
from realpolitik.play.result import Play
from realpolitik.play.valuing import Valuation, value_draw

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Replay:
    """How a play is made again: with ``few`` of the states of a large one or, where that leaves much out, with ``all``.

    ``sums``: how the headlines follow from the targets.
    """

    problem: Problem
    sums: Sums
    few: Valuation
    all: Valuation

    @classmethod
    def of(cls, prepared: Prepared, played: Play, headlines: Headlines) -> Replay:
        problem = prepared.problem
        targets, sums = headline_targets(prepared, headlines)
        valued, rough = [*targets, elsewhere(problem)], roughness(problem)
        every = Valuation.of(problem, valued, **rough)
        few = Valuation.of(problem, valued, keep=worth_following(played), **rough) if rough["single"] else every
        return cls(problem, sums, few, every)

    def set(self, inputs: Sequence[Input], wishes: bool, numbers: Floats) -> tuple[Problem, int | None]:
        """The play with its numbers set, and the draw that is played (None: the central run)."""
        problem = self.problem
        for one, value in zip(inputs, numbers[:-1].tolist(), strict=True):
            assert isinstance(one.moves, Parameter)
            problem = changed(problem, one.moves, one.at(value))
        return problem, int(numbers[-1]) if wishes else None


def forced(problem: Problem, draw: int | None) -> bytes:
    """All that is random in a draw: plays that are alike in it are the same play."""
    played = forces(problem, draw)
    parts = [played.weights, *vars(played.temper).values(), *played.hazards, *played.apart]
    return b"|".join(np.ascontiguousarray(part).tobytes() for part in parts)


def play_again(replay: Replay, inputs: Sequence[Input], wishes: bool, numbers: Floats) -> tuple[Floats, Floats]:
    """One play with its numbers set: ``log_path`` (types,) and the targets' values (types, targets)."""
    problem, draw = replay.set(inputs, wishes, numbers)
    found = value_draw(replace(replay.few, problem=problem), draw)
    weight = problem.shares * np.exp(found.log_path - found.log_path.max(initial=-700.0))
    if float(weight @ found.values[:, -1]) > MOST_OFF * float(weight.sum()):
        found = value_draw(replace(replay.all, problem=problem), draw)
    return found.log_path, found.values
