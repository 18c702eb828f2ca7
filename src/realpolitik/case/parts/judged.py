"""Judged values: a probability, a rate or a number, with who says so and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from realpolitik.case.parts.part import Citation, Part
from realpolitik.case.values import read_citations, read_number, read_probability, read_rate

Citations = Annotated[tuple[Citation, ...], BeforeValidator(read_citations)]


class Provenance(Part):
    """Where an assertion comes from. Every key is optional."""

    source: Citations = ()
    because: str | None = None
    quote: str | None = None
    span: tuple[int, int] | None = None
    check: str | None = None
    judged_by: str | None = None


class Judged(Provenance):
    """A value with its range (``low == value == high`` for a plain number) and the words it was written in."""

    value: float
    low: float
    high: float
    written: str

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
