"""``realpolitik fmt``: tidy case files without changing what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ORDER = 74


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Case files; each is changed in place.")],
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 if a file would be changed.")
    ] = False,
) -> None:
    """Tidy case files: spaces at line ends, line ends, indents of two spaces, one end of line at the end.

    The order of keys, comments, quotes and blank lines stay. Each file is read again before it is written: it must give
    the very same case. Nothing is written where a file has an error.
    """
    from realpolitik.case.saving import Original
    from realpolitik.case.tidying import tidied
    from realpolitik.cli.main import FINDINGS
    from realpolitik.errors import CaseFaults, Fault

    made: list[tuple[Original, str]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            original = Original.read(file)
            made.append((original, tidied(original.text, str(file))))
        except CaseFaults as error:
            faults += error.faults
    if faults:
        raise CaseFaults(tuple(faults), not_done="nothing was written")
    untidy = [(original, text) for original, text in made if text != original.text]
    for original, text in untidy:
        if not check:
            original.save(text)
        typer.echo(f"{original.path}: {'would be tidied' if check else 'tidied'}")
    rest = len(made) - len(untidy)
    if rest:
        typer.echo(f"{rest} file{'s' if rest != 1 else ''} tidy already")
    if check and untidy:
        raise typer.Exit(FINDINGS)
