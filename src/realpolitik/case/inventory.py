"""What a case holds, counted; and what it says that no engine of this version uses."""

from __future__ import annotations

from html import escape
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realpolitik.case.case import Case


def counts(case: Case) -> dict[str, int]:
    """How many of each thing the case has; ``states`` and ``worlds`` before rules, without "something else"."""
    from realpolitik.case.apart import events_apart

    apart = events_apart(case)
    options = [o for actor in case.actors.values() for o in actor.options.values()]
    moving = [event for name, event in case.nature.items() if event.moves != "no" and name not in apart]
    axes = [o.values for o in options if o.moves != "no"] + [event.values for event in moving]
    return {
        "sources": len(case.sources),
        "factors": len(case.factors),
        "worlds": prod(len(f.values) for f in case.factors.values()),
        "explanations": len(case.explanations),
        "items": len(case.evidence),
        "actors": len(case.actors),
        "options": len(options),
        "nature": len(case.nature),
        "axes": len(axes),
        "states": prod(len(values) for values in axes),
        "rules": len(case.rules),
        "scenarios": len(case.scenarios),
        "events": len(case.events),
        "questions": len(case.questions),
    }


def not_used(case: Case) -> list[str]:
    """What the file says that changes no result of this version, or only some of them, in words."""
    found: list[str] = []

    def tell(places: list[str], words: str) -> None:
        if places:
            shown = ", ".join(places[:4]) + (f" and {len(places) - 4} more" if len(places) > 4 else "")
            found.append(f"{shown}: {words}")

    actors = case.actors.items()
    for key, words in (
        ("thinks", "what an actor thinks of others counts in `solve --views`, not in the forecast"),
        ("does_not_see", "what an actor does not see counts in `solve --views`; in the forecast all see every option"),
        ("thinks_impossible", "what an actor takes to be impossible counts in `solve --views`, not in the forecast"),
        ("attitudes", "attitudes count in `solve --preferences attitudes`, not in the forecast"),
    ):
        tell([f"actors.{a}.{key}" for a, actor in actors if getattr(actor, key)], words)
    options = [(f"actors.{a}.options.{o}", option) for a, actor in actors for o, option in actor.options.items()]
    tell([p for p, o in options if o.public != bool(o.backing_down)], "backing down costs only with both keys")
    tell([f"issues.{i}" for i in case.issues], "where an issue on a scale settles is not computed")
    tell(_unable(case), "an author without an option of that name cannot have made the move, and is left out")
    tell(_judges(case), "what each of several people judged is kept, the value itself is used")
    return found


def _unable(case: Case) -> list[str]:
    """Moves of several candidate authors of whom one has no such option."""
    found = []
    for k, event in enumerate(case.events):
        names = [move[0].partition(".")[2] for f in event.does if (move := f.assignment()) is not None]
        options = [case.actors[author].options if author in case.actors else case.nature for author in event.by]
        if len(event.by) > 1 and any(name not in own for own in options for name in names):
            found.append(f"events[{k}].by")
    return found


def _judges(case: Case) -> list[str]:
    from realpolitik.case.meaning.desk import every_part
    from realpolitik.case.node import step
    from realpolitik.case.parts.judged import Provenance

    found = []
    for loc, part in every_part(case):
        if loc[:1] and loc[0] in ("something_else", "sources", "factors", "evidence"):  # pooled: see evidence.pooling
            continue
        if isinstance(part, Provenance) and any(judgement.value is not None for judgement in part.judged_by):
            path = ""
            for key in loc:
                path = step(path, key)
            found.append(f"{path}.judged_by")
    return found


def as_html(case: Case) -> str:
    """A small table of the case for notebooks; everything the file says is escaped."""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td style='text-align:right'>{count:,}</td></tr>"
        for name, count in counts(case).items()
        if count and not (name == "states" and not case.actors and not case.nature)
    )
    dates = f"<div>as of {case.as_of}</div>" if case.as_of else ""
    warnings = sum(1 for fault in case.warnings if fault.severity == "warning")
    noticed = f"<div>{warnings} warning{'s' if warnings != 1 else ''}: see <code>case.warnings</code></div>"
    return (
        f"<div><strong>{escape(case.title)}</strong> <code>{escape(case.case)}</code>{dates}"
        f"<table>{rows}</table>{noticed if warnings else ''}</div>"
    )
