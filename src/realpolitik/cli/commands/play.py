"""``realpolitik play``: what happens next, as far as the wishes and the moves seen so far can tell."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from realpolitik.cli.delivery import check_place, deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, On, Output, Seed, Workers

ORDER = 50

Several = list[str] | None


def command(
    case: CaseArgument,
    do: Annotated[
        Several, typer.Option("--set", metavar="OPTION=VALUE", help="What if this is done? Also: what if it is seen?")
    ] = None,
    believe: Annotated[
        Several, typer.Option("--believe", metavar="NAME=VALUE", help="What if this factor or explanation is so?")
    ] = None,
    drop: Annotated[
        Several, typer.Option("--drop", metavar="NAME", help="What without this source or item of evidence?")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="As it looked on this earlier day.")
    ] = None,
    levers: Annotated[
        Literal["single", "pairs"] | None,
        typer.Option("--levers", help="What each move that is open today would change, singly or also in pairs."),
    ] = None,
    headline: Annotated[
        str | None,
        typer.Option("--headline", metavar="NAME", help="With --levers: order by this scenario or question."),
    ] = None,
    paths: Annotated[
        int | None,
        typer.Option("--paths", min=1, help="Sample so many courses instead: for more states than can be followed."),
    ] = None,
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 48,
    workers: Workers = 0,
    on: On = None,
    output: Output = None,
) -> None:
    """Play the case forward: scenarios over time, the questions' forecasts, and what the seen moves say.

    --set, --believe, --drop and --from ask what if, and may be joined and repeated: every headline as it is and as
    supposed; what is done and what is seen are told apart. The same seed gives the same result on any number of
    workers. Ctrl-C ends it with the draws done so far, marked as partial (with -o in NAME.partial).
    """
    from realpolitik.analysis.forecasting import forecast
    from realpolitik.analysis.progress import parts_of
    from realpolitik.analysis.run import PLAYING
    from realpolitik.cli.main import STOPPED
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.run import processes
    from realpolitik.cli.supposing import asked_levers, asked_paths, asked_what_if
    from realpolitik.errors import BadInput
    from realpolitik.report.terminal.progress import stages

    check_place(output)
    opened = open_case(case)
    to_file = output is not None
    supposed = asked_what_if(opened, do, believe, drop, since, levers, headline)
    if paths is not None:
        if supposed is not None or levers is not None:
            raise BadInput(
                "--paths goes with none of --set, --believe, --drop, --from and --levers. Nothing was played."
            )
        deliver(asked_paths(opened, paths, draws, seed, as_json=format == "json", to_file=to_file), output)
        return
    with stages() as tell, processes(opened, draws, workers, on) as executor:
        tell(PLAYING)
        told = parts_of(PLAYING, tell)
        if levers is not None:
            text = asked_levers(
                opened, levers, headline, draws, seed, executor, told, as_json=format == "json", to_file=to_file
            )
        elif supposed is not None:
            from realpolitik.analysis.supposed import suppose
            from realpolitik.report.terminal.supposed import supposed_text

            found = suppose(opened, supposed, draws=draws, seed=seed, executor=executor, told=told)
            text = _json(found.as_json()) if format == "json" else supposed_text(opened, found, to_file=to_file)
        else:
            from realpolitik.report.terminal.play import play_text

            result = forecast(opened, draws=draws, seed=seed, executor=executor, told=told, stoppable=True)
            text = _json(result.as_json()) if format == "json" else play_text(opened, result, to_file=to_file)
            if result.partial:
                part = None if output is None else output.with_name(f"{output.stem}.partial{output.suffix}")
                deliver(text, part)
                where = "" if part is None else f"; what was done is in {part}"
                typer.echo(f"Stopped after {result.draws} of {draws} draws{where}.", err=True)
                raise typer.Exit(STOPPED)  # here, so that what still runs elsewhere is ended
    deliver(text, output)


def _json(document: object) -> str:
    import json

    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
