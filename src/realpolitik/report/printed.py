"""Finds the numbers of an analysis that are printed alike: which of them is the 19 % on the page?"""

from __future__ import annotations

import re

from realpolitik.analysis.address import addresses
from realpolitik.analysis.provenance import Tracer
from realpolitik.analysis.result import Analysis
from realpolitik.report.chosen import reading
from realpolitik.report.saying import FORMS
from realpolitik.report.words import plain

_PRINTED = re.compile(r"(?:[\u00d7x\u00f7/+\u2212-]\s*)?[<>]?\s*\d+(?:[.,]\d+)?\s*%?(?: or more)?")
#: The parts of an analysis, those first that most people read.
_PARTS = ("explanations", "factors", "scenarios", "questions", "indicators", "levers", "sources", "axes", "states")


def is_printed(words: str) -> bool:
    """Whether this is a number as people see it (``19%``, ``< 1 %``, ``x 2.4``, ``0.12``) and not an address."""
    return _PRINTED.fullmatch(words.strip()) is not None


def printed(analysis: Analysis, words: str) -> list[tuple[str, str]]:
    """The addresses of all numbers that are printed so, with their titles; headlines first, days of curves last."""
    wanted, tracer = _bare(words), Tracer(analysis)
    first = [f"explanations.{e.name}.posterior" for e in analysis.explanations]
    first += [
        f"{reading(s).address}.{(s.ever or s.at)[-1][0]}" if s.ever or s.at else reading(s).address
        for s in analysis.scenarios
    ]
    first += [f"questions.{q.id}.p" for q in analysis.questions]
    rank = {address: place for place, address in enumerate(first)}
    found = [a for a, number in addresses(analysis) if _bare(FORMS[tracer.form(a)](number)) == wanted]
    parts = {name: place for place, name in enumerate(_PARTS)}
    found.sort(
        key=lambda a: (
            rank.get(a, len(rank)),
            bool(re.search(r"\.\d{4}-\d\d-\d\d", a)),
            parts.get(a.split(".")[0], len(parts)),
        )
    )
    return [(address, tracer.title(address)) for address in found]


def _bare(words: str) -> str:
    """A printed number without spaces, with the signs that a keyboard has."""
    bare = re.sub(r"\s", "", plain(words))
    return bare.replace("\u00d7", "x").replace("\u00f7", "/").replace("\u2212", "-").removeprefix("+")
