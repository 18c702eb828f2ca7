"""Turns what a user typed for CASE into a loaded case."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from realpolitik.errors import BadInput, CaseFaults
from realpolitik.library import shelf

if TYPE_CHECKING:
    from realpolitik.case.case import Case

STANDARD_INPUT = "-"
#: The case that this run has opened last: its bytes and what its file is called.
_opened: list[tuple[bytes, str]] = []


def case_path(argument: str) -> Path:
    """The file that ``argument`` means: a file of that name first, then a shipped case.

    Raises ``BadInput`` when there is neither, with the nearest names of shipped cases.
    """
    path = Path(argument)
    if path.is_file():
        return path
    shipped = shelf.names()
    if argument in shipped:
        return shelf.path(argument)
    if path.is_dir():
        raise BadInput(f"{argument} is a folder, not a case file; nothing was run.")
    if os.path.lexists(path):
        return path  # a pipe, a device, a link to nowhere: whoever reads it says why not
    near = difflib.get_close_matches(argument, shipped, n=3, cutoff=0.5)
    if near:
        meant = "did you mean " + " or ".join(f"'{name}'" for name in near) + "?"
    else:
        meant = "`realpolitik library` lists the shipped cases."
    raise BadInput(f"there is no case file and no shipped case called '{argument}'; nothing was run. {meant}")


def open_case(argument: str) -> Case:
    """Load the case that ``argument`` means (a path, a shipped case's name, or ``-``).

    Raises ``CaseFaults`` with every fault of the file, or ``BadInput`` when it cannot be read at all.
    """
    from realpolitik.case import loading

    data, file = _read(argument)
    _opened[:] = [(data, file)]
    return loading.load_bytes(data, file)


def placed(error: CaseFaults) -> CaseFaults:
    """The same with the lines of what was found only after reading, such as a seen move that nobody can have made.

    What cannot be found in the case that was opened last stays as it is.
    """
    from realpolitik.case.placing import placed as in_text

    if not _opened or all(fault.line for fault in error.faults):
        return error
    data, file = _opened[-1]
    text = data.decode("utf-8-sig", "replace")
    faults = tuple(fault if fault.line else in_text(fault, text, file) for fault in error.faults)
    return CaseFaults(faults, error.not_done)


def sound_text(argument: str) -> str:
    """The text of a case without faults, for work that changes it. Raises as ``open_case`` does."""
    from realpolitik.case import loading

    data, file = _read(argument)
    loading.load_bytes(data, file)
    return data.decode("utf-8")


def _read(argument: str) -> tuple[bytes, str]:
    """The bytes of a case, and what to call its file."""
    from realpolitik.case.document import MAX_BYTES, read_bytes

    if argument == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1), "<standard input>"
    path = case_path(argument)
    return read_bytes(path), str(path)
