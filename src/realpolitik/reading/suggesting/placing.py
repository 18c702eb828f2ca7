"""Puts checked suggestions among what the rules have read, behind it, so that nothing the rules found gives way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.assertions.conditionals import Conditional
from realpolitik.reading.assertions.forecasts import Forecast
from realpolitik.reading.assertions.outlook import Advice, Scenario
from realpolitik.reading.assertions.rivals import Rival
from realpolitik.reading.drafting.items import REAL, items
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import Act, lexicon
from realpolitik.reading.passage import Passage
from realpolitik.reading.structure import Paragraph
from realpolitik.reading.suggesting.accepting import ALREADY, FORM, NOBODY, NOT_DONE, Dropped, checked
from realpolitik.reading.suggesting.answer import Added
from realpolitik.reading.texts import Reading, Told


@dataclass(frozen=True, slots=True)
class Placed:
    """A suggestion that is among the readings now: its kind, the quotes of its items, its words."""

    kind: str
    quotes: tuple[tuple[int, int, str], ...]
    words: str


def copied(reading: Reading) -> Reading:
    """A reading whose lists can be added to."""
    return replace(
        reading,
        events=list(reading.events),
        conditionals=list(reading.conditionals),
        rivals=list(reading.rivals),
        scenarios=list(reading.scenarios),
        forecasts=list(reading.forecasts),
        advice=list(reading.advice),
    )


def place(reading: Reading, paragraphs: list[Paragraph], one: Added) -> Placed:
    """Add a suggestion to a reading. Raises Dropped where it does not hold, or is there already."""
    paragraph, where, after, words = checked(reading, paragraphs, one)
    voice = reading.quoted_at(where) or paragraph.voice
    text = reading.text
    near = [m for m in reading.mentions if where.start <= m.place.start and m.place.end <= where.end]
    taken: list[Passage]
    if one.kind == "explanation":
        _new(where, [r.place for r in reading.rivals])
        reading.rivals.append(Rival(where, voice, 0))
    elif one.kind == "conditional" and after is not None:
        _new(where, [c.if_ for c in reading.conditionals])
        whole = Passage(min(where.start, after.start), max(where.end, after.end))
        unless = text[max(0, where.start - 10) : where.start].lower().split()[-1:] == ["unless"]
        reading.conditionals.append(Conditional(whole, where, after, "unless" if unless else "if", unless))
        return Placed(one.kind, (_quote(text, where), _quote(text, after), _quote(text, whole)), "")
    elif one.kind == "scenario":
        _new(where, [s.place for s in reading.scenarios])
        reading.scenarios.append(Scenario(where, voice, (), ()))
    elif one.kind == "forecast":
        taken = [f.place for f in reading.forecasts] + [s for c in reading.conditionals for s in (c.if_, c.then)]
        _new(where, taken)
        if not near:
            raise Dropped(NOBODY)
        reading.forecasts.append(Forecast(where, voice, where))
    elif one.kind == "advice":
        _new(where, [a.place for a in reading.advice])
        reading.advice.append(Advice(where, voice, where, _named(reading, where, near, one.to).name.entry))
    else:
        _event(reading, paragraph, where, near, one)
    return Placed(one.kind, (_quote(text, where),), words)


def _quote(text: str, where: Passage) -> tuple[int, int, str]:
    return where.start, where.end, where.of(text)


def _new(where: Passage, there: list[Passage]) -> None:
    """Raises Dropped where half of the quote, or of what is there, is the same words."""
    for other in there:
        shared = min(where.end, other.end) - max(where.start, other.start)
        if shared > 0.5 * min(where.end - where.start, other.end - other.start):
            raise Dropped(ALREADY)


def _named(reading: Reading, where: Passage, near: list[Mention], name: str) -> Mention:
    """The actor whose name stands in a quote."""
    start = where.of(reading.text).find(name) if name else -1
    if start >= 0:
        first, last = where.start + start, where.start + start + len(name)
        for mention in near:
            if mention.place.start < last and first < mention.place.end and not mention.describes:
                return mention
    raise Dropped(NOBODY)


@cache
def _acts() -> dict[str, Act]:
    """The act of each PLOVER type, with the first of its CAMEO roots."""
    every = {p.act for patterns in lexicon().verbs.values() for p in patterns} | set(lexicon().nouns.values())
    return {act.kind: act for act in sorted(every, key=lambda act: (act.kind, act.root), reverse=True)}


def _event(reading: Reading, paragraph: Paragraph, where: Passage, near: list[Mention], one: Added) -> None:
    act = _acts().get(one.type or "")
    if act is None:
        raise Dropped(FORM)
    here = [t.event for t in reading.events if where.start <= t.event.trigger.start < where.end]
    if here and not any(event.mode in REAL for event in here):
        raise Dropped(NOT_DONE)
    who = _named(reading, where, near, one.by)
    whom = _named(reading, where, near, one.to) if one.to else None
    trigger = Passage(min(who.place.end + 1, where.end - 1), where.end)
    event = Event(where, trigger, act, act.kind, act.root, "happened", [_party(who)], [], clause=where)
    if whom is not None and whom.name.entry.key != who.name.entry.key:
        event.targets.append(_party(whom))
    before = items([reading])
    told = Told(event, paragraph)
    _new(where, [i.event.clause or i.event.sentence for i in before])
    reading.events.append(told)
    if len(items([reading])) == len(before):
        reading.events.remove(told)
        raise Dropped(ALREADY)


def _party(mention: Mention) -> Party:
    return Party(mention.code, mention.name.entry, mention.place)
