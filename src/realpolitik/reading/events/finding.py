"""The events of one sentence: by its grammar where that is known, by what stands near where it is not; with dates."""

from __future__ import annotations

import datetime
import re

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.days import Moment, moments
from realpolitik.reading.events.clauses import Clauses
from realpolitik.reading.events.event import Event
from realpolitik.reading.events.lexicon import lexicon
from realpolitik.reading.events.mending import mended
from realpolitik.reading.events.nearby import nearby
from realpolitik.reading.events.nominal import nominal
from realpolitik.reading.events.parties import Scene
from realpolitik.reading.events.standing import Standing
from realpolitik.reading.grammar.sentence import Sentence
from realpolitik.reading.later import goes_back, later
from realpolitik.reading.passage import Passage

#: Modes of what was done, so that a later date can count from it.
_DONE = frozenset({"happened", "attempted", "refused", "threatened", "demanded", "alleged"})


def events(scene: Scene, sentence: Sentence, mentions: list[Mention], written: datetime.date | None) -> list[Event]:
    """The events that a sentence tells, the main clause first, then by their place; each with its date where one is
    told.
    """
    words = lexicon()
    if not sentence.parsed:
        found = nearby(words, scene.book, sentence, mentions)
        standing = Standing(words, sentence, None)
    else:
        sentence = mended(words, sentence)
        clauses = Clauses(words, scene, sentence, mentions)
        found = clauses.read()
        found += nominal(words, scene, sentence, mentions, found, clauses.roles)
        standing = Standing(words, sentence, clauses.roles)
    for event in found:
        standing.settle(event)
    told = moments(scene.text, sentence.place, written)
    told = sorted([*told, *later(scene.text, sentence.place, told, scene.last_date, written)], key=lambda m: m.place)
    for event in found:
        event.moment = _nearest(event, told, scene.text)
    done = [e.moment for e in found if e.moment is not None and e.mode in _DONE]
    days = [m for m in done or told if (done or m.first == m.last) and not goes_back(scene.text, m)]
    scene.last_date = max(days, key=lambda m: m.place, default=scene.last_date)
    return found


def _opens(moment: Moment, clause: Passage, text: str) -> bool:
    """Whether a counted date stands right before a clause: "The following month Iran sent a ship"."""
    return moment.counted and moment.place.end <= clause.start and not text[moment.place.end : clause.start].strip(" ,")


def _nearest(event: Event, told: list[Moment], scene_text: str) -> Moment | None:
    """The date in the event's own clause that stands nearest to its word; one of the sentence where it has only one
    clause.
    """
    if event.clause is None:
        return None
    inside = [m for m in told if event.clause.covers(m.place) or _opens(m, event.clause, scene_text)]
    if not inside and len(told) == 1:  # "on 19 June, when they tried to invade"
        between = scene_text[told[0].place.end : event.trigger.start]
        return told[0] if re.match(r",?\s+when\b", between) else None
    return min(inside, key=lambda m: (abs(m.place.start - event.trigger.start), m.place.start), default=None)
