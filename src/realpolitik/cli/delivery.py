"""Hands a finished result to the user: on standard output, or whole into a file."""

from __future__ import annotations

from pathlib import Path

import typer


def check_place(output: Path | None) -> None:
    """Raises BadInput where ``output`` cannot be written, before anything is worked out for it."""
    if output is None:
        return
    import os

    from realpolitik.errors import BadInput

    folder = output.absolute().parent
    why = None
    if output.is_dir():
        why = "Is a directory"
    elif not folder.is_dir():
        why = "No such file or directory" if not folder.exists() else "Not a directory"
    elif not os.access(output if output.exists() else folder, os.W_OK):
        why = "Permission denied"
    if why is not None:
        raise BadInput(f"cannot write {output}: {why}; nothing was written.")


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
