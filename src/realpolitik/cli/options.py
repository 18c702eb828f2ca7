"""Options that several commands share, so that they are called the same everywhere.

A command writes ``def command(case: CaseArgument, format: Format = "text", seed: Seed = 1) -> None``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

#: A path to a case file, the name of a shipped case, or ``-`` for standard input.
CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="A case file, the name of a shipped case such as 2025-syunik, or - for standard input."
    ),
]
#: What is printed: words for people, or JSON for programs.
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="Print words for people or JSON.")]
#: The same case and the same seed give the same bytes.
Seed = Annotated[int, typer.Option("--seed", min=0, help="Start of the random draws: same seed, same result.")]
#: How many draws of what is uncertain in the inputs.
Draws = Annotated[
    int, typer.Option("--draws", min=0, help="How many draws of what the case gives as a range (0: middles only).")
]
#: Where to write the result.
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")]
#: On how many processes; the result is the same for any number.
Workers = Annotated[
    int, typer.Option("--workers", min=0, help="Processes to use; 0 chooses. The result does not depend on it.")
]
#: Which ledger.
Ledger = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger; without it the one in REALPOLITIK_LEDGER, or else the one in your data folder.",
    ),
]
#: Where to compute.
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="WHERE", help="processes:N of this machine, or a Dask cluster, dask://HOST:PORT; same result."
    ),
]
