"""Timeline: what happened, what counted as a move, what was weighed as evidence, and how belief moved with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from realpolitik.analysis.result import Analysis, TimelineEntry
from realpolitik.figures import belief_timeline
from realpolitik.figures._names import short
from realpolitik.report.chosen import leading
from realpolitik.report.html.pictures import own
from realpolitik.report.saying import Number, Numbers
from realpolitik.report.words import title_of

ORDER = 70
TITLE = "Timeline"

_RECENT = 7  # entries shown, or more where a day has several; older ones are folded away
_MOVED = 0.0005  # a change of belief that is worth drawing: one that a tenth of a point shows
_ABSENT = "looked for, not found: "  # how the news of a day begins that tells of an absence
_SHARED, _LONG = 2, 5  # an event and evidence are the same if they share so many words of so many letters
BOTH = "both"  #: the kind of an event that is also weighed as evidence
_KINDS = {
    "event": "background",
    "move": "a move, weighed by the wishes of the one who made it",
    "evidence": "evidence",
    BOTH: "background, and weighed as evidence",
}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Belief day by day; and the entries in date order, in two parts where they are many: older and recent ones.

    With the last entry of a day stands where the explanation named first and the leading one stood by then. Where no
    day moved any explanation, that is said instead.
    """
    if not analysis.timeline and not analysis.beliefs_over_time:
        return None
    figure = belief_timeline.data(analysis)
    moved = any(max(line["p"]) - min(line["p"]) >= _MOVED for line in figure["lines"])
    main = _followed(analysis) if moved else []
    ordered = sorted([*_once(analysis.timeline), *_not_found(analysis)], key=lambda t: t.date)
    last = {t.date: k for k, t in enumerate(ordered)}
    entries = [_entry(t, analysis, main if last[t.date] == k else []) for k, t in enumerate(ordered)]
    before = _cut([t.date for t in ordered])
    return {
        "figure": own(belief_timeline.spec(figure)) if moved else None,
        "still": bool(figure["lines"]) and not moved,
        "followed": [title for _, title in main],
        "parts": [part for part in (entries[:before], entries[before:]) if part],
    }


def _once(entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """The entries, an event that is also weighed as evidence once: in the words of the evidence, with both roles.

    Nothing in a case ties the two, so they are taken for one only where it is plain: of one day and one paragraph, with
    two longer words in common, and no other entry of the day that fits as well.
    """
    events = [t for t in entries if t.kind == "event"]
    weighed = [t for t in entries if t.kind == "evidence"]
    pairs = [(event, item) for event in events for item in weighed if _same(event, item)]
    told = {
        id(item): event
        for event, item in pairs
        if sum(e is event for e, _ in pairs) == 1 == sum(i is item for _, i in pairs)
    }
    dropped = {id(event) for event in told.values()}
    return [t.model_copy(update={"kind": BOTH}) if id(t) in told else t for t in entries if id(t) not in dropped]


def _same(event: TimelineEntry, item: TimelineEntry) -> bool:
    """Whether an event and a piece of evidence are plainly the same happening."""
    shared = _words(event) & _words(item)
    cited = bool(event.citations) and set(event.citations) <= set(item.citations)
    return event.date == item.date and cited and len(shared) >= _SHARED


def _words(entry: TimelineEntry) -> set[str]:
    return {word for word in re.findall(r"\w+", entry.text.lower()) if len(word) >= _LONG}


def _cut(dates: list[datetime.date]) -> int:
    """Where the recent entries begin: at the first of a day, so that no day stands in both parts."""
    return 0 if len(dates) <= _RECENT else dates.index(dates[-_RECENT])


def _not_found(analysis: Analysis) -> list[TimelineEntry]:
    """What was looked for and not found, one entry a day: a day's change of belief is its work too."""
    found = []
    for point in analysis.beliefs_over_time:
        absent = [words.removeprefix(_ABSENT) for words in point.after if words.startswith(_ABSENT)]
        if absent:
            text = f"Looked for and not found: {'; '.join(absent)}"
            found.append(TimelineEntry(date=point.date, text=text, by=None, kind="evidence", citations=[]))
    return found


def _followed(analysis: Analysis) -> list[tuple[str, str]]:
    """Names and titles of the explanations whose posterior stands with the days."""
    lead = leading(analysis)
    if lead is None or not analysis.beliefs_over_time:
        return []
    chosen = dict.fromkeys((analysis.explanations[0].name, lead.name))
    titles = {e.name: title_of(e.name, e.title) for e in analysis.explanations}
    return [(name, titles[name]) for name in chosen]


def _entry(t: TimelineEntry, analysis: Analysis, main: list[tuple[str, str]]) -> dict[str, Any]:
    names = {a.id: short(a.name) for a in analysis.actors}
    points = {p.date: p for p in analysis.beliefs_over_time}
    n, stood = Numbers(analysis), list[tuple[str, Number]]()
    if t.date in points:
        stood = [
            (title, n(f"beliefs_over_time.{t.date.isoformat()}.p.{name}"))
            for name, title in main
            if name in points[t.date].p
        ]
    return {
        "t": t,
        "by": ", ".join(names.get(one.strip(), one.strip()) for one in t.by.split(",")) if t.by else None,
        "kind": _KINDS.get(t.kind, t.kind),
        "mark": "evidence" if t.kind == BOTH else t.kind if t.kind in _KINDS else "",
        "stood": stood,
    }
