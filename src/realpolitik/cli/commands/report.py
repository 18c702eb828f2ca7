"""``realpolitik report``: the whole analysis, as a page, as JSON or as ten lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from realpolitik.cli.options import CaseArgument, Draws, Output, Seed, Workers

ORDER = 60

Form = Annotated[
    Literal["html", "json", "text"],
    typer.Option("--format", help="One HTML page, the whole analysis as JSON, or ten lines of text."),
]


def command(
    case: CaseArgument,
    format: Form = "html",
    seed: Seed = 1,
    draws: Draws = 48,
    workers: Workers = 0,
    output: Output = None,
) -> None:
    """Analyse a case and write one page that opens anywhere: beliefs, scenarios, questions, what to watch.

    Without -o the page goes to realpolitik-NAME.html in this folder; JSON and text are printed.
    """
    from realpolitik.cli.delivery import deliver
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.run import analysed
    from realpolitik.report.html.page import render
    from realpolitik.report.terminal.summary import summary

    analysis = analysed(open_case(case), seed=seed, draws=draws, workers=workers)
    if format == "json":
        deliver(analysis.model_dump_json(indent=1) + "\n", output)
    elif format == "text":
        deliver("\n".join(summary(analysis, None)) + "\n", output)
    else:
        page = output or Path(f"realpolitik-{analysis.case.slug}.html")
        deliver(render(analysis), page)
        typer.echo("\n".join(summary(analysis, page.resolve())))
