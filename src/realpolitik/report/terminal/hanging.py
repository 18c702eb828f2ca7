"""What a weighing hangs on, in tables and sentences: bounds, decisions, direct judgements, linchpins, near-copies."""

from __future__ import annotations

from rich.table import Table

from realpolitik.evidence.weights import Weighing
from realpolitik.report.terminal.tables import new_table
from realpolitik.report.words import percent


def bounds_table(result: Weighing) -> Table:
    """How low and high each posterior can be, over all ranges at once."""
    table = new_table("Over all ranges at once", "lowest", "highest", "")
    for name, bound in result.bounds.items():
        title = result.explanations[name].title or name
        further = (
            "" if bound.exact else f"cannot pass {percent(bound.outer_low)} and {percent(bound.outer_high)} in any case"
        )
        table.add_row(f"  {title}", percent(bound.low), percent(bound.high), further)
    return table


def said_table(result: Weighing) -> Table:
    """What somebody said directly, the nearest coherent numbers, and what follows from the case."""
    table = new_table("Said directly", "said", "nearest that fits together", "by the evidence")
    for name, (said, nearest) in result.said.items():
        e = result.explanations[name]
        table.add_row(f"  {e.title or name}", percent(said), percent(nearest), percent(e.posterior))
    return table


def decision_table(result: Weighing) -> Table:
    """What the indicators are worth for the decision, the worthiest first."""
    assert result.decision is not None
    table = new_table("To know first", "worth", "choice, if seen", "choice, if not")
    what = {i.id: i.what or i.id for i in result.indicators}
    for name, item in sorted(result.decision.items.items(), key=lambda pair: -pair[1].value):
        table.add_row(what[name], f"{item.value:.4g}", item.if_seen or "-", item.if_not or "-")
    table.add_row("everything", f"{result.decision.knowing:.4g}", "", "")
    return table


def sentences(result: Weighing) -> list[str]:
    """Linchpins, near-copies, the decision as it stands, and how far the bounds go, one line each."""
    lines = []
    if any(source.grade for source in result.sources.values()):
        lines.append("It is so, reads as: what is now believed, by the nearest Admiralty digit and letter.")
    if result.decision is not None:
        costs = ", ".join(f"{name} {cost:.4g}" for name, cost in result.decision.costs.items())
        lines.append(f"Expected costs now: {costs}; best: {result.decision.best}.")
    if result.ranges is not None and len(result.bounds) < len(result.explanations):
        lines.append(
            f"{result.ranges} ranges are too many to try all ends for every explanation; the leading one is shown."
        )
    single = [one for one in result.linchpins if len(one.items) == 1]
    if single:
        told = "; ".join(f"{one.items[0]} ({_turn(one.change, one.becomes)})" for one in single)
        lines.append(f"The headline hangs on {told}.")
    for one in result.linchpins:
        if one.source is not None:
            lines.append(f"It also hangs on {one.source} as a whole ({_turn(one.change, one.becomes)}).")
        elif len(one.items) > 1:
            lines.append(f"Only without {_all(one.items)} would {one.becomes} lead.")
    for group in result.alike:
        count = {2: "Two", 3: "Three", 4: "Four"}.get(len(group.items), str(len(group.items)))
        lines.append(
            f"{count} items or one? {_all(group.items)} say nearly the same; if they go back to one report, mark "
            f"{'the later one' if len(group.items) == 2 else 'the later ones'} `copy_of: {group.items[0]}`."
        )
    return lines


def _turn(change: str, becomes: str) -> str:
    return f"{becomes} would lead" if change == "leading" else f"{becomes} crosses 50 %"


def _all(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
