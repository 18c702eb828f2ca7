"""Numbers that know where they come from, and sentences made from the one set of templates.

Each is text (``str``) for a terminal and HTML (``__html__``) for a page, where a number carries its address in the
analysis as ``data-n``: ``realpolitik trace`` takes it from there. ``html.hints`` says on a page what the number is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from markupsafe import Markup, escape

from realpolitik.analysis.address import Value, value
from realpolitik.analysis.result import Analysis
from realpolitik.figures import _turning
from realpolitik.report import words
from realpolitik.report.sentences import SENTENCES


class Sayable(Protocol):
    """Anything that is text and HTML."""

    def __html__(self) -> str: ...


@dataclass(frozen=True)
class Number:
    """A printed number and the address of the value behind it."""

    address: str
    text: str

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> Markup:
        return Markup('<span data-n="{0}" title="Trace: {0}">{1}</span>').format(self.address, self.text)


@dataclass(frozen=True)
class Sentence:
    """A template of ``SENTENCES`` with its blanks filled by words, numbers and other sentences."""

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return SENTENCES[self.key].format(**self.fields)

    def __html__(self) -> Markup:
        return Markup(SENTENCES[self.key]).format(**self.fields)


@dataclass(frozen=True)
class Listed:
    """Several parts as one: ``a, b and c``."""

    parts: Sequence[object]
    last: str = "and"

    def __str__(self) -> str:
        return words.listed([str(part) for part in self.parts], self.last)

    def __html__(self) -> Markup:
        return Markup(words.listed([str(escape(part)) for part in self.parts], self.last))


@dataclass(frozen=True)
class Capital:
    """The same with a capital at its beginning."""

    part: object

    def __str__(self) -> str:
        return words.capital(str(self.part))

    def __html__(self) -> Markup:
        return Markup(words.capital(str(escape(self.part))))  # a tag at the beginning has no letter to raise


def say(key: str, **fields: object) -> Sentence:
    """The sentence of the set with this key."""
    return Sentence(key, fields)


def joined(sentences: Sequence[object]) -> Sentence | None:
    """Sentences one after another as one piece, or None where there are none."""
    if not sentences:
        return None
    first, *rest = sentences
    last = joined(rest)
    return say("one", a=first) if last is None else say("two", a=first, b=last)


def points(x: Value) -> str:
    """A share of a utility as points of 100, with its sign: ``+12``, ``−3``, ``0``."""
    whole = words.whole(_one(x))
    return f"+{whole}" if whole > 0 else f"\u2212{-whole}" if whole < 0 else "0"


def bits(x: Value) -> str:
    """Bits of information: two decimals, three where there is less than a hundredth."""
    number = _one(x)
    return f"{number:.3f}" if 0 < number < 0.01 else f"{number:.2f}"


def signed(x: float) -> str:
    """A number between -1 and 1 with its sign and two decimals: ``+0.24``, ``−0.31``, ``0.00``."""
    text = f"{x:+.2f}"
    return "0.00" if float(text) == 0.0 else text.replace("-", "\u2212")


def _one(x: Value) -> float:
    if isinstance(x, float | int):
        return float(x)
    raise TypeError(f"{x!r} is not one number")


def _pair(x: Value) -> tuple[float, float]:
    if isinstance(x, tuple) and len(x) == 2:
        return x[0], x[1]
    raise TypeError(f"{x!r} is not a pair of numbers")


def turn(now: float, value: float, probability: bool) -> tuple[str, str]:
    """The forms in which to print where something stands and where it turns."""
    finer, way = _turning.apart(now, value, probability), "up" if value > now else "down"
    kind = "share" if probability else "quantity"
    return f"stands_{kind}_{finer}", f"turns_{kind}_{way}_{finer}"


def _turns() -> dict[str, Callable[[Value], str]]:
    """The forms for values at which something turns: never short of it, with as few digits as can be."""
    found: dict[str, Callable[[Value], str]] = {}
    for k in _turning.LEVELS:
        for probability, kind in ((True, "share"), (False, "quantity")):
            found[f"stands_{kind}_{k}"] = _standing(probability, k)
            for way in ("up", "down"):
                found[f"turns_{kind}_{way}_{k}"] = _at_turn(probability, way == "up", k)
    return found


def _standing(probability: bool, finer: int) -> Callable[[Value], str]:
    return lambda x: _turning.stands(_one(x), probability, finer)


def _at_turn(probability: bool, up: bool, finer: int) -> Callable[[Value], str]:
    write = _turning.share if probability else _turning.quantity
    return lambda x: write(_one(x), up, finer)


#: How a value is printed, by the name of the form.
FORMS: dict[str, Callable[[Value], str]] = {
    "percent": lambda x: words.percent(_one(x)),
    "finely": lambda x: f"{100 * _one(x):.1f}{words.THIN}%",
    "range": lambda x: words.span(_pair(x)),
    "ratio": lambda x: words.ratio(_one(x)),
    "bits": bits,
    "points": points,
    "amount": lambda x: f"{float(f'{_one(x):.3g}'):g}",
    "signed": lambda x: signed(_one(x)),
    "tenth": lambda x: f"{_one(x):.1f}",
    "hundredth": lambda x: f"{_one(x):.2f}",
    "months": lambda x: words.months(_one(x)),
    "hundredths": lambda x: f"{100 * _one(x):.1f}" if 0 < _one(x) < 0.095 else f"{100 * _one(x):.0f}",
    "whole": lambda x: f"{_one(x):.0f}",
    "text": str,
    **_turns(),
}


@dataclass(frozen=True)
class Numbers:
    """The numbers of one analysis, each by its address: ``n("explanations.powerplay.posterior")``."""

    analysis: Analysis

    def __call__(self, address: str, form: str = "percent") -> Number:
        """The number at ``address`` as it is printed in ``form``; BadInput where there is none."""
        return Number(address, FORMS[form](value(self.analysis, address)))

    def of(self, address: str) -> float:
        """The value itself."""
        return _one(value(self.analysis, address))

    def pair(self, address: str) -> tuple[float, float]:
        """An interval itself."""
        return _pair(value(self.analysis, address))
