"""For the bottom line of a case without scenarios or without explanations: which states hold."""

from __future__ import annotations

from realpolitik.analysis.result import Analysis, StateResult
from realpolitik.figures._names import Names
from realpolitik.report.saying import Sentence, say
from realpolitik.report.words import capital, listed, number, quoted


def holds(analysis: Analysis) -> tuple[Sentence, ...]:
    """What holds for everybody, by the most demanding argument that any state meets."""
    if not any(kind.equilibria for kind in analysis.types):
        return ()
    known = {s.index: s for s in analysis.states}
    for concept in ("Nash", "SEQ", "SMR", "GMR"):
        if known:
            found = [n for n, s in known.items() if s.equilibrium.get(concept, 0.0) >= 0.005]
        else:
            found = sorted({n for kind in analysis.types for n in kind.equilibria.get(concept, [])})
        if found:
            return (_holding(analysis, concept, [known[n] for n in found if n in known], len(found)),)
    return (say("holds_none"),)


def _holding(analysis: Analysis, concept: str, states: list[StateResult], found: int) -> Sentence:
    """Up to three states by name, more by number."""
    whole = analysis.method.feasible
    known = len(analysis.states) in (0, whole) and whole > 1
    many = f"{capital(number(found))}{f' of {whole}' if known else ''}"
    fields = {
        "states": f"{many} {'state' if found == 1 and not known else 'states'} {'holds' if found == 1 else 'hold'}",
        "concept": concept,
    }
    names = Names(analysis)
    now = [axis.now for axis in analysis.axes]

    def said(some: list[StateResult]) -> str:
        return listed([quoted("; ".join(names.told(now, s.values)) or "As things are now") for s in some])

    if not states or found > 3:
        others = [s for s in analysis.states if s not in states] if len(analysis.states) == whole else []
        but = ", today's situation among them" if any(s.status_quo for s in states) else ""
        but += f"; {said(others)} {'does' if len(others) == 1 else 'do'} not" if 0 < len(others) <= 3 else ""
        return say("holds_many", but=but, **fields)
    ordered = sorted(states, key=lambda s: (-s.equilibrium[concept], -(s.probability or 0.0), s.index))
    return say("holds", names=said(ordered), **fields)
