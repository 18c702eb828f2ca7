"""Judged values: a probability, a rate or a number, with who says so and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from realpolitik.case.citing import read_citations, read_judges
from realpolitik.case.parts.part import Citation, Part
from realpolitik.case.values import read_number, read_probability, read_rate

Citations = Annotated[tuple[Citation, ...], BeforeValidator(read_citations)]


class Judgement(Part):
    """Who judged a value and, where several did and differ, what this one said. Kept; the ``value`` itself is used."""

    by: str
    """Who judged."""
    value: float | None = None
    """The value this one gave."""
    low: float | None = None
    """The low end of the range this one gave."""
    high: float | None = None
    """The high end."""
    written: str | None = None
    """What this one wrote."""


Judges = Annotated[tuple[Judgement, ...], BeforeValidator(read_judges)]


class Provenance(Part):
    """Where an assertion comes from. Every key is optional."""

    source: Citations = ()
    """Who says so: a source, with paragraphs (`korybko p3`), or a list of them."""
    because: str | None = None
    """Why, in a sentence."""
    quote: str | None = None
    """The words of the source."""
    span: tuple[int, int] | None = None
    """The quote's place: start and end in characters, so that `text[start:end]` is the quote."""
    check: str | None = None
    """What to look at again before relying on it."""
    judged_by: Judges = ()
    """Who judged: a name, a list of names, or at a value `{anna: 30%, ben: likely}`."""


class Judged(Provenance):
    """A value with its range (``low == value == high`` for a plain number) and the words it was written in."""

    value: float
    """The value; the middle where a range or a word was written."""
    low: float
    """The low end of the range."""
    high: float
    """The high end of the range."""
    written: str
    """As it was written."""

    @property
    def is_range(self) -> bool:
        """Whether the value is uncertain itself: a word's band or a range, to be drawn from uniformly."""
        return self.low < self.high


class _Probability(Judged):
    """A probability between 0 and 1."""


class _Rate(Judged):
    """A hazard: ``value``, ``low`` and ``high`` are rates per month, -ln(1-p)/months for ``p per period``."""


#: ``20%``, ``0.2``, ``20-40%``, ``likely``, ``likely (PHIA)`` or ``{value: .., source: .., because: ..}``
Probability = Annotated[_Probability, BeforeValidator(read_probability)]
#: ``10% per year``, ``40% per month``, ``0%`` or ``{value: .., source: ..}``
Rate = Annotated[_Rate, BeforeValidator(read_rate)]
#: ``40``, ``[60, 90]`` or ``{value: .., source: ..}``
Number = Annotated[Judged, BeforeValidator(read_number)]
