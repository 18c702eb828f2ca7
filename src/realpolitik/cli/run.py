"""Runs the analysis for a command: on how many processes, and what the waiting person is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realpolitik.analysis.result import Analysis
    from realpolitik.case.case import Case

MOST_WORKERS = 8
WORTH_A_PROCESS = 40_000  #: states times draws below which starting processes takes longer than it saves


@contextmanager
def processes(case: Case, draws: int, workers: int, on: str | None = None) -> Iterator[Executor | None]:
    """An executor of ``workers`` processes (0: chosen by the size of the case); None for this process alone.

    ``on``: where to compute instead, ``processes:N`` or ``dask://HOST:PORT``.
    """
    from realpolitik.case.inventory import counts
    from realpolitik.play.workers import workers as several

    if on is not None:
        from realpolitik.play.cluster import machines

        with machines(on) as executor:
            yield executor
        return
    worth = counts(case)["states"] * draws >= WORTH_A_PROCESS
    with several(workers or (min(cores(), MOST_WORKERS) if worth else 1)) as executor:
        yield executor


def analysed(case: Case, *, seed: int, draws: int, workers: int, deep: bool = True, on: str | None = None) -> Analysis:
    """The analysis of a case on ``workers`` processes (0: chosen); the same for any number."""
    from realpolitik.analysis.run import analyse
    from realpolitik.report.terminal.progress import stages

    with stages() as progress, processes(case, draws, workers, on) as executor:
        return analyse(case, seed=seed, draws=draws, executor=executor, progress=progress, deep=deep)


def analysis_of(argument: str, *, seed: int, draws: int, workers: int) -> Analysis:
    """The stored analysis that ``argument`` names or, where it names a case, that of the case.

    Raises BadInput where it is neither.
    """
    from realpolitik.analysis.stored import MAX_BYTES, is_stored, read_analysis
    from realpolitik.case.loading import load_bytes
    from realpolitik.cli.opening import STANDARD_INPUT, open_case
    from realpolitik.errors import BadInput

    path = Path(argument)
    if argument == STANDARD_INPUT:
        data, file = sys.stdin.buffer.read(MAX_BYTES + 1), "<standard input>"
    elif path.is_file():
        with path.open("rb") as opened:
            data, file = opened.read(MAX_BYTES + 1), argument
    else:
        return analysed(open_case(argument), seed=seed, draws=draws, workers=workers)
    if is_stored(data):
        return read_analysis(data, file)
    if path.suffix == ".json":
        raise BadInput(f"{file} is no analysis as `realpolitik report --format json` writes it; nothing was read.")
    if data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise BadInput(
            f"{file} is a page, to be read by people; nothing was read. Write what it is made of with "
            "`realpolitik report CASE --format json -o FILE` and give that file."
        )
    return analysed(load_bytes(data, file), seed=seed, draws=draws, workers=workers)


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
