"""Machine code where it pays: numba, an extra (`pip install realpolitik[fast]`), loaded only when something is large.

The compiled functions are kept in a folder of the user's own that nobody else can write, since loading them runs them.
Where there is no such folder they are compiled anew in each process and nothing is kept.
"""

from __future__ import annotations

import importlib.util
import os
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])
SWITCH = "REALPOLITIK_COMPILED"  #: 0 in the environment: never use machine code
FOLDER = "REALPOLITIK_CACHE"  #: in the environment: where to keep it


@cache
def installed() -> bool:
    """Whether numba is there; it is not imported by asking."""
    return importlib.util.find_spec("numba") is not None


def wanted() -> bool:
    """Whether machine code may be used: numba is installed and the switch is not off."""
    return os.environ.get(SWITCH) != "0" and installed()


def compiled(function: F) -> F:
    """Compile a function when it is first called, or take what an earlier process has compiled."""
    import numba

    vars(numba.config)["SLP_VECTORIZE"] = 1  # sums written side by side are made by one instruction
    folder = safe_folder()
    if folder is not None:
        vars(numba.config)["CACHE_DIR"] = str(folder)
    return cast(F, numba.njit(cache=folder is not None, nogil=True)(function))


@cache
def safe_folder() -> Path | None:
    """The folder for compiled functions: made if need be, the user's own, writable by nobody else; or None."""
    given = os.environ.get(FOLDER)
    home = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if os.environ.get("HOME") else None)
    place = Path(given) if given else (Path(home) / "realpolitik" / "compiled" if home else None)
    if place is None:
        return None
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = place.stat()
    except OSError:
        return None
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    closed = not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return place if own and closed and os.access(place, os.W_OK | os.X_OK) else None
