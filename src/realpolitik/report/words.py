"""Numbers, dates and names as a careful analyst writes them.

Likelihood words are those of ICD 203 (Intelligence Community Directive 203, Analytic Standards, 2015, p. 3);
a band's edge belongs to the upper band. The word always follows the number as printed, so that page and word agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from realpolitik.case import scales
from realpolitik.case.days import day as day
from realpolitik.case.scales import ICD203

#: Lower edge in per cent, word.
BANDS: tuple[tuple[int, str], ...] = tuple((low, names[0]) for names, low, _ in ICD203)
#: A narrow no-break space: between a number and its sign.
THIN = "\u202f"
#: Keeps both ends of a range on one line.
JOIN = "\u2060"
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def whole(p: float) -> int:
    """A probability in whole per cent, as it is printed."""
    return scales.whole(p)


def percent(p: float) -> str:
    """``37 %`` with a narrow space; ``<1 %`` and ``>99 %`` at the ends; exactly 0 and 1 stay ``0 %`` and ``100 %``."""
    return scales.percent(p).replace(" ", THIN)


def span(interval: tuple[float, float]) -> str:
    """An interval: ``24-52 %`` with an en dash; one number where both ends print alike."""
    low, high = interval
    if percent(low) == percent(high):
        return percent(low)
    if low >= 0.01 and high <= 0.99:
        return f"{whole(low)}{JOIN}\u2013{JOIN}{percent(high)}"
    return f"{percent(low)} to {percent(high)}"


def plain(words: str) -> str:
    """The same for a terminal, with ordinary spaces and no invisible joiners: it can be copied and searched."""
    return words.replace(THIN, " ").replace(JOIN, "")


def ranging(interval: tuple[float, float], start: str = "Range ", end: str = "; ") -> str:
    """``Range 24-52 %; `` as part of a line; nothing where both ends print alike."""
    return "" if percent(interval[0]) == percent(interval[1]) else f"{start}{span(interval)}{end}"


def band(p: float) -> int:
    """The number of the ICD 203 band (0 to 6) in which ``p``, as printed, falls."""
    return [word for _, word in BANDS].index(icd_word(p))


def icd_word(p: float) -> str:
    """The ICD 203 word for a probability as printed, so that word and number on a page always agree."""
    return scales.icd_word(whole(p) / 100)


def word_for(p: float, interval: tuple[float, float] | None = None) -> str | None:
    """The word for ``p``, or None where the interval spans more than two bands, or ``p`` is exactly 0 or 1.

    A word would then claim more than is known (0 and 1 come from a rule of the case, not from a judgement).
    """
    if p <= 0.0 or p >= 1.0:
        return None
    if interval is not None and scales.bands_spanned(*interval) > scales.WORDED:
        return None
    return icd_word(p)


def listed(parts: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def number(n: int) -> str:
    """Small whole numbers in words, larger ones in figures."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else str(n)


def count(n: int, one: str, many: str | None = None) -> str:
    """``one source``, ``five sources``."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def quoted(text: str) -> str:
    """Typographic quotation marks, the inner ones single; a closing full stop is dropped."""
    inner = text.strip().rstrip(".").replace("“", "\u2018").replace("”", "\u2019")
    return f"“{inner}”"


def spaced(name: str) -> str:
    """A name of the case file as words: ``road_without_russia`` becomes ``road without russia``."""
    return name.replace("_", " ")


def title_of(name: str, title: str | None) -> str:
    """What to call something: its title, or its name as words."""
    if title:
        return capital(title)
    return capital(spaced(name))


def capital(text: str) -> str:
    """The first letter as a capital: for a title at the beginning of a line."""
    return text[:1].upper() + text[1:]


def small_article(title: str) -> str:
    """A title inside a sentence: its article, if it begins with one, is written small (``a newspaper``)."""
    article, space, rest = title.partition(" ")
    return f"{article.lower()}{space}{rest}" if article in {"A", "An", "The"} else title


def months(x: float) -> str:
    """A length of time in months as people say it: ``18 months``, ``1 month``, ``under a month``."""
    if x < 0.75:
        return "under a month"
    whole = round(x)
    return f"{whole} month{'' if whole == 1 else 's'}"


def ratio(x: float) -> str:
    """A likelihood ratio or Bayes factor: ``x 2.4`` (with the real sign), ``÷ 3.1``, ``no change``."""
    if x != x or x == float("inf") or x > 999:
        return f"\u00d7{THIN}1000 or more"
    if x < 1 / 999:
        return f"÷{THIN}1000 or more"
    if abs(x - 1) < 0.05:
        return "no change"
    return f"\u00d7{THIN}{_short(x)}" if x > 1 else f"÷{THIN}{_short(1 / x)}"


def _short(x: float) -> str:
    return f"{x:.0f}" if x >= 10 else f"{x:.1f}"


def one_sentence(text: str) -> str:
    """Prose with a full stop at its end; a name that the case marks as code (`` `aim` ``) stands in quotation marks."""
    text = re.sub(r"`([^`]*)`", lambda m: f"“{m[1].replace('_', ' ')}”", text.strip())
    return text if not text or text[-1] in ".!?…”" else text + "."


def unique(names: Sequence[str]) -> list[str]:
    """The names once each, in the order they first come."""
    return list(dict.fromkeys(names))
