"""What is said to come as a plain statement, and how likely the voice takes it to be.

"Ethiopia will probably not withdraw" is the statement "Ethiopia will withdraw" with the word "unlikely": a question
asks about what would happen, and the author's doubt stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.assertions.forecasts import Forecast
from realpolitik.reading.assertions.hedges import band
from realpolitik.reading.passage import Passage

#: The band of the opposite.
OPPOSITE = {
    "almost no chance": "almost certain",
    "very unlikely": "very likely",
    "unlikely": "likely",
    "roughly even": "roughly even",
    "likely": "unlikely",
    "very likely": "very unlikely",
    "almost certain": "almost no chance",
}
_HOW = r"(?:(?:very|highly|most|widely|now|also|still|all|both|quite|almost|generally|then|thus|already) )*"
_SURELY = (
    r"(?:(?:almost )?(?:probably|likely|certainly|surely|definitely|undoubtedly|presumably|perhaps|possibly"
    r"|inevitably) )*"
)
#: What is said, what it becomes, and whether it was a denial that no word of doubt names.
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), becomes, denies)
    for pattern, becomes, denies in (
        (rf"\b(?:will|shall|['’]ll) {_SURELY}(?:not|never|hardly|scarcely|barely) {_SURELY}", "will ", True),
        (rf"\bwon['’]t {_SURELY}", "will ", True),
        (rf"\b(?:would|could|might|may) {_SURELY}(?:not|never) {_SURELY}", "will ", True),
        (rf"\b(?:is|are) (?:not|never) {_HOW}(?:likely|expected|set|due|about|going) to ", "will ", False),
        (rf"\b(?:isn|aren)['’]t {_HOW}(?:likely|expected|set|due|about|going) to ", "will ", False),
        (
            rf"(?:\b(?:is|are|seems?|looks?|appears?|remains?)|(?<=\w)['’](?:s|re)) {_HOW}(?:(?:un)?likely(?: ever)?"
            r"|bound|set|poised|expected|slated|scheduled|destined|doomed|certain|sure|going|about|due"
            r"|on course|on track) to (?!the\b|an?\b)",
            "will ",
            False,
        ),
        (rf"\b(?:would|will|may|might|could) be {_HOW}(?:un)?likely to ", "will ", False),
        (
            rf"\b(?:(?:would|will|may|might|could) be|is|are|seems?|looks?|appears?|remains?) {_HOW}(?:un)?likely"
            r"(?=$| (?:by|before|in|within|until|this|next|at|after|for|any|anytime|soon|while|over|during|under)\b)",
            "will come",
            False,
        ),
        (rf"\b(?:will|shall) {_SURELY}", "will ", False),
        (rf"\b{_SURELY}will ", "will ", False),
        (
            r"\b(?-i:may|might|could|would) (?!(?:\w+ )?have\b)"
            r"(?:also |even |still |well |then |therefore |thus |easily |\w+ly )*",
            "will ",
            False,
        ),
    )
)
NEAR = 60  #: so many characters behind the word that tells it as to come are looked at
_HINDERED = re.compile(r"(?i)\b(?:hardly|scarcely|barely)\b")
#: "No country will", "neither side is likely to": no word to take out.
_NONE = re.compile(r"(?i)^\W*(?:[\w’'-]+ ){0,3}?(?:no|nobody|none|neither|nothing|nor|few|hardly)\b")
_BARE = re.compile(r"^(?P<who>(?:[\w’'-]+ ){1,6}?)to (?=[a-z]{2,}\b)")
_MODAL = re.compile(r"(?i)\b(?:will|would|shall|may|might|could|can|should|must)\b|['’]ll\b")
_PERCENT = re.compile(
    r"(?i)\b(?P<low>\d{1,2})(?:[-–](?P<high>\d{1,2}))? ?(?:%|per ?cent)(?= (?:chance|probability|likelihood|risk))"
)
_ODDS = re.compile(
    r"(?i)\b(?:odds|chances?|probability|likelihood|risk)\b.{3,80}?\b(?P<low>\d{1,2})(?:[-–](?P<high>\d{1,2}))?"
    r" ?(?:%|per ?cent)"
)
_ONE_IN = re.compile(r"(?i)\b(?:one|1) in (?P<n>two|three|four|five|six|eight|ten|twenty|\d{1,2})\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twenty": 20}


@dataclass(frozen=True, slots=True)
class Statement:
    """``words``: what would happen. ``said``: the band or the chance that the voice gives it. ``resists``: it is told
    as what will not be, in a way that no rule turns round.
    """

    words: str
    said: str
    resists: bool = False


def statement(text: str, place: Passage, what: Passage, word: Passage | None = None) -> Statement:
    """The statement within ``what``, and how likely ``place``, the words around it included, says it is. ``word`` is
    the one that tells it as to come, where that is known.

    >>> statement("War will not come.", Passage(0, 18), Passage(0, 17))
    Statement(words='War will come', said='very unlikely', resists=False)
    """
    words = re.sub(r"\s", " ", what.of(text))
    first, last = 0, len(words)
    if word is not None and word.start < what.start:
        last = min(last, NEAR)
    elif word is not None:
        first = max(0, word.start - what.start - NEAR // 3)
    chance = _chance(text, place)
    said = chance or band(text, place)[0]
    denied = False
    for pattern, becomes, denies in _RULES:
        found = pattern.search(words, first, last)
        if found:
            hindered = denies and _HINDERED.search(found.group())
            words = words[: found.start()] + _spaced(words, found, becomes) + words[found.end() :]
            denied = denies and not hindered
            break
    else:
        bare = _BARE.match(words) if what.start > place.start else None
        if bare and not _MODAL.search(words):  # "expects the treaty to be signed"
            words = bare["who"] + "will " + words[bare.end() :]
    if denied:
        words = re.sub(r"\b(?:until|till)\b", "before", words)
        said = _turned(said) if chance else OPPOSITE[said]
    words = " ".join(words.split())
    return Statement(words[:1].upper() + words[1:], said, bool(_NONE.match(words)) and not denied)


def stated(text: str, forecast: Forecast) -> Statement:
    """The statement of a forecast."""
    return statement(text, forecast.around, forecast.what, forecast.word)


def _spaced(words: str, found: re.Match[str], becomes: str) -> str:
    """ "It'll" and "they're going to" lose their apostrophe to a word of its own."""
    return (" " if found.start() and words[found.start() - 1] not in " “\"'(" else "") + becomes


def _chance(text: str, place: Passage) -> str:
    """A chance in numbers, as the case language writes it; empty where none is told."""
    found = _PERCENT.search(text, place.start, place.end) or _ODDS.search(text, place.start, place.end)
    if found:
        low, high = int(found["low"]), int(found["high"] or found["low"])
        return f"{low}-{high}%" if low < high else f"{low}%"
    one = _ONE_IN.search(text, place.start, place.end)
    if one and re.search(r"(?i)\b(?:odds|chance|probability|likelihood|risk)", place.of(text)):
        number = _NUMBERS.get(one["n"].lower()) or int(one["n"])
        return f"{round(100 / number)}%" if number > 1 else ""
    return ""


def _turned(chance: str) -> str:
    """The chance of the opposite."""
    ends = sorted(100 - int(n) for n in chance.rstrip("%").split("-"))
    return "-".join(map(str, ends)) + "%"
