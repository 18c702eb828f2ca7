"""A probability with its ICD 203 word, its range and its date, as a phrase, a predicate or a tag beside a large number.

No word is used where the range spans more than two bands, or where nobody has judged what the number rests on; 0 and 1
come from a rule of the case and are said so.
"""

from __future__ import annotations

import datetime

from realpolitik.report.saying import Numbers, Sentence, say
from realpolitik.report.unjudged import is_nobodys
from realpolitik.report.words import day, percent, span, word_for


def likelihood(n: Numbers, p: str, interval: str | None = None) -> Sentence:
    """The number at ``p`` with its word and the range at ``interval``: ``likely (62 %, range 50-71 %)``."""
    value = n.of(p)
    if value <= 0.0:
        return say("ruled_out", p=n(p))
    if value >= 1.0:
        return say("certain", p=n(p))
    if is_nobodys(n.analysis, p):
        return say("unjudged", p=n(p))
    if interval is None:
        return say("bare", p=n(p))
    ends = n.pair(interval)
    word = word_for(value, ends)
    if word is None:
        return say("wide", p=n(p), range=n(interval, "range"))
    if span(ends) == percent(value):
        return say("worded", word=word, p=n(p))
    return say("worded_range", word=word, p=n(p), range=n(interval, "range"))


def stands(n: Numbers, p: str, interval: str | None = None) -> Sentence:
    """The same as a predicate: ``is likely (62 %, range 50-71 %)``, ``stands at 62 % (range ..)``."""
    said = likelihood(n, p, interval)
    if said.key in ("bare", "wide", "unjudged"):
        return say("stands_at", likelihood=said)
    word = str(said.fields.get("word", ""))
    key = "has" if word.startswith("almost no") else "has_a" if word.endswith("chance") else "is"
    return say(key, likelihood=said)


def tag(
    n: Numbers,
    p: str,
    interval: str | None,
    *,
    by: datetime.date | None = None,
    on: bool = False,
    ranged: bool = False,
) -> Sentence:
    """The words beside a large number: its likelihood word with the date ``by`` which (``on``: on which) it is meant.

    Without a date: a belief about what is so now. Where the range is too wide for a word the date stands alone or,
    ``ranged``, with the range.
    """
    value = n.of(p)
    ends = (value, value) if interval is None else n.pair(interval)
    if value <= 0.0 or value >= 1.0:
        return say("tag_ruled_out" if value <= 0.0 else "tag_certain")
    if is_nobodys(n.analysis, p):
        return say("tag_unjudged")
    word = word_for(value, ends)
    if by is None:
        return say("tag_known_wide") if word is None else _known(n, word)
    if word is None and ranged and interval is not None:
        return say("tag_on_range" if on else "tag_by_range", date=day(by), range=n(interval, "range"))
    if word is None:
        return say("tag_on_wide" if on else "tag_by_wide", date=day(by))
    if on:
        return say("tag_on_chance" if word.endswith("chance") else "tag_on", word=word, date=day(by))
    return say("tag_by", word=word, date=day(by))


def _known(n: Numbers, word: str) -> Sentence:
    known = n.analysis.case.as_of
    return say("tag_now", word=word) if known is None else say("tag_known", word=word, date=day(known))


def ranging(n: Numbers, p: str, interval: str | None) -> Sentence | None:
    """``Range 24-52 %.``, with a remark where it is too wide for a word; None where both ends print alike."""
    if interval is None:
        return None
    value, ends = n.of(p), n.pair(interval)
    if percent(ends[0]) == percent(ends[1]):
        return None
    wide = 0.0 < value < 1.0 and word_for(value, ends) is None
    return say("range_wide" if wide else "range", range=n(interval, "range"))
