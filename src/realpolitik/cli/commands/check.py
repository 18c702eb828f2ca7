"""``realpolitik check``: read case files and say what is wrong and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import Format

if TYPE_CHECKING:
    from realpolitik.case.case import Case
    from realpolitik.errors import Fault

ORDER = 20


def command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Case files, names of shipped cases, or - for standard input."),
    ],
    format: Format = "text",
) -> None:
    """Read case files: every fault at its place; for a good case what it holds and what is not used yet.

    Exit code 0 if all files are good (warnings allowed), 2 if any has an error.
    """
    import json
    from dataclasses import asdict

    from realpolitik.cli.complaint import faults_text
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
            records.append({"file": file, "ok": False, "faults": [asdict(f) for f in error.faults]})
        except BadInput as error:
            failed = True
            refused.append(str(error))
            records.append({"file": file, "ok": False, "error": str(error), "faults": []})
        else:
            record = {"file": file, "ok": True, "faults": [asdict(f) for f in case.warnings], **contents(case)}
            records.append(record)
            told.append(case_text(file, case, record))
    if format == "json":
        deliver(json.dumps({"files": records}, indent=2, ensure_ascii=False) + "\n", None)
    else:
        if told:
            deliver("\n\n".join(told) + "\n", None)
        for words in [*refused, *([faults_text(faults)] if faults else [])]:
            typer.echo(words, err=True)
    if failed:
        raise typer.Exit(BadInput.exit_code)


def contents(case: Case) -> dict[str, Any]:
    """What a good case holds: counts, feasible states, preference types, and what is not used yet."""
    from realpolitik.conflict.space import StateSpace
    from realpolitik.conflict.types import preference_types

    found: dict[str, Any] = {"case": case.case, "title": case.title, "counts": case.counts()}
    space = StateSpace.of(case)
    found["axes"] = [{"option": axis.name, "values": list(axis.values), "moves": axis.moves} for axis in space.axes]
    found["feasible_states"] = int(space.feasible.sum())
    if case.counts()["worlds"] <= 2**16:
        found["preference_types"] = len(preference_types(case))
    found["not_used"] = case.not_used()
    return found


def case_text(file: str, case: Case, record: dict[str, Any]) -> str:
    """The same for people."""
    from realpolitik.cli.complaint import fault_text

    n = case.counts()
    lines = [f"{file}: {case.title}", ""]
    if n["factors"]:
        lines.append(f"  beliefs    {n['factors']} factors, {n['worlds']:,} worlds and 'something else', "
                     f"{n['explanations']} explanations")  # fmt: skip
    if n["items"] or n["sources"]:
        lines.append(f"  evidence   {n['items']} items, {n['sources']} sources")
    if n["axes"]:
        lines.append(f"  actions    {n['actors']} actors, {n['options']} options, {n['nature']} things nobody decides")
        can = f"{record['feasible_states']:,} of them can exist"
        lines.append(f"  states     {n['axes']} axes make {n['states']:,} states, {can}")
        for axis in record["axes"]:
            way = "" if axis["moves"] == "both" else f"  ({axis['moves']} only)"
            lines.append(f"             {axis['option']}: {', '.join(axis['values'])}{way}")
    if "preference_types" in record and n["axes"]:
        types = record["preference_types"]
        lines.append(f"  wishes     {types} preference type{'s' if types != 1 else ''} over the worlds")
    lines.append(
        f"  time       {n['events']} events, {n['questions']} question{'s' if n['questions'] != 1 else ''}, "
        f"{n['scenarios']} scenarios"
    )
    if record["not_used"]:
        lines += ["", "Read and kept, but not used by this version:"]
        lines += [f"  {line}" for line in record["not_used"]]
    if case.warnings:
        lines += ["", *(fault_text(fault) for fault in case.warnings)]
    warnings = sum(1 for fault in case.warnings if fault.severity == "warning")
    lines += ["", f"No errors; {warnings} warning{'s' if warnings != 1 else ''}."]
    return "\n".join(lines)
