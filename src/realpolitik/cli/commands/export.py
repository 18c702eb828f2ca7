"""``realpolitik export``: what another tool can hold of a case, in its format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from realpolitik.cli.options import CaseArgument

ORDER = 78


def command(
    case: CaseArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file; its ending tells the format.")
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="FORMAT", help="The format, where the ending does not tell.")
    ] = None,
) -> None:
    """Write a case for another tool: evidence as a network (bif) or a matrix (ach-csv), a conflict as gmcr, nfg or efg.

    What a format holds and what is lost stands in the documentation of the formats.
    """
    from realpolitik.cli.delivery import deliver
    from realpolitik.cli.opening import open_case
    from realpolitik.formats import writing

    kind = writing(output.name if output is not None else "", as_)
    opened = open_case(case)
    deliver(kind.write(opened), output)
    lost = kind.lost(opened) if hasattr(kind, "lost") else []
    if lost:  # not in the way of a file that goes to the screen
        typer.echo("Not in the file:\n" + "\n".join(f"  {said}" for said in lost), err=True)
