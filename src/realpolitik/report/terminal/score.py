"""The score of forecasts as tables: how good, against whom, reliability, explanations."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.ledger.records import Left
from realpolitik.ledger.scorecard import Rival, Scorecard
from realpolitik.report.terminal.reliability import diagram, verdict
from realpolitik.report.words import count, listed, percent, plain, span

FILE_WIDTH = 110
MOST = 12  #: questions that are listed with the text; JSON has all
MOST_NAMED = 5


def score_text(found: Scorecard, *, to_file: bool = False) -> str:
    """The score as text, as wide as the terminal, with no colours in a file."""
    if to_file:
        console = Console(file=StringIO(), width=FILE_WIDTH, force_terminal=False, color_system=None)
    else:
        console = Console()
    parts: list[RenderableType] = [
        _head(found),
        _questions(found),
        _rivals(found),
        _murphy(found),
        _curve(found),
        _diagram(found),
    ]
    if found.explanations:
        parts.append(_explanations(found))
    notes = notes_of(found)
    if notes:
        parts.append(Text("\n".join(notes), style="dim"))
    with console.capture() as capture:
        console.print(Group(*(part for one in parts for part in (one, Text()))))
    return plain("\n".join(line.rstrip() for line in capture.get().splitlines()).rstrip() + "\n")


def _head(found: Scorecard) -> Text:
    forecasts = "" if found.forecasts == found.questions else f", {found.forecasts} forecasts"
    questions = "1 resolved question" if found.questions == 1 else f"{found.questions} resolved questions"
    return Text(f"{questions}{forecasts}. Brier {found.brier:.4f}, log {found.log:.4f} (lower is better).")


def _questions(found: Scorecard) -> Table:
    """The worst forecasts first: they teach most."""
    table = _table("Question", "forecast", "came out", "Brier")
    worst = sorted(found.records, key=lambda r: (-((r.p - r.outcome) ** 2), r.name))
    for record in worst[:MOST]:
        table.add_row(
            record.asks or record.name,
            percent(record.p),
            _answer(record.outcome),
            f"{(record.p - record.outcome) ** 2:.4f}",
        )
    if len(worst) > MOST:
        table.add_row(f"and {len(worst) - MOST} more that were better", "", "", "")
    return table


def _answer(outcome: float) -> str:
    return {0.0: "no", 1.0: "yes"}.get(outcome, f"{outcome:g}")


def _rivals(found: Scorecard) -> Table:
    what = "questions" if found.forecasts == found.questions else "forecasts"
    table = _table("Against", what, "theirs", "ours", "skill", "their log", "our log")
    for rival in found.rivals:
        table.add_row(*_rival(rival))
    for author in found.authors:
        table.add_row(*_rival(author))
    return table


def _rival(rival: Rival) -> Sequence[str]:
    return (
        rival.name,
        str(rival.questions),
        f"{rival.brier:.4f}",
        f"{rival.our_brier:.4f}",
        "-" if rival.skill is None else f"{rival.skill:+.2f}",
        _log(rival.log),
        _log(rival.our_log),
    )


def _log(value: float) -> str:
    return f"{value + 0.0:.4f}" if value < float("inf") else "infinite"


def _murphy(found: Scorecard) -> Text:
    parts = found.murphy
    return Text(
        f"Brier {found.brier:.4f} = reliability {parts.reliability:.4f} - resolution {parts.resolution:.4f} "
        f"+ uncertainty {parts.uncertainty:.4f} {'-' if parts.within < 0 else '+'} within bins {abs(parts.within):.4f}"
    )


def _curve(found: Scorecard) -> Table:
    """Forecast against share that came out yes, a bin a line, with its range."""
    table = _table("Forecast", "number", "mean", "came out", "range")
    for one in found.bins:
        table.add_row(
            f"{100 * one.low:g} to {100 * one.high:g} %",
            str(one.count),
            percent(one.forecast),
            percent(one.outcome),
            span(one.interval),
        )
    return table


def _diagram(found: Scorecard) -> Text:
    return Text("\n".join([*diagram(found.bins), verdict(found.bins, found.questions)]))


def _explanations(found: Scorecard) -> Table:
    """How well each explanation foretold the answers."""
    table = _table("Explanation", "questions", "sum", "joint", "believed then")
    for one in found.explanations:
        joint = "-" if one.joint is None else f"{one.joint:.2f} \u00b1 {one.joint_error:.2f}"
        table.add_row(f"{one.case}/{one.name}", str(one.questions), f"{one.log:.2f}", joint, percent(one.before))
    return table


def notes_of(found: Scorecard) -> list[str]:
    """What must be known to read the score."""
    notes = []
    if found.hindsight:
        notes.append(
            f"{found.hindsight} of {found.forecasts} were written into the ledger after the day on which the question "
            "was resolved: a demonstration, not a record."
        )
    if found.explanations:
        notes.append(
            "Of an explanation the sum of ln P(answer | explanation), as if the answers were independent given it, and "
            "joint, ln P(all answers | explanation), in the sampled courses that were frozen (- where too few of them "
            "have all these answers). Nearer 0 is better; only explanations of one case with as many questions compare."
        )
    if found.blend.questions:
        share, number = found.blend.share, found.blend.questions
        notes.append(
            f"Share of the play beside base rates: {share:.2f}, "
            + (
                f"fitted to {number} questions."
                if found.blend.fitted
                else f"until 30 questions tell ({number} so far)."
            )
        )
    notes.append("Skill is 1 - our Brier / theirs, on the questions that both answer: above 0 ours are better.")
    ranges = "Ranges are 5th to 95th percentile (Jeffreys), as if the questions of a bin were independent"
    if found.forecasts == found.questions:
        notes.append(f"{ranges}.")
    else:
        notes.append(
            f"{ranges}; several forecasts of one question are not, so the true ranges are wider. Explanations and the "
            "share of the play count the last forecast of each question."
        )
    return [*notes, *left_out(found.left)]


def left_out(left: Left) -> list[str]:
    """What was not scored, one line each."""
    told = [
        (left.open, "question", "not resolved yet"),
        (left.void, "question", "void"),
        (left.refused, "forecast", "without a number"),
        (left.late, "forecast", "made on or after the day of the answer"),
    ]
    altered = (
        [f"The ledger was altered, and what was is not scored: {'; '.join(left.altered)}."] if left.altered else []
    )
    return altered + [
        f"Not scored, {why}: {count(len(names), what)} "
        f"({listed([*names[:MOST_NAMED], *(['others'] if len(names) > MOST_NAMED else [])])})."
        for names, what, why in told
        if names
    ]


def _table(first: str, *others: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first, overflow="fold", min_width=18)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
