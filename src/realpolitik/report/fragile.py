"""Beside each headline its most fragile input: the smallest change of one input that gives another likelihood word."""

from __future__ import annotations

import re

from realpolitik.analysis.fragile import Crossing, Fragility, HeadlineResult, InputResult, Removal, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import short
from realpolitik.report.chosen import reading
from realpolitik.report.formulas import Speaker
from realpolitik.report.saying import Number, Numbers, Sentence, say, turn
from realpolitik.report.unjudged import is_nobodys
from realpolitik.report.words import BANDS, band, percent, word_for

_WISH = re.compile(r"actors\.(\w+)\.prefers\[(\d+)\]")
#: What to call an input that nobody judged for this case.
_SORT = {"convention": "one convention", "default": "one default"}
#: The sentences that tell how fragile a headline is.
FRAGILE = frozenset({"cross_word", "cross_up", "cross_down", "beyond", "steady", "steady_alone"})


def headline(analysis: Analysis, key: str) -> HeadlineResult | None:
    """What is known of how fragile a headline is; None where nothing was looked at."""
    if analysis.fragility is None:
        return None
    return next((h for h in analysis.fragility.headlines if h.key == key), None)


def inputs(analysis: Analysis) -> dict[str, InputResult]:
    """The judged inputs by their path."""
    return {} if analysis.fragility is None else {i.path: i for i in analysis.fragility.inputs}


def interval(analysis: Analysis, key: str) -> tuple[float, float] | None:
    """The range of a headline: the one printed with its number."""
    kind, _, name = key.partition(".")
    if kind == "explanations":
        return next((e.interval for e in analysis.explanations if e.name == name), None)
    if kind == "scenarios":
        return next((reading(s).interval for s in analysis.scenarios if s.name == name), None)
    return next((q.interval for q in analysis.questions if q.id == name), None)


def without(analysis: Analysis, removal: Removal) -> str:
    """What a removal takes out; a wish that has no text of its own is its formula in words."""
    wish = _WISH.fullmatch(removal.path)
    actor = next((a for a in analysis.actors if wish is not None and a.id == wish[1]), None)
    if wish is None or actor is None or int(wish[2]) >= len(actor.wishes):
        return removal.words
    asked = actor.wishes[int(wish[2])]
    return removal.words if asked.text else f"{short(actor.name)}: {Speaker(analysis).say(asked.that, actor.id)}"


def removals(fragility: Fragility, found: HeadlineResult) -> list[Removal]:
    """The statements whose removal changes a headline as it is printed, the largest change first."""
    without = [
        r
        for r in fragility.removals
        if found.key in r.headlines and percent(r.headlines[found.key]) != percent(found.p)
    ]
    return sorted(without, key=lambda r: -abs(r.headlines[found.key] - found.p))


def weakest(analysis: Analysis, key: str, interval: tuple[float, float] | None = None) -> Sentence | None:
    """``It would be called "unlikely" if one judgement stood at 31 % instead of 25 %: X.``

    Where the headline's range (``interval``) allows it no word, the edge of the band is named in its place. Where no
    input inside its own range carries it into another band, that is said first. Where no input alone does so at all,
    the input that moves it most is named. None where nothing was looked at, or where nobody has judged what moves it.
    """
    found = headline(analysis, key)
    if found is None or is_nobodys(analysis, key):
        return None
    known, n = inputs(analysis), Numbers(analysis)
    crossing = found.crossing
    if crossing is not None and crossing.input in known:
        given = known[crossing.input]
        crossed = _crossing(n, found, crossing, given, interval)
        reached = given.low <= crossing.value <= given.high or any(_leaves(found, s) for s in found.swings)
        return crossed if reached else say("beyond", crossed=crossed)
    most = max((s for s in found.swings if s.input in known), key=lambda s: abs(s.at_high - s.at_low), default=None)
    if most is None:
        return say("steady_alone")
    at = f"fragility.headlines.{key}.swings.{most.input}"
    low, high = n(f"{at}.at_low"), n(f"{at}.at_high")
    if most.at_low > most.at_high:
        low, high = high, low
    if str(low) == str(high):
        return say("steady_alone")
    return say("steady", input=told(analysis, known[most.input]), low=low, high=high)


def _leaves(found: HeadlineResult, swing: Swing) -> bool:
    """Whether a headline leaves its band while an input goes from one end of its range to the other."""
    return any(band(end) != band(found.p) for end in (swing.at_low, swing.at_high))


def told(analysis: Analysis, given: InputResult) -> str:
    """An input in words, with the condition under which it applies, as the end of a sentence."""
    words = given.words.strip().rstrip(".")
    return words if given.given is None else f"{words}, if {Speaker(analysis).say(given.given)}"


def _crossing(
    n: Numbers, found: HeadlineResult, crossing: Crossing, given: InputResult, interval: tuple[float, float] | None
) -> Sentence:
    then, now = f"fragility.headlines.{found.key}.crossing.value", f"fragility.inputs.{given.path}.value"
    stands, turns = turn(given.value, crossing.value, given.probability)
    fields = {
        "input": told(n.analysis, given),
        "one": _SORT.get(given.support, "one judgement"),
        "value": n(then, turns),
        "now": n(now, stands),
        "where": _where(crossing, given),
    }
    if interval is None or word_for(found.p, interval) is not None:
        return say("cross_word", word=BANDS[crossing.band][1], **fields)
    low = BANDS[crossing.band][0]
    if 100 * found.p < low:
        return say("cross_up", edge=f"{low}\u202f%", **fields)
    return say("cross_down", edge=f"{BANDS[crossing.band + 1][0]}\u202f%", **fields)


def _where(crossing: Crossing, given: InputResult) -> Sentence | str:
    """Whether the turning point lies inside the range that the input's author gave; nothing where none was given."""
    if not given.ranged:
        return ""
    return say("inside" if given.low <= crossing.value <= given.high else "outside")


def amount(n: Numbers, address: str, given: InputResult) -> Number:
    """A value of an input as it is printed: a share in per cent, else a plain number."""
    return n(address, "percent" if given.probability else "amount")
