"""``realpolitik diff``: what two cases say differently, and what follows from it."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.options import Draws, Format, Output, Seed

ORDER = 76


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A case file or the name of a shipped case.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, as it is now.")],
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 0,
    output: Output = None,
) -> None:
    """Say which inputs changed, by meaning and not by line, and which of them moves which headline.

    Each change is run alone on OLD with the same seed; what is left is the interaction. With many changes they are run
    by item. Exit code 0 if both say the same, 1 if they differ.
    """
    from realpolitik.analysis.difference import compare
    from realpolitik.case.difference import Reading
    from realpolitik.case.document import read_bytes
    from realpolitik.cli.delivery import deliver
    from realpolitik.cli.main import FINDINGS
    from realpolitik.cli.opening import case_path
    from realpolitik.errors import CaseFaults, Fault
    from realpolitik.report.terminal.diff import difference_text
    from realpolitik.report.terminal.progress import stages

    readings: list[Reading] = []
    faults: list[Fault] = []
    for argument in (old, new):
        path = case_path(argument)
        try:
            readings.append(Reading.of(read_bytes(path), str(path)))
        except CaseFaults as error:
            faults += error.faults
    if faults:
        raise CaseFaults(tuple(faults))
    with stages() as progress:
        result = compare(*readings, seed=seed, draws=draws, progress=progress)
    if format == "json":
        deliver(result.model_dump_json(indent=1) + "\n", output)
    else:
        deliver(difference_text(result), output)
    if result.inputs:
        raise typer.Exit(FINDINGS)
