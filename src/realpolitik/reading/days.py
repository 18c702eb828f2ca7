"""Dates in a text: the day it was written, and what "last August" or "19-20 June" mean seen from that day."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from realpolitik.reading.passage import Passage

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|" + (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PART = r"(?:(?P<part>early|mid|late|end of|beginning of|the end of|the beginning of)[- ])?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_YEAR}-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>[0-3]\d)\b",
        rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–—]\s?(?P<until>[0-3]?\d)(?:st|nd|rd|th)?)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b",
        rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–—]\s?(?P<until>[0-3]?\d)(?:st|nd|rd|th)?)?\b(?:,?\s+{_YEAR}\b)?",
        rf"\b{_PART}(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)?\s*\b{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?\b",
        rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext)?\s*\b(?P<season>spring|summer|autumn|winter)(?:\s+(?:of\s+)?{_YEAR})?\b",
        rf"\b{_PART}{_YEAR}\b(?!\s*[%-])",
        r"(?i)\b(?P<word>yesterday|today|tonight|this morning|this afternoon|this evening|this week|last week"
        r"|this month|last month|this year|last year|last night|earlier this week|earlier today)\b",
        r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext)?\s*\b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    )
)


#: What a match of each pattern must hold: looked for first, since most sentences have no date.
_HAS_MONTH = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_HOLDS = (
    re.compile("[0-9]-"),
    _HAS_MONTH,
    _HAS_MONTH,
    _HAS_MONTH,
    re.compile("[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter"),
    re.compile("[0-9]{4}"),
    re.compile("(?i)yester|today|tonight|this |last |earlier "),
    re.compile("day"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text: the words, the first and last day they can mean, and whether a part was inferred, or
    ``counted`` from a date that the text tells before.
    """

    place: Passage
    first: datetime.date
    last: datetime.date
    inferred: bool
    counted: bool = False

    def written(self) -> str:
        """As the case language writes it: a day, a month, a year, or from one day to another."""
        a, b = self.first, self.last
        if a == b:
            return a.isoformat()
        if a.day == 1 and b == _month_end(a.year, a.month):
            return f"{a.year:04}-{a.month:02}"
        if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) and a.year == b.year:
            return f"{a.year:04}"
        return f"{a.isoformat()} to {b.isoformat()}"


def moments(text: str, place: Passage, written: datetime.date | None, *, ahead: bool = False) -> list[Moment]:
    """The dates within ``place``, in order. What is told by the day of writing alone is left out where that is None.

    A month without a year is the latest one not after the day of writing; ``ahead``, for what is told as still to come,
    the first one not before it.
    """
    taken: list[Moment] = []
    blocked: list[Passage] = []
    words = place.of(text)
    for pattern in (p for p, holds in zip(_PATTERNS, _HOLDS, strict=True) if holds.search(words)):
        for match in pattern.finditer(text, place.start, place.end):
            places = [*(m.place for m in taken), *blocked]
            if any(p.start < match.end() and match.start() < p.end for p in places):
                continue
            days = _days(match.groupdict(), written, ahead)
            if days is None and match.groupdict().get("day"):
                blocked.append(Passage(match.start(), match.end()))  # 31 June is no date, and no June either
            if days is not None:
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                taken.append(Moment(Passage(start, match.end()), days[0], days[1], days[2]))
    return sorted(taken, key=lambda moment: moment.place)


def _days(
    found: dict[str, str | None], written: datetime.date | None, ahead: bool
) -> tuple[datetime.date, datetime.date, bool] | None:
    try:
        if found.get("iso_month"):
            day = datetime.date(int(found["year"] or 0), int(found["iso_month"] or 0), int(found["iso_day"] or 0))
            return day, day, False
        if found.get("month"):
            return _in_month(found, written, ahead)
        if found.get("season"):
            return _season(found, written, ahead)
        if found.get("year"):
            year = int(found["year"] or 0)
            first, last = _part(found.get("part"), datetime.date(year, 1, 1), datetime.date(year, 12, 31))
            return first, last, False
        if written is None:
            return None
        if found.get("weekday"):
            return _weekday(_DAYS[(found["weekday"] or "").lower()], "next" if ahead else found.get("which"), written)
        first, last, inferred = _word(found["word"] or "", written)
        return first, _ends(found["word"] or "", last) if ahead else last, inferred
    except (ValueError, OverflowError):
        return None  # 31 June, year 0: no date at all


