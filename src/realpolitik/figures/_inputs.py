"""How the judged numbers of a case are written in figures, and how far apart two values of one of them are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from types import MappingProxyType

from realpolitik.analysis.fragile import InputResult, Support
from realpolitik.figures._svg import clipped, percent
from realpolitik.figures._turning import told_apart

#: How each kind of support is said.
SUPPORT: dict[Support, str] = {
    "sourced": "has a source",
    "reasoned": "a reason, no source",
    "judged": "judged, no source",
    "neutral": "a draft's stand-in, judged by nobody",
    "default": "left at its default",
    "convention": "a convention",
}


_ANSWER = re.compile(r"(\w+)(?: == (\w+))?")  # a condition that is one answer to one factor's question


def brief(given: InputResult, asks: Mapping[str, str] = MappingProxyType({})) -> str:
    """The input in few words, then its condition: ``“Georgia keeps it shut”, if yes to “A deal?”``.

    The answer comes first, for a long question may be cut. ``asks``: what each factor asks; it stands for its name.
    """
    if given.given is None:
        return given.words
    words = re.sub(r"^How likely (“.*”) would be$", r"\1", given.words)
    answer = _ANSWER.fullmatch(given.given)
    if answer is not None and answer[1] in asks:
        value = (answer[2] or "yes").replace("_", " ")
        return f"{words}, if {value if value in {'yes', 'no'} else f'“{value}”'} to “{asks[answer[1]]}”"
    said = re.sub(r"\w+", lambda m: f"“{asks[m[0]]}”" if m[0] in asks else m[0].replace("_", " "), given.given)
    return f"{words}, if {said.replace('==', 'is').replace('!=', 'is not')}"


_PRIOR = re.compile(r"“(.*)” (.+), before anything was seen")
_NAME, _QUESTION = 46, 23  # characters of an item's and of a question's words in a label


def label(given: InputResult, asks: Mapping[str, str] = MappingProxyType({})) -> str:
    """The input in one line: what tells it from the others first, then the beginning of the question that it leans on.

    ``“Georgia keeps it shut”, if no to “Did Washington let…”``; ``Prior of “test” for “What does Aliyev want…”``.
    """
    prior = _PRIOR.fullmatch(given.words)
    if prior is not None:
        words = f"Prior of “{prior[2]}” for “{clipped(prior[1], _QUESTION)}”"
    else:
        words = re.sub(r"“(.*)”", lambda m: f"“{clipped(m[1], _NAME)}”", given.words)
    less = {name: clipped(question, _QUESTION) for name, question in asks.items()}
    return brief(given.model_copy(update={"words": words}), less)


def amount(given: InputResult, value: float) -> str:
    """A value of the input as people write it."""
    return percent(value) if given.probability else f"{float(f'{value:.3g}'):g}"


def change(given: InputResult, value: float) -> tuple[str, str]:
    """Where the input stands and where it turns something, so written that they can be told apart."""
    return told_apart(given.value, value, given.probability)


def span(given: InputResult) -> str:
    """From its low to its high end: ``15-35 %``, ``4-16``."""
    low, high = amount(given, given.low), amount(given, given.high)
    if low == high:
        return low
    if given.probability and low[0] != "<":
        low = low.removesuffix("\u202f%")
    return f"{low}\u2013{high}"


def step(given: InputResult, value: float) -> float:
    """How far ``value`` is from where the input stands, in log odds (probabilities) or logs (amounts), with its sign.

    Ends that lie at 0 or without bound count as a factor of 1000.
    """
    far = math.log(1000.0)
    if given.probability:
        return max(-far, min(far, _logit(value) - _logit(given.value)))
    if value <= 0.0 or given.value <= 0.0:
        return far if value > given.value else -far if value < given.value else 0.0
    return max(-far, min(far, math.log(value / given.value)))


def _logit(p: float) -> float:
    kept = min(1 - 1e-9, max(1e-9, p))
    return math.log(kept / (1 - kept))
