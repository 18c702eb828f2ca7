"""Reads one text whole: structure, actors, events and assertions, in the order of the text."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from realpolitik.reading.actors.dictionary import Dictionary
from realpolitik.reading.actors.mentions import Mention, mentions
from realpolitik.reading.assertions.claims import claims
from realpolitik.reading.assertions.conditionals import Conditional, conditionals
from realpolitik.reading.assertions.counterfactuals import counterfactuals
from realpolitik.reading.assertions.forecasts import Forecast, forecasts
from realpolitik.reading.assertions.outlook import Advice, Scenario, advice, scenario
from realpolitik.reading.assertions.rivals import LEAST, Claim, Rival, rivals, suspended
from realpolitik.reading.days import years
from realpolitik.reading.events.event import Event
from realpolitik.reading.events.finding import events
from realpolitik.reading.events.parties import Scene
from realpolitik.reading.events.supposed import suppose
from realpolitik.reading.grammar.sentence import Grammar, Sentence
from realpolitik.reading.passage import Passage, sentences
from realpolitik.reading.structure import Article, Paragraph, Voice, structured
from realpolitik.reading.voices import parsed as by_grammar
from realpolitik.reading.voices import plainly
from realpolitik.reading.voices.casting import Cast, Said
from realpolitik.reading.voices.speakers import Naming

#: Told while a long text is read: how many sentences are done, of how many.
Progress = Callable[[int, int], None]
#: So many sentences of one paragraph are looked at together, for quotations that go on.
TOGETHER = 40
#: From this share of a sentence on, what somebody says in it is what the sentence says.
MOST_OF_IT = 0.6


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
    contrary: list[tuple[str, Passage]] = field(default_factory=list)
    scenarios: list[Scenario] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    words: int = 0

    @property
    def text(self) -> str:
        """The untouched text."""
        return self.article.text

    def said_in(self, place: Passage) -> list[Said]:
        """What others than the paragraph's own voice hold or deny in the sentence of a passage."""
        at = bisect_right(self.said, place.start, key=lambda one: one.sentence.start)
        found = []
        while at and self.said[at - 1].sentence.start <= place.start < self.said[at - 1].sentence.end:
            found.append(self.said[at - 1])
            at -= 1
        return found[::-1]

    def said_at(self, place: Passage) -> Said | None:
        """Who holds the words of a passage: the innermost of those who say them, or whoever says the most of them;
        None where the paragraph's own voice does.
        """
        held = [one for one in self.said_in(place) if not one.denies]
        within = [one for one in held if one.what.covers(place)]
        if within:
            return min(within, key=lambda one: one.what.end - one.what.start)
        size = max(1, place.end - place.start)
        shares = [(_common(one.frame, place) / size, k) for k, one in enumerate(held) if _common(one.what, place)]
        share, number = max(shares, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
        return held[number] if share >= MOST_OF_IT else None

    def quoted_at(self, place: Passage) -> str | None:
        """The voice that is quoted with the words of a passage; None where the paragraph's own voice speaks."""
        said = self.said_at(place)
        return said.voice if said is not None else None

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
    cast = Cast(article)
    held: dict[str, list[Claim]] = {v.name: [] for v in article.voices}
    passing_on: set[str] = set()
    done = 0
    for paragraph, group in _grouped(zip(places, named, parsed, strict=True)):
        if paragraph.voice != voice:
            scene, voice = Scene(book, text), paragraph.voice
        previous = None
        cast.enter(voice)
        place = Passage(group[0][1].place.start, group[-1][1].place.end)
        said = [_cast(cast, book, text, found, sentence) for found, sentence in group]
        cast.quoted_on(place, [s.place for _, s in group], said)
        for (found, sentence), told in zip(group, said, strict=True):
            made.said += told
            _read_sentence(made, scene, paragraph, sentence, found, previous)
            for claim in claims(made, paragraph, sentence.place, told, bool(found)):
                held.setdefault(claim.voice, []).append(claim)
                if claim.voice != voice and claim.bonus >= LEAST:
                    passing_on.add(voice)
            if suspended(text, sentence.place):
                made.suspended.append((made.quoted_at(sentence.place) or voice, sentence.place))
            made.words += len(sentence.words)
            previous = sentence.place
            done += 1
            if progress is not None and done % 50 == 0:
                progress(done, len(places))
    for one in article.voices:
        claimed = held.get(one.name, [])
        made.rivals += rivals(text, one.name, one.kind, claimed, article.title, passes_on=one.name in passing_on)
    return made


def _grouped(
    rows: Iterator[tuple[tuple[Paragraph, Passage], list[Mention], Sentence]],
) -> Iterator[tuple[Paragraph, list[tuple[list[Mention], Sentence]]]]:
    """The sentences of each paragraph together; those of a very long one in pieces."""
    paragraph: Paragraph | None = None
    group: list[tuple[list[Mention], Sentence]] = []
    for (one, _), found, sentence in rows:
        if paragraph is not None and (one is not paragraph or len(group) == TOGETHER):
            yield paragraph, group
            group = []
        paragraph = one
        group.append((found, sentence))
    if paragraph is not None:
        yield paragraph, group


def _cast(cast: Cast, book: Dictionary, text: str, found: list[Mention], sentence: Sentence) -> list[Said]:
    """What others than the paragraph's own voice say in a sentence."""
    if not sentence.parsed:
        return cast.cast(sentence.place, plainly.attributions(book, text, sentence.place, found))
    naming = Naming(book, text, sentence, found)
    said = cast.cast(sentence.place, by_grammar.attributions(naming))
    if not said:
        cast.topic(by_grammar.topic(naming))
    return said


def _read_sentence(
    made: Reading,
    scene: Scene,
    paragraph: Paragraph,
    sentence: Sentence,
    found: list[Mention],
    previous: Passage | None,
) -> None:
    text, date, place = made.text, made.article.date, sentence.place
    voice = paragraph.voice
    made.mentions += found
    joined = conditionals(text, sentence, previous)
    contrary = counterfactuals(text, place, joined)
    told = events(scene, sentence, found, date)
    coming = forecasts(text, voice, place, found, date, contrary)
    for event in told:
        suppose(event, text, joined, contrary, coming, date)
    made.events += [Told(event, paragraph) for event in told]
    made.conditionals += joined
    made.contrary += [(made.quoted_at(one) or voice, one) for one in contrary]
    made.forecasts += [replace(one, voice=made.quoted_at(one.word) or voice) for one in coming]
    imagined = scenario(text, made.quoted_at(place) or voice, place, found)
    if imagined is not None:
        made.scenarios.append(imagined)
    person = scene.last_person
    for one in advice(text, voice, place, found, person.entry if person is not None else None):
        made.advice.append(replace(one, voice=made.quoted_at(one.word) or voice))


def _common(a: Passage, b: Passage) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


__all__ = ["Reading", "Told", "Voice", "read_text"]
