"""Dates that count from the date told before: "two days earlier", "the next day", "the following month".

The rule: they count from the last dated happening of the same voice, or from a date that stands before them in their
own sentence. Days and weeks give the day; "a month later" gives the calendar month, "a year later" the calendar year.
From a date that is vaguer than the count (the day after "in May") nothing follows. What goes back ("two days earlier")
is an aside: the next date does not count from it.
"""

from __future__ import annotations

import calendar
import datetime
import re

from realpolitik.reading.days import Moment
from realpolitik.reading.passage import Passage

_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_N = r"(?P<n>\d{1,2}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>day|week|month|year)"
_STOP = r"(?=\s*(?:[,.;:)]|$))"
_LATER = re.compile(
    rf"(?i)\b{_N} {_UNIT}s? (?P<way>later|afterwards?|after that|earlier|before that|previously)\b(?! than)"
)
_BESIDE = re.compile(
    rf"(?i)\b(?<!in )(?<!within )(?<!over )(?<!for )the (?P<way>next|following|previous|preceding) "
    rf"(?P<unit>day|morning|evening|night|week|month|year)\b(?! to\b| of\b)|\bthe (?P<unit2>day|week|month|year) "
    rf"(?P<way2>before|after){_STOP}|\b{_N.replace('<n>', '<n3>')} {_UNIT.replace('<unit>', '<unit3>')}s? "
    rf"(?P<way3>before|after){_STOP}"
)
_SAME = re.compile(
    r"(?i)\b(?:the|that) same (?P<unit>day|evening|night|morning|week|month|year)\b"
    r"|\blater that (?P<unit2>day|week|month|year)\b"
)
_BACKWARDS = re.compile(r"(?i)\b(?:earlier|previously|previous|preceding|before)\b")
_BACK = frozenset({"earlier", "before that", "previously", "previous", "preceding", "before"})
#: How many days a date may be vague for a count in this unit.
_VAGUE = {"day": 3, "week": 8, "month": 31, "year": 366}


def later(
    text: str, place: Passage, told: list[Moment], before: Moment | None, written: datetime.date | None
) -> list[Moment]:
    """The dates of a passage that count from another: from the last of ``told``, its own dates, that stands before it,
    else from ``before``, the date told before the passage. What would lie after the day of writing is none.
    """
    found: list[Moment] = []
    if before is None and not told:
        return found
    matches = [m for pattern in (_LATER, _BESIDE, _SAME) for m in pattern.finditer(text, place.start, place.end)]
    for match in sorted(matches, key=lambda m: m.start()):
        own = [m for m in (*told, *found) if m.place.end <= match.start() and not goes_back(text, m)]
        anchor = max(own, key=lambda m: m.place.end) if own else before
        days = _counted(match, anchor) if anchor is not None else None
        if days is None or (written is not None and days[0] > written):
            continue
        last = min(days[1], written) if written is not None else days[1]
        found.append(Moment(Passage(match.start(), match.end()), days[0], last, inferred=True, counted=True))
    return found


def goes_back(text: str, moment: Moment) -> bool:
    """Whether a date counts backwards."""
    return moment.counted and _BACKWARDS.search(text, moment.place.start, moment.place.end) is not None


def _counted(match: re.Match[str], anchor: Moment) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day that the words mean."""
    found = match.groupdict()
    unit = (found.get("unit") or found.get("unit2") or found.get("unit3") or "").lower()
    unit = "day" if unit in ("morning", "evening", "night") else unit
    if (anchor.last - anchor.first).days + 1 > _VAGUE[unit]:
        return None
    way = (found.get("way") or found.get("way2") or found.get("way3") or "").lower()
    said = (found.get("n") or found.get("n3") or "").lower()
    number = (_COUNTS.get(said) or int(said)) if said else 1 if way else 0
    sign = -1 if way in _BACK else 1
    try:
        if unit == "day" or (unit == "week" and said):
            step = datetime.timedelta(days=sign * number * (7 if unit == "week" else 1))
            return anchor.first + step, anchor.last + step
        end = anchor.first if sign < 0 else anchor.last
        if unit == "week":
            monday = end - datetime.timedelta(days=end.weekday()) + datetime.timedelta(days=7 * sign * number)
            return monday, monday + datetime.timedelta(days=6)
        if unit == "year":
            return datetime.date(end.year + sign * number, 1, 1), datetime.date(end.year + sign * number, 12, 31)
        month = end.year * 12 + end.month - 1 + sign * number
        year, month = month // 12, month % 12 + 1
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, OverflowError):
        return None  # before the year 1 or after 9999
