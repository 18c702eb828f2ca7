"""Leads from any number of an analysis to what it is made of, and from there to sources, reasons and conventions.

Three steps and no more: the number, in words; its parts, those that move it most first; where each of them ends. A
pure function of the analysis: nothing is run again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from realpolitik.analysis.address import Value, steps, value
from realpolitik.analysis.called import Called, spaced
from realpolitik.analysis.grounds import Ground, Part
from realpolitik.analysis.lookup import found
from realpolitik.analysis.meanings import MEANINGS, OTHER, Form, Meaning
from realpolitik.analysis.movers import Movers
from realpolitik.analysis.piece import Result
from realpolitik.analysis.result import Analysis, SourceResult

_ENDS = {"0": "The low end", "1": "The high end", "": "Both ends"}
_STATES = {"0": "reliable", "1": "noise", "2": "deceptive"}
_LEANING = ("belief", "forecast", "question")  #: sorts of numbers whose parts are those of a headline
_LEFT_OVER = {
    "something_else": "“Something else”, what none of the factors can say",
    "none_named": "That none of the named explanations holds",
}


class Trace(Result):
    """Where a number comes from. ``parts`` or ``grounds`` (where it rests on the program alone) is not empty."""

    address: str
    title: str
    value: Value
    form: Form
    how: str
    parts: list[Part]
    grounds: list[Ground]


@dataclass(frozen=True)
class Place:
    """A number and the way to it: ``record`` holds it in ``field``, under the names ``keys``; ``owner`` holds that."""

    analysis: Analysis
    address: str

    @cached_property
    def _passed(self) -> list[tuple[str, object]]:
        return [("", self.analysis), *steps(self.analysis, self.address)]

    @cached_property
    def records(self) -> list[Result]:
        """The records on the way, the analysis first."""
        return [found for _, found in self._passed if isinstance(found, Result)]

    @property
    def record(self) -> Result:
        """The record that holds the number."""
        return self.records[-1]

    @cached_property
    def _names(self) -> list[str]:
        last = max(k for k, (_, found) in enumerate(self._passed) if isinstance(found, Result))
        return [name for name, _ in self._passed[last + 1 :]]

    @property
    def field(self) -> str:
        """The field of the record in which the number stands."""
        return self._names[0] if self._names else ""

    @property
    def keys(self) -> list[str]:
        """The names that follow the field."""
        return self._names[1:]

    @property
    def section(self) -> str:
        """The part of the analysis."""
        return self._passed[1][0]

    @property
    def meaning(self) -> Meaning:
        """What it is."""
        return MEANINGS.get(f"{type(self.record).__name__}.{self.field}", OTHER)

    def title(self, called: Called) -> str:
        """What it is, in words."""
        ends = _STATES if isinstance(self.record, SourceResult) else _ENDS
        names = self.keys
        last = names[-1] if names and names[-1] in ends else ""
        owner = self.records[-2] if len(self.records) > 2 else self.record
        return self.meaning.title.format(
            it=called.record(self.record),
            owner=called.record(owner),
            key=called.key(names[0]) if names else "",
            then=called.key(names[-1]) if names else "",
            place=ends.get(last, ""),
            part=_LEFT_OVER.get(self.section, self.section),
            field=spaced(self.field),
        )


class Tracer:
    """Traces the numbers of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._movers = Movers(analysis)

    def trace(self, address: str) -> Trace:
        """Where the number at ``address`` comes from. Raises BadInput where there is none, with the nearest names."""
        place = Place(self._analysis, found(self._analysis, address))
        parts, grounds = self._movers.of(place.meaning.rests, place.records, place.field, place.keys, place.section)
        number = value(self._analysis, place.address)
        if place.meaning.rests in _LEANING and not self._movers.is_headline(parts, number):
            # What the headline leans on; by how much this number would move was not worked out.
            parts = [part.model_copy(update={"then": None, "at": None, "moves": None}) for part in parts]
        return Trace(
            address=place.address,
            title=self.title(place.address),
            value=number,
            form=self.form(place.address),
            how=place.meaning.how,
            parts=parts,
            grounds=grounds,
        )

    def title(self, address: str) -> str:
        """What the number at an exact address is, in words."""
        return Place(self._analysis, address).title(self._movers.grounds.called)

    def form(self, address: str) -> Form:
        """How it is printed."""
        return _form(Place(self._analysis, address))


def trace(analysis: Analysis, address: str) -> Trace:
    """Where the number at ``address`` comes from. Raises BadInput where there is none, with the nearest names."""
    return Tracer(analysis).trace(address)


def _form(place: Place) -> Form:
    """How the number is printed; an input is a probability or another number."""
    form = place.meaning.form
    if form != "input":
        return form
    path = getattr(place.record, "path", None) or getattr(place.record, "input", None)
    inputs = place.analysis.fragility.inputs if place.analysis.fragility else ()
    given = next((i for i in inputs if i.path == path), None)
    return "percent" if given is None or given.probability else "amount"
