"""``realpolitik schema``: what editors complete and check case files with."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import Output

ORDER = 85


def command(
    draft: Annotated[
        Literal["2020-12", "7"], typer.Option("--draft", help="The draft of JSON Schema; some editors want 7.")
    ] = "2020-12",
    output: Output = None,
) -> None:
    """Print the JSON Schema of a case file, from which editors complete, explain and check.

    `realpolitik schema -o case.schema.json` beside a case, and `# yaml-language-server: $schema=./case.schema.json`
    as the case's first line.
    """
    import json

    from realpolitik.case.schema import schema

    deliver(json.dumps(schema(draft), indent=2, ensure_ascii=False) + "\n", output)
