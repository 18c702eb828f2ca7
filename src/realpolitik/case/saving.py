"""Reads a case file to be changed, and writes it back whole: no reader ever sees half a file."""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from realpolitik.case.document import read_bytes, read_document
from realpolitik.case.loading import load_bytes
from realpolitik.errors import BadInput, CaseFaults, Fault

_MARK = "\ufeff"


@dataclass(frozen=True)
class Original:
    """A file as it was read: its bytes, and its text (with the byte order mark, where it has one)."""

    path: Path
    data: bytes

    @property
    def text(self) -> str:
        """The text; encoded as UTF-8 it gives the very bytes of the file."""
        return self.data.decode("utf-8")

    @classmethod
    def read(cls, path: Path) -> Original:
        """Read a file. Raises BadInput where it cannot be read, CaseFaults where it is not UTF-8 or no YAML at all."""
        data = read_bytes(path)
        read_document(data, str(path))
        return cls(path, data)

    def save(self, text: str, to: Path | None = None) -> None:
        """Write ``text`` in place of the file, or to another one; text that has not changed gives the same bytes.

        Permissions stay and a symbolic link goes on pointing to the file. Raises BadInput where the file was changed
        by somebody else in the meantime, or cannot be written; it is not touched then.
        """
        if to is None and read_bytes(self.path) != self.data:
            raise BadInput(f"{self.path} was changed by another program in the meantime; nothing was written.")
        write(self.path if to is None else to, text.encode("utf-8"))


def write(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, which never stays, also where Ctrl-C comes in between.

    A pipe or a device is written to directly. Raises BadInput where the file cannot be written; it is not touched then.
    """
    try:
        real = Path(os.path.realpath(path))
        if real.exists() and not real.is_file():
            real.write_bytes(data)
        else:
            _replace(real, data)
    except OSError as error:
        raise BadInput(f"cannot write {path}: {error.strerror or error}; nothing was written.") from error


def _replace(real: Path, data: bytes) -> None:
    """The whole file at once. The temporary file's name is known before it is there, so it can always be removed."""
    mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else _usual_mode()
    part = real.with_name(f".{real.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(real)
        keep_names(real.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def keep_names(folder: Path) -> None:
    """Have the names in a folder on the disk too: without that a loss of power may take a new or a moved file away."""
    if not hasattr(os, "O_DIRECTORY"):  # systems on which a folder cannot be opened see to it themselves
        return
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # a folder that may be written in but not read
        return
    try:
        os.fsync(opened)
    except OSError:  # a file system that has no such thing
        pass
    finally:
        os.close(opened)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def errors_of(text: str, file: str) -> tuple[Fault, ...]:
    """The errors of a case's text; none for a good one."""
    try:
        load_bytes(text.encode("utf-8"), file)
    except CaseFaults as found:
        return tuple(fault for fault in found.faults if fault.severity == "error")
    return ()


def new_errors(before: tuple[Fault, ...], after: tuple[Fault, ...], path: str) -> tuple[Fault, ...]:
    """The errors that an edit of ``path`` brought in.

    A file is checked in phases, and a later one only when the earlier are clean. So where an edit mends every error
    there was, errors elsewhere had only been hidden; those at ``path`` and under it still count.
    """
    known = Counter(_same(fault) for fault in before)
    found = []
    for fault in after:
        if known[_same(fault)]:
            known[_same(fault)] -= 1
        else:
            found.append(fault)
    hidden = bool(before) and len(found) == len(after)
    return tuple(f for f in found if not hidden or f.path == path or f.path.startswith((f"{path}.", f"{path}[")))


def _same(fault: Fault) -> tuple[str, str, str]:
    """What makes two faults the same in two texts: not the line, which may have moved."""
    return fault.slug, fault.path, fault.message
