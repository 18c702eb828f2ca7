"""Sources, factors, explanations and evidence of a draft: neutral priors and flat likelihoods."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.case.unjudged import NEUTRAL
from realpolitik.reading.actors.dictionary import slug
from realpolitik.reading.assertions.hedges import band, negated
from realpolitik.reading.assertions.rivals import LEAST, Rival
from realpolitik.reading.days import Moment
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.items import Item, items, quoted, retold
from realpolitik.reading.drafting.naming import from_words, keywords
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.drafting.twins import alike, cited_too, words_of
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.events.parties import name_of, sides
from realpolitik.reading.passage import Passage
from realpolitik.reading.showing import anchor
from realpolitik.reading.structure import Voice
from realpolitik.reading.texts import Reading
from realpolitik.reading.wordlists import cues

#: An explanation with its text, and those of other texts that say the same.
Held = tuple[Reading, Rival, list[tuple[Reading, Rival]]]
#: Each explanation is a factor of its own, as is each disputed act, and the worlds are counted out: 2^12 of them.
MOST_FACTORS, MOST_ITEMS = 12, 60


def sources(desk: Desk, repeats: dict[int, list[int]], article_page: str | None = None) -> dict[str, Any]:
    """A source for every voice; ``repeats`` gives for a reading the earlier ones whose text it repeats;
    ``article_page`` is the annotated page that a source links to.
    """
    made: dict[str, Any] = {}
    for number, reading in enumerate(desk.readings):
        for voice in reading.article.voices:
            called = _called(desk, voice)
            own = number == 0 or voice.kind == "opinion" or (voice.kind == "quoted" and desk.names.free(called))
            name = desk.names.take(called if own else f"{called}_of_{number + 1}")
            desk.voices[number, voice.name] = name
            made[name] = _source(desk, reading, voice, name)
            if article_page:
                made[name]["url"] = f"{article_page}#{anchor(_marked(reading, number, voice))}"
            copied = [
                desk.voices[n, other.name]
                for n in repeats.get(number, [])
                for other in desk.readings[n].article.voices
                if _repeats(reading, voice, desk.readings[n], other)
            ]
            if copied:
                made[name]["repeats"] = copied
                desk.marks.note(
                    "source",
                    f"sources.{name}.repeats",
                    "nearly the same text as in another article: a copy is no new evidence",
                )
    return made


def _marked(reading: Reading, number: int, voice: Voice) -> str:
    """Where the annotated page has a voice: the heading of its paragraphs, or the paragraph that quotes it first."""
    at = reading.article.paragraph_at(voice.place.start)
    if voice.kind == "quoted" and at is not None:
        return f"text-{number}-{at.voice}-p{at.number}"
    return f"voice-{number}-{voice.name}"


def _called(desk: Desk, voice: Voice) -> str:
    """The name of a voice as a source. Where an actor has that name, a person has the full one: ``michael_jordan``
    beside ``jordan``; anybody else is called by what he does: ``opposition_says``.
    """
    if voice.name not in desk.names.kept:
        return voice.name
    whole = slug(voice.by or "")
    person = whole.endswith(f"_{voice.name}") and not whole.startswith(("the_", "a_", "an_"))
    return whole if person and desk.names.free(whole) else f"{voice.name}_says"


def _repeats(reading: Reading, voice: Voice, earlier: Reading, other: Voice) -> bool:
    """Whether a voice of a copied text is one of the text that it copies."""
    if voice.kind != other.kind:
        return False
    if voice.kind == "opinion":
        return voice is reading.article.voices[0] and other is earlier.article.voices[0]
    if voice.kind == "quoted":
        return voice.name == other.name
    return alike(_words_by(reading, voice), _words_by(earlier, other))


def _words_by(reading: Reading, voice: Voice) -> frozenset[str]:
    return frozenset(
        word for p in reading.article.paragraphs if p.voice == voice.name for word in words_of(reading, p.place)
    )


def _source(desk: Desk, reading: Reading, voice: Voice, name: str) -> dict[str, Any]:
    article = reading.article
    title = voice.title
    if voice.kind == "opinion" and article.title is not None:
        title = short(article.title.of(article.text), 200)
    words = "Grade it (A to F): how often does it report what it knows? Not graded, it counts as F."
    if voice.kind == "comment":
        words = "Grade it (A to F); an unknown commenter is usually D or E."
    if voice.kind == "quoted":
        words = f"Grade it (A to F); it is quoted by {article.voices[0].name}, so it is known at second hand."
    return {
        "title": title,
        "by": voice.by,
        "kind": "report" if voice.kind == "opinion" and voice.by is None else voice.kind,
        "date": Plain(article.date.isoformat())
        if article.date and voice.kind not in ("comment", "quoted") and article.date <= desk.as_of
        else None,
        "note": f"Read from {short(article.file, 120)}; spans count the characters of its text.",
        **quoted(reading, voice.place),
        "check": desk.marks.note("source", f"sources.{name}", words),
    }


def beliefs(desk: Desk, room: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Factors and explanations: one of each for every rival explanation that is kept, at most ``room``."""
    factors: dict[str, Any] = {}
    explanations: dict[str, Any] = {}
    for reading, rival, copies in _chosen(desk, room):
        words = rival.core.of(reading.text)
        source, cited = desk.source(reading, rival.voice), desk.cite(reading, rival.place)
        name = desk.names.take(_name(words, cited))
        factor = desk.names.take(f"is_{name}")
        cites: Any = Plain(cited)
        for other, twin in copies:
            cites = cited_too(cites, desk.cite(other, twin.place))
        factors[factor] = {
            "asks": "Is it so? " + short(words[:1].upper() + words[1:], 160),
            "prior": {"value": Plain("50%"), "because": NEUTRAL},
            "source": cites,
            **quoted(reading, rival.place),
            "check": desk.marks.note(
                "explanation",
                f"factors.{factor}.prior",
                _to_judge(desk, reading, rival, source),
                rival.weight + 10 * (rival.voice == reading.article.voices[0].name),
            ),
        }
        explanations[name] = {
            "title": short(_core(words).rstrip("."), 80),
            "says": Plain(factor),
            "held_by": source if rival.held else None,
            "source": cites,
            **quoted(reading, rival.place),
        }
    return factors, explanations


