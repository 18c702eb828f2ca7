"""A matrix of competing hypotheses as tables: the marks, the scores beside the odds, the differences."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.evidence.ach import TOOLS, AchView
from realpolitik.evidence.matrix import WORDS
from realpolitik.report.terminal.tables import new_table, printed
from realpolitik.report.words import percent

MOST = 6  #: differences told in full


def ach_text(view: AchView, *, to_file: bool = False) -> str:
    """The view as text."""
    return printed(_tables(view), to_file=to_file)


def _tables(view: AchView) -> RenderableType:
    parts: list[RenderableType] = [Text(view.title, style="bold"), matrix_table(view), scores_table(view), _told(view)]
    return Group(*(part for one in parts for part in (one, Text())))


def matrix_table(view: AchView) -> Table:
    """The marks, with how far each item tells the hypotheses apart by Open Synthesis and in bits."""
    table = new_table("Item", *view.hypotheses, "apart", "bits")
    for row in view.items:
        bits = "copy" if row.copy_of else f"{view.bits.get(row.id, 0.0):.3f}"
        marks = ["/".join(cell) for cell in row.marks]
        table.add_row(row.id, *marks, f"{view.diagnosticity[row.id]:.2f}", bits)
    return table


def scores_table(view: AchView) -> Table:
    """The hypotheses, the likeliest first: posterior, and each program's score with its place."""
    table = new_table("Hypothesis", "posterior", "I and II", *TOOLS)
    for name, h in sorted(view.hypotheses.items(), key=lambda pair: pair[1].place):
        scores = [f"{h.scores[t]:.4g} ({h.places[t]}.)" for t in TOOLS]
        title = h.title if h.title == name else f"{name}: {h.title}"
        table.add_row(Text(title), percent(h.posterior), str(h.inconsistent), *scores)
    return table


def _told(view: AchView) -> Text:
    lines = []
    turned = [d for d in view.differences if not d.tied]
    tied = [d for d in view.differences if d.tied]
    if not view.differences:
        lines.append("All three programs and the odds put the hypotheses in the same order.")
    for d in turned[:MOST]:
        lines.append(
            f"{d.tool} puts {d.count_prefers} before {d.odds_prefer}, the odds are {d.odds:.3g} to 1 the other way: "
            f"{d.words}."
        )
    if len(turned) > MOST:
        lines.append(f"{len(turned) - MOST} more pairs stand the other way round; --format json has them all.")
    for d in tied[: max(0, MOST - len(turned))]:
        lines.append(
            f"{d.tool} cannot tell {d.count_prefers} and {d.odds_prefer} apart, the odds are {d.odds:.3g} to 1: "
            f"{d.words}."
        )
    lines.append(
        "Less is better in all three scores. By convention "
        + ", ".join(f"{m} says {w}" for m, w in WORDS.items())
        + "."
    )
    return Text("\n".join(lines))
