"""A what-if as a table: every headline as it is, if something is done, and if it is seen; and what levers do."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.analysis.combined import Combined
from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.supposed import Number, Supposed
from realpolitik.case.case import Case
from realpolitik.report.words import percent, plain, quoted

FILE_WIDTH = 110
MOST = 20  #: levers that are listed
_HEADS = {"explanations": "Explanation", "scenarios": "Scenario: by the horizon", "questions": "Question"}


def supposed_text(case: Case, found: Supposed, *, to_file: bool = False) -> str:
    """The what-if as text."""
    parts: list[RenderableType] = [Group(Text(case.title, style="bold"), Text(_said(found)))]
    both = found.supposition.do != ()
    for section, head in _HEADS.items():
        rows = [n for n in found.numbers if n.key.startswith(section)]
        if rows:
            parts.append(_rows(head, rows, both=both))
    notes = []
    if both:
        notes.append(
            "If done: the play begins after it, whatever its owner wants, and beliefs stay. If seen: its owner moved "
            "so, and that is evidence about what is going on."
        )
    if found.unseen is not None:
        notes.append(f"It could not have been seen: {found.unseen}.")
    notes += [f"{note[:1].upper()}{note[1:]}" for note in found.notes]
    if notes:
        parts.append(Text("\n".join(notes), style="dim"))
    return _printed(parts, to_file=to_file)


def _said(found: Supposed) -> str:
    given = found.supposition
    said = [f"{name} = {value} is done" for name, value in given.do]
    said += [f"{name} = {value} is believed" for name, value in given.believe]
    said += [f"without {name}" for name in given.drop]
    said += [] if given.since is None else [f"seen from {given.since}"]
    return f"What if: {'; '.join(said)}."


def _rows(head: str, rows: Sequence[Number], *, both: bool) -> Table:
    table = _table(head, "as it is", *(("if done", "if seen") if both else ("what if",)), "change")
    for number in rows:
        shown = (number.now, number.done, number.seen) if both else (number.now, number.done)
        table.add_row(number.title, *("-" if p is None else percent(p) for p in shown), _change(number))
    return table


def _change(number: Number) -> str:
    if number.now is None or number.done is None:
        return "-"
    return points(number.done - number.now)


def points(change: float) -> str:
    """``+12.3``: a change in percentage points; ``=`` under a twentieth of one."""
    return f"{100 * change:+.1f}" if abs(change) >= 0.0005 else "="


def levers_text(
    case: Case,
    headlines: Headlines,
    now: Sequence[float],
    found: Sequence[Combined],
    key: str | None,
    *,
    to_file: bool = False,
) -> str:
    """Levers by how far they move one headline (``key``), or else the one that each moves most."""
    start = dict(zip(headlines.keys, now, strict=True))
    titles = dict(zip(headlines.keys, headlines.titles, strict=True))
    played = [k for k in headlines.keys if not k.startswith("explanations.")]
    rows = []
    for one in found:
        most = key or max(played, key=lambda k: (abs(one.headlines[k] - start[k]), k))
        rows.append((abs(one.headlines[most] - start[most]), most, one))
    rows.sort(key=lambda row: (-row[0], row[2].set))
    table = _table("Lever", *(() if key else ("moves most",)), "as it is", "then", "change", "beyond the two")
    for _, most, one in rows[:MOST]:
        cells = [one.words, *(() if key else (titles[most],)), percent(start[most]), percent(one.headlines[most])]
        beyond = points(one.beyond[most]) if one.beyond else ""
        table.add_row(*cells, points(one.headlines[most] - start[most]), beyond)
    what = quoted(titles[key]) if key else "the headline that each moves most"
    parts: list[RenderableType] = [Group(Text(case.title, style="bold"), Text(f"What levers do to {what}."))]
    parts.append(table if rows else Text("No move is open today."))
    notes = ["A lever is a move that is open today, made whatever its owner wants; changes in percentage points."]
    if len(rows) > MOST:
        notes.append(f"{len(rows) - MOST} more change less; --format json has all of them.")
    parts.append(Text("\n".join(notes), style="dim"))
    return _printed(parts, to_file=to_file)


def _printed(parts: Sequence[RenderableType], *, to_file: bool) -> str:
    if to_file:
        console = Console(file=StringIO(), width=FILE_WIDTH, force_terminal=False, color_system=None)
    else:
        console = Console()
    with console.capture() as capture:
        console.print(Group(*(part for one in parts for part in (one, Text()))))
    return plain("\n".join(line.rstrip() for line in capture.get().splitlines()).rstrip() + "\n")


def _table(first: str, *others: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first, overflow="fold", min_width=18)
    for name in others:
        table.add_column(name, justify="left" if name == "moves most" else "right", no_wrap=name != "moves most")
    return table
