"""Hands a finished result to the user: on standard output, or whole into a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import typer

from realpolitik.errors import BadInput


def deliver(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to ``output``, by way of a temporary file beside it.

    A file that was there before is replaced as a whole or, where anything goes wrong, not touched.
    Raises BadInput where the folder does not exist or cannot be written.
    """
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        number, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    except OSError as error:
        raise BadInput(f"cannot write {output}: {error.strerror or error}; nothing was written.") from error
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(output)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise BadInput(f"cannot write {output}: {error.strerror or error}; nothing was written.") from error
