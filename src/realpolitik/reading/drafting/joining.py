"""Conditionals of a draft: one question "if .. then", or a pair of questions where that would cost too many states.

A formula over two events that nobody decides doubles the states twice; over options it costs none.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from realpolitik.reading.assertions.conditionals import Conditional
from realpolitik.reading.assertions.forecasts import claim
from realpolitik.reading.assertions.plainly import Statement, statement
from realpolitik.reading.deadlines import Deadline, deadline
from realpolitik.reading.drafting.dating import Until, until
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.happenings import Happenings
from realpolitik.reading.drafting.items import quoted
from realpolitik.reading.drafting.naming import from_words
from realpolitik.reading.drafting.phrases import ended, short
from realpolitik.reading.drafting.twins import Twins
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading

MOST_CONDITIONALS = 40
#: The condition is a state that must last, or is needed but not enough: neither is "if .. then".
_LASTS = frozenset({"as long as", "so long as"})
_NEEDED = frozenset({"only if", "for this to happen"})
MOST_AXES = 10  #: two values each, so 1,024 states, which a draft plays in about a second
#: Conditionals whose own verb stands first: "Should the monitors leave".
_OWN_VERB = frozenset({"had", "were", "should"})
_OWN_FIRST = re.compile(r"^(?:Should|Were) ", re.IGNORECASE)
_POINTS_BACK = re.compile(r"^(?:in |for |otherwise|or else|failing)")
_COMING = re.compile(
    r"(?i)\b(?:will|shall|(?:would|may|might|could)(?! (?:\w+ )?have\b)|can|cannot|should|must"
    r"|likely|unlikely|(?:bound|set|going|due|have|has|need"
    r"|needs|about|expected) to)\b|['’](?:ll|d)\b"
)
_OVER = re.compile(r"(?i)\b(?:was|were|did|had|been)\b|\b\w{3,}ed\b")


@dataclass(frozen=True, slots=True)
class _Link:
    """A conditional with what stands for its sides, ``first`` and ``then``, and the last day of each."""

    reading: Reading
    one: Conditional
    told: Statement
    first: str
    then: str
    by: Until
    last: Until

    def joined(self) -> str:
        """Both sides as one question."""
        day = min(self.by.day, self.last.day) if self.by.named else self.last.day
        return f"if {self.first} by {day.isoformat()} then ever {self.then}"

    def over(self) -> bool:
        """Whether it is told as of the past, or of why something was."""
        then, if_ = self.one.then.of(self.reading.text), self.one.if_.of(self.reading.text)
        return not _COMING.search(then) and bool(_OVER.search(then) or _OVER.search(if_))

    def doubts(self) -> str:
        """What a person must look at, besides the day."""
        words = ""
        options = [side for side in (self.first, self.then) if not side.startswith("nature.")]
        if options:
            words += f" See that {' and '.join(options)} {'say' if options[1:] else 'says'} what the text says."
        if self.told.resists:
            words += " Told as what will not come: ask for what would, and turn `said` round."
        if self.over():
            words += " It does not speak of what is to come: take it out, or word what could still be seen."
        return words


class Joining:
    """Adds the conditionals of the readings to ``happenings`` and ``questions``; ``axes`` are in use before."""

    def __init__(
        self, desk: Desk, happenings: Happenings, questions: list[dict[str, Any]], hints: list[str], axes: int
    ) -> None:
        self.desk, self.happenings, self.questions, self.hints = desk, happenings, questions, hints
        self.axes = axes
        self.joined, self.unjoined = 0, 0
        self.told = Twins(desk)

    def holds(self, reading: Reading, word: Passage) -> bool:
        """Whether the word of a forecast stands in a conditional, which asks about it."""
        return any(
            one.then.covers(word) or (one.if_.covers(word) and one.place.covers(one.if_)) for one in self._open(reading)
        )

    def join(self, reading: Reading) -> None:
        """The conditionals of one text."""
        desk = self.desk
        for one in self._open(reading):
            twin = self.told.find(reading, [one.if_, one.then])
            if twin is not None:
                if "said" in twin:
                    twin["said"].setdefault(self._voice(reading, one), Plain(self._what(reading, one).said))
                continue
            if self.joined >= MOST_CONDITIONALS:
                desk.leave("conditional", reading, one.place)
                if self.unjoined < MOST_CONDITIONALS:
                    self.hints.append(f"a conditional without room: {desk.line(reading, one.place)}")
                self.unjoined += 1
                continue
            self.joined += 1
            self._question(reading, one)
            self.told.keep(reading, [one.if_, one.then], self.questions[-1])

    @staticmethod
    def _open(reading: Reading) -> list[Conditional]:
        """The conditionals that do not suppose what was not."""
        contrary = {place for _, place in reading.contrary}
        return [one for one in reading.conditionals if one.if_ not in contrary and one.then not in contrary]

    def _voice(self, reading: Reading, one: Conditional) -> str:
        found = reading.article.paragraph_at(one.place.start)
        voice = reading.quoted_at(one.then) or (found.voice if found else reading.article.voices[0].name)
        return self.desk.source(reading, voice)

    @staticmethod
    def _what(reading: Reading, one: Conditional) -> Statement:
        return statement(reading.text, one.then, _follows(reading.text, one))

    def _option(self, reading: Reading, place: Passage) -> str | None:
        """An option that says it all; of "the ship sails and Iran lets it pass" it says only half."""
        words = place.of(reading.text)
        half = len(re.split(r"\band\b", words)[0].split()) > 2 and re.search(r"\band\b", words)
        return None if half else self.desk.option(reading, place)

    def _happens(self, reading: Reading, place: Passage, words: str, last: Until, stem: str) -> str:
        return "nature." + self.happenings.name(reading, place, words, last.day, stem + from_words(words, 2))

    def _question(self, reading: Reading, one: Conditional) -> None:
        desk, text = self.desk, reading.text
        told, supposed = self._what(reading, one), _OWN_FIRST.sub("", " ".join(one.if_.of(text).split()))
        by = until(desk, reading, deadline(text, one.if_, reading.article.date))
        last = until(desk, reading, self._follows(reading, one, by))
        first = self._option(reading, one.if_) or self._happens(reading, one.if_, supposed, by, "if_")
        then = self._option(reading, _follows(text, one))
        if then is None or then == first:
            then = self._happens(reading, one.then, told.words, last, "then_")
        link = _Link(reading, one, told, first, then, by, last)
        cost = sum(side.startswith("nature.") for side in (first, then))
        if one.negated or one.word in _NEEDED or one.word in _LASTS or self.axes + cost > MOST_AXES:
            self._pair(link)
            return
        self.axes += cost
        name = desk.names.take("q_" + first.rpartition(".")[2])
        condition = f" Of the condition: {by.why[0].lower()}{by.why[1:]}" if by.named else ""
        note = f"A conditional ('{one.word}'). {last.why}{condition}{link.doubts()}"
        self.questions.append(self._asked(link, name, link.joined(), note, one.place))

    def _pair(self, link: _Link) -> None:
        """Two questions: whether the condition comes, and, counted only then, whether the rest follows."""
        desk, reading, one, first, then = self.desk, link.reading, link.one, link.first, link.then
        name = desk.names.take("q_" + first.rpartition(".")[2])
        self.questions.append(
            {
                "id": name,
                "asks": f"The condition: {short(one.if_.of(reading.text), 150)}",
                "happens": Plain(f"ever {first}"),
                "until": Plain(link.by.day.isoformat()),
                "source": Plain(desk.cite(reading, one.if_)),
                **quoted(reading, one.if_),
            }
        )
        if one.word in _NEEDED:
            advised = f"To say that it needs the condition, a rule: needs {first} for {then}."
        elif one.word in _LASTS:
            advised = "The condition must last: ask for what would end it."
        elif one.negated:
            advised = f"To ask which comes first: happens: {then} before {first}"
        else:
            advised = f"To ask it as one: happens: {link.joined()}"
        name = desk.names.take("q_" + then.rpartition(".")[2])
        note = f"A conditional ('{one.word}'). {link.last.why}{link.doubts()} {advised}"
        made = self._asked(link, name, f"ever {then}", note, one.then)
        comes = "does not come" if one.negated else "comes"
        made["fine_print"] = f"The text says so only where {first} {comes} first; else it is void."
        self.questions.append(made)

    def _asked(self, link: _Link, name: str, happens: str, note: str, place: Passage) -> dict[str, Any]:
        """The question about what follows, with how likely the text says it is."""
        reading, one, told = link.reading, link.one, link.told
        likely = {"said": {self._voice(reading, one): Plain(told.said)}}
        return {
            "id": name,
            "asks": f"{_supposed(reading.text, one)}: will it come so? {ended(short(told.words, 120))}",
            "happens": Plain(happens),
            "until": Plain(link.last.day.isoformat()),
            **({} if link.over() or one.word in _NEEDED else likely),
            "source": Plain(self.desk.cite(reading, place)),
            **quoted(reading, place),
            "check": self.desk.marks.note("question", f"questions.{name}", note),
        }

    def _follows(self, reading: Reading, one: Conditional, by: Until) -> Deadline | None:
        """By when the rest is to follow: "within six months" counts from the day of the condition where that is named,
        and from no day where it is not.
        """
        written = reading.article.date
        told = deadline(reading.text, one.then, written)
        if told is None or told.day is None or not told.counted or written is None:
            return told
        if not by.named:
            return Deadline(None, told.place)
        try:
            return Deadline(by.day + (told.day - written), told.place)
        except OverflowError:
            return Deadline(datetime.date.max, told.place)


def _follows(text: str, one: Conditional) -> Passage:
    """What follows, without who says or expects it."""
    return claim(text, one.then, Passage(one.then.start, one.then.start))


def _supposed(text: str, one: Conditional) -> str:
    words = re.sub(r"(?i)[,;]?\s+(?:but|and|so)$", "", short(one.if_.of(text), 90))
    if one.word in _OWN_VERB:
        return words[:1].upper() + words[1:]
    if _POINTS_BACK.match(one.word):
        return f"If {'not: ' if one.negated else ''}{words}"
    return f"{one.word[:1].upper()}{one.word[1:]} {words}"
