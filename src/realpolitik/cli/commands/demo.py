"""``realpolitik demo``: the main job on the shipped case of the article."""

from __future__ import annotations

from pathlib import Path

import typer

from realpolitik.cli.options import Draws, Output, Seed, Workers

ORDER = 10
CASE = "2025-syunik"


def command(seed: Seed = 1, draws: Draws = 16, workers: Workers = 0, output: Output = None) -> None:
    """Evaluate the thesis of an article from end to end and write the page. Offline; takes some seconds."""
    from realpolitik.cli.delivery import check_place, deliver
    from realpolitik.cli.opening import open_case

    check_place(output)
    typer.echo(f"Reading the shipped case {CASE} ...")
    case = open_case(CASE)
    typer.echo(
        f"{len(case.explanations)} explanations, {len(case.evidence)} items of evidence, {len(case.actors)} actors, "
        f"{len(case.questions)} questions; seen up to {case.as_of}."
    )

    from realpolitik.cli.run import analysed
    from realpolitik.report.html.page import render
    from realpolitik.report.terminal.summary import summary

    analysis = analysed(case, seed=seed, draws=draws, workers=workers)
    page = output or Path(f"realpolitik-{analysis.case.slug}.html")
    deliver(render(analysis), page)
    typer.echo("\n" + "\n".join(summary(analysis, page.resolve())))
