"""Plays a case in the worlds that its evidence leaves."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from realpolitik.case.case import Case
from realpolitik.evidence.model import EvidenceModel, posterior_draws
from realpolitik.play.path import counted_as_moves
from realpolitik.play.paths import sample_paths
from realpolitik.play.playing import DEFAULT_DRAWS, play
from realpolitik.play.result import Play, Sampled


def forecast(
    case: Case,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    executor: Executor | None = None,
    told: Callable[[int, int], None] | None = None,
    stoppable: bool = False,
) -> Play:
    """What happens next, mixed over worlds by the evidence; items that a seen move counts for are left to the play.

    ``draws``, ``seed``, ``executor``, ``told`` and ``stoppable`` as in ``play``; raises as ``play`` does, and as the
    evidence does.
    """
    counted = counted_as_moves(case)
    worlds = EvidenceModel.of(case, without=counted).posterior
    drawn = posterior_draws(case, draws, seed, without=counted) if draws else None
    return play(
        case, worlds, draws=draws, seed=seed, world_draws=drawn, executor=executor, told=told, stoppable=stoppable
    )


def sampled(
    case: Case, paths: int, *, draws: int = DEFAULT_DRAWS, seed: int = 1, told: Callable[[int, int], None] | None = None
) -> Sampled:
    """The same by ``paths`` sampled courses. Raises as ``sample_paths`` and the evidence do."""
    counted = counted_as_moves(case)
    worlds = EvidenceModel.of(case, without=counted).posterior
    drawn = posterior_draws(case, draws, seed, without=counted) if draws else None
    return sample_paths(case, worlds, paths, draws=draws, seed=seed, world_draws=drawn, told=told)
