"""How faults and refusals are shown to a user: place, slug, the line itself, what was not done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from realpolitik.errors import BadInput, CaseFaults, Fault

TAB = "    "
#: A line of a file is shown no longer than this.
LONGEST_LINE = 400


def fault_text(fault: Fault) -> str:
    """One fault as the user reads it: its place and message, then the line with the bad words underlined."""
    name = Path(fault.file).name if fault.file else ""
    place = f"{name}:{fault.line}:{fault.column}" if fault.line else name
    about = f"{fault.path}: {fault.message}" if fault.path else fault.message
    kind = "" if fault.severity == "error" else f"{fault.severity}: "
    lines = ["  ".join(part for part in (place, fault.slug, kind + about) if part)]
    if fault.line and fault.text:
        number = f"{fault.line:>5} | "
        text, column = clipped_line(fault)
        shown = text.rstrip().replace("\t", TAB)
        before = text[: column - 1].replace("\t", TAB)
        marks = "^" * max(1, min(fault.length, len(shown) - len(before)))
        lines += [
            number + shown,
            " " * 5 + " | " + " " * len(before) + marks + (f"  {fault.hint}" if fault.hint else ""),
        ]
    elif fault.hint:
        lines.append(f"        {fault.hint}")
    return "\n".join(lines)


def clipped_line(fault: Fault) -> tuple[str, int]:
    """The fault's line and its column in it; of a very long line the part around the fault."""
    if len(fault.text) <= LONGEST_LINE:
        return fault.text, fault.column
    start = max(0, min(fault.column - 1 - LONGEST_LINE // 4, len(fault.text) - LONGEST_LINE))
    part = fault.text[start : start + LONGEST_LINE]
    before, after = ("…" if start else ""), ("…" if start + LONGEST_LINE < len(fault.text) else "")
    return before + part + after, fault.column - start + len(before)


def fault_record(fault: Fault) -> dict[str, Any]:
    """A fault for programs: all it holds, a very long line cut around the fault."""
    return {**asdict(fault), "text": clipped_line(fault)[0]}


def faults_text(faults: Sequence[Fault], not_done: str = "nothing was run") -> str:
    """All faults and the closing line that says what was not done and where to read more."""
    errors = [fault for fault in faults if fault.severity == "error"]
    files = len({fault.file for fault in errors}) or 1
    count = f"{len(errors)} error{'s' if len(errors) != 1 else ''} in {files} file{'s' if files != 1 else ''}"
    first = (errors or list(faults))[0].slug
    closing = f"{count}; {not_done}.    realpolitik explain {first}"
    return "\n".join([*(fault_text(fault) for fault in faults), closing])


def complaint_text(error: BadInput) -> str:
    """What is printed for people when the input cannot be used."""
    return faults_text(error.faults, error.not_done) if isinstance(error, CaseFaults) else str(error)


def complaint_json(error: BadInput) -> str:
    """The same for programs: ``{"error": .., "faults": [..], "exit_code": 2}``."""
    faults = [fault_record(fault) for fault in error.faults] if isinstance(error, CaseFaults) else []
    return json.dumps(
        {"error": str(error), "faults": faults, "exit_code": error.exit_code}, ensure_ascii=False, indent=2
    )