def _to_judge(desk: Desk, reading: Reading, rival: Rival, source: str) -> str:
    """What a person must decide about an explanation."""
    if rival.by_default:
        return f"No word of {source} marks an explanation; this is what it says first of an actor. Does it explain?"
    deniers = [desk.source(reading, voice) for voice in rival.denied_by]
    denied = f" {' and '.join(deniers)} {'denies' if len(deniers) == 1 else 'deny'} it." if deniers else ""
    if not rival.held:
        return (
            f"Put the claim in your own words and judge it.{denied} Who holds it (held_by)? The sentence names nobody."
        )
    said, _ = band(reading.text, rival.core)
    denies = " It also denies something: see which way it is meant." if negated(reading.text, rival.core) else ""
    guess = f" {rival.guess[:1].upper()}{rival.guess[1:]}: right?" if rival.guess else ""
    return f"Put the claim in your own words and judge it; {source} says it as '{said}'.{denied}{denies}{guess}"


def _chosen(desk: Desk, room: int) -> list[Held]:
    """The heaviest explanations, in the order of the texts, each with those of other texts that say the same. As long
    as there is room every voice has one, then the rivals of the author's thesis have theirs, then the author: variants
    of one thesis leave no rival out.
    """
    every = _together(desk)

    def order(one: Held) -> tuple[bool, int, int, Passage]:
        reading, rival, _ = one
        rivalling = rival.weight >= LEAST and rival.voice != reading.article.voices[0].name
        return not rivalling, -rival.weight, desk.number(reading), rival.place

    ranked = sorted(every, key=order)
    heard: set[tuple[int, str]] = set()
    first: list[Held] = []
    second: list[Held] = []
    for one in ranked:
        voice = desk.number(one[0]), one[1].voice
        (second if voice in heard else first).append(one)
        heard.add(voice)
    chosen = (first + second)[:room]
    for reading, rival, _ in (first + second)[room:]:
        desk.leave("explanation", reading, rival.place)
    return sorted(chosen, key=lambda one: (desk.number(one[0]), one[1].place))


def _together(desk: Desk) -> list[Held]:
    """All explanations; one that an earlier text gives in nearly the same words stands beside that."""
    found: list[Held] = []
    said: list[frozenset[str]] = []
    for reading in desk.readings:
        earlier = len(said)
        for rival in reading.rivals:
            words = words_of(reading, rival.place)
            same = next((k for k in range(earlier) if alike(words, said[k])), None)
            if same is not None:
                found[same][2].append((reading, rival))
            else:
                found.append((reading, rival, []))
                said.append(words)
    return found


