"""``realpolitik library``: the shipped cases."""

from __future__ import annotations

from typing import Annotated

import typer

from realpolitik.cli.delivery import deliver
from realpolitik.cli.options import Format, Output

ORDER = 80


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A shipped case; without it all are listed.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the case file itself.")] = False,
    format: Format = "text",
    output: Output = None,
) -> None:
    """List the shipped cases; with NAME say where one is and what it shows, or print it."""
    import json
    import textwrap

    from realpolitik.errors import BadInput
    from realpolitik.library import shelf

    if name is None:
        if text:
            raise BadInput("--text needs the name of a case; `realpolitik library` lists them")
        found = [(n, *shelf.headline(n)) for n in shelf.names()]
        if format == "json":
            cases = [{"name": n, "title": t, "about": a, "path": str(shelf.path(n))} for n, t, a in found]
            out = json.dumps(cases, indent=2, ensure_ascii=False)
        else:
            wide = max(len(n) for n, _, _ in found) + 2
            out = "\n".join(
                f"{n:<{wide}}{t}" + ("\n" + textwrap.indent(textwrap.fill(a, 100 - wide), " " * wide) if a else "")
                for n, t, a in found
            )
    elif text:
        out = shelf.path(name).read_text(encoding="utf-8").removesuffix("\n")
    else:
        title, about = shelf.headline(name)
        notes = shelf.folder(name) / shelf.NOTES
        said = notes.read_text(encoding="utf-8").strip() if notes.is_file() else ""
        if format == "json":
            case = {"name": name, "title": title, "about": about, "path": str(shelf.path(name)), "notes": said}
            out = json.dumps(case, indent=2, ensure_ascii=False)
        else:
            out = "\n".join([title, str(shelf.path(name)), "", said]).rstrip()
    deliver(out + "\n", output)
