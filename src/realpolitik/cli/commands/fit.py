"""``realpolitik fit``: what the moves seen say about the actors themselves."""

from __future__ import annotations

from realpolitik.cli.options import CaseArgument, Format, Output, Seed

ORDER = 54


def command(case: CaseArgument, format: Format = "text", seed: Seed = 1, output: Output = None) -> None:
    """Fit pace, resolve and how much each wish weighs to the moves that were seen, with intervals.

    Numbers that the moves cannot tell are named as such, and so are pairs of which only a combination is known. The
    case is not changed; `realpolitik set` writes a number into it.
    """
    import json

    from realpolitik.analysis.fitting import fit
    from realpolitik.analysis.progress import parts_of
    from realpolitik.cli.delivery import check_place, deliver
    from realpolitik.cli.opening import open_case
    from realpolitik.report.terminal.fit import fit_text
    from realpolitik.report.terminal.progress import stages

    check_place(output)
    opened = open_case(case)
    stage = "Fitting to the seen moves"
    with stages() as tell:
        tell(stage)
        found = fit(opened, seed=seed, told=parts_of(stage, tell))
    if format == "json":
        deliver(json.dumps(found.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n", output)
    else:
        deliver(fit_text(opened.title, found), output)
