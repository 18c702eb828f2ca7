"""``realpolitik new``: start a case from a commented template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

ORDER = 70

Like = Annotated[
    Literal["crisis", "negotiation", "explanations", "agreement"],
    typer.Option("--like", help="What the case is about: the template to start from."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The case's day, such as 2025-07-02; the other dates move with it."),
]


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to make; one that is there already is kept.")],
    like: Like = "crisis",
    as_of: AsOf = None,
) -> None:
    """Start a case: a small complete example with comments that explain the language, to be replaced by your own.

    Without --as-of the case's day is today by this computer's clock; this is the only command that looks at the clock.
    """
    import datetime

    from realpolitik.case.starting import name_from, started
    from realpolitik.errors import BadInput

    try:
        day = datetime.date.today() if as_of is None else datetime.date.fromisoformat(as_of)
    except ValueError as error:
        raise BadInput(f"--as-of {as_of} is not a day such as 2025-07-02; nothing was written.") from error
    text = started(like, name_from(file.stem), day)
    try:
        with file.open("xb") as stream:
            stream.write(text.encode("utf-8"))
    except FileExistsError:
        raise BadInput(f"{file} is there already; nothing was written.") from None
    except OSError as error:
        raise BadInput(f"cannot write {file}: {error.strerror or error}; nothing was written.") from error
    typer.echo(f"{file}: a case to start from, like {like}, as of {day}.\nNext: realpolitik check {file}")
