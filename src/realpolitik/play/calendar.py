"""Dates as months from the start of the play: a month is a twelfth of 365.25 days, and a date means its whole day."""

from __future__ import annotations

import datetime
from calendar import monthrange

DAYS_IN_A_MONTH = 365.25 / 12


def months(start: datetime.date, end: datetime.date) -> float:
    """Months from the end of one day to the end of another."""
    return (end - start).days / DAYS_IN_A_MONTH


def month_ends(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """The last day of every month after ``start`` and before ``end``, and ``end`` itself.

    >>> [str(d) for d in month_ends(datetime.date(2025, 1, 15), datetime.date(2025, 3, 10))]
    ['2025-01-31', '2025-02-28', '2025-03-10']
    """
    out: list[datetime.date] = []
    year, month = start.year, start.month
    while (year, month) < (end.year, end.month):
        last = datetime.date(year, month, monthrange(year, month)[1])
        if last > start:
            out.append(last)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return [*out, end]
