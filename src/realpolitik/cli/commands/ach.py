"""``realpolitik ach``: a matrix of competing hypotheses, scored as other programs score it, beside the odds."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.options import Format, Output

ORDER = 32


def command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A matrix as .csv, a case file, or the name of a shipped case.")
    ],
    format: Format = "text",
    output: Output = None,
) -> None:
    """Analysis of competing hypotheses: the matrix, three programs' scores, the odds, and why their orders differ.

    A matrix is read as `realpolitik import` reads it; of a case the marks follow from its likelihoods.
    """
    from pathlib import Path

    from realpolitik.case.loading import load_text
    from realpolitik.cli.delivery import deliver
    from realpolitik.cli.opening import open_case
    from realpolitik.evidence.ach import ach
    from realpolitik.evidence.matrix import matrix_of
    from realpolitik.formats import ach_csv, text_in
    from realpolitik.formats._matrix_case import case_text

    if file.lower().endswith(ach_csv.ENDINGS):
        matrix = ach_csv.parse(text_in(Path(file)), file)
        case = load_text(case_text(matrix, Path(file).name), file)
    else:
        case = open_case(file)
        matrix = matrix_of(case)
    view = ach(case, matrix)
    if format == "json":
        import json

        text = json.dumps(view.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        from realpolitik.report.terminal.ach import ach_text

        text = ach_text(view, to_file=output is not None)
    deliver(text, output)
