"""What the pointer shows on a number of the page: what the number is, in words, and how to trace it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from markupsafe import escape

from realpolitik.analysis.address import addresses
from realpolitik.analysis.lookup import found
from realpolitik.analysis.provenance import Tracer
from realpolitik.analysis.result import Analysis
from realpolitik.figures._svg import clipped
from realpolitik.report.words import capital

_LONG = 100  #: characters of a hint before the address: states and wishes have long names, which stand on the page
#: A number as ``saying.Number`` writes it.
_NUMBER = re.compile(r'<span data-n="([^"]*)" title="[^"]*">')


def hinted(page: str, analysis: Analysis) -> str:
    """The page with a hint in words on every number; its address stays in ``data-n`` and stands in the hint.

    Done on the whole page, for most numbers stand in several places and are to be named once.
    """
    tracer, known = Tracer(analysis), dict(addresses(analysis))

    @cache
    def hint(address: str) -> str:
        exact = unescape(address)
        words = clipped(capital(tracer.title(found(analysis, exact, known))), _LONG)
        end = "" if words.endswith("…") else "."
        shown = escape(f"{words}{end} Trace: {exact}")
        return f'<span data-n="{address}" title="{shown}">'

    return _NUMBER.sub(lambda number: hint(number[1]), page)
