"""Reads one text whole: structure, actors, events and assertions, in the order of the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from realpolitik.reading.actors.dictionary import Dictionary, slug
from realpolitik.reading.actors.mentions import Mention, mentions
from realpolitik.reading.assertions.conditionals import Conditional, conditionals
from realpolitik.reading.assertions.outlook import Advice, Forecast, Scenario, advice, forecast, scenario
from realpolitik.reading.assertions.rivals import Rival, rivals, suspended
from realpolitik.reading.days import years
from realpolitik.reading.events.event import Event
from realpolitik.reading.events.finding import events
from realpolitik.reading.events.parties import Scene
from realpolitik.reading.grammar.sentence import Grammar, Sentence
from realpolitik.reading.passage import Passage, sentences
from realpolitik.reading.quoting import speaker
from realpolitik.reading.structure import Article, Paragraph, Voice, structured

#: Told while a long text is read: how many sentences are done, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the paragraph that tells it."""

    event: Event
    paragraph: Paragraph


@dataclass(slots=True)
class Reading:
    """All that was found in one text; every list is in the order of the text."""

    article: Article
    grammar: str
    mentions: list[Mention] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)
    conditionals: list[Conditional] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    suspended: list[tuple[str, Passage]] = field(default_factory=list)
    scenarios: list[Scenario] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    quoted: dict[int, str] = field(default_factory=dict)
    quoted_ends: dict[int, int] = field(default_factory=dict)
    words: int = 0

    @property
    def text(self) -> str:
        """The untouched text."""
        return self.article.text

    def quoted_at(self, place: Passage) -> str | None:
        """The voice that is quoted in the sentence of a passage; None where the paragraph's own voice speaks."""
        return next(
            (name for start, name in self.quoted.items() if start <= place.start < self.quoted_ends[start]), None
        )

    def cite(self, place: Passage) -> str:
        """The paragraph of a passage as a case cites it; the author's voice for what stands in none, such as the
        title.
        """
        found = self.article.paragraph_at(place.start)
        if found is not None:
            return found.cite()
        return self.article.voices[0].name if self.article.voices else "article"


def read_text(
    file: str,
    text: str,
    book: Dictionary,
    grammar: Grammar,
    date: datetime.date | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Everything that a text tells. ``date`` is the day it was written, where the reader knows it."""
    article = structured(file, text, date)
    made = Reading(article, grammar.title)
    year = article.date.year if article.date else max(years(text), default=None)
    places = [(p, s) for p in article.paragraphs for s in sentences(text, p.place)]
    named = [mentions(book, text, s, year) for _, s in places]
    parsed = grammar.sentences(text, [s for _, s in places])
    scene, voice, previous = Scene(book, text), "", None
    by_voice: dict[str, list[tuple[Passage, bool]]] = {v.name: [] for v in article.voices}
    for number, ((paragraph, place), found, sentence) in enumerate(zip(places, named, parsed, strict=True)):
        if paragraph.voice != voice:
            scene, voice = Scene(book, text), paragraph.voice
        if number and places[number - 1][0] is not paragraph:
            previous = None
        says = _quoted(made, paragraph, place, found) or voice
        _read_sentence(made, scene, paragraph, says, sentence, found, previous)
        by_voice.setdefault(says, []).append((place, bool(found)))
        if suspended(text, place):
            made.suspended.append((says, place))
        made.words += len(sentence.words)
        previous = place
        if progress is not None and number % 50 == 49:
            progress(number + 1, len(places))
    for one in article.voices:
        told = by_voice[one.name]
        made.rivals += rivals(text, one.name, one.kind, [s for s, _ in told], [n for _, n in told], article.title)
    return made


def _quoted(made: Reading, paragraph: Paragraph, place: Passage, found: list[Mention]) -> str | None:
    """The voice of whoever is quoted in a sentence of the article itself; it becomes a voice of the article."""
    article = made.article
    if article.voice(paragraph.voice).kind not in ("opinion", "editorial"):
        return None
    name = speaker(made.text, place, found)
    if name is None:
        return None
    words = name.of(made.text)
    key = slug(re.sub(r"[’']s$", "", words.split()[-1]))
    known = next((v for v in article.voices if v.name == key), None)
    if known is not None and known.kind != "quoted":
        return None
    if known is None:
        article.voices.append(Voice(key, "quoted", words, f"{words}, as quoted", name))
    made.quoted[place.start], made.quoted_ends[place.start] = key, place.end
    return key


def _read_sentence(
    made: Reading,
    scene: Scene,
    paragraph: Paragraph,
    voice: str,
    sentence: Sentence,
    found: list[Mention],
    previous: Passage | None,
) -> None:
    text, date, place = made.text, made.article.date, sentence.place
    made.mentions += found
    made.events += [Told(event, paragraph) for event in events(scene, sentence, found, date)]
    made.conditionals += conditionals(text, sentence, previous)
    coming = scenario(text, voice, place, found)
    if coming is not None:
        made.scenarios.append(coming)
    told = forecast(text, voice, place, found)
    if told is not None:
        made.forecasts.append(told)
    person = scene.last_person
    made.advice += advice(text, voice, place, found, person.entry if person is not None else None)


__all__ = ["Reading", "Told", "Voice", "read_text"]
