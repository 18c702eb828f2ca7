"""``realpolitik solve``: what holds."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Output, Seed

ORDER = 40
BY_COALITIONS = ("CNash", "CSEQ")  #: also solved where the case names coalitions, or all are asked for
#: which of --concept, --sanctions and --coalitions a question takes
TAKEN = {
    "--views": ("--concept",),
    "--stays": ("--sanctions",),
    "--want": (),
    "--explain": ("--coalitions",),
    "--certify": ("--concept", "--sanctions"),
    "--preferences": ("--concept",),
}


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
    preferences: Annotated[
        str,
        typer.Option("--preferences", help="crisp, unknown, probable, strength or attitudes: what the wishes mean."),
    ] = "crisp",
    threshold: Annotated[
        float | None, typer.Option("--threshold", help="With `probable`: leave for what is likelier better than this.")
    ] = None,
    strong: Annotated[
        int | None, typer.Option("--strong", help="With `strength`: how many first statements matter strongly.")
    ] = None,
    views: Annotated[
        Literal["1", "2"] | None,
        typer.Option("--views", help="Each actor by its own view of the conflict (hypergame), level 1 or 2."),
    ] = None,
    stays: Annotated[
        list[str] | None,
        typer.Option("--stays", metavar="STATE", help="By which concepts all would stay there (may be repeated)."),
    ] = None,
    paths: Annotated[
        bool,
        typer.Option("--paths", help="The shortest ways from today to what holds: by improvements, by any moves."),
    ] = False,
    want: Annotated[
        tuple[str, str, str] | None,
        typer.Option(
            "--want",
            metavar="STATE ACTOR CONCEPT",
            help="What the actor (a,b for several, or all) must want for it to hold.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Leave out an option (a.x), an actor (a) or a statement (a.prefers[1])."),
    ] = None,
    certify: Annotated[
        bool, typer.Option("--certify", help="JSON with certificates of every verdict, for `realpolitik verify`.")
    ] = False,
    explain: Annotated[
        tuple[str, str, str] | None,
        typer.Option("--explain", metavar="STATE ACTOR CONCEPT", help="Why a state (its number, or now) holds or not."),
    ] = None,
    format: Annotated[
        Literal["text", "json", "csv"],
        typer.Option("--format", help="Print words for people, JSON, or a table of the states as CSV."),
    ] = "text",
    output: Output = None,
    seed: Seed = 1,
    draws: Draws = 0,
) -> None:
    """Say which states hold: stable for each actor, and equilibria, in every preference type of the case.

    Types are weighed by the evidence of the case (seen moves do not count here). With --draws N the wishes that are not
    certain (`sure`) are drawn, and the shares of draws are told. With -o FILE.npz the arrays are written, which is the
    only way above 16,384 states.
    """
    import json
    import shutil

    from realpolitik.cli.asking import by_type, by_views, type_probabilities, wanted_json
    from realpolitik.cli.asking import stays as stays_in
    from realpolitik.cli.opening import open_case
    from realpolitik.conflict.concepts import defaults, spelled
    from realpolitik.conflict.dropping import without as left_out
    from realpolitik.conflict.sampled import sample
    from realpolitik.conflict.solving import solve
    from realpolitik.conflict.structured import solve_structured
    from realpolitik.errors import BadInput
    from realpolitik.report.terminal.progress import stages

    opened = left_out(open_case(case), without or ())
    chosen = [spelled(c) for c in concept or ()]
    if preferences == "crisp" and (threshold is not None or strong is not None):
        raise BadInput("--threshold and --strong belong to --preferences probable and strength; nothing was solved")
    questions = [q for q in (views, stays, want, explain) if q]
    if len(questions) + bool(draws) + (preferences != "crisp") + certify + paths > 1:
        named = "--views, --stays, --paths, --want, --explain, --certify, --draws and --preferences"
        raise BadInput(f"{named} go one at a time")
    given = {"--concept": bool(chosen), "--sanctions": sanctions != "legal", "--coalitions": coalitions != "named"}
    asked = {"--views": views, "--stays": stays, "--want": want, "--explain": explain, "--certify": certify}
    asked["--preferences"] = preferences != "crisp"
    for question in (name for name, value in asked.items() if value):
        if unused := [name for name, value in given.items() if value and name not in TAKEN[question]]:
            raise BadInput(f"{question} does not go with {' and '.join(unused)}; nothing was solved")
    if output is not None and output.suffix == ".npz" and (questions or draws or certify or paths or format == "csv"):
        raise BadInput("a .npz file holds the arrays of what holds, no answers to other questions; nothing was solved")
    if format == "json" and explain:
        raise BadInput("--explain is told in words; --certify writes the argument as data")
    if format == "csv" and (questions or draws or certify or paths):
        raise BadInput("--format csv is a table of what holds; it does not go with other questions or --draws")
    width = shutil.get_terminal_size((100, 24)).columns if output is None else 100
    if questions:
        with stages(lines=False) as tell:
            tell("Finding what holds")
            if views:
                text = by_views(opened, int(views), chosen or None, as_json=format == "json", width=width)
            elif stays:
                text = stays_in(opened, stays, sanctions, width, as_json=format == "json")
            elif want and format == "json":
                text = wanted_json(opened, want)
            else:
                text = by_type(opened, want or explain or ("", "", ""), coalitions, width, wanted=want is not None)
        deliver(text + "\n", output)
        return
    with stages(lines=False) as tell:
        if opened.factors:
            tell("Weighing the evidence")
        chances = type_probabilities(opened)
        tell("Finding what holds")
        if draws:
            sampled = sample(opened, draws, seed, chances, chosen or None, sanctions=sanctions, coalitions=coalitions)
        elif preferences == "crisp":
            by_groups = opened.coalitions or coalitions == "all"
            crisp = chosen or [*defaults(), *(BY_COALITIONS if by_groups and not certify else ())]
            solution = solve(opened, chances, crisp, sanctions=sanctions, coalitions=coalitions)
        else:
            solution = solve_structured(
                opened, preferences, chances, chosen or None, threshold=threshold, strong=strong
            )
    if draws:
        from realpolitik.report.terminal.sampled import sampled_text

        as_json = format == "json"
        text = json.dumps(sampled.as_json(), ensure_ascii=False) if as_json else sampled_text(sampled, width)
        deliver(text + "\n", output)
        return
    if paths:
        from realpolitik.conflict.status_quo import paths as paths_of
        from realpolitik.report.terminal.paths import paths_text

        found = paths_of(solution)
        as_json = format == "json"
        text = json.dumps(found.as_json(), ensure_ascii=False) if as_json else paths_text(found, width)
        deliver(text + "\n", output)
        return
    if certify:
        from realpolitik.conflict.certificates import certified

        deliver(json.dumps(certified(solution), ensure_ascii=False, allow_nan=False) + "\n", output)
        return
    if output is not None and output.suffix == ".npz":
        import io

        import numpy as np

        arrays = io.BytesIO()
        np.savez_compressed(arrays, allow_pickle=False, **solution.arrays())
        deliver(arrays.getvalue(), output)
        typer.echo(f"written: {output} ({solution.space.states.size:,} states)")
        return
    if format == "csv":
        from realpolitik.conflict.state_table import state_table

        deliver(state_table(solution), output)
        return
    if format == "json":
        text = json.dumps(solution.as_json(), ensure_ascii=False, allow_nan=False)
        if solution.large:
            typer.echo("too many states to list: counts only; -o FILE.npz writes the arrays", err=True)
    else:
        from realpolitik.report.terminal.solve import solution_text

        text = solution_text(solution, width)
    deliver(text + "\n", output)
