"""Reads single values as analysts write them: ``likely``, ``20-40%``, ``10% per year``, ``monthly``, ``korybko p3``.

Every reader takes the plain text (or the table ``{value: .., source: .., because: ..}``) and gives plain data for the
pydantic models in ``case.parts``; what cannot be read raises a ``PydanticCustomError`` whose type is the fault's slug.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from realpolitik.case.scales import DEFAULT, SCALES, band, scale_key, words

#: Reads one way of writing into value, low and high.
Reader = Callable[[object], tuple[float, float, float]]

#: Days in a year and in its twelfth, the month.
YEAR_DAYS = 365.25
MONTH_DAYS = YEAR_DAYS / 12

#: Length of each unit in months.
UNITS: dict[str, float] = {
    "day": 1 / MONTH_DAYS,
    "week": 7 / MONTH_DAYS,
    "month": 1.0,
    "quarter": 3.0,
    "year": 12.0,
}
#: Reviews per month.
PACE: dict[str, float] = {
    "daily": MONTH_DAYS,
    "weekly": MONTH_DAYS / 7,
    "monthly": 1.0,
    "quarterly": 1 / 3,
    "yearly": 1 / 12,
    "never": 0.0,
}
RESOLVE: dict[str, float] = {"erratic": 2.0, "wavering": 4.0, "purposeful": 8.0, "relentless": 16.0}
INERTIA: dict[str, float] = {"none": 0.0, "low": 1.0, "normal": 3.0, "high": 5.0}

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
_PLAIN = re.compile(_NUMBER, re.ASCII)
_SPAN = re.compile(rf"({_NUMBER})\s*(%?)\s*(?:-|\u2013|\.\.|to)\s*({_NUMBER})\s*(%?)", re.ASCII)
_SINGLE = re.compile(rf"({_NUMBER})\s*(%?)", re.ASCII)
_SCALED = re.compile(r"([^()]*)\(([^()]*)\)")
_PER = re.compile(r"(.*?)\s*\b(?:per|a|an|every|each)\s+(?:([\d.]+)\s+)?([a-z]+?)s?", re.ASCII | re.DOTALL)


def fault(slug: str, message: str, hint: str = "", *, key: str = "") -> PydanticCustomError:
    """A fault as pydantic carries it; ``key`` names the key of a table at which it is."""
    return PydanticCustomError(slug, "{message}", {"message": message, "hint": hint, "key": key})


#: Longer names are not compared, nor are names with so many others.
_LONGEST_SLIP = 100
_MOST_COMPARED = 2000


def nearest(name: str, names: Any) -> str:
    """``did you mean 'x'?`` or an empty text."""
    known = [str(n) for n in names]
    if len(name) > _LONGEST_SLIP or len(known) > _MOST_COMPARED:
        return ""
    folded = name.casefold()
    if alike := [n for n in known if n.casefold() == folded]:
        return f"did you mean {alike[0]!r}?"
    reach = max(2, len(name) // 2)  # a much longer or shorter name is not a slip of the pen
    close = get_close_matches(name, [n for n in known if abs(len(n) - len(name)) <= reach][:150], n=2, cutoff=0.6)
    return f"did you mean {' or '.join(repr(c) for c in close)}?" if close else ""


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise fault("bad-number", f"{text} is not a number one can use")
    return value


def _judged(raw: object, read: Reader, slug: str, what: str) -> object:
    """The common shape: a table with ``value``, or the value itself, read by ``read`` into value, low, high."""
    if isinstance(raw, BaseModel):
        return raw
    if isinstance(raw, Mapping):
        table = dict(raw)
        if isinstance(table.get("value"), float) and "written" in table and "low" in table:
            return table  # read before
        for name in ("low", "high", "written"):
            if name in table:
                raise fault("unknown-key", f"the key '{name}' is not known here", "a range is 20-40%", key=name)
        if "value" not in table:
            raise fault(slug, f"{what} is expected here, or a table with 'value'")
        inner = table.pop("value")
        try:
            value, low, high = read(inner)
        except PydanticCustomError as error:
            context = error.context or {}
            raise fault(error.type, error.message(), str(context.get("hint", "")), key="value") from None
        if isinstance(table.get("judged_by"), Mapping):
            table["judged_by"] = _judgements(table["judged_by"], read)
        return {**table, "value": value, "low": low, "high": high, "written": _written(inner)}
    value, low, high = read(raw)
    return {"value": value, "low": low, "high": high, "written": _written(raw)}


def _judgements(raw: Mapping[object, object], read: Reader) -> list[dict[str, object]]:
    """``{anna: 30%, ben: likely}``: what each of several people said."""
    found: list[dict[str, object]] = []
    for name, said in raw.items():
        try:
            value, low, high = read(said)
        except PydanticCustomError as error:
            context = error.context or {}
            raise fault(error.type, error.message(), str(context.get("hint", "")), key="judged_by") from None
        found.append({"by": str(name), "value": value, "low": low, "high": high, "written": _written(said)})
    return found


def _written(raw: object) -> str:
    return f"[{', '.join(str(r) for r in raw)}]" if isinstance(raw, (list, tuple)) else str(raw).strip()


def _pair(raw: list[object] | tuple[object, ...], slug: str) -> tuple[float, float, float]:
    if len(raw) != 2:
        raise fault(slug, "a range has two numbers", "[20, 40]")
    low, high = (_plain_number(r) for r in raw)
    if low > high:
        raise fault("range-reversed", f"the range runs from {low:g} down to {high:g}", "write the smaller number first")
    return (low + high) / 2, low, high


def _plain_number(raw: object) -> float:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _float(str(raw))
    text = str(raw).strip()
    if isinstance(raw, str) and (match := _SINGLE.fullmatch(text)):
        return _float(match[1]) / (100 if match[2] else 1)
    raise fault("bad-number", f"'{text[:40]}' is not a number")


def _number(raw: object) -> tuple[float, float, float]:
    if isinstance(raw, (list, tuple)):
        return _pair(raw, "bad-number")
    value = _plain_number(raw)
    return value, value, value


def _probability(raw: object) -> tuple[float, float, float]:
    if isinstance(raw, (list, tuple)):
        value, low, high = _pair(raw, "bad-probability")
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value = low = high = _float(str(raw))
    elif isinstance(raw, str):
        value, low, high = _probability_text(raw.strip())
    else:
        raise fault("bad-probability", "a probability is expected here", "20%, 0.2, 20-40% or a word such as 'likely'")
    if low < 0 or high > 1:
        hint = f"did you mean {raw}%?" if 1 < high <= 100 and low >= 0 and "%" not in str(raw) else ""
        raise fault("probability-out-of-range", f"{_written(raw)} does not lie between 0% and 100%", hint)
    return value, low, high


def _probability_text(text: str) -> tuple[float, float, float]:
    if match := _SINGLE.fullmatch(text):
        value = _float(match[1]) / (100 if match[2] else 1)
        return value, value, value
    if match := _SPAN.fullmatch(text):
        first, first_sign, second, second_sign = match.groups()
        scale = 100 if first_sign or second_sign else 1
        return _pair((_float(first) / scale, _float(second) / scale), "bad-probability")
    word, name = text, DEFAULT
    if match := _SCALED.fullmatch(text):
        word, name = match[1].strip(), scale_key(match[2]) or ""
        if not name:
            raise fault("unknown-scale", f"there is no scale '{match[2]}'", ", ".join(SCALES))
    found = band(word, name)
    if found is None and text.casefold() in ("ask", "?"):
        raise fault("not-judged", "this judgement is still missing", "write it, or let `realpolitik ask FILE` ask you")
    if found is None:
        hint = nearest(word.casefold(), words(name)) or "20%, 0.2, 20-40% or a word such as 'likely'"
        raise fault("bad-probability", f"'{text[:60]}' is not a probability", hint)
    return (found[0] + found[1]) / 2, found[0], found[1]


def read_probability(raw: object) -> object:
    """``20%``, ``0.2``, ``20-40%``, an ICD 203 word, ``likely (PHIA)``, or a table with ``value``."""
    return _judged(raw, _probability, "bad-probability", "a probability")


def read_number(raw: object) -> object:
    """``40``, ``[60, 90]``, or a table with ``value``."""
    return _judged(raw, _number, "bad-number", "a number")


def _months(count: str | None, unit: str) -> float:
    number = 1.0 if count is None else _plain_number(count)
    if unit not in UNITS:
        raise fault("bad-period", f"'{unit}' is not a length of time", "day, week, month, quarter or year")
    if number <= 0:
        raise fault("bad-period", f"'{count} {unit}' is no time at all", "1 year, 6 months, 90 days")
    return number * UNITS[unit]


def read_period(text: str) -> float:
    """A length of time in months: ``year``, ``1 year``, ``6 months``, ``90 days``."""
    match = re.fullmatch(r"(?:([\d.]+)\s+)?([a-z]+?)s?", text.strip().casefold(), re.ASCII)
    if not match:
        raise fault("bad-period", f"'{text[:40]}' is not a length of time", "1 year, 6 months, 90 days")
    return _months(match[1], match[2])


def _rate(raw: object) -> tuple[float, float, float]:
    text = str(raw).strip()
    if isinstance(raw, str) and (match := _PER.fullmatch(text)):
        value, low, high = _probability(match[1])
        if high >= 1:
            raise fault("rate-certain", "a rate of 100% has no meaning", "write '99% per year', or 'by: {DATE: 99%}'")
        months = _months(match[2], match[3])
        return (-math.log1p(-value) / months, -math.log1p(-low) / months, -math.log1p(-high) / months)
    value, low, high = _probability(raw)
    if high > 0:
        raise fault("rate-without-period", f"'{text}' lacks its length of time", f"'{text} per year'")
    return 0.0, 0.0, 0.0


def read_rate(raw: object) -> object:
    """``10% per year`` as a hazard per month, -ln(1 - p) / months; ``0%``; or a table with ``value``."""
    return _judged(raw, _rate, "bad-rate", "a rate such as '10% per year'")


def _word_or_number(table: Mapping[str, float], slug: str) -> Reader:
    def read(raw: object) -> tuple[float, float, float]:
        if isinstance(raw, str) and raw.strip().casefold() in table:
            value = table[raw.strip().casefold()]
            return value, value, value
        try:
            value, low, high = _number(raw)
        except PydanticCustomError as error:
            if error.type != "bad-number":
                raise
            hint = nearest(str(raw), table) or f"{', '.join(table)} or a number"
            raise fault(slug, f"'{str(raw)[:40]}' is not one of the words for it", hint) from None
        if low < 0:
            raise fault(slug, f"{_written(raw)} is below zero")
        return value, low, high

    return read


def _pace(raw: object) -> tuple[float, float, float]:
    if isinstance(raw, str):
        text = raw.strip().casefold()
        if text in PACE:
            return PACE[text], PACE[text], PACE[text]
        if match := _PER.fullmatch(text):
            months = _months(match[2], match[3])
            if span := _SPAN.fullmatch(match[1]):
                value, low, high = _pair((span[1], span[3]), "bad-pace")
            else:
                value, low, high = _number(match[1])
            if low >= 0:
                return value / months, low / months, high / months
    raise fault("bad-pace", f"'{str(raw)[:40]}' is not a pace", nearest(str(raw), PACE) or "monthly, or '2 per month'")


_RESOLVE = _word_or_number(RESOLVE, "bad-resolve")
_INERTIA = _word_or_number(INERTIA, "bad-inertia")


def read_pace(raw: object) -> object:
    """Reviews per month: ``daily`` .. ``yearly``, ``never``, ``2 per month``, or a table with ``value``."""
    return _judged(raw, _pace, "bad-pace", "a pace")


def read_resolve(raw: object) -> object:
    """``erratic`` 2, ``wavering`` 4, ``purposeful`` 8, ``relentless`` 16, or a number."""
    return _judged(raw, _RESOLVE, "bad-resolve", "a resolve")


def read_inertia(raw: object) -> object:
    """``none`` 0, ``low`` 1, ``normal`` 3, ``high`` 5, or a number."""
    return _judged(raw, _INERTIA, "bad-inertia", "an inertia")
