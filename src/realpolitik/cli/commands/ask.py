"""``realpolitik ask``: walks a person through the judgements a case still lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from realpolitik.cli.options import Seed

ORDER = 73


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The case file to complete.")],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Whose judgements: all are asked for and kept beside the others'."),
    ] = None,
    seed: Seed = 1,
) -> None:
    """Ask for the judgements a case still lacks, as frequencies: of 100 such cases, in how many?

    A judgement is missing where a key has no value or the word ask. Priors come first, then the items in an order drawn
    by --seed. Each answer is written into FILE at once, comments kept; stop at any moment and go on later.
    """
    import sys

    from realpolitik.cli.elicitation import Elicitation, Stop
    from realpolitik.cli.main import STOPPED
    from realpolitik.errors import BadInput

    if not file.is_file():
        raise BadInput(f"there is no file {file}; nothing was asked.")

    def read(prompt: str) -> str:
        typer.echo(prompt, nl=False)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    sitting = Elicitation(file, seed, by, read, typer.echo)
    sitting.say("Of 100 such cases, in how many? Type ? for help, q to stop; every answer is saved at once.")
    stopped = False
    try:
        sitting.run()
    except Stop:
        pass
    except KeyboardInterrupt:
        stopped = True
    open_now = sitting.still_open()
    typer.echo("")
    left = f"{open_now} judgements are open." if open_now else f"nothing is open.\nNext: realpolitik weigh {file}"
    typer.echo(f"{sitting.saved} answers saved in {file}; {left}")
    if stopped:
        raise typer.Exit(STOPPED)
