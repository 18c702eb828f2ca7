"""Processes to share draws among; the result of a play does not depend on them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, resource_tracker
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def workers(count: int) -> Iterator[Executor | None]:
    """An executor of ``count`` fresh processes; None, which means this process, for one.

    Where the block ends by an exception, such as Ctrl-C, the processes are ended at once.
    """
    if count <= 1:
        yield None
        return
    before = active_children()
    with _Workers(count, mp_context=get_context("spawn")) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            for child in active_children():  # what they are still computing is of no use to anybody
                if child not in before:
                    child.terminate()
            raise


class _Workers(ProcessPoolExecutor):
    """Processes that leave Ctrl-C to the one who started them, also while they are starting."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As in the base class; the first call starts the processes, which inherit that Ctrl-C is held back."""
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(fn, *args, **kwargs)
        resource_tracker.ensure_running()  # on its own first start it would let Ctrl-C through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
