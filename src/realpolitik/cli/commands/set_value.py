"""``realpolitik set``: change one value of a case file and nothing else in it."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer

from realpolitik.cli.options import Format, Output

NAME = "set"
ORDER = 72


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A case file; with -o also the name of a shipped case.")],
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="The item, as faults name it: factors.us_deal.prior, events[3].by, evidence.sputnik_raid.credibility.",
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What is to stand there; a list as '[a, b]'.")],
    format: Format = "text",
    output: Output = None,
    keep_mark: Annotated[
        bool, typer.Option("--keep-mark", help="Leave the mark `check:` that asks for this value where it is.")
    ] = False,
) -> None:
    """Change one value of a case file; comments, order, quotes and line ends stay as they are.

    A key that is not there yet is added. A mark `check:` that asks for the value goes, for now somebody has judged it;
    the same value again agrees with what stands there, and '' for a PATH that ends in check takes a mark out.
    A neutral stand-in for another day of the same event gives way where the new chance leaves it no room.
    An edit after which the case has an error it did not have is refused.
    With -o the changed case is written elsewhere and FILE stays as it is. A VALUE that begins with '-' goes after '--'.
    """
    import json
    from dataclasses import asdict

    from realpolitik.case.editing import Edit, edited, without
    from realpolitik.case.marks import Settled, settled
    from realpolitik.case.saving import Original, errors_of, new_errors
    from realpolitik.case.yielding import Yielded, yielded
    from realpolitik.cli.opening import case_path
    from realpolitik.errors import BadInput, CaseFaults

    place = case_path(file)
    moved = Yielded("")
    if output is None and not Path(file).is_file():
        raise BadInput(f"'{file}' is a shipped case, which stays as it is; -o FILE writes a changed copy.")
    original = Original.read(place)
    if path.endswith(".check") and not value.strip():
        made = Edit(without(original.text, path), path, edited(original.text, path, "x").old, "(nothing)")
        done = Settled(made.text, ())
    else:
        made = edited(original.text, path, value)
        moved = yielded(made.text, path)
        done = Settled(moved.text, ()) if keep_mark else settled(moved.text, path)
    before = errors_of(original.text, str(place))
    after = errors_of(done.text, str(place))
    if found := new_errors(before, after, made.path):
        raise CaseFaults(found, not_done="nothing was written")
    changed = done.text != original.text
    if changed or output is not None:
        original.save(done.text, output)
    if format == "json":
        record = {
            "file": str(output or place),
            "path": path,
            "old": made.old,
            "new": made.new,
            "changed": changed,
            "stand_ins_moved": [{"path": where, "old": old, "new": new} for where, old, new in moved.moved],
            "marks_gone": [asdict(mark) for mark in done.gone],
            "errors": [asdict(fault) for fault in after],
        }
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False))
        return
    was = "(nothing)" if made.old is None else _one_line(made.old)
    typer.echo(f"{path}: {was}, as before" if made.old == made.new else f"{path}: {was} -> {made.new}")
    for where, old, new in moved.moved:
        typer.echo(f"  gives way, still nobody's: {where}: {old} -> {new}")
    for mark in done.gone:
        typer.echo(f"  decided, its mark is gone: {shorten(mark.words, 100, placeholder=' ...')}")
    if after:
        typer.echo(f"The case still has errors; `realpolitik check {output or place}` shows them.")


def _one_line(written: str) -> str:
    """The first line of a value that has several."""
    first, *more = written.splitlines() or [""]
    return f"{first} ... ({len(more)} more lines)" if more else first
