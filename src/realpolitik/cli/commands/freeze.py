"""``realpolitik freeze``: write a case's forecasts down, so that they can be scored when the answers are known."""

from __future__ import annotations

from realpolitik.cli.options import CaseArgument, Draws, Format, Ledger, On, Seed, Workers

ORDER = 66
MOST_DRAWS = 16  #: of the sampled courses


def command(
    case: CaseArgument,
    ledger: Ledger = None,
    format: Format = "text",
    seed: Seed = 1,
    draws: Draws = 48,
    workers: Workers = 0,
    on: On = None,
) -> None:
    """Write every question's forecast into the ledger: all its parts, seed, draws, version, and the case's hash.

    The ledger is one file that only grows. A case that was changed since, such as by new evidence, makes new forecasts;
    the frozen ones stay. What is there already, of the same case, seed and draws, is not written again.
    """
    import json
    from typing import Any

    import typer

    from realpolitik.analysis.forecasting import forecast, sampled
    from realpolitik.analysis.progress import parts_of
    from realpolitik.analysis.run import PLAYING
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.run import processes
    from realpolitik.errors import BadInput
    from realpolitik.ledger.entry import FORECAST, Entry
    from realpolitik.ledger.freezing import PATHS, forecasts_of, frozen_already, now_in_utc
    from realpolitik.ledger.place import ledger_path
    from realpolitik.ledger.store import append, entries
    from realpolitik.ledger.verifying import head_of, sound
    from realpolitik.report.terminal.progress import stages

    opened = open_case(case)
    if not opened.questions:
        raise BadInput(f"{opened.case} has no questions, so there is no forecast to freeze; nothing was written.")
    path = ledger_path(ledger)
    old = entries(path) if path.exists() else []
    with stages() as tell, processes(opened, draws, workers, on) as executor:
        tell(PLAYING)
        played = forecast(opened, draws=draws, seed=seed, executor=executor, told=parts_of(PLAYING, tell))
        courses = None
        if opened.explanations:
            stage = "Sampling courses"
            tell(stage)
            courses = sampled(opened, PATHS, draws=min(draws, MOST_DRAWS), seed=seed, told=parts_of(stage, tell))
    made = forecasts_of(opened, played, now_in_utc(), courses)
    if not made:
        raise BadInput(f"{opened.case}: no question's day lies after as_of, {opened.as_of}; nothing was written.")

    def new(held: list[Entry]) -> list[tuple[str, dict[str, Any]]]:
        known = sound(held)
        return [(FORECAST, content) for content in made if not frozen_already(known, content)]

    added = append(path, new) if new(old) else []
    head = head_of(added or entries(path))
    if format == "json":
        record = {"ledger": str(path.resolve()), "entries": [e.number for e in added], "head": head, "forecasts": made}
        typer.echo(json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False))
        return
    if added:
        first, last = added[0].number, added[-1].number
        which = f"Entry {first}" if first == last else f"Entries {first} to {last}"
        several = f"{len(added)} forecast" + "s" * (len(added) > 1)
        typer.echo(f"{which}: {several} of {opened.case}, as of {opened.as_of}.")
    else:
        typer.echo(f"These forecasts of {opened.case} are in the ledger already; nothing was written.")
    typer.echo(f"Ledger  {path.resolve()}")
    typer.echo(f"Head    {head}")
