"""Work that is done beside the main thread, which meanwhile waits for other processes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Aside(Generic[R]):
    """What ``work`` returns, found in a thread of its own.

    Where the main thread is stopped, as by Ctrl-C, nobody waits for it: a thread of an executor would be waited for.
    """

    def __init__(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> None:
        self._found: Future[R] = Future()

        def run() -> None:
            try:
                self._found.set_result(work(*args, **kwargs))
            except BaseException as error:  # whoever asks for the result is told
                self._found.set_exception(error)

        Thread(target=run, daemon=True).start()

    def result(self) -> R:
        """The result, once it is there; raises what ``work`` raised."""
        return self._found.result()
