"""Strategic surprises in words: who would be surprised by what, for the page and for Markdown."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names
from realpolitik.report.saying import Numbers, Sentence, say
from realpolitik.report.words import capital


def surprises(analysis: Analysis) -> list[Sentence]:
    """A sentence for every state that holds though an actor does not expect it to."""
    if analysis.ordinal is None:
        return []
    n, names = Numbers(analysis), Names(analysis)
    now = [axis.now for axis in analysis.axes]
    found = []
    for one in analysis.ordinal.surprises:
        state = "; ".join(names.told(now, one.values)) or "Today's situation"
        blanks: dict[str, Any] = {"what": f"“{capital(state)}”", "name": names.actor(one.actor)}
        if one.share >= 0.995:
            found.append(say("surprise", **blanks))
        else:
            found.append(say("surprise_in", p=n(f"ordinal.surprises.{one.id}.share"), **blanks))
    return found
