"""Tables as every command prints them, and what rich can print as text."""

from __future__ import annotations

from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.analysis.fragile import Unjudged
from realpolitik.report.unjudged import notice
from realpolitik.report.words import plain

#: Columns of a text that goes to a file.
FILE_WIDTH = 110
#: Columns of words; all others are of numbers.
WORDS = ("", "source", "headline turns at", "choice, if seen", "choice, if not")


def printed(shown: RenderableType, *, to_file: bool) -> str:
    """What rich can print as text: as wide as the terminal, or plain and of one width for a file."""
    if to_file:
        console = Console(file=StringIO(), width=FILE_WIDTH, force_terminal=False, color_system=None)
    else:
        console = Console()
    with console.capture() as capture:
        console.print(shown)
    return plain("\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n")


def notices(found: Unjudged | None) -> list[Text]:
    """The warning of a case that is not judged to the end, to stand below its title; none where it is."""
    said = notice(found)
    if said is None or found is None:
        return []
    return [Text(plain(f"{said} `realpolitik check` lists them." if found.open else str(said)), style="yellow")]


def new_table(first: str, *others: str) -> Table:
    """A table without a frame: words at the left, numbers at the right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="left" if name in WORDS else "right", overflow="fold")
    return table
