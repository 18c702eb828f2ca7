"""``realpolitik weigh``: how far the evidence supports each explanation."""

from __future__ import annotations

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, Output, Seed

ORDER = 30


def command(
    case: CaseArgument,
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 1000,
    output: Output = None,
) -> None:
    """Weigh the evidence: how far to believe each explanation, and which item, source or sign would change that.

    Uses the items of evidence only; the moves seen so far count in `play` and in the report.
    """
    from realpolitik.cli.opening import open_case
    from realpolitik.evidence.weighing import weigh
    from realpolitik.report.terminal.progress import stages

    opened = open_case(case)
    with stages(lines=False) as tell:
        tell("Weighing the evidence")
        result = weigh(opened, draws=draws, seed=seed)
    if format == "json":
        import json

        text = json.dumps(result.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        from realpolitik.report.terminal.weigh import weighing_text

        text = weighing_text(result, to_file=output is not None)
    deliver(text, output)
