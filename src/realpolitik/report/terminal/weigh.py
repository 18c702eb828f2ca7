"""The weighing of a case as tables: explanations, items, sources, indicators."""

from __future__ import annotations

import math

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.analysis.fragile import Unjudged
from realpolitik.analysis.nobodys import HALF
from realpolitik.evidence.weights import ItemWeight, SourceWeight, Weighing
from realpolitik.report.terminal import hanging
from realpolitik.report.terminal.tables import new_table, notices, printed
from realpolitik.report.words import percent, ranging, span, word_for


def weighing_text(result: Weighing, *, unjudged: Unjudged | None = None, to_file: bool = False) -> str:
    """The weighing as text, as wide as the terminal, with colours where it can show them and none in a file.

    ``unjudged``: what of the evidence is still nobody's.
    """
    return printed(weighing_tables(result, unjudged), to_file=to_file)


def weighing_tables(result: Weighing, unjudged: Unjudged | None = None) -> RenderableType:
    """The weighing as something rich can print."""
    worded = unjudged is None or unjudged.open < HALF * unjudged.of
    parts: list[RenderableType] = [
        Group(Text(result.title, style="bold"), *notices(unjudged), _headline(result, worded)),
        explanations_table(result),
    ]
    if result.bounds:
        parts.append(hanging.bounds_table(result))
    if result.said:
        parts.append(hanging.said_table(result))
    if result.by_judge:
        parts.append(judges_table(result))
    if any(i.role == "weighed" for i in result.items.values()):
        parts.append(items_table(result))
    if any(s.items for s in result.sources.values()):
        parts.append(sources_table(result))
    if result.indicators:
        parts.append(indicators_table(result))
    if result.decision is not None:
        parts.append(hanging.decision_table(result))
    parts.append(_notes(result))
    return Group(*(part for one in parts for part in (one, Text())))


def _headline(result: Weighing, worded: bool) -> Text:
    if result.leading is None:
        return Text("The case names no explanation; below is what the evidence says about its factors.")
    first = result.explanations[result.leading]
    word = word_for(first.posterior, first.interval) if first.interval and worded else None
    return Text(
        f"Leading explanation: {first.title or result.leading}, {word + ', ' if word else ''}{percent(first.posterior)}"
        + (ranging(first.interval, " (range ", ")") if first.interval else "")
    )


def explanations_table(result: Weighing) -> Table:
    """Explanations, or factors where there are none, from prior to posterior, with what is left over."""
    table = new_table(
        "Explanation" if result.explanations else "Factor", "prior", "posterior", "range", "Bayes factor", ""
    )
    ranked = sorted(result.explanations.items(), key=lambda pair: -pair[1].posterior)
    for name, e in ranked:
        nested = [n for n in e.implied_by if n not in e.implies]
        table.add_row(
            Text(f"{'▶ ' if e.leading else '  '}{e.title or name}", style="bold" if e.leading else ""),
            percent(e.prior),
            percent(e.posterior),
            span(e.interval) if e.interval else "",
            _times(e.bayes_factor),
            f"contains {', '.join(nested)}" if nested else "",
        )
    if not result.explanations:
        for factor, values in result.factors.items():
            for value, p in values.items():
                table.add_row(
                    f"  {factor}: {value}", percent(result.factor_priors[factor][value]), percent(p), "", "", ""
                )
    else:
        none = result.none_named
        table.add_row("  none of the named, within the model", percent(none.prior), percent(none.posterior), "", "", "")
    other = result.something_else
    table.add_row("  something else", percent(other.prior), percent(other.posterior), "", "", "")
    return table


def judges_table(result: Weighing) -> Table:
    """Each explanation's posterior by every judge's own numbers, and by all of theirs pooled."""
    names = list(next(iter(result.by_judge.values())))
    table = new_table("By the judges' own numbers", *names)
    for name, held in sorted(result.by_judge.items(), key=lambda pair: -result.explanations[pair[0]].posterior):
        title = result.explanations[name].title or name
        table.add_row(f"  {title}", *(percent(held[judge]) for judge in names))
    return table


def items_table(result: Weighing) -> Table:
    """The items that are weighed, the most telling first."""
    lead = result.leading
    table = new_table("Item", "source", "it is so", "for the leading one", "without it", "bits")
    weighed = {name: i for name, i in result.items.items() if i.role == "weighed"}
    for name, item in sorted(weighed.items(), key=lambda pair: -_strength(pair[1], lead)):
        table.add_row(
            name,
            ", ".join(item.sources) or "(seen directly)",
            "" if item.happened is None else f"{percent(item.happened)}, {item.credibility}",
            _times(item.likelihood_ratio[lead]) if lead else "",
            percent(item.posterior_without[lead]) if lead else "",
            f"{item.bits:.3f}",
        )
    return table


def _strength(item: ItemWeight, lead: str | None) -> float:
    ratio = item.likelihood_ratio.get(lead) if lead else None
    return abs(math.log(ratio)) if ratio else item.bits


def sources_table(result: Weighing) -> Table:
    """The sources that are weighed: how reliable before and after, and what it would take to turn the headline."""
    table = new_table("Source", "items", "reliable: before", "after", "reads as", "headline turns at")
    for name, source in result.sources.items():
        if source.items:
            before, after = percent(source.prior[0]), percent(source.posterior[0])
            table.add_row(name, str(len(source.items)), before, after, source.grade or "", _turn(source))
    return table


def _turn(source: SourceWeight) -> str:
    flip = source.flip_point
    if flip is None:
        return "no share"
    what = f"{flip.becomes} would lead" if flip.change == "leading" else f"{flip.becomes} crosses 50 %"
    return f"{percent(flip.reliable)}: {what}"


def indicators_table(result: Weighing) -> Table:
    """What to watch for, the most telling first."""
    lead = result.leading
    asked = any(sign.bits_about is not None for sign in result.indicators)
    table = new_table("Watch for", "bits about it" if asked else "bits", "likely", "leading one, if seen", "if not")
    for sign in result.indicators:
        table.add_row(
            sign.what or sign.id,
            f"{sign.bits if sign.bits_about is None else sign.bits_about:.3f}",
            percent(sign.probability),
            percent(sign.if_seen[lead]) if lead in sign.if_seen else "",
            percent(sign.if_not[lead]) if lead in sign.if_not else "",
        )
    return table


def _notes(result: Weighing) -> Text:
    lines = []
    copies = [name for name, i in result.items.items() if i.role == "copy"]
    context = [name for name, i in result.items.items() if i.role == "context"]
    if copies:
        lines.append(f"Copies, which move nothing: {', '.join(copies)}.")
    if context:
        lines.append(f"Shown only, without likelihoods: {', '.join(context)}.")
    even = result.equal_priors
    if even.leading is not None:
        lines.append(
            f"With every prior at equal shares {even.leading} leads with {percent(even.explanations[even.leading])}."
        )
    lines += hanging.sentences(result)
    lines.append(f"Ranges: 5th to 95th percentile of {result.draws} draws, seed {result.seed}." if result.draws else "")
    return Text("\n".join(line for line in lines if line), style="dim")


def _times(ratio: float | None) -> str:
    """A likelihood ratio as a factor: ``x 3.21`` for, ``/ 3.21`` against; a dash where it is not defined."""
    if ratio is None:
        return "-"
    fewer = f"{1.0 / ratio:.3g}"
    return f"x {ratio:.3g}" if ratio >= 1.0 or fewer == "1" else f"/ {fewer}"
