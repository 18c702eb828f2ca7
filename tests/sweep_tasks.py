"""Work that other processes do in the tests of sweeps; a module of its own, which they can import by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from realpolitik.analysis.sweep import BLOCK, rows_of, sweep_of

CASE = """realpolitik: 1
case: pass
title: Will the pass be taken?
as_of: 2025-01-31
horizon: 2025-12-31
sources: {radio: {title: The radio, grade: D}}
factors:
  resolved: {asks: Is the north resolved?, prior: 20-40%}
explanations: {in_earnest: resolved}
evidence:
  - {id: convoy, seen: 2025-01-20, source: radio, likelihood: {resolved: {yes: 60%, no: 20%}}}
actors:
  north:
    options: {take: {text: Take the pass, if: nature.thaw}}
    prefers: [{that: take, when: resolved}, not take]
    inertia: [1, 3]
  south:
    options: {guard: {text: Guard the pass}}
    prefers: [not north.take, guard]
nature: {thaw: {text: The snow is gone, rate: 10-50% per month}}
rules: [{never: north.take and south.guard}]
scenarios: {taken: north.take, open: not north.take and not south.guard}
questions:
  - {id: taken, asks: Taken?, happens: ever north.take, until: 2025-12-31, base_rate: {seen: 1, of: 9, per: 1 year}}
"""


def dies_once(folder: str, number: int) -> int:
    """Kills its own process the first time it is asked for 3 and for 7."""
    mark = Path(folder) / str(number)
    if number in (3, 7) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def slow_rows(task: tuple[int, int]) -> list[list[object]]:
    time.sleep(0.05)
    return rows_of(sweep_of(CASE, (), 5 * BLOCK, 48, 1), task)  # type: ignore[return-value]
