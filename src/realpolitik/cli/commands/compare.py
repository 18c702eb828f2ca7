"""``realpolitik compare``: two cases, two versions, or a case and a what-if, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from realpolitik.cli.options import Draws, Output, Seed, Workers

ORDER = 64

Form = Annotated[Literal["text", "json", "html"], typer.Option("--format", help="Words, JSON, or one HTML page.")]
_SIDE = "A case file, the name of a shipped case, or an analysis as `report --format json -o FILE` writes it."


def command(
    one: Annotated[str, typer.Argument(metavar="A", help=_SIDE)],
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="The same; left out where --set is given.")] = None,
    changed: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Compare A with itself, this input changed. May be repeated."),
    ] = None,
    format: Form = "text",
    seed: Seed = 1,
    draws: Draws = 16,
    workers: Workers = 0,
    output: Output = None,
) -> None:
    """Put two analyses side by side: every headline with its range and its word, and the difference in points.

    Explanations and scenarios are matched by name and questions by id. `diff` says which changed input moves what;
    `compare` also takes two different cases, and makes a page. With --format html and no -o the page goes to
    realpolitik-compare-A-B.html in this folder.
    """
    from realpolitik.case.difference import changes
    from realpolitik.cli.delivery import check_place, deliver
    from realpolitik.cli.sides import opened, what_if
    from realpolitik.errors import BadInput
    from realpolitik.report.comparison import compared
    from realpolitik.report.html.compare import render
    from realpolitik.report.terminal.compare import comparison_text

    check_place(output)
    if (other is None) == (not changed):
        raise BadInput("give a second case or result, or --set PATH=VALUE for a what-if of the first; not both.")
    first = opened(one)
    second = what_if(first, changed or ()) if other is None else opened(other)
    asserted = changes(first.reading, second.reading) if first.reading and second.reading else None
    before, after = (side.analysed(seed=seed, draws=draws, workers=workers) for side in (first, second))
    found = compared(before, after, asserted)
    if format == "json":
        deliver(found.model_dump_json(indent=1) + "\n", output)
    elif format == "text":
        deliver(comparison_text(found), output)
    else:
        page = output or Path(f"realpolitik-compare-{found.one.case}-{found.other.case}.html")
        deliver(render(found), page)
        typer.echo(f"Page  {page.resolve()}")
