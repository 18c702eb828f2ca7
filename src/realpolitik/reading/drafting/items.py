"""What several readings say together: the same event told twice is one item with two sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from realpolitik.reading.drafting.naming import keywords
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading, Told

#: Modes of what was done or said; the others are only thought of.
REAL = frozenset({"happened", "attempted", "refused", "threatened", "demanded"})
#: Modes of what may not have been at all.
DISPUTED = frozenset({"denied", "doubted", "alleged"})
#: Worth an item without a target and a day: "France condemned the coup".
_ALONE = frozenset(
    [
        "PROTEST",
        "MOBILIZE",
        "FIGHT",
        "ASSAULT",
        "COERCE",
        "RETREAT",
        "CONCEDE",
        "REJECT",
        "DISAPPROVE",
        "THREATEN",
        "SANCTION",
    ]
)
#: A sentence of so many words that stands in two texts was copied.
LEAST_COPIED = 8
LONGEST_QUOTE = 500
#: So many happenings are told apart; a draft has room for far fewer.
MOST_COMPARED = 300


@dataclass(slots=True)
class Item:
    """One happening: the events that tell it, the first one leading, and who reports it."""

    event: Event
    reading: Reading
    told: list[tuple[Reading, Told]] = field(default_factory=list)

    @property
    def place(self) -> Passage:
        """The clause that tells it, or the sentence where the clause is too short to stand alone."""
        clause = self.event.clause
        return clause if clause is not None and clause.end - clause.start > 25 else self.event.sentence


def retold(item: Item) -> list[tuple[Reading, Told]]:
    """Those who tell an item only with the very sentence of an earlier text."""
    said: dict[tuple[str, ...], Reading] = {}
    copied = []
    for reading, told in item.told:
        words = tuple(re.findall(r"\w+", told.event.sentence.of(reading.text).lower()))
        if len(words) >= LEAST_COPIED and said.setdefault(words, reading) is not reading:
            copied.append((reading, told))
    return copied


def quoted(reading: Reading, place: Passage) -> dict[str, object]:
    """``quote`` and ``span`` of a passage: the very words, cut at a space where they are long."""
    end = place.end
    if end - place.start > LONGEST_QUOTE:
        cut = reading.text.rfind(" ", place.start, place.start + LONGEST_QUOTE)
        end = cut if cut > place.start else place.start + LONGEST_QUOTE
    return {"quote": reading.text[place.start : end], "span": [place.start, end]}


def items(readings: list[Reading], modes: frozenset[str] = REAL) -> list[Item]:
    """The happenings of all readings that are told in one of these modes, in order; those that can be coded on neither
    side are left out.
    """
    found: list[Item] = []
    for reading in readings:
        for told in reading.events:
            if told.event.mode not in modes or not _worth_it(told.event):
                continue
            same = next((item for item in found if _same(item, reading, told.event)), None)
            if same is None and len(found) < MOST_COMPARED:
                found.append(Item(told.event, reading, [(reading, told)]))
            elif same is not None:
                same.told.append((reading, told))
                if _tells_more(told.event, same.event):
                    same.event, same.reading = told.event, reading
    return found


def _worth_it(event: Event) -> bool:
    """Done or said by a known actor; what only names a target must be an act of force."""
    if event.advised:
        return False
    known = [p for p in event.sources if _known(p)]
    if event.mode == "demanded" and event.kind == "DEMAND" and not event.said_by and not known:
        return False
    if known:
        return bool(event.targets or event.moment or event.kind in _ALONE) or len(known) > 1
    forceful = event.kind in ("COERCE", "ASSAULT", "FIGHT", "SANCTION")
    return (forceful and any(_known(p) for p in event.targets)) or bool(event.moment and event.sources)


def _known(party: Party) -> bool:
    return bool(party.code) and party.state != "---"


def _same(item: Item, reading: Reading, event: Event) -> bool:
    other = item.event
    if other.act.kind != event.act.kind and other.kind != event.kind:
        return False
    for a, b in ((_states(other.sources), _states(event.sources)), (_states(other.targets), _states(event.targets))):
        if a and b and not a & b:
            return False
    if _states(other.sources) != _states(event.sources) and not (_states(other.targets) & _states(event.targets)):
        return False
    if other.moment and event.moment:
        apart = max(other.moment.first, event.moment.first) > min(other.moment.last, event.moment.last)
        if apart:
            return False
    if other.mode != event.mode and "attempted" not in (other.mode, event.mode):
        return False
    mine, theirs = keywords(_words(reading, event)), keywords(_words(item.reading, other))
    trigger = event.trigger.of(reading.text).lower()[:5] == other.trigger.of(item.reading.text).lower()[:5]
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return (trigger and shared >= 0.3) or shared >= 0.6


def _states(parties: list[Party]) -> set[str]:
    return {p.state for p in parties if _known(p)}


def _words(reading: Reading, event: Event) -> str:
    return (event.clause or event.sentence).of(reading.text)


def _tells_more(new: Event, old: Event) -> bool:
    def told(event: Event) -> int:
        return (
            2 * bool(_states(event.targets))
            + 2 * bool(_states(event.sources))
            + 2 * bool(event.moment)
            - len(event.guessed)
        )

    return told(new) > told(old)
