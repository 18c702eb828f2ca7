"""``realpolitik import``: another tool's file as a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from realpolitik.cli.options import Output

NAME = "import"
ORDER = 77


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file, such as matrix.csv, network.bif or conflict.gmcr.")
    ],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="FORMAT", help="Its format, where the ending does not tell.")
    ] = None,
    output: Output = None,
) -> None:
    """Turn another tool's file into a case: a matrix of hypotheses (.csv), a network (.bif), a conflict (.gmcr).

    The case is printed, or written to the file given with -o; one that is there already is kept.
    """
    from realpolitik.cli.delivery import deliver
    from realpolitik.errors import BadInput
    from realpolitik.formats import reading, text_in

    if output is not None and output.exists():
        raise BadInput(f"{output} is there already; nothing was written.")
    kind = reading(file.name, as_)
    given = text_in(file)
    deliver(kind.read(given, file.name), output)
    for said in kind.remarks(given, file.name) if hasattr(kind, "remarks") else ():
        typer.echo(said, err=True)
    if output is not None:
        typer.echo(f"{output}: a case from {file}.\nNext: realpolitik {getattr(kind, 'NEXT', 'weigh')} {output}")
