"""``realpolitik weigh``: how far the evidence supports each explanation."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, Output, Seed

ORDER = 30


def command(
    case: CaseArgument,
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 1000,
    bounds: Annotated[
        bool, typer.Option("--bounds", help="Also how low and high each can be, over all ranges of the case at once.")
    ] = False,
    cost: Annotated[
        list[str] | None,
        typer.Option(
            "--cost",
            metavar="CHOICE=COST",
            help="What a choice costs, as 'go=10' or 'stay: attack=100' (if attack holds): what to know first. Repeat.",
        ),
    ] = None,
    said: Annotated[
        list[str] | None,
        typer.Option("--said", metavar="NAME=60%", help="What somebody holds of an explanation directly. Repeat."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--about", metavar="FORMULA", help="Which sign would tell most about this, a formula over factors."
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Weigh the evidence: how far to believe each explanation, and which item, source or sign would change that.

    Uses the items of evidence only; the moves seen so far count in `play` and in the report.
    """
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.telling import costs_of, formula_of, said_of
    from realpolitik.evidence.weighing import weigh
    from realpolitik.report.terminal.progress import stages

    opened = open_case(case)
    costs = costs_of(cost, opened) if cost else None
    asked = formula_of("--about", about, opened) if about else None
    with stages(lines=False) as tell:
        tell("Weighing the evidence")
        result = weigh(
            opened, draws=draws, seed=seed, bounded=bounds, costs=costs, said=said_of(said or ()), about=asked
        )
    if format == "json":
        import json

        text = json.dumps(result.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        from realpolitik.analysis.unjudged import unjudged
        from realpolitik.report.terminal.weigh import weighing_text

        text = weighing_text(result, unjudged=unjudged(opened, ("evidence",)), to_file=output is not None)
    deliver(text, output)
