"""``realpolitik explain``: what a fault means."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import Format

ORDER = 90


def command(
    slug: Annotated[
        str | None, typer.Argument(metavar="[SLUG]", help="The name of a fault; without it all are listed.")
    ] = None,
    format: Format = "text",
) -> None:
    """Say what a fault in a case file means and how to mend it."""
    import json

    from realpolitik.case.faults import MEANINGS
    from realpolitik.case.values import nearest
    from realpolitik.errors import BadInput

    if slug is None:
        wide = max(len(s) for s in MEANINGS) + 2
        listed = "\n".join(f"{s:<{wide}}{MEANINGS[s].what}" for s in sorted(MEANINGS))
        everything = {s: MEANINGS[s]._asdict() for s in sorted(MEANINGS)}
        text = json.dumps(everything, indent=2, ensure_ascii=False) if format == "json" else listed
    elif slug not in MEANINGS:
        hint = nearest(slug, MEANINGS) or "`realpolitik explain` lists them."
        raise BadInput(f"there is no fault called '{slug}'. {hint}")
    else:
        one = MEANINGS[slug]
        if format == "json":
            text = json.dumps({"slug": slug, **one._asdict()}, indent=2, ensure_ascii=False)
        else:
            text = f"{slug}: {one.what}\nTo mend it: {one.mend}"
    deliver(text + "\n", None)
