"""Other tools' files in and out, one format a file.

A format is a module with ``NAME``, ``ORDER``, ``TITLE`` and ``ENDINGS`` (of file names), and with ``read(text, file)``,
which gives the text of a case, or ``write(case)``, which gives the text of a file, or both. Both raise ``BadInput``.
``NEXT`` is the command to try on a case that was read, where it is not ``weigh``. A format may also have two functions
that give sentences: ``lost(case)``, what the file does not carry; ``remarks(text, file)``, what the case has otherwise.
``registry.ideas("realpolitik.formats")`` finds the formats.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["reading", "text_in", "writing"]

#: No file of another tool is larger.
MOST_BYTES = 16 * 2**20


def reading(file: str, name: str | None = None) -> Any:
    """The format that reads a file: the one called ``name``, else that of its ending. BadInput where there is none."""
    return _chosen(file, name, "read")


def writing(file: str, name: str | None = None) -> Any:
    """The format that writes a file: the one called ``name``, else that of its ending. BadInput where there is none."""
    return _chosen(file, name, "write")


def _chosen(file: str, name: str | None, what: str) -> Any:
    from realpolitik.errors import BadInput
    from realpolitik.registry import ideas

    every = ideas("realpolitik.formats")
    able = {n: m for n, m in every.items() if hasattr(m, what)}
    offered = "; ".join(f"{n} ({', '.join(m.ENDINGS)}): {m.TITLE}" for n, m in able.items())
    able_to, unable_to = ("read", "written") if what == "write" else ("written", "read")
    only = f"can be {able_to}, not {unable_to}; nothing was done. What can be {unable_to}: {offered}."
    if name is not None:
        if name in every and name not in able:
            raise BadInput(f"{name} ({every[name].TITLE}) {only}")
        if name not in able:
            raise BadInput(f"'{name}' is no format to {what}; nothing was done. There are {offered}.")
        return able[name]
    for module in able.values():
        if file.lower().endswith(module.ENDINGS):
            return module
    for module in every.values():
        if file and file.lower().endswith(module.ENDINGS):
            raise BadInput(f"'{file}' ({module.TITLE}) {only}")
    what_for = f"the ending of '{file}' tells no format" if file else "no format was named"
    raise BadInput(f"{what_for}; nothing was done. Name one with --as: {offered}.")


def text_in(path: Path) -> str:
    """A text file's contents: UTF-8, with or without a byte order mark. BadInput where it cannot be read."""
    from realpolitik.errors import BadInput

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror or error}; nothing was done.") from error
    if len(data) > MOST_BYTES:
        raise BadInput(f"{path} has more than {MOST_BYTES // 2**20} MB; nothing was done.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8. Nothing was done.") from error
