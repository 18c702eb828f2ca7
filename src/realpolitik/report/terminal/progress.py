"""Tells what is being done while a person waits: a bar with the time left on a terminal, one line a stage elsewhere.

All of it goes to standard error, so that what a command prints stays clean.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn

from realpolitik.analysis.progress import Progress as Told
from realpolitik.analysis.progress import unheard

PATIENCE = 1.0  #: seconds before a bar appears
QUIET = "REALPOLITIK_QUIET"  #: the variable that, set to 1, keeps all of it away


@contextmanager
def stages(*, lines: bool = True) -> Iterator[Told]:
    """What to tell each stage and its parts.

    On a terminal a bar appears after a second and is gone at the end. Where standard error is no terminal, or with
    ``NO_COLOR``, every stage is one plain line; with ``lines`` false nothing is said there. ``REALPOLITIK_QUIET=1``:
    nothing is said anywhere.
    """
    if os.environ.get(QUIET) == "1":
        yield unheard
        return
    if not moving():
        yield _Lines() if lines else unheard
        return
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
    late = threading.Timer(PATIENCE, bars.start)
    late.daemon = True
    late.start()
    try:
        yield _Bar(bars)
    finally:
        late.cancel()
        late.join()
        bars.stop()


def moving() -> bool:
    """Whether standard error can show something that moves."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Estimate:
    """Tells how long ``count`` equal parts will take on ``workers`` processes, once the first of them is made.

    ``told`` hears every part; ``say`` gets one line before the others are begun, where they take longer than
    ``SHORT`` seconds.
    """

    SHORT = 10.0

    def __init__(
        self,
        told: Callable[[int, int], None],
        say: Callable[[str], None],
        *,
        what: str,
        workers: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._told, self._say, self._what, self._workers, self._clock = told, say, what, workers, clock
        self._begun = 0.0

    def __call__(self, done: int, total: int) -> None:
        if done == 0:
            self._begun = self._clock()
        elif done == 1:
            left = (self._clock() - self._begun) * (total - 1) / self._workers
            if left > self.SHORT:
                self._say(f"{total:,} {self._what}: about {duration(left)}")
        self._told(done, total)


def duration(seconds: float) -> str:
    """A time in words, roughly: ``40 seconds``, ``3 minutes``, ``2 hours``."""
    if seconds < 90:
        return f"{max(10 * round(seconds / 10), 10)} seconds"
    if seconds < 5400:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3600)} hours"


def aside(text: str) -> None:
    """One line for the waiting person on standard error; nothing with ``REALPOLITIK_QUIET=1``."""
    if os.environ.get(QUIET) != "1":
        print(text, file=sys.stderr, flush=True)


class _Lines:
    """Prints each stage once, when it begins."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, stage: str, done: int = 0, total: int = 0, /) -> None:
        if stage != self._last:
            print(stage, file=sys.stderr, flush=True)
        self._last = stage


class _Bar:
    """One bar that begins anew with every stage; without a total it only shows that something is done."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID = bars.add_task("Starting", total=None)
        self._stage = ""

    def __call__(self, stage: str, done: int = 0, total: int = 0, /) -> None:
        if stage != self._stage:
            self._bars.reset(self._task, total=None, description=stage)
            self._stage = stage
        if total:
            self._bars.update(self._task, completed=done, total=total)