def _in_month(
    found: dict[str, str | None], written: datetime.date | None, ahead: bool
) -> tuple[datetime.date, datetime.date, bool] | None:
    month = _MONTHS[(found["month"] or "").rstrip(".").lower()]
    day = int(found["day"] or 0) if found.get("day") else None
    if found.get("year"):
        year, inferred = int(found["year"] or 0), False
    elif written is None:
        return None
    else:
        inferred = True
        year = written.year if (month, day or 1) <= (written.month, written.day) else written.year - 1
        if ahead:
            year = written.year if (month, day or 31) >= (written.month, written.day) else written.year + 1
        which = (found.get("which") or "").lower()
        if which == "next":
            year = written.year if month > written.month else written.year + 1
        elif which == "last" and month == written.month:
            year = written.year - 1
        elif which == "this":
            year = written.year
    if day is not None:
        last = int(found["until"] or 0) if found.get("until") else day
        return datetime.date(year, month, day), datetime.date(year, month, max(day, last)), inferred
    first, end = _part(found.get("part"), datetime.date(year, month, 1), _month_end(year, month))
    return first, end, inferred


def _part(part: str | None, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first, middle or last third of a time; the whole where no part is said."""
    if not part:
        return first, last
    third = datetime.timedelta(days=round(((last - first).days + 1) / 3))
    if part in ("early", "beginning of", "the beginning of"):
        return first, first + third - datetime.timedelta(days=1)
    if part == "mid":
        return first + third, last - third
    return last - third + datetime.timedelta(days=1), last


def _season(
    found: dict[str, str | None], written: datetime.date | None, ahead: bool
) -> tuple[datetime.date, datetime.date, bool] | None:
    begin, end = _SEASONS[(found["season"] or "").lower()]
    if found.get("year"):
        year, inferred = int(found["year"] or 0), False
    elif written is None or not (found.get("which") or ahead):
        return None
    elif ahead and (found.get("which") or "").lower() != "last":
        inferred = True
        year = written.year if written.month <= end else written.year + 1
        if end > 12 and written.month < end - 11:  # January and February are of the winter before
            year -= 1
        if (found.get("which") or "").lower() == "next" and datetime.date(year, begin, 1) <= written:
            year += 1
    else:
        inferred = True
        year = (
            written.year if (begin <= written.month) != ((found["which"] or "").lower() == "last") else written.year - 1
        )
    first = datetime.date(year, begin, 1)
    last_year, last_month = (year, end) if end <= 12 else (year + 1, end - 12)
    return first, _month_end(last_year, last_month), inferred


def _weekday(number: int, which: str | None, written: datetime.date) -> tuple[datetime.date, datetime.date, bool]:
    if (which or "").lower() == "next":
        day = written + datetime.timedelta(days=(number - written.weekday() - 1) % 7 + 1)
    else:
        day = written - datetime.timedelta(days=(written.weekday() - number) % 7)
    return day, day, True


def _word(word: str, written: datetime.date) -> tuple[datetime.date, datetime.date, bool]:
    word = word.lower()
    one = datetime.timedelta(days=1)
    monday = written - datetime.timedelta(days=written.weekday())
    if word in ("yesterday", "last night"):
        return written - one, written - one, True
    if word in ("this week", "earlier this week"):
        return monday, written, True
    if word == "last week":
        return monday - 7 * one, monday - one, True
    if word == "this month":
        return written.replace(day=1), written, True
    if word == "last month":
        end = written.replace(day=1) - one
        return end.replace(day=1), end, True
    if word == "this year":
        return written.replace(month=1, day=1), written, True
    if word == "last year":
        return datetime.date(written.year - 1, 1, 1), datetime.date(written.year - 1, 12, 31), True
    return written, written, True


def _ends(word: str, last: datetime.date) -> datetime.date:
    """The last day of "this week", "this month" or "this year" where what is told is still to come."""
    if word.lower() == "this week":
        return last + datetime.timedelta(days=6 - last.weekday())
    if word.lower() == "this month":
        return _month_end(last.year, last.month)
    return datetime.date(last.year, 12, 31) if word.lower() == "this year" else last


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def years(text: str) -> Iterator[int]:
    """The years a text names, as they come."""
    for match in re.finditer(r"\b((?:19|20)\d\d)\b", text):
        yield int(match[1])
