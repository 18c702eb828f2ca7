"""Time that can be judged on any machine: processor time in units of a fixed piece of work, done in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def paced(work: Callable[[], T]) -> tuple[T, float]:
    """What ``work`` gives, and its processor time as a multiple of the fixed work's (15 ms on an idle machine).

    The fixed work is done before and after, so that a machine that is slow for a while is slow for both.
    """
    before = _unit()
    start = time.process_time()
    found = work()
    spent = time.process_time() - start
    return found, spent / ((before + _unit()) / 2)


def _unit() -> float:
    """Processor seconds of a loop of plain Python and a sort of numbers."""
    start = time.process_time()
    total = 0
    for k in range(200_000):
        total += k % 7
    numbers = np.random.default_rng(total).random(200_000)
    numbers.sort()
    return time.process_time() - start
