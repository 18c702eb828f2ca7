"""Numbers and days as figures write them: short, with true signs, small chances told apart."""

from __future__ import annotations

import datetime

from realpolitik.case import scales
from realpolitik.figures._svg import percent

TIMES = "\u00d7"
_MINUS = "\u2212"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(p: float) -> str:
    """A probability for a place where small ones must be told apart: ``37 %``, ``0.6 %``, ``<0.1 %``."""
    if 0.001 <= p < 0.01 or 0.99 < p <= 0.999:
        return f"{100 * p:.1f}\u202f%"
    return percent(p).replace("<1", "<0.1").replace(">99", ">99.9")


def word(p: float) -> str:
    """The ICD 203 word for a probability as it is printed, so that word and number agree."""
    return scales.icd_word(scales.whole(p) / 100)


def points(by: float) -> str:
    """A change of a probability or a utility in points of a hundred, with its sign: ``+12``, a true minus, ``0``."""
    whole = round(100 * abs(by))
    sign = "+" if by > 0 else _MINUS
    return f"{sign}{whole}" if whole else "0"


def factor(ratio: float) -> str:
    """A positive ratio as ``×2.4``; one below 1 as ``÷1.6``."""
    return f"{TIMES}{ratio:.2g}" if ratio >= 1 else f"÷{1 / ratio:.2g}"


def month(iso: str) -> str:
    """``Jun 2025``."""
    date = datetime.date.fromisoformat(iso)
    return f"{_MONTHS[date.month - 1]} {date.year}"


def day(iso: str) -> str:
    """``27 Jun 2025``."""
    date = datetime.date.fromisoformat(iso)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
