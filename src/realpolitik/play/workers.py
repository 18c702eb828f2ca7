"""Processes to share draws among; the result of a play does not depend on them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, resource_tracker
from typing import Any, ParamSpec, TypeVar

from realpolitik.errors import BadInput

P = ParamSpec("P")
R = TypeVar("R")

MOST_DEATHS = 3  #: how often in a row processes may die without one task done before it is given up


@contextmanager
def workers(count: int) -> Iterator[Executor | None]:
    """An executor of ``count`` fresh processes; None, which means this process, for one.

    A process that is killed loses nothing: what it had not done is given to new ones. Where the block ends by an
    exception, such as Ctrl-C, the processes are ended at once.
    """
    if count <= 1:
        yield None
        return
    before = active_children()
    executor = Sturdy(count)
    try:
        yield executor
        executor.shutdown(cancel_futures=True)  # what nobody has waited for, such as after Ctrl-C
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in active_children():  # what they are still computing is of no use to anybody
            if child not in before:
                child.terminate()
        raise


class Sturdy(Executor):
    """A pool of processes that is made anew where a process dies, such as by the system for want of memory."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        return _Workers(self.count, mp_context=get_context("spawn"))

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """One task; only ``map`` gives tasks of a killed process to another one."""
        return self._pool.submit(fn, *args, **kwargs)

    def map(
        self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        """The results in the order of the tasks, as in the base class; no task is lost when a process is.

        Where it is left before its end, tasks are not cancelled one by one: the pool's own thread, which may be telling
        them of a process that has ended, would stumble over that. They go with ``shutdown(cancel_futures=True)``.
        """
        tasks = list(zip(*iterables, strict=False))
        chunks = [tasks[k : k + chunksize] for k in range(0, len(tasks), chunksize)]
        waiting: dict[int, Future[list[Any]]] = {}
        deaths, done = 0, 0
        while done < len(chunks):
            try:
                for k in range(done, len(chunks)):
                    if k not in waiting:
                        waiting[k] = self._pool.submit(_each, fn, chunks[k])
                found = waiting[done].result(timeout)
            except BrokenProcessPool as error:
                waiting = {k: f for k, f in waiting.items() if f.done() and f.exception() is None}
                deaths = 0 if done in waiting else deaths + 1
                if deaths > MOST_DEATHS:
                    raise BadInput(
                        "the processes were killed again and again; is there too little memory? Fewer processes "
                        "(--workers) take less."
                    ) from error
                self._pool.shutdown(wait=False)
                self._pool = self._made()
                continue
            deaths = 0
            del waiting[done]
            done += 1
            yield from found

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def _each(fn: Callable[..., R], tasks: list[tuple[Any, ...]]) -> list[R]:
    return [fn(*task) for task in tasks]


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
