"""Hands a finished result to the user: on standard output, or whole into a file."""

from __future__ import annotations

from pathlib import Path

import typer


def deliver(result: str | bytes, output: Path | None) -> None:
    """Print ``result``, or write it to ``output``; text is UTF-8.

    A file that was there before is replaced as a whole or, where anything goes wrong or Ctrl-C comes, not touched.
    Raises BadInput where the folder does not exist or cannot be written.
    """
    from realpolitik.case.saving import write

    if output is None:
        typer.echo(result, nl=False)
        return
    write(output, result.encode("utf-8") if isinstance(result, str) else result)
