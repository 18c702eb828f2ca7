"""Actors, candidate options and nature of a draft: no wishes, so that nobody is taken to want anything yet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from realpolitik.reading.actors.dictionary import Entry, shipped
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.items import quoted
from realpolitik.reading.drafting.naming import from_words
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading
from realpolitik.reading.wordlists import one_cue

#: So that a draft can be played: 2^8 states at most.
MOST_ACTORS, MOST_GROUPS, MOST_OPTIONS, OPTIONS_EACH = 14, 6, 8, 2
_OPEN = frozenset({"possible", "hypothetical", "intended", "threatened", "demanded"})
#: A name before a group: "Azeri business clans".
_BEFORE = re.compile(r"([A-Z]\w+(?:[- ][A-Z]\w+)?)\s+$")
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were|gets?|got)\s+(?:\w+ly\s+)?$")
_DEED_ENDS = re.compile(r"[;:—–]|,\s(?=(?:then|but|which|who|while|if|unless|because)\b)|\s(?=(?:if|unless|because)\b)")


@dataclass(slots=True)
class _Seen:
    """An actor with everything that names it."""

    entry: Entry
    count: int
    first: tuple[Reading, Passage]
    names: Counter[str]


def actors(desk: Desk) -> dict[str, Any]:
    """The actors that are named most, with the groups within them, and what each might do by the text's own words."""
    seen = _seen(desk)
    ranked = sorted(seen.items(), key=lambda pair: -pair[1].count)
    kept = [key for key, one in ranked if one.count >= 2 or len(ranked) <= 6][:MOST_ACTORS]
    for key, _ in ranked:
        if key not in kept:
            desk.leave("actor", *seen[key].first)
    made: dict[str, Any] = {}
    for key in kept:
        one = seen[key]
        entry = one.entry
        name = desk.names.take(entry.key, kept=True)
        desk.actors[key] = name
        reading, place = one.first
        others = [n for n, _ in one.names.most_common(6)]
        made[name] = {
            "name": entry.name,
            "kind": entry.kind if entry.kind != "leader" else "state",
            "about": f"Named {_times(one.count)}: {', '.join(others)}."[:300],
            "source": Plain(desk.cite_paragraph(reading, place)),
            **quoted(reading, place),
            "check": desk.marks.note(
                "actor",
                f"actors.{name}",
                "One actor, or several that want different things? What does it want, most important first (prefers)?",
            ),
            "options": {},
        }
    _options(desk, made)
    made.update(_groups(desk, made))
    return made


def _cited(desk: Desk, reading: Reading, place: Passage) -> Plain:
    """A citation as it stands in the case."""
    return Plain(desk.cite(reading, place))


def keep_names(desk: Desk) -> None:
    """Keep the names of actors and groups for them: nothing that is drafted before them may have one."""
    desk.names.keep(one.entry.key for one in _seen(desk).values())
    desk.names.keep(
        _group_name(match) for reading in desk.readings for match in one_cue("group").finditer(reading.text)
    )


def _group_name(match: re.Match[str]) -> str:
    return re.sub(r"\W+", "_", match.group().lower())


def _seen(desk: Desk) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for number, reading in enumerate(desk.readings):
        for mention in reading.mentions if number not in desk.copied else []:
            entry = mention.name.entry
            key = desk.home(entry)
            words = mention.place.of(reading.text)
            if key not in seen:
                seen[key] = _Seen(entry, 0, (reading, mention.place), Counter())
            one = seen[key]
            if one.entry.kind == "leader" and entry.kind == "state":
                one.entry = entry
            one.count += 1
            one.names[words] += 1
    for key, one in seen.items():  # a state that only its leader stands for
        if one.entry.kind == "leader" and key in shipped().states:
            one.entry = shipped().states[key]
    return seen