def _core(words: str) -> str:
    """The words that carry the claim: those behind the doubt, up to the end of the clause."""
    line = " ".join(words.split())
    for _, mark in cues("carries"):
        found = mark.search(line)
        after = line[found.end() :] if found else ""
        if found and len(keywords(after)) >= 2:
            core = (
                re.split(r"[,;:—(]|\.(?:\s|$)", after)[0].strip()
                if len(keywords(re.split(r"[,;:—(]", after)[0])) >= 2
                else after
            )
            return core[:1].upper() + core[1:]
    return line


def _name(words: str, cited: str) -> str:
    """A name from the words that carry the claim."""
    return from_words(_core(words), 3, fallback=cited.replace(" ", "_"))


def evidence(desk: Desk) -> list[dict[str, Any]]:
    """An item for every happening; as likely whatever is true, until somebody judges it."""
    made = []
    found = items(desk.readings)
    for item in found[:MOST_ITEMS]:
        made.append(_item(desk, item))
    for item in found[MOST_ITEMS:]:
        desk.leave("event", item.reading, item.place)
    return made


def _item(desk: Desk, item: Item) -> dict[str, Any]:
    event, reading = item.event, item.reading
    who = [name_of(p, reading.text) for p in event.sources]
    whom = [name_of(p, reading.text) for p in event.targets]
    trigger = event.trigger.of(reading.text).lower()
    name = desk.names.take("_".join(from_words(w, 1, "it") for w in [*who[:1], trigger, *whom[:1]]))
    place = item.place
    copied = [one for one in retold(item) if desk.number(one[0]) not in desk.copied]  # else its source says `repeats`
    own = [one for one in item.told if one not in copied]
    cited = list(dict.fromkeys(desk.cite(r, told.event.trigger) for r, told in own))
    doubts = _doubts(event.guessed, who, whom, event.moment, event.kind)
    seen, late = _seen(desk, event.moment)
    if late:
        doubts.append(late)
    said = f", told by {name_of(event.said_by, reading.text)}" if event.said_by else ""
    if event.said_by:
        doubts.append(f"Only {name_of(event.said_by, reading.text)} says so.")
    doubts += dict.fromkeys(
        f"{desk.cite(r, told.event.trigger)} has it in the same words, so it counts once." for r, told in copied
    )
    doubts.append("Judge how likely it would be under each explanation.")
    return {
        "id": name,
        "what": short(place.of(reading.text), 160),
        "seen": seen,
        "source": Plain(cited[0]) if len(cited) == 1 else [Plain(one) for one in cited],
        "because": f"Coded {event.kind} (CAMEO {event.root}), {event.mode}: {sides(event, reading.text)}{said}.",
        **quoted(reading, place),
        "likelihood": [{"else": {"value": Plain("50%"), "because": NEUTRAL}}],
        "check": desk.marks.note("event", f"evidence.{name}", " ".join(doubts)),
    }


def _doubts(guesses: list[str], who: list[str], whom: list[str], moment: Moment | None, kind: str) -> list[str]:
    doubts = []
    if not who:
        doubts.append("Who did it?")
    if not whom and kind not in ("PROTEST", "MOBILIZE", "RETREAT"):
        doubts.append("To whom?")
    if guesses:
        doubts.append("Guessed: " + "; ".join(dict.fromkeys(guesses))[:200] + ".")
    if moment is not None and moment.counted:
        doubts.append("The date is counted from the one told before.")
    elif moment is not None and moment.inferred:
        doubts.append("The year is inferred from the day of writing.")
    if moment is None:
        doubts.append("When?")
    return doubts


def _seen(desk: Desk, moment: Moment | None) -> tuple[object, str]:
    """The day of an item; without a day where it would lie behind the day of the case."""
    if moment is None:
        return "seen", ""
    if moment.first > desk.as_of:
        return "seen", f"The text dates it {moment.written()}, after the day of the case."
    if moment.last > desk.as_of:
        moment = Moment(moment.place, moment.first, desk.as_of, moment.inferred, moment.counted)
    return Plain(moment.written()), ""
