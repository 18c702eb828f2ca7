"""``realpolitik play``: what happens next, as far as the wishes and the moves seen so far can tell."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, Output, Seed

ORDER = 50


def command(
    case: CaseArgument,
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 40,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to share the draws among.")] = 2,
    output: Output = None,
) -> None:
    """Play the case forward: scenarios over time, the questions' forecasts, and what the seen moves say.

    The same seed gives the same result on any number of workers.
    """
    import json

    from realpolitik.cli.opening import open_case
    from realpolitik.evidence.model import EvidenceModel, posterior_draws
    from realpolitik.play.path import counted_as_moves
    from realpolitik.play.playing import play
    from realpolitik.play.workers import workers as several

    opened = open_case(case)
    counted = counted_as_moves(opened)
    worlds = EvidenceModel.of(opened, without=counted).posterior
    rows = posterior_draws(opened, draws, seed, without=counted) if draws else None
    with several(workers if draws > 1 else 1) as executor:
        result = play(opened, worlds, draws=draws, seed=seed, world_draws=rows, executor=executor)
    if format == "json":
        text = json.dumps(result.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        from realpolitik.report.terminal.play import play_text

        text = play_text(opened, result, to_file=output is not None)
    deliver(text, output)
