"""Where the ledger is when nobody says: one for each user, so that all cases are scored together."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "REALPOLITIK_LEDGER"
FILE = "ledger.sqlite"


def ledger_path(given: Path | None) -> Path:
    """``given``; else the variable ``REALPOLITIK_LEDGER``; else the folder in which a program keeps a user's data.

    That folder is ``XDG_DATA_HOME`` (``~/.local/share``), on Windows ``LOCALAPPDATA``, on a Mac
    ``~/Library/Application Support``.
    """
    if given is not None:
        return given
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return _folder() / "realpolitik" / FILE


def _folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
