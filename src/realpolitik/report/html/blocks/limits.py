"""Limits: what the page cannot say."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names
from realpolitik.report.words import capital, listed, one_sentence, quoted, spaced, unique

ORDER = 150
TITLE = "Limits"

_ROUGH = 20.0  # draws that count: below, ranges are rough


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The limits of the method that touch this case, and what the case itself leaves out."""
    size = analysis.method.effective_sample_size
    return {
        "weighed": bool(analysis.explanations),
        "played": bool(analysis.scenarios or analysis.questions or analysis.moves),
        "acts": bool(analysis.axes),
        "off": bool(analysis.method.standard_error),
        "rough": size is not None and size < _ROUGH,
        "not_used": [_in_words(line, analysis) for line in analysis.method.not_used],
    }


def _in_words(line: str, analysis: Analysis) -> str:
    """``actors.north.thinks: what counts..`` as ``North: what counts..``, the places by their names in the case."""
    places, colon, words = line.partition(": ")
    if not colon:
        return one_sentence(line)
    names = Names(analysis)
    return one_sentence(f"{capital(listed(unique([_place(p, names, analysis) for p in places.split(', ')])))}: {words}")


def _place(place: str, names: Names, analysis: Analysis) -> str:
    """What a place in the case file is called on the page; the last of several may end in ``and 3 more``."""
    path, more, count = place.partition(" and ")
    parts = path.split(".")
    said = spaced(parts[-1])
    if parts[0] == "actors" and len(parts) > 1:
        option = ".".join((parts[1], parts[3])) if len(parts) > 3 and parts[2] == "options" else ""
        axis = next((a for a in analysis.axes if a.name == option), None)
        said = f"{quoted(axis.text)} ({names.actor(parts[1])})" if axis is not None else names.actor(parts[1])
    elif event := re.match(r"events\[(\d+)\]", path):
        said = f"event {int(event[1]) + 1}"
    elif parts[0] == "issues":
        said = f"the issue {quoted(said)}"
    return f"{said}{more}{count}"
