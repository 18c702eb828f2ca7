"""``realpolitik verify``: re-check a certified result, or a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from realpolitik.cli.options import Format

ORDER = 42
MOST_BYTES = 2**28


def command(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A result of `solve CASE --certify -o FILE`, or a ledger. Without it: the ledger that `freeze` uses.",
        ),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", help="Also check that the result is about this case as it reads today.")
    ] = None,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="Also check that the ledger still holds the entry with this hash."),
    ] = None,
    format: Format = "text",
) -> None:
    """Re-check a certified result or a ledger by what stands in it alone.

    Of a result every verdict must follow from its certificates, by another program than made them. Of a ledger every
    entry must give its hash and be chained to the one before it; an entry that was altered is named. Exit code 1 when
    anything is wrong.
    """
    import json

    from realpolitik.cli.main import FINDINGS
    from realpolitik.errors import BadInput
    from realpolitik.ledger.place import ledger_path
    from realpolitik.ledger.store import is_ledger

    path = ledger_path(file)
    if file is None or (path.is_file() and is_ledger(path)):
        if case is not None:
            raise BadInput("--case is for results of `solve --certify`, and this is a ledger; nothing was checked.")
        wrong, said = _ledger(path, head)
    else:
        if head is not None:
            raise BadInput("--head is for ledgers, and this is none; nothing was checked.")
        wrong, said = _certificates(path, case)
    if format == "json":
        typer.echo(json.dumps({"verified": not wrong, "wrong": wrong}, ensure_ascii=False))
    elif wrong:
        typer.echo("\n".join([f"{path}: not verified", *(f"  {line}" for line in wrong)]))
    else:
        typer.echo(f"{path}: verified. {said}")
    if wrong:
        raise typer.Exit(FINDINGS)


def _ledger(path: Path, head: str | None) -> tuple[list[str], str]:
    """What is wrong with a ledger, and what to say if nothing is."""
    from realpolitik.ledger.store import entries
    from realpolitik.ledger.verifying import head_of, wrong_entries

    found = entries(path)
    number = f"{len(found):,} {'entry' if len(found) == 1 else 'entries'}"
    return wrong_entries(found, head), f"{number}, each chained to the one before it; head {head_of(found)}."


def _certificates(result: Path, case: str | None) -> tuple[list[str], str]:
    """What is wrong with a certified result, and what to say if nothing is."""
    import json

    from realpolitik.conflict.checker import check
    from realpolitik.errors import BadInput

    try:
        if result.stat().st_size > MOST_BYTES:
            raise BadInput(f"{result} is larger than {MOST_BYTES:,} bytes; nothing was checked")
        document = json.loads(result.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadInput(f"{result} is no JSON file: {error}; nothing was checked") from error
    wrong = check(document)
    if not wrong and case is not None:
        wrong = _differs(document, case)
    if wrong:
        return wrong, ""
    model = document["model"]
    count = len(model["states"]) * len(model["actors"]) * len(model["concepts"]) * len(model["worlds"])
    return [], (
        f"{count:,} verdicts follow from their certificates "
        f"({len(model['states']):,} states, {len(model['actors'])} actors, {', '.join(sorted(model['concepts']))})."
    )


def _differs(document: dict[str, object], case: str) -> list[str]:
    """What tells the result's model from that of the case as it reads today."""
    from realpolitik.cli.asking import type_probabilities
    from realpolitik.cli.opening import open_case
    from realpolitik.conflict.certificates import certified
    from realpolitik.conflict.solving import solve

    opened = open_case(case)
    model = document["model"]
    concepts = sorted(model["concepts"]) if isinstance(model, dict) else []
    today = certified(solve(opened, type_probabilities(opened), concepts))["model"]
    if not isinstance(model, dict) or model == today:
        return []
    parts = [key for key in today if model.get(key) != today[key]]
    return [f"the model is not that of {case} as it reads today; it differs in {', '.join(parts)}"]
