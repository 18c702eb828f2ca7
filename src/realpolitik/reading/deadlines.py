"""The last day that a forecast names: "by spring", "within two years", "before May 2026", "is due in October".

"By" a time means by its last day, "before" it by the day before its first. A month, a season or a weekday without a
year is the first one to come. What names a time but no day ("soon", "within weeks") is found too, without a day.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from realpolitik.reading.days import Moment, moments
from realpolitik.reading.passage import Passage

_LEAD = re.compile(
    r"(?i)\b(?P<word>no later than|by|before|until|till|ahead of|through(?:out)?|prior to)\s+"
    r"(?:(?:the|some time in|sometime in) )*$"
)
_BARE_SEASON = re.compile(r"spring|summer|autumn|winter")
_IN = re.compile(r"(?i)\b(?:in|on|during|for|at|as early as|as soon as|from)\s+(?:the\s+)?$")
_YEAR_END = re.compile(
    r"(?i)\b(?:by|before|until|at) (?:the )?(?:end of (?:the|this) year|year['’]s end|year-end|turn of the year)\b"
    r"|\b(?:later )?this year\b"
)
_DECADE = re.compile(r"(?i)\b(?:this decade|(?:by|before|until|at) the end of (?:the|this) decade)\b")
_NEXT = re.compile(
    r"(?i)\b(?:(?:by|before|until|in|during|late|early|later) )?(?:the )?next (?P<unit>week|month|year)\b(?!s)"
)
_FEAST = re.compile(r"(?i)\b(?P<word>by|before|until|at|around) (?P<feast>Christmas|(?:the )?New Year)\b")
_TOMORROW = re.compile(r"(?i)\b(?:tomorrow|tonight|the day after tomorrow)\b")
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "the": 1,
}  # fmt: skip
_COUNT = r"(?P<n>\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_UNITS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30.4375, "year": 365.25, "decade": 3652.5}
_UNIT = "(?P<unit>hour|day|week|fortnight|month|year|decade)s?"
_SPAN = re.compile(
    rf"(?i)\b(?:within|in the next|over the next|during the next|in (?:less than|under)|inside)"
    rf" (?:the (?:next|coming) )?{_COUNT} {_UNIT}\b"
    rf"|\b(?:within|in|over|during) the (?:next|coming) (?:{_COUNT.replace('<n>', '<n4>')} )?"
    rf"{_UNIT.replace('<unit>', '<unit4>').replace('s?', '')}\b"
    rf"|\bin (?!the\b){_COUNT.replace('<n>', '<n2>')} {_UNIT.replace('<unit>', '<unit2>')}\b(?:['’]s?)?(?: time)?"
    rf"|\b{_COUNT.replace('<n>', '<n3>')} {_UNIT.replace('<unit>', '<unit3>')} from now\b"
)
_VAGUE = re.compile(
    r"(?i)\b(?:(?:with)?in (?:(?:a )?few |some |the coming |the next (?:few )?|a matter of )?"
    r"(?:hours|days|weeks|months|years|decades)"
    r"|(?:over|during) the (?:coming|next(?: few)?) (?:days|weeks|months|years)"
    r"|in the (?:days|weeks|months|years|decades) to come|any (?:day|time|moment) (?:now|soon)"
    r"|sooner or later|before long|in the (?:near|foreseeable|not too distant) future"
    r"|soon|eventually|in due course|one day|some day|someday|a matter of time|in the (?:long|short) (?:run|term))\b"
)
_NOT = re.compile(r"(?i)\b(?:not|never|won['’]t|no|nobody|nothing|cannot|unlikely)\b|n['’]t\b")
LEAD = 30  #: so many characters before a date are looked at for "by" and "before"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last ``day`` that words name (None where they name none), the ``place`` of the words, and whether the day is
    ``counted`` from the day of writing ("within six months").
    """

    day: datetime.date | None
    place: Passage
    counted: bool = False


def deadline(text: str, place: Passage, written: datetime.date | None) -> Deadline | None:
    """The last day that a passage names for what is to come; the first of several. None where it names no time, or one
    that is over.
    """
    found = [*_absolute(text, place, written), *_counted(text, place, written)]
    if found:
        return min(found, key=lambda one: (one.place.start, -one.place.end))
    vague = _VAGUE.search(text, place.start, place.end)
    return Deadline(None, Passage(vague.start(), vague.end())) if vague else None


