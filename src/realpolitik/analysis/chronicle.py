"""What has happened so far, as one timeline: events, seen moves and dated evidence."""

from __future__ import annotations

from realpolitik.analysis.result import TimelineEntry
from realpolitik.case.case import Case
from realpolitik.case.parts.time import Event
from realpolitik.play.path import watched_events


def timeline(case: Case) -> list[TimelineEntry]:
    """Every dated happening of a case, the oldest first; an item that an event counts for stands once, as the event."""
    counted = {event.counts_as for event in case.events if event.counts_as}
    entries = [_event(case, event) for event in case.events]
    entries += [
        TimelineEntry(
            date=item.date, text=item.what or item.id, by=None, kind="evidence", citations=[str(c) for c in item.source]
        )
        for item in case.evidence
        if item.date is not None and item.seen == "seen" and item.id not in counted and item.copy_of is None
    ]
    return sorted(entries, key=lambda entry: entry.date)  # stable: events first, both in the order of the case


def words_of(case: Case, event: Event) -> str:
    """What happened: in the event's own words, else in those of the item that it counts for, else as the move."""
    what = {item.id: item.what for item in case.evidence}
    does = ", ".join(formula.text.replace("_", " ") for formula in event.does)
    return event.text or (what.get(event.counts_as) if event.counts_as else None) or does


def _event(case: Case, event: Event) -> TimelineEntry:
    return TimelineEntry(
        date=event.date,
        text=words_of(case, event),
        by=_authors(case, event),
        kind="move" if any(event is seen for _, seen in watched_events(case)) else "event",
        citations=[str(c) for c in event.source],
    )


def _authors(case: Case, event: Event) -> str | None:
    names = [case.actors[name].name or name if name in case.actors else name for name in event.by]
    return " or ".join(names) or None
