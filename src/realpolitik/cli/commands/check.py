"""``realpolitik check``: read case files and say what is wrong and what is in them."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import Format

if TYPE_CHECKING:
    from realpolitik.case.case import Case
    from realpolitik.case.marks import Mark
    from realpolitik.case.parts.action import NatureEvent, Option
    from realpolitik.errors import Fault

ORDER = 20
SHOWN = 8  #: how many marks are listed unless all are asked for
WORDS = 110  #: so many letters of a mark's words


def command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Case files, names of shipped cases, or - for standard input."),
    ],
    format: Format = "text",
    marks: Annotated[
        bool, typer.Option("--marks", help=f"List every mark `check:` that is left, not only the first {SHOWN}.")
    ] = False,
) -> None:
    """Read case files: every fault at its place; for a good case what it holds, how long it takes, what is not used.

    What is still marked `check:`, for a person to decide, is listed with its line, the weightiest first.

    Exit code 0 if all files are good (warnings allowed), 2 if any has an error.
    """
    import json
    from dataclasses import asdict

    from realpolitik.cli.complaint import fault_record, faults_text
    from realpolitik.cli.opening import open_case
    from realpolitik.errors import BadInput, CaseFaults

    told: list[str] = []
    refused: list[str] = []
    records: list[dict[str, Any]] = []
    faults: list[Fault] = []
    failed = False
    for file in files:
        try:
            case = open_case(file)
        except CaseFaults as error:
            failed = True
            faults += error.faults
            records.append({"file": file, "ok": False, "faults": [fault_record(f) for f in error.faults]})
        except BadInput as error:
            failed = True
            refused.append(str(error))
            records.append({"file": file, "ok": False, "error": str(error), "faults": []})
        else:
            record = {"file": file, "ok": True, "faults": [fault_record(f) for f in case.warnings], **contents(case)}
            record["marks"] = [asdict(mark) for mark in _marks(file, case)]
            records.append(record)
            told.append(case_text(file, case, record, None if marks else SHOWN))
    if format == "json":
        deliver(json.dumps({"files": records}, indent=2, ensure_ascii=False) + "\n", None)
    else:
        if told:
            deliver("\n\n".join(told) + "\n", None)
        for words in [*refused, *([faults_text(faults)] if faults else [])]:
            typer.echo(words, err=True)
    if failed:
        raise typer.Exit(BadInput.exit_code)


def _marks(file: str, case: Case) -> list[Mark]:
    """The marks of a case with their lines; without them where it came from standard input."""
    from realpolitik.case.marks import marks, with_lines
    from realpolitik.case.saving import Original
    from realpolitik.cli.opening import case_path

    found = marks(case)
    return with_lines(found, Original.read(case_path(file)).text) if found and file != "-" else found


def contents(case: Case) -> dict[str, Any]:
    """What a good case holds: counts, axes, feasible states, types, estimated times, and what is not used yet."""
    from realpolitik.analysis.effort import effort, in_words
    from realpolitik.case.marks import marks

    size = effort(case)
    moving: dict[str, Option | NatureEvent] = {f"nature.{n}": event for n, event in case.nature.items()}
    options = {f"{a}.{o}": option for a, actor in case.actors.items() for o, option in actor.options.items()}
    return {
        "case": case.case,
        "title": case.title,
        "counts": case.counts(),
        "axes": [
            {"option": name, "values": list(option.values), "moves": option.moves}
            for name, option in (options | moving).items()
            if option.moves != "no"
        ],
        "feasible_states": size.feasible,
        "preference_types": size.preference_types,
        "play_types": size.play_types,
        "estimated_seconds": {name: round(seconds, 1) for name, seconds in size.seconds.items()},
        "estimated_time": {name: in_words(seconds) for name, seconds in size.seconds.items()},
        "too_large": list(size.too_large),
        "least_needed_axes": [axis.in_words() for axis in size.least],
        "not_used": case.not_used(),
        "marked": [mark.path for mark in marks(case)],
    }


def case_text(file: str, case: Case, record: dict[str, Any], most: int | None = SHOWN) -> str:
    """The same for people, with at most ``most`` marks."""
    from realpolitik.analysis.effort import in_short
    from realpolitik.cli.complaint import fault_text

    n = case.counts()
    lines = [f"{file}: {case.title}", ""]
    if n["factors"]:
        worlds = f"{in_short(n['worlds'])} worlds and 'something else'"
        lines.append(f"  beliefs    {_n(n['factors'], 'factor')}, {worlds}, {_n(n['explanations'], 'explanation')}")
    if n["items"] or n["sources"]:
        lines.append(f"  evidence   {_n(n['items'], 'item')}, {_n(n['sources'], 'source')}")
    if n["axes"]:
        things = f"{_n(n['nature'], 'thing')} nobody decides"
        lines.append(f"  actions    {_n(n['actors'], 'actor')}, {_n(n['options'], 'option')}, {things}")
        feasible = record["feasible_states"]
        can = "not counted under so many rules" if feasible is None else f"{feasible:,} of them can exist"
        lines.append(f"  states     {_n(n['axes'], 'axis makes', 'axes make')} {n['states']:,} states, {can}")
        for axis in record["axes"]:
            way = "" if axis["moves"] == "both" else f"  ({axis['moves']} only)"
            lines.append(f"             {axis['option']}: {', '.join(axis['values'])}{way}")
    types = record["preference_types"]
    if types is not None and n["axes"]:
        lines.append(f"  wishes     {_n(types, 'preference type')} over the worlds")
    lines.append(
        f"  time       {_n(n['events'], 'event')}, {_n(n['questions'], 'question')}, {_n(n['scenarios'], 'scenario')}"
    )
    if record["marks"]:
        lines.append(f"  to decide  {_n(len(record['marks']), 'mark')}, listed below")
    if record["estimated_time"]:
        times = ", ".join(f"{name} {words}" for name, words in record["estimated_time"].items())
        lines.append(f"  to run     {times} on one core")
    lines += [f"  too large  {words}" for words in record["too_large"]]
    if record["least_needed_axes"]:
        lines += ["", "Fewest statements need these options; holding one with 'moves: no' halves the states or better:"]
        lines += [f"  {words}" for words in record["least_needed_axes"]]
    if record["not_used"]:
        lines += ["", "Read and kept, but not used by this version:"]
        lines += [f"  {line}" for line in record["not_used"]]
    lines += marks_text(file, record["marks"], most)
    if case.warnings:
        lines += ["", *(fault_text(fault) for fault in case.warnings)]
    warnings = sum(1 for fault in case.warnings if fault.severity == "warning")
    lines += ["", f"No errors; {_n(warnings, 'warning')}."]
    return "\n".join(lines)


def marks_text(file: str, found: list[dict[str, Any]], most: int | None) -> list[str]:
    """The marks that are left, each with its line; nothing where there is none."""
    if not found:
        return []
    lines = ["", "To decide, the weightiest first (`set` takes the mark of a value away):"]
    for mark in found[:most]:
        at = f"{file}:{mark['line']}" if mark["line"] else file
        lines.append(f"{at}  {mark['path']}: {shorten(mark['words'], WORDS, placeholder=' ...')}")
    if most is not None and len(found) > most:
        lines.append(f"and {len(found) - most} more, which --marks lists too")
    return lines


def _n(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 factor``, ``2 factors``."""
    return f"{count} {one if count == 1 else many or one + 's'}"
