"""``realpolitik trace``: where a printed number comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.options import Draws, Format, Output, Seed, Workers

ORDER = 62


def command(
    result: Annotated[
        str,
        typer.Argument(
            metavar="RESULT",
            help="An analysis as `report --format json -o FILE` writes it, or a case, which is then analysed first.",
        ),
    ],
    number: Annotated[
        str,
        typer.Argument(
            metavar="NUMBER",
            help="The number's address, such as explanations.powerplay.posterior, or the number as printed: "
            "19%, 15-35%, '0.06 bits'.",
        ),
    ],
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 16,
    workers: Workers = 0,
    output: Output = None,
) -> None:
    """Say where a number comes from: what it is, what it is made of, and the sources and reasons behind that.

    On the page the pointer shows the address of every number. A printed number stands for all that are printed so: they
    are listed, and if there is only one it is traced.
    """
    import json

    from realpolitik.analysis.provenance import trace
    from realpolitik.cli.delivery import check_place, deliver
    from realpolitik.cli.run import analysis_of
    from realpolitik.errors import BadInput
    from realpolitik.report.printed import form_of, is_printed, printed
    from realpolitik.report.terminal.trace import alike_text, trace_text

    check_place(output)
    analysis = analysis_of(result, seed=seed, draws=draws, workers=workers)
    if is_printed(number):
        alike = printed(analysis, number)
        if not alike:
            raise BadInput(f"no number of this analysis is printed as '{number}'; nothing was traced.")
        if len(alike) > 1:
            listed = [{"address": address, "title": title} for address, title in alike]
            as_json = json.dumps({"printed": number, "numbers": listed}, ensure_ascii=False, indent=1) + "\n"
            deliver(as_json if format == "json" else alike_text(number, alike), output)
            return
        number = alike[0][0]
    found = trace(analysis, number)
    if format == "json":
        deliver(found.model_dump_json(indent=1) + "\n", output)
    else:
        deliver(trace_text(found, form_of(analysis, found.address, found.form)), output)
