"""``realpolitik solve``: what holds."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, Output, Seed

ORDER = 40
BY_COALITIONS = ("CNash", "CSEQ")  #: also solved where the case names coalitions


def command(
    case: CaseArgument,
    concept: Annotated[
        list[str] | None,
        typer.Option("--concept", help="Only this stability concept, such as SEQ, L3 or CNash (may be repeated)."),
    ] = None,
    sanctions: Annotated[
        Literal["legal", "once", "single"],
        typer.Option("--sanctions", help="Which answers count: legal sequences, each once, or a single move."),
    ] = "legal",
    coalitions: Annotated[
        Literal["named", "all"],
        typer.Option("--coalitions", help="For CNash, CGMR, CSMR, CSEQ, CSSEQ: those the case names, or all."),
    ] = "named",
    format: Format = "text",
    output: Output = None,
    seed: Seed = 1,
    draws: Draws = 0,
) -> None:
    """Say which states hold: stable for each actor, and equilibria, in every preference type of the case.

    Types are weighed by the evidence of the case (seen moves do not count here). Nothing is drawn: --seed and --draws
    change nothing. With -o FILE.npz the arrays are written, which is the only way above 16,384 states.
    """
    import json
    import shutil

    from realpolitik.cli.opening import open_case
    from realpolitik.conflict.concepts import defaults, spelled
    from realpolitik.conflict.solving import solve
    from realpolitik.conflict.types import preference_types
    from realpolitik.report.terminal.progress import stages

    del seed, draws
    opened = open_case(case)
    chosen = [spelled(c) for c in concept or ()] or [*defaults(), *(BY_COALITIONS if opened.coalitions else ())]
    probabilities = None
    with stages(lines=False) as tell:
        if opened.factors:
            from realpolitik.evidence.model import EvidenceModel

            tell("Weighing the evidence")
            posterior = EvidenceModel.of(opened).posterior
            probabilities = [kind.probability(posterior) for kind in preference_types(opened)]
        tell("Finding what holds")
        solution = solve(opened, probabilities, chosen, sanctions=sanctions, coalitions=coalitions)
    if output is not None and output.suffix == ".npz":
        import io

        import numpy as np

        arrays = io.BytesIO()
        np.savez_compressed(arrays, allow_pickle=False, **solution.arrays())
        deliver(arrays.getvalue(), output)
        typer.echo(f"written: {output} ({solution.space.states.size} states)")
        return
    if format == "json":
        text = json.dumps(solution.as_json(), ensure_ascii=False, allow_nan=False)
        if solution.large:
            typer.echo("too many states to list: counts only; -o FILE.npz writes the arrays", err=True)
    else:
        from realpolitik.report.terminal.solve import solution_text

        text = solution_text(solution, width=shutil.get_terminal_size((100, 24)).columns if output is None else 100)
    deliver(text + "\n", output)
