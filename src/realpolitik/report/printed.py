"""Finds the numbers of an analysis that are printed alike: which of them is the 19 % on the page?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from realpolitik.analysis.address import addresses
from realpolitik.analysis.provenance import Tracer
from realpolitik.analysis.result import Analysis
from realpolitik.report.chosen import reading
from realpolitik.report.saying import FORMS, turn
from realpolitik.report.words import plain

_NUMBER = r"\d+(?:[.,]\d+)?"
_PRINTED = re.compile(
    rf"(?:[\u00d7x\u00f7/+\u2212-]\s*)?[<>]?\s*{_NUMBER}\s*%?(?: or more)?(?:\s*(?:bits?|months?|points?))?"
)
_RANGE = re.compile(rf"[<>]?\s*{_NUMBER}\s*%?\s*(?:[\u2013-]|to)\s*[<>]?\s*{_NUMBER}\s*%?")
_UNIT = re.compile(r"bits?|months?|points?")
#: The parts of an analysis, those first that most people read.
_PARTS = ("explanations", "factors", "scenarios", "questions", "indicators", "levers", "sources", "axes", "states")


def is_printed(words: str) -> bool:
    """Whether this is a number as people see it (``19%``, ``< 1 %``, ``x 2.4``, ``0.12 bits``) and not an address.

    Ranges are numbers too: ``15-35 %``.
    """
    return any(pattern.fullmatch(plain(words).strip()) is not None for pattern in (_PRINTED, _RANGE))


def printed(analysis: Analysis, words: str) -> list[tuple[str, str]]:
    """The addresses of all numbers that are printed so, with their titles; headlines first, days of curves last.

    Where no number is printed just so, those that are when their sign, their unit or their places are left aside.
    """
    tracer = Tracer(analysis)
    known = list(ways(analysis, tracer))
    found = [a for a, way in known if bare(words) in way]
    if not found and "%" not in words and not _UNIT.search(words):
        found = [a for a, way in known if digits(words) in map(digits, way)]
    found.sort(key=_order(analysis))
    return [(address, tracer.title(address)) for address in found]


def form_of(analysis: Analysis, address: str, form: str) -> str:
    """The form in which the page prints a number: a value at which something turns is never short of it."""
    headlines = analysis.fragility.headlines if analysis.fragility else []
    inputs = {i.path: i for i in analysis.fragility.inputs} if analysis.fragility else {}
    for h in headlines:
        given = inputs.get(h.crossing.input) if h.crossing else None
        if h.crossing is not None and given is not None and address == f"fragility.headlines.{h.key}.crossing.value":
            return turn(given.value, h.crossing.value, given.probability)[1]
    for source in analysis.sources:
        if source.flip_share is not None and address == f"sources.{source.id}.flip_share":
            return turn(source.prior[0], source.flip_share, probability=True)[1]
    return form


def ways(analysis: Analysis, tracer: Tracer) -> Iterator[tuple[str, set[str]]]:
    """Every number and every range with all the ways in which it is printed somewhere."""
    before: tuple[str, float] = ("", 0.0)
    for address, number in addresses(analysis):
        form = tracer.form(address)
        yield address, {bare(way) for way in (FORMS[form](number), *_more(form, number), *_turns(address, number))}
        for low, high in _ENDS:
            if address.endswith(high) and before[0] == address.removesuffix(high) + low:
                whole = address.removesuffix(high) if high == ".1" else before[0]
                yield whole, {bare(_span(form, before[1], number))}
        before = address, number


#: How the addresses of the two ends of a range end.
_ENDS = ((".0", ".1"), (".low", ".high"))


def _span(form: str, low: float, high: float) -> str:
    return FORMS["range"]((low, high)) if form == "percent" else f"{FORMS[form](low)}\u2013{FORMS[form](high)}"


def _more(form: str, number: float) -> tuple[str, ...]:
    """How figures and small tables print it: with more places, in points of a hundred, with its unit."""
    if form == "percent":
        return FORMS["finely"](number), f"{FORMS['hundredths'](number)} points", f"{100 * number:.1f} points"
    if form == "ratio":
        return ("\u00d7 1", "\u00f7 1") if abs(number - 1) < 0.05 else ()
    return (f"{FORMS[form](number)} bits",) if form == "bits" else ()


def _turns(address: str, number: float) -> list[str]:
    """How the page prints a value at which something turns: never short of it."""
    if not address.endswith((".crossing.value", ".flip_share")):
        return []
    return [form(number) for name, form in FORMS.items() if name.startswith("turns_")]


def _order(analysis: Analysis) -> Callable[[str], tuple[int, bool, int, int]]:
    """Sorts addresses: headlines as the page tells them, then the parts most read, what lies deep and days last."""
    first = [f"explanations.{e.name}.posterior" for e in analysis.explanations]
    first += [
        f"{reading(s).address}.{(s.ever or s.at)[-1][0]}" if s.ever or s.at else reading(s).address
        for s in analysis.scenarios
    ]
    first += [f"questions.{q.id}.p" for q in analysis.questions]
    rank = {address: place for place, address in enumerate(first)}
    parts = {name: place for place, name in enumerate(_PARTS)}

    def order(address: str) -> tuple[int, bool, int, int]:
        day = bool(re.search(r"\.\d{4}-\d\d-\d\d", address))
        part = parts.get(address.split(".")[0], len(parts))
        return rank.get(address, len(rank)), day, address.count("."), part

    return order


def bare(words: str) -> str:
    """A printed number without spaces, with the signs that a keyboard has."""
    text = re.sub(r"\s", "", plain(words)).replace("\u2013", "-")
    text = re.sub(r"(?<=[\d%])to(?=[\d<>])", "-", text).rstrip("s")
    return text.replace("\u00d7", "x").replace("\u00f7", "/").replace("\u2212", "-").removeprefix("+")


def digits(words: str) -> str:
    """Its digits alone, without sign and unit; nothing that a percentage could be mistaken for."""
    text = bare(words)
    return text if "%" in text else re.sub(r"[^\d.-]", "", text).removeprefix("-")