def _options(desk: Desk, made: dict[str, Any]) -> None:
    """What the text says an actor may, will or threatens to do."""
    total = 0
    for reading in desk.readings:
        for told in reading.events:
            event = told.event
            if event.mode not in _OPEN or event.act.kind in ("DEMAND", "DISAPPROVE", "REJECT"):
                continue
            if any(place.start <= event.trigger.start < place.end for _, place in reading.contrary):
                continue  # what would have been is nothing that can still be done
            for party in event.sources[:2]:
                actor = desk.actor(party.entry)
                if actor is None or party.guessed:
                    continue
                options = made[actor]["options"]
                name = _option_name(reading, event)
                if name in options or any(o.split("_")[0] == name.split("_")[0] for o in options):
                    continue
                if len(options) >= OPTIONS_EACH or total >= MOST_OPTIONS:
                    desk.leave("option", reading, event.clause or event.sentence)
                    continue
                place = event.clause or event.sentence
                path = f"actors.{actor}.options.{name}"
                options[name] = {
                    "text": short(_deed(reading, event, party, place), 120),
                    "source": _cited(desk, reading, event.trigger),
                    "because": f"The text tells it as {event.mode}.",
                    **quoted(reading, place),
                    "check": desk.marks.note(
                        "option",
                        path,
                        "Can it be done, is it done already (now: yes), what must hold first (if)? Can it be undone?",
                    ),
                }
                desk.options.setdefault((desk.number(reading), event.trigger.start), f"{actor}.{name}")
                total += 1


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _deed(reading: Reading, event: Event, party: Party, place: Passage) -> str:
    """What the actor would do, from the verb on to the end of its clause: "attack the dam". The clause itself where the
    actor does not stand before the verb, as in "the dam may be attacked by".
    """
    clause = reading.text[place.start : place.end]
    if event.nominal or not place.start <= party.place.start < event.trigger.start < place.end:
        return clause
    if _PASSIVE.search(reading.text, party.place.end, event.trigger.start):
        return clause
    deed = reading.text[event.trigger.start : place.end]
    end = _DEED_ENDS.search(deed)
    return (deed[: end.start()] if end else deed).strip().rstrip(".!?")


def _option_name(reading: Reading, event: Event) -> str:
    verb = from_words(event.trigger.of(reading.text), 1, "act")
    behind = reading.text[event.trigger.end : min(event.trigger.end + 60, event.sentence.end)]
    what = from_words(behind, 1, "")
    return f"{verb}_{what}" if what else verb


def _groups(desk: Desk, made: dict[str, Any]) -> dict[str, Any]:
    """Groups within the actors: who might want something else than the state."""
    found: dict[str, Any] = {}
    adjectives = {
        m.place.of(r.text): m.name.entry for r in desk.readings for m in r.mentions if m.way in ("adjective", "name")
    }
    for reading in desk.readings:
        for match in one_cue("group").finditer(reading.text):
            place = Passage(match.start(), match.end())
            paragraph = reading.article.paragraph_at(place.start)
            if paragraph is None:
                continue
            before_it = _BEFORE.search(reading.text, max(0, place.start - 40), place.start)
            entry = adjectives.get(before_it[1] if before_it else "")
            whole = desk.actor(entry)
            guess = ""
            if whole is None:
                before = [
                    m
                    for m in reading.mentions
                    if paragraph.place.start <= m.place.start < place.start and m.way not in ("place", "organisation")
                ]
                whole = desk.actor(before[-1].name.entry) if before else None
                guess = f" Guessed to be part of {whole}." if whole else ""
            key = f"{whole or ''}:{match.group().lower()}"
            if key in desk.actors:
                continue
            if len(found) >= MOST_GROUPS:
                return found
            name = desk.names.take(
                _group_name(match)
                + (f"_{whole}" if whole and any(match.group().lower() in k for k in desk.actors) else ""),
                kept=True,
            )
            desk.actors[key] = name
            found[name] = {
                "name": match.group()[:1].upper() + match.group()[1:],
                "kind": "group",
                "part_of": whole,
                "source": Plain(desk.cite_paragraph(reading, place)),
                **quoted(reading, place),
                "check": desk.marks.note(
                    "actor",
                    f"actors.{name}",
                    f"Does it act or want something of its own?{guess} Give it options or wishes, or take it out.",
                ),
            }
    return found
