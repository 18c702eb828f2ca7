"""Days as analysts know them: a day, a month, a year, or from one of these to another."""

from __future__ import annotations

import datetime
import re
from typing import Self

from pydantic_core import PydanticCustomError

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SPAN = re.compile(r"([\d-]+)\s*(?:\.\.|\bto\b|\u2013)\s*([\d-]+)", re.ASCII)


class Period(datetime.date):
    """A date that is not known, or not meant, to the day: ``2025-06`` or ``2025-06-28 to 2025-06-30``.

    It is a day itself, the one that computations use: the last of the period (the first where something begins).
    ``first`` and ``last`` are its ends and ``written`` the words in the file, which is also how it is printed.
    """

    first: datetime.date
    last: datetime.date
    written: str = ""

    @classmethod
    def of(cls, used: datetime.date, first: datetime.date, last: datetime.date, written: str) -> Self:
        """The period from ``first`` to ``last`` that counts as the day ``used``."""
        made = cls(used.year, used.month, used.day)
        made.first, made.last, made.written = first, last, written
        return made

    def __str__(self) -> str:
        return self.written or self.isoformat()

    def __reduce__(self) -> tuple[object, ...]:
        used = datetime.date(self.year, self.month, self.day)
        if not self.written:  # the outcome of a sum of days
            return datetime.date, (self.year, self.month, self.day)
        return type(self).of, (used, self.first, self.last, self.written)


def _fault(slug: str, message: str, hint: str = "") -> PydanticCustomError:
    return PydanticCustomError(slug, "{message}", {"message": message, "hint": hint, "key": ""})


def _ends(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a day, a month or a year."""
    match = _DAY.fullmatch(text)
    if not match:
        raise _fault("bad-date", f"'{text[:40]}' is not a day", "write it as 2025-06-30, 2025-06 or 2025")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
        if day:
            return first, first
        last = datetime.date(year, month or 12, 28)
    except ValueError:
        raise _fault("bad-date", f"there is no day {text}") from None
    while True:  # the month's last day, without stepping out of the calendar
        try:
            last = last.replace(day=last.day + 1)
        except ValueError:
            return first, last


def _read(raw: object, *, begins: bool) -> datetime.date:
    if isinstance(raw, datetime.date):
        return raw
    text = str(raw).strip()
    if match := _SPAN.fullmatch(text):
        (first, _), (_, last) = _ends(match[1]), _ends(match[2])
        if last < first:
            raise _fault("dates-not-in-order", f"the days run from {first} back to {last}")
    else:
        first, last = _ends(text)
        if len(text) == 10:  # written to the day
            return first
    return Period.of(first if begins else last, first, last, text)


def read_day(raw: object) -> datetime.date:
    """``2025-06-30``, ``2025-06``, ``2025``, ``2025-06-28 to 2025-06-30``: the last day counts."""
    return _read(raw, begins=False)


def read_first_day(raw: object) -> datetime.date:
    """The same where something begins: the first day counts."""
    return _read(raw, begins=True)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: datetime.date) -> str:
    """The day as prose has it.

    >>> day(datetime.date(2026, 12, 31))
    '31 December 2026'
    """
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
