"""Tells what is being done while a person waits: a spinner on a terminal, one line a stage elsewhere or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def stages(plain: Callable[[str], None] | None = None) -> Iterator[Callable[[str], None]]:
    """A function to be told each stage. Where standard error is no terminal, ``plain`` is told (None: nobody)."""
    if not sys.stderr.isatty():
        yield plain or (lambda stage: None)
        return
    console = Console(stderr=True)
    with console.status("Starting") as status:
        yield lambda stage: status.update(f"{stage} ...")
