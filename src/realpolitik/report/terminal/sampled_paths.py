"""Sampled paths as text: shares with their standard errors."""

from __future__ import annotations

from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.analysis.asking import in_full
from realpolitik.case.case import Case
from realpolitik.play.result import Sampled, Share
from realpolitik.report.words import percent, plain

FILE_WIDTH = 110


def paths_text(case: Case, found: Sampled, *, to_file: bool = False) -> str:
    """Scenarios and questions, each with plus and minus one standard error."""
    parts: list[RenderableType] = [
        Group(
            Text(case.title, style="bold"),
            Text(f"What happens next, from {case.as_of} to {found.horizon}, in {found.paths:,} sampled paths."),
        )
    ]
    if found.scenarios:
        table = _table("Scenario", "has held", "at end")
        for name, (at, ever) in found.scenarios.items():
            table.add_row(case.scenarios[name].title or name.replace("_", " "), _told(ever), _told(at))
        parts.append(table)
    if found.questions:
        asked = in_full(case.questions)
        table = _table("Question", "by", "play")
        until = {question.id: str(question.until) for question in case.questions}
        for name, share in found.questions.items():
            table.add_row(asked[name], until[name], _told(share))
        parts.append(table)
    notes = [f"{note[:1].upper()}{note[1:]}" for note in found.warnings]
    notes.append(
        f"{found.states:,} states listed; {found.draws} draws, seed {found.seed}. After each share stands its standard "
        "error. Base rates are not blended in."
    )
    parts.append(Text("\n".join(notes), style="dim"))
    if to_file:
        console = Console(file=StringIO(), width=FILE_WIDTH, force_terminal=False, color_system=None)
    else:
        console = Console()
    with console.capture() as capture:
        console.print(Group(*(part for one in parts for part in (one, Text()))))
    return plain("\n".join(line.rstrip() for line in capture.get().splitlines()).rstrip() + "\n")


def _told(share: Share | None) -> str:
    return "too few paths" if share is None else f"{percent(share.p)} \u00b1 {100 * share.error:.1f}"


def _table(first: str, *others: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first, overflow="fold", min_width=18)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
