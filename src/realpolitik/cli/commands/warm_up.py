"""``realpolitik warm-up``: compile what large conflicts need, once for all later runs."""

from __future__ import annotations

import typer

NAME = "warm-up"
ORDER = 95


def command() -> None:
    """Compile the loops for large conflicts now, so that no later run has to wait for them.

    Small conflicts never need it. Without the extra `fast` (numba) there is nothing to compile.
    """
    from realpolitik.conflict.warm_up import warm_up

    typer.echo(warm_up())
