"""``realpolitik score``: how good the forecasts were."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from realpolitik.cli.options import Format, Ledger, Output

ORDER = 68


def command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SET]...",
            help="Score these instead of the ledger: a CSV file, or question, resolution and forecast sets as JSON.",
        ),
    ] = None,
    ledger: Ledger = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="NAME", help="Only questions of the case of this name.")
    ] = None,
    which: Annotated[
        Literal["latest", "first", "all"],
        typer.Option("--which", help="Which of a question's forecasts count, of those made before its answer."),
    ] = "latest",
    bins: Annotated[int, typer.Option("--bins", min=1, max=100, help="Bins of the reliability curve.")] = 10,
    format: Format = "text",
    output: Output = None,
) -> None:
    """Score the forecasts of the ledger whose questions are resolved.

    Brier and log score, Murphy's decomposition, the reliability curve, the skill against base rates and against
    "nothing changes", the authors' own forecasts, and how well each explanation foretold what happened. With SET it
    scores public question sets in the JSON layout of ForecastBench, or a CSV file with id, forecast and resolved_to.
    """
    import json

    from realpolitik.cli.delivery import deliver
    from realpolitik.errors import BadInput
    from realpolitik.ledger.place import ledger_path
    from realpolitik.ledger.question_sets import set_records
    from realpolitik.ledger.records import ledger_records
    from realpolitik.ledger.resolving import questions
    from realpolitik.ledger.scorecard import scorecard
    from realpolitik.ledger.store import entries
    from realpolitik.ledger.verifying import sound
    from realpolitik.report.terminal.score import left_out, score_text

    if files:
        if ledger is not None or case is not None:
            raise BadInput("give question sets, or the ledger with --ledger and --case; not both. Nothing was scored.")
        records, left = set_records(files)
    else:
        known = entries(ledger_path(ledger))
        cases = dict.fromkeys(asked.case for asked in questions(sound(known)))
        if case is not None and case not in cases:
            raise BadInput(f"no forecast of a case '{case}' was frozen; there are {', '.join(cases) or 'none'}.")
        records, left = ledger_records(known, which, case)
    found = scorecard(records, left, bins)
    if format == "json":
        told = {"forecasts": 0, "left": vars(left)} if found is None else found.as_json()
        deliver(json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n", output)
    elif found is None:
        deliver("\n".join(["There is nothing to score yet.", *left_out(left)]) + "\n", output)
    else:
        deliver(score_text(found, to_file=output is not None), output)
