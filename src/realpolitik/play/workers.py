"""Processes to share draws among; the result of a play does not depend on them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def workers(count: int) -> Iterator[Executor | None]:
    """An executor of ``count`` fresh processes; None, which means this process, for one."""
    if count <= 1:
        yield None
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as executor:
        yield executor
