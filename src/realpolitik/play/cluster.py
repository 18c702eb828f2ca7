"""Many machines: draws and sweeps on a Dask cluster, with the same result as on one process.

The scheduler and its workers are started by whoever runs the cluster; the workers need this version of the program.
A worker that is lost loses nothing: its tasks are done by another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

import realpolitik
from realpolitik.errors import BadInput
from realpolitik.play.workers import workers

P = ParamSpec("P")
R = TypeVar("R")

PROCESSES, DASK = "processes:", "dask://"
PATIENCE = "20s"  #: how long to wait for a scheduler
MOST_LOSSES = 3  #: how often in a row workers may be lost without one task done before it is given up


@contextmanager
def machines(where: str) -> Iterator[Executor | None]:
    """An executor on ``processes:N`` of this machine or on the cluster of ``dask://HOST:PORT``.

    Raises BadInput for anything else, where no scheduler answers, or where its workers cannot do the work.
    """
    if where.startswith(PROCESSES) and where[len(PROCESSES) :].isdecimal():
        with workers(int(where[len(PROCESSES) :])) as executor:
            yield executor
        return
    if not where.startswith(DASK) or not where[len(DASK) :]:
        raise BadInput(f"--on {where}: write processes:N or dask://HOST:PORT. Nothing was run.")
    cluster = Cluster(where[len(DASK) :])
    try:
        yield cluster
    finally:
        cluster.shutdown()


class Cluster(Executor):
    """The workers of a Dask scheduler at ``address`` (HOST:PORT) as an executor."""

    def __init__(self, address: str) -> None:
        try:
            self._dask: Any = import_module("distributed")
        except ImportError as error:
            raise BadInput("dask is not installed: `pip install 'realpolitik[cluster]'`. Nothing was run.") from error
        try:
            self._client: Any = self._dask.Client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise BadInput(f"no Dask scheduler answers at {address}; nothing was run.") from error
        self._check(address)

    def _check(self, address: str) -> None:
        try:
            found = self._client.run(_version)
        except Exception as error:
            self.shutdown()
            raise BadInput(f"the workers of {address} cannot load realpolitik: {error}; nothing was run.") from error
        other = {version for version in found.values() if version != realpolitik.__version__}
        if not found or other:
            self.shutdown()
            said = f"run realpolitik {', '.join(sorted(other))}, not {realpolitik.__version__}" if other else "are none"
            raise BadInput(f"the workers of {address} {said}; nothing was run.")

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """One task."""
        future: Future[R] = self._client.get_executor(pure=False).submit(fn, *args, **kwargs)
        return future

    def map(
        self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        """The results in the order of the tasks. ``fn``, with what it holds, is sent to every worker once."""
        dask = self._dask
        lost = (dask.comm.CommClosedError, dask.client.FutureCancelledError, dask.KilledWorker)
        tasks = list(zip(*iterables, strict=False))
        chunks = [tasks[k : k + chunksize] for k in range(0, len(tasks), chunksize)]
        done = losses = 0
        waiting: list[Any] = []
        while done < len(chunks):
            try:
                if not waiting:
                    held = self._client.scatter(fn, broadcast=True, hash=False)
                    waiting = [self._client.submit(_each, held, chunk, pure=False) for chunk in chunks[done:]]
                found = waiting[0].result(timeout)
            except lost as error:
                losses += 1
                if losses > MOST_LOSSES:
                    raise BadInput("the cluster lost its workers again and again; nothing more was run") from error
                waiting = []
                continue
            losses = 0
            waiting.pop(0)
            done += 1
            yield from found

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what it still does for us is dropped. The cluster itself stays."""
        self._client.close()


def _each(fn: Callable[..., R], tasks: list[tuple[Any, ...]]) -> list[R]:
    return [fn(*task) for task in tasks]


def _version() -> str:
    return realpolitik.__version__
