"""``realpolitik warm-up``: compile the loops that large cases need, once for all later runs."""

from __future__ import annotations

import typer

from realpolitik import compiled

NAME = "warm-up"
ORDER = 95


def command() -> None:
    """Compile the loops for large conflicts and plays now, so that no later run has to wait for them.

    Small ones never need it. Without the extra `fast` (numba) there is nothing to compile.
    """
    typer.echo(_done())


def _done() -> str:
    """Compile; a sentence on what was done."""
    if not compiled.installed():
        return "Nothing to compile: numba is not installed (pip install 'realpolitik[fast]')."
    if not compiled.wanted():
        return f"Nothing is compiled: {compiled.SWITCH}=0 is set."
    from realpolitik.conflict.warm_up import warm_up as of_conflicts
    from realpolitik.play.warm_up import warm_up as of_plays

    of_conflicts()
    of_plays()
    folder = compiled.safe_folder()
    if folder is None:
        return f"Compiled for this process only: no folder of your own to keep it in ({compiled.FOLDER} names one)."
    return f"Compiled, and kept in {folder}."
