"""Runs the analysis for a command: on how many processes, and what the waiting person is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realpolitik.analysis.result import Analysis
    from realpolitik.case.case import Case

MOST_WORKERS = 8
WORTH_A_PROCESS = 40_000  #: states times draws below which starting processes takes longer than it saves


@contextmanager
def processes(case: Case, draws: int, workers: int) -> Iterator[Executor | None]:
    """An executor of ``workers`` processes (0: chosen by the size of the case); None for this process alone."""
    from realpolitik.case.inventory import counts
    from realpolitik.play.workers import workers as several

    worth = counts(case)["states"] * draws >= WORTH_A_PROCESS
    with several(workers or (min(_cores(), MOST_WORKERS) if worth else 1)) as executor:
        yield executor


def analysed(case: Case, *, seed: int, draws: int, workers: int) -> Analysis:
    """The analysis of a case on ``workers`` processes (0: chosen); the same for any number."""
    from realpolitik.analysis.run import analyse
    from realpolitik.report.terminal.progress import stages

    with stages() as progress, processes(case, draws, workers) as executor:
        return analyse(case, seed=seed, draws=draws, executor=executor, progress=progress)


def _cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
