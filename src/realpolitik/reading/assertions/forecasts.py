"""Forecasts: what a voice says is to come, of a named actor or of nobody ("oil prices will double").

A sentence is cut where it says two such things. What was to come once ("was expected to"), what would have come, what
is only wished, and what a text says of itself ("we will see below") is no forecast.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.days import moments
from realpolitik.reading.deadlines import deadline
from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.wordlists import cues, one_cue

SURE = 3  #: the weight of a flat "will"
_CUT = re.compile(r"\s*;\s*|,?\s+(?:and|but|while|whereas|yet)\s+(?=\S)", re.IGNORECASE)
_OPENS = re.compile(r"[;:—–]\s+|,\s+(?:but|and|or|so|while|though|although|whereas|yet)\s+(?=\S)", re.IGNORECASE)
_CLOSES = re.compile(
    r"\s*[;:—–]\s|,\s+(?:but|and|or|so|while|though|although|whereas|yet|knowing|hoping|which|after which|as)\s"
    r"|\s+(?:since|because|although|though|whereas|due to|so that)\s",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{8,}?)[,.!?]?[”\"]")
_SAID_AFTER = re.compile(
    r"[,”\"’']\s+(?:(?:he|she|they|it|[A-Z][\w’'-]+)\s+)?(?:said|says|warned|added|argued|told|wrote|predicted)\b"
    r"|,\s+(?:(?!and |but |or )[\w’'-]+\s+){1,9}"
    r"(?:said|says?|warn(?:ed|s)?|added|argued|predicted|believes?)(?=\W*$)"
)
_TAIL = re.compile(
    r"(?i), (?:everybody|everyone|I|we|many|most|some)(?: \w+)?"
    r" (?:knows?|thinks?|believes?|fears?|suppose|guess|say)(?: that)?(?=[.!?]*$)"
)
_STANDS = re.compile(
    r"(?i)\s(?:is|are|stands?) (?:about |around |roughly |at |less than |more than |under |over |now )*"
    r"(?:\d|one in|even|high|low|small|slim|good|fair|remote)"
)
#: "I don't think they will": what is to come stands elsewhere.
_ELLIPTIC = re.compile(r"(?i)^(?:[\w’'-]+ ){0,3}(?:will|won['’]t|shall)(?: not)?$")
_PERHAPS = re.compile(r"(?i)\b(?:perhaps|maybe|possibly|conceivably|hopefully)\b")
_SPOKE = re.compile(
    r"(?i)\b(?:said|told|warned|predicted|argued|wrote|claimed|announced|declared|vowed|promised|believed|thought)\b"
)
_LISTS = ("forecast", "forecast_of_actor", "forecast_by_date")
_OPENED = re.compile(r"[\"“‘(\s]*(?:(?:and|but|so|then)\b,? )?(?P<word>will|shall)\b", re.IGNORECASE)
NEAR = 60  #: so many characters before a word are looked at for "was" and "hopes"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a voice says will or may come; ``weight`` is how plainly its word does: 3 "will", 2 "may", 1 "would".

    ``clause`` is the part of the sentence that says it, ``claim`` in it the words of what is to come, without who
    doubts or expects it. ``asked``: the text asks it and does not say.
    """

    place: Passage
    voice: str
    word: Passage
    weight: int = 1
    clause: Passage | None = None
    claim: Passage | None = None
    asked: bool = False

    @property
    def what(self) -> Passage:
        """The words of what is to come."""
        return self.claim or self.place

    @property
    def around(self) -> Passage:
        """Where its date and its words of doubt stand."""
        return self.clause or self.place


def forecasts(
    text: str,
    voice: str,
    place: Passage,
    mentions: list[Mention],
    written: datetime.date | None,
    contrary: list[Passage],
) -> list[Forecast]:
    """The forecasts that a sentence makes, each by its surest word, in order; ``contrary`` are the clauses of what did
    not come about.
    """
    found = []
    for part in _parts(text, place):
        one = _forecast(text, voice, part, place, mentions, written, contrary)
        if one is not None:
            found.append(one)
    return found


def _parts(text: str, place: Passage) -> list[Passage]:
    """The sentence, or its pieces where each has a flat word for what is to come behind a subject of its own."""
    parts, start = [], place.start
    for cut in _CUT.finditer(text, place.start, place.end):
        before, after = trimmed(text, start, cut.start()), trimmed(text, cut.end(), place.end)
        if _flat(text, before) is not None and (word := _flat(text, after)) is not None:
            following = next((c.start() for c in _CUT.finditer(text, after.start, after.end)), after.end)
            if word.start - after.start > 2 and word.start < following:
                parts.append(before)
                start = after.start
    return [*parts, trimmed(text, start, place.end)]


