"""``realpolitik resolve``: say how a question came out."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from realpolitik.cli.options import Format, Ledger

ORDER = 67


def command(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="The question: its id, CASE/ID, or the number of a forecast in the ledger."
        ),
    ] = None,
    answer: Annotated[
        str | None,
        typer.Argument(metavar="[ANSWER]", help="yes, no, void, a share from 0 to 1, or the value an option came to."),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day on which it was so.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Who says so: an address, a document.")] = None,
    correct: Annotated[bool, typer.Option("--correct", help="Replace an earlier answer, which stays visible.")] = False,
    case: Annotated[
        str | None, typer.Option("--from", metavar="CASE", help="Take every answer that this case holds (`resolved`).")
    ] = None,
    ledger: Ledger = None,
    format: Format = "text",
) -> None:
    """Write down how a question came out, when, and who says so: `resolve deal yes --on 2026-08-08 --source URL`.

    The question must have been frozen before. Nothing in the ledger is ever changed: a correction is a new entry.
    """
    import json

    from realpolitik.cli.opening import open_case
    from realpolitik.errors import BadInput
    from realpolitik.ledger.answering import answers_of, resolve
    from realpolitik.ledger.place import ledger_path

    path = ledger_path(ledger)
    if case is not None:
        if question is not None or answer is not None:
            raise BadInput("give a question with its answer, or --from CASE; not both. Nothing was resolved.")
        wanted = answers_of(open_case(case))
    else:
        missing = [
            name
            for name, value in (("ID", question), ("ANSWER", answer), ("--on", on), ("--source", source))
            if not value
        ]
        if missing or question is None or answer is None or on is None or source is None:
            raise BadInput(f"{', '.join(missing)} is missing: `resolve ID yes --on 2026-08-08 --source URL`.")
        wanted = [(question, answer, _day(on), source)]
    done = resolve(path, wanted, correct=correct)
    if format == "json":
        record = {"ledger": str(path.resolve()), "resolved": [one.content for one in done]}
        typer.echo(json.dumps(record, indent=1, ensure_ascii=False))
        return
    for entry in done:
        told = entry.content
        typer.echo(
            f"Entry {entry.number}: {told['case']}/{told['id']} is {told['answer']}, "
            f"on {told['on']} ({told['source']})."
        )
    if not done:
        typer.echo("The ledger says so already; nothing was written.")
    typer.echo(f"Ledger  {path.resolve()}")


def _day(written: str) -> datetime.date:
    from realpolitik.errors import BadInput

    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(f"--on {written} is no day; write it as 2026-08-08. Nothing was resolved.") from error
