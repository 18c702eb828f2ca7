"""``realpolitik sweep``: one case a thousand times."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from realpolitik.cli.options import CaseArgument, Draws, On, Seed, Workers

ORDER = 56


def command(
    case: CaseArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where the rows go: FILE.csv or FILE.parquet.")
    ],
    over: Annotated[
        list[str] | None,
        typer.Option("--over", metavar="PATH=A,B,C", help="An input and its values; several make every combination."),
    ] = None,
    sample: Annotated[
        int, typer.Option("--sample", min=0, help="So many joint draws of all judged numbers, a row each.")
    ] = 0,
    seed: Seed = 1,
    draws: Draws = 48,
    workers: Workers = 1,
    on: On = None,
) -> None:
    """Compute a case many times and write all headlines as a table: over values of some inputs, or over samples.

    Rows that are done are kept in FILE.part: after Ctrl-C or a crash the same command goes on where it stopped. The
    table is the same on any number of processes or machines.
    """
    from functools import partial

    from realpolitik.analysis.sweep import rows_of, sweep_of
    from realpolitik.analysis.sweep_file import Rows
    from realpolitik.cli.main import FINDINGS, STOPPED
    from realpolitik.cli.opening import sound_text
    from realpolitik.errors import BadInput
    from realpolitik.play.cluster import PROCESSES, machines
    from realpolitik.report.terminal.progress import stages

    if not over and not sample:
        raise BadInput("say what is to change: --over PATH=A,B,C, --sample N, or both. Nothing was run.")
    sweep = sweep_of(sound_text(case), over or (), sample, draws, seed)
    rows = Rows(sweep, output)
    work = partial(rows_of, sweep)
    several = f"{sweep.rows:,} row" + "s" * (sweep.rows != 1)
    stage = f"Computing {several}"
    try:
        with rows.opened(), stages() as tell, machines(on or f"{PROCESSES}{workers}") as executor:
            tell(stage)
            before, left = rows.count(), rows.left
            found = map(work, left) if executor is None else executor.map(work, left)
            for task, done in zip(left, found, strict=True):
                rows.add(task, done)
                tell(stage, rows.count(), sweep.rows)
    except KeyboardInterrupt as error:
        typer.echo(
            f"Stopped after {rows.count():,} of {sweep.rows:,} rows; they are in {rows.write_partial()}. "
            "The same command goes on from there.",
            err=True,
        )
        raise typer.Exit(STOPPED) from error
    rows.finish()
    again = f" ({before:,} were there already)" if before else ""
    wrong = sum(1 for part in rows.done.values() for row in part if row[-1] is not None)
    failed = f" {wrong:,} could not be computed; the last column says why." if wrong else ""
    typer.echo(f"{several}{again} in {output}.{failed}")
    if wrong == sweep.rows:
        raise typer.Exit(FINDINGS)
