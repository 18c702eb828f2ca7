"""Runs the analysis for a command: on how many processes, and what the waiting person is told."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realpolitik.analysis.result import Analysis
    from realpolitik.case.case import Case

MOST_WORKERS = 8
WORTH_A_PROCESS = 40_000  #: option combinations times draws below which starting processes takes longer than it saves


def analysed(case: Case, *, seed: int, draws: int, workers: int, tell: Callable[[str], None] | None = None) -> Analysis:
    """The analysis of a case on ``workers`` processes (0: chosen by the size of the case); the same for any number."""
    from realpolitik.analysis.run import analyse
    from realpolitik.report.terminal.progress import stages

    count = workers or _chosen(case, draws)
    with stages(tell) as progress:
        if count == 1:
            return analyse(case, seed=seed, draws=draws, progress=progress)
        with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as executor:
            return analyse(case, seed=seed, draws=draws, executor=executor, progress=progress)


def _chosen(case: Case, draws: int) -> int:
    from realpolitik.case.inventory import counts

    if counts(case)["states"] * draws < WORTH_A_PROCESS:
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST_WORKERS)
