"""``realpolitik verify``: re-check a certified result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from realpolitik.cli.options import Format

ORDER = 42
MOST_BYTES = 2**28


def command(
    result: Annotated[
        Path, typer.Argument(metavar="RESULT", help="A file written by `solve CASE --certify -o RESULT`.")
    ],
    case: Annotated[
        str | None, typer.Option("--case", help="Also check that it is about this case as it reads today.")
    ] = None,
    format: Format = "text",
) -> None:
    """Re-check every verdict of a certified result from its certificates alone, by another program than made them.

    Exit code 1 when anything does not follow.
    """
    import json

    from realpolitik.cli.main import FINDINGS
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
    if format == "json":
        typer.echo(json.dumps({"verified": not wrong, "wrong": wrong}, ensure_ascii=False))
    elif wrong:
        typer.echo("\n".join([f"{result}: not verified", *(f"  {line}" for line in wrong)]))
    else:
        model = document["model"]
        count = len(model["states"]) * len(model["actors"]) * len(model["concepts"]) * len(model["worlds"])
        typer.echo(
            f"{result}: verified. {count:,} verdicts follow from their certificates "
            f"({len(model['states']):,} states, {len(model['actors'])} actors, {', '.join(sorted(model['concepts']))})."
        )
    if wrong:
        raise typer.Exit(FINDINGS)


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
