"""``realpolitik play``: what happens next, as far as the wishes and the moves seen so far can tell."""

from __future__ import annotations

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, Output, Seed, Workers

ORDER = 50


def command(
    case: CaseArgument,
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 48,
    workers: Workers = 0,
    output: Output = None,
) -> None:
    """Play the case forward: scenarios over time, the questions' forecasts, and what the seen moves say.

    The same seed gives the same result on any number of workers.
    """
    import json

    from realpolitik.analysis.forecasting import forecast
    from realpolitik.analysis.progress import parts_of
    from realpolitik.analysis.run import PLAYING
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.run import processes
    from realpolitik.report.terminal.progress import stages

    opened = open_case(case)
    with stages() as tell, processes(opened, draws, workers) as executor:
        tell(PLAYING)
        told = parts_of(PLAYING, tell)
        result = forecast(opened, draws=draws, seed=seed, executor=executor, told=told)
    if format == "json":
        text = json.dumps(result.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        from realpolitik.report.terminal.play import play_text

        text = play_text(opened, result, to_file=output is not None)
    deliver(text, output)
