"""``realpolitik solve``: what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import CaseArgument, Draws, Format, Output, Seed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from realpolitik.case.case import Case

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
    certify: Annotated[
        bool, typer.Option("--certify", help="JSON with certificates of every verdict, for `realpolitik verify`.")
    ] = False,
    explain: Annotated[
        tuple[str, str, str] | None,
        typer.Option("--explain", metavar="STATE ACTOR CONCEPT", help="Why a state (its number, or now) holds or not."),
    ] = None,
    format: Format = "text",
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

    from realpolitik.cli.opening import open_case
    from realpolitik.conflict.concepts import defaults, spelled
    from realpolitik.conflict.sampled import sample
    from realpolitik.conflict.solving import solve
    from realpolitik.conflict.structured import solve_structured
    from realpolitik.errors import BadInput
    from realpolitik.report.terminal.progress import stages

    opened = open_case(case)
    chosen = [spelled(c) for c in concept or ()]
    if preferences != "crisp" and (draws or sanctions != "legal"):
        raise BadInput(f"--preferences {preferences} goes with neither --draws nor --sanctions; nothing was solved")
    if preferences == "crisp" and (threshold is not None or strong is not None):
        raise BadInput("--threshold and --strong belong to --preferences probable and strength; nothing was solved")
    if certify and (draws or preferences != "crisp"):
        raise BadInput("--certify goes with neither --draws nor --preferences; nothing was solved")
    width = shutil.get_terminal_size((100, 24)).columns if output is None else 100
    with stages(lines=False) as tell:
        if opened.factors:
            tell("Weighing the evidence")
        chances = type_probabilities(opened)
        tell("Finding what holds")
        if draws:
            sampled = sample(opened, draws, seed, chances, chosen or None, sanctions=sanctions)
        elif preferences == "crisp":
            crisp = chosen or [*defaults(), *(BY_COALITIONS if opened.coalitions and not certify else ())]
            if explain is not None:
                deliver(explained(opened, explain, chances, coalitions, width) + "\n", output)
                return
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
        typer.echo(f"written: {output} ({solution.space.states.size} states)")
        return
    if format == "json":
        text = json.dumps(solution.as_json(), ensure_ascii=False, allow_nan=False)
        if solution.large:
            typer.echo("too many states to list: counts only; -o FILE.npz writes the arrays", err=True)
    else:
        from realpolitik.report.terminal.solve import solution_text

        text = solution_text(solution, width)
    deliver(text + "\n", output)


def explained(
    case: Case, asked: tuple[str, str, str], chances: Sequence[float] | None, coalitions: str, width: int
) -> str:
    """Why one state holds for one actor by one concept or does not, in every preference type, the likeliest first."""
    from realpolitik.conflict.argument import argue
    from realpolitik.conflict.concepts import find, spelled
    from realpolitik.conflict.solving import checked_types, graph_of
    from realpolitik.conflict.space import StateSpace
    from realpolitik.errors import BadInput
    from realpolitik.report.terminal.explain import argument_text
    from realpolitik.report.terminal.solve import type_heading

    number, actor, name = asked
    space = StateSpace.of(case)
    types, probabilities = checked_types(case, space, chances)
    concept = find(spelled(name)).name
    if actor not in space.deciders:
        raise BadInput(f"no actor {actor!r} decides anything here; those who do: {', '.join(space.deciders)}")
    size = int(space.states.size)
    if number != "now" and not (number.isdecimal() and 1 <= int(number) <= size):
        raise BadInput(f"there is no state {number!r}; they are numbered 1 to {size}, and `now` is today's")
    state = space.status_quo if number == "now" else tuple(space.table[int(number) - 1].tolist())
    told: dict[str, list[int]] = {}
    order = sorted(range(len(types)), key=lambda t: -probabilities[t])
    for t in order:
        graph = graph_of(space, types[t].when, coalitions)
        text = argument_text(space, graph, argue(graph, concept, space.deciders.index(actor), state), width)
        told.setdefault(text, []).append(t)
    paragraphs = []
    for text, members in told.items():
        if len(types) > 1:
            paragraphs.append("\n".join(type_heading(types[members[0]], sum(probabilities[t] for t in members), width)))
            if len(members) > 1:
                more = len(members) - 1
                paragraphs[-1] += f"\n    and {more} more set{'s' if more > 1 else ''} of wishes with the same argument"
        paragraphs.append(text)
    return "\n\n".join(paragraphs)


def type_probabilities(case: Case) -> list[float] | None:
    """The probability of each preference type by the evidence of the case; None where there is only one type."""
    from realpolitik.conflict.types import preference_types

    if not case.factors:
        return None
    from realpolitik.evidence.model import EvidenceModel

    posterior = EvidenceModel.of(case).posterior
    return [kind.probability(posterior) for kind in preference_types(case)]