def _flat(text: str, place: Passage) -> Passage | None:
    """The first word of a passage that says by itself that something is to come."""
    found = [
        Passage(match.start(), match.end())
        for weight, cue in cues("forecast")
        for match in cue.finditer(text, place.start, place.end)
        if int(weight) >= SURE and not _not_now(text, place, match.start())
    ]
    return min(found, default=None)


def _forecast(
    text: str,
    voice: str,
    part: Passage,
    sentence: Passage,
    mentions: list[Mention],
    written: datetime.date | None,
    contrary: list[Passage],
) -> Forecast | None:
    told = [
        (name, -int(weight), match.start(), match.end())
        for name in _LISTS
        for weight, cue in cues(name)
        for match in cue.finditer(text, part.start, part.end)
        if not _not_now(text, part, match.start()) and not any(p.start <= match.start() < p.end for p in contrary)
    ]
    asked = text[part.start : sentence.end].rstrip("\"”’' ").endswith("?")
    if not told and not asked:
        return None
    until = deadline(text, part, written)
    in_time = until is not None and until.day is not None
    counts = {"forecast": True, "forecast_of_actor": bool(mentions) or in_time, "forecast_by_date": in_time}
    found = [one[1:] for one in told if counts[one[0]]]
    words = sentence.of(text)
    if asked:
        opened = _OPENED.match(words) if part.start == sentence.start else None
        found = [(-SURE, part.start + opened.start("word"), part.start + opened.end("word"))] if opened else []
    dated = until is not None and until.day is not None and not until.counted
    if not found or one_cue("never_forecast").search(words):
        return None
    weight, start, end = min(found)
    if weight > -SURE and one_cue("no_forecast").search(words):
        return None
    if not mentions and until is None and _PERHAPS.search(text, part.start, part.end):
        return None  # "perhaps somebody will": nobody named, no time, and not sure
    if not dated and _long_ago(text, sentence, Passage(start, end), written):
        return None
    clause = clause_of(text, part, Passage(start, end))
    what = claim(text, clause, Passage(start, end))
    if _ELLIPTIC.match(what.of(text)):
        return None
    return Forecast(part, voice, Passage(start, end), -weight, clause, what, asked)


def _not_now(text: str, place: Passage, at: int) -> bool:
    """Whether the word there is of the past ("was widely expected to"), or a wish ("hopes that it will")."""
    before = text[max(place.start, at - NEAR) : at]
    return bool(one_cue("past_forecast").search(before) or one_cue("wished").search(before))


def _long_ago(text: str, place: Passage, word: Passage, written: datetime.date | None) -> bool:
    """Whether the sentence tells what somebody said, or what would come, in an earlier year that it names."""
    if written is None:
        return False
    earlier = [m for m in moments(text, place, written) if m.last.year < written.year and m.last < written]
    spoke = _SPOKE.search(text, place.start, place.end) is not None
    return bool(earlier) and (spoke or text[word.start : word.end].lower().endswith("would"))


def clause_of(text: str, place: Passage, word: Passage) -> Passage:
    """The clause around a word that has a subject of its own, between "but", "which", semicolons and the like."""
    start, end = place.start, place.end
    for cut in _OPENS.finditer(text, place.start, word.start):
        if re.search(r"\w{2,}", text[cut.end() : word.start]):
            start = cut.end()
    closes = _CLOSES.search(text, word.end, place.end)
    if closes is not None:
        end = closes.start()
    return trimmed(text, start, end)


def claim(text: str, place: Passage, word: Passage) -> Passage:
    """The words of what is to come: without who says, expects or doubts it, and within the quotation marks."""
    start, end = place.start, place.end
    for quoted in _QUOTED.finditer(text, start, end):
        if quoted.start("words") <= word.start < quoted.end("words"):
            start, end = quoted.span("words")
            break
    said = _SAID_AFTER.search(text, word.end, end)
    if said is not None:
        end = said.start()
    tail = _TAIL.search(text, word.end, end)
    if tail is not None:
        end = tail.start()
    odds = _STANDS.search(text, start, end)
    if odds is not None and word.start < odds.start() < word.end:
        end = odds.start()
    for _ in range(3):
        found = max((m.end() for _, frame in cues("frame") if (m := frame.match(text[start:end]))), default=0)
        if not found or end - start - found < 8:
            break
        start += found
    while end > start and text[end - 1] in " .!?,;:\"”’'":
        end -= 1
    return trimmed(text, start, end)