def _absolute(text: str, place: Passage, written: datetime.date | None) -> list[Deadline]:
    """Dates that stand by themselves: "before May 2026", "on Monday", "by the end of the year"; where the day of
    writing is not known, those with a year.
    """
    found: list[Deadline] = []
    for moment in moments(text, place, written, ahead=True):
        lead = _LEAD.search(text, max(place.start, moment.place.start - LEAD), moment.place.start)
        beside = lead or _IN.search(text, max(place.start, moment.place.start - LEAD), moment.place.start)
        if beside is None and _BARE_SEASON.fullmatch(moment.place.of(text)):
            continue  # "a dry winter" is no time
        day = _last(text, place, moment, lead["word"].lower() if lead else "")
        if written is None or day > written:
            found.append(Deadline(day, Passage(beside.start() if beside else moment.place.start, moment.place.end)))
    if written is None:
        return found
    year_end = datetime.date(written.year, 12, 31)
    fixed = [(match, year_end) for match in _YEAR_END.finditer(text, place.start, place.end)]
    if written.year < 9990:
        decade = datetime.date(written.year // 10 * 10 + 9, 12, 31)
        fixed += [(match, decade) for match in _DECADE.finditer(text, place.start, place.end)]
    for match in _FEAST.finditer(text, place.start, place.end):
        feast = year_end if "year" in match["feast"].lower() else datetime.date(written.year, 12, 25)
        before = datetime.timedelta(days=match["word"].lower() == "before" and feast != year_end)
        fixed.append((match, feast - before))
    taken = [one.place for one in found]
    return found + [
        Deadline(day, Passage(match.start(), match.end()))
        for match, day in fixed
        if day > written and not any(p.start < match.end() and match.start() < p.end for p in taken)
    ]


def _last(text: str, place: Passage, moment: Moment, word: str) -> datetime.date:
    """The last day that is meant: what does not come until May would come before May to prove it wrong."""
    at_end = "end of" in moment.place.of(text).lower()
    stops = word in ("before", "ahead of", "prior to") or (
        word in ("until", "till") and _NOT.search(text, place.start, moment.place.start) is not None
    )
    return moment.first - datetime.timedelta(days=1) if stops and not at_end else moment.last


def _counted(text: str, place: Passage, written: datetime.date | None) -> list[Deadline]:
    """Times that count from the day of writing: "within six months", "next year", "tomorrow"."""
    if written is None:
        return []
    found: list[Deadline] = []
    for match in _SPAN.finditer(text, place.start, place.end):
        said = next((match[n] for n in ("n", "n2", "n3", "n4") if match[n]), "one").lower()
        unit = next(match[u] for u in ("unit", "unit2", "unit3", "unit4") if match[u]).lower()
        number = _COUNTS.get(said) or (int(said) if said.isdigit() else 1)
        _keep(found, written, max(1, round(number * _UNITS[unit])), match)
    for match in _NEXT.finditer(text, place.start, place.end):
        _keep(found, written, _to_the_end(written, match["unit"].lower(), match.group().lower()), match)
    for match in _TOMORROW.finditer(text, place.start, place.end):
        _keep(found, written, {"tonight": 1, "tomorrow": 1}.get(match.group().lower(), 2), match)
    return found


def _keep(found: list[Deadline], written: datetime.date, days: int, match: re.Match[str]) -> None:
    try:
        day = written + datetime.timedelta(days=days)
    except OverflowError:  # the year 10000
        return
    found.append(Deadline(day, Passage(match.start(), match.end()), counted=True))


def _to_the_end(written: datetime.date, unit: str, words: str) -> int:
    """How many days it is to the last one of next week, month or year; "before next year": to the last one before."""
    if unit == "week":
        first = 7 - written.weekday()
        last = first + 6
    else:
        month = written.month + 1 if unit == "month" else 13
        first = (_first_of(written.year, month) - written).days
        last = (_first_of(written.year, month + (1 if unit == "month" else 12)) - written).days - 1
    return first - 1 if words.startswith("before") else last


def _first_of(year: int, month: int) -> datetime.date:
    """The first day of a month, counted on past December; the last possible day behind the year 9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(year, month, 1) if year <= 9999 else datetime.date.max
