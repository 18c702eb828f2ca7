"""``realpolitik robust``: how far all judged numbers together move the headlines, and which of them."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.options import CaseArgument, Format, On, Output, Seed, Workers

ORDER = 58


def command(
    case: CaseArgument,
    samples: Annotated[
        int, typer.Option("--samples", min=2, help="Samples, a power of 2; runs are samples x (numbers + 2).")
    ] = 64,
    ranges_only: Annotated[
        bool, typer.Option("--ranges-only", help="Move only numbers that the case gives as a range.")
    ] = False,
    headline: Annotated[
        str | None, typer.Option("--headline", metavar="NAME", help="Tell of this explanation, scenario or question.")
    ] = None,
    format: Format = "text",
    seed: Seed = 1,
    workers: Workers = 0,
    on: On = None,
    output: Output = None,
) -> None:
    """Move all judged numbers at once: every headline's band, and the share of its variance that each number brings.

    A number with a range is drawn from it, one without from half to double (its odds, where it is a probability).
    A case that takes long says how long it will take. Fewer --samples, or --ranges-only, take less.
    """
    import json

    from realpolitik.analysis.forecasting import forecast
    from realpolitik.analysis.progress import parts_of
    from realpolitik.analysis.robustness import robustness
    from realpolitik.analysis.run import PLAYING
    from realpolitik.analysis.sweep import is_played
    from realpolitik.cli.delivery import check_place, deliver
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.run import processes
    from realpolitik.cli.supposing import named_headline
    from realpolitik.report.terminal.progress import Estimate, aside, stages
    from realpolitik.report.terminal.robust import robust_text

    check_place(output)
    opened = open_case(case)
    keys = [f"explanations.{name}" for name in opened.explanations]
    keys += [f"scenarios.{name}" for name in opened.scenarios]
    keys += [f"questions.{question.id}" for question in opened.questions]
    key = None if headline is None else named_headline(keys, headline)
    with stages() as tell, processes(opened, samples * 8, workers, on) as executor:
        tell(PLAYING)
        played = forecast(opened, draws=64, seed=seed, executor=executor) if is_played(opened) else None
        parts = parts_of("Moving all judged numbers at once", tell)
        told = Estimate(parts, aside, what="plays to make", workers=getattr(executor, "count", 1))
        found = robustness(
            opened, played, samples=samples, seed=seed, ranges_only=ranges_only, executor=executor, told=told
        )
    if format == "json":
        deliver(json.dumps(found.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n", output)
        return
    deliver(robust_text(opened.title, found, key), output)
