"""Which explanation a sign would point to: what may still be seen against the explanations it would tell apart.

What it says
    One row a sign, the most telling first; one column an explanation. Two triangles up: the sign would point strongly
    to it (at least three times as probable if the explanation holds as if it does not); one: to it; triangles down:
    away from it; a dot: hardly either way. Beside it stands how much doubt it removes on average, in bits; below it,
    when to look.
When to use it
    To decide what to watch, and to write down in advance what a sign would mean before it is seen.
When it misleads
    The symbols say what seeing the sign would mean, not how probable it is to be seen: that stands in the row's note.
    Not seeing it in its window counts too, and the figure does not show that. Explanations may overlap, so that one
    sign can point to several of them.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.signs import Indicator
from realpolitik.figures._matrix import Cell, Column, Line, matrix
from realpolitik.figures._names import letters
from realpolitik.figures._sheet import nothing
from realpolitik.figures._svg import percent
from realpolitik.figures._words import day, factor

NAME = "signposts"
ORDER = 66
TITLE = "What a sign would point to"

#: A likelihood ratio from which a sign points strongly, and from which it points at all (their inverses: away).
STRONG, SOME = 3.0, 1.25
MOST, COLUMNS = 10, 6  #: rows and columns drawn
_CELLS = {
    2: Cell("▲▲ strongly", "▲▲", "to strong"),
    1: Cell("▲ to it", "▲", "to"),
    0: Cell("·", "·", "none"),
    -1: Cell("▼ away", "▼", "away"),
    -2: Cell("▼▼ strongly", "▼▼", "away strong"),
}
_WORDS = {
    2: "points strongly to",
    1: "points to",
    0: "says little of",
    -1: "points away from",
    -2: "points strongly away from",
}


def data(analysis: Analysis) -> dict[str, Any]:
    """Explanations (the leading one first, then by posterior) and signs, each with its likelihood ratio for each.

    ``ratio``: P(sign | explanation) / P(sign | not); None where the sign cannot be seen if the explanation is false.
    ``points``: 2 strongly to, 1 to, 0 neither, -1 away, -2 strongly away. An explanation without a ratio is left out.
    ``p``: the chance to quote for the sign.
    """
    signs = [i for i in sorted(analysis.indicators, key=lambda i: (-i.bits, i.id)) if i.by_explanation]
    if not signs:
        return {"explanations": [], "signs": []}
    questions, marks = in_full(analysis.questions), letters(analysis)
    quoted = {q.id: q.p for q in analysis.questions}
    ordered = sorted(analysis.explanations, key=lambda e: (not e.leading, -e.posterior, e.name))
    spoken = [e for e in ordered if any(e.name in i.by_explanation for i in signs)]
    return {
        "explanations": [
            {"name": e.name, "letter": marks[e.name], "title": e.title or e.name.replace("_", " "), "p": e.posterior}
            for e in spoken
        ],
        "signs": [_sign(i, [e.name for e in spoken], questions.get(i.id, i.what), quoted.get(i.id)) for i in signs],
    }


def _sign(i: Indicator, names: list[str], what: str, quoted: float | None) -> dict[str, Any]:
    ratios: dict[str, dict[str, Any]] = {}
    for name in names:
        if name in i.by_explanation and name in i.otherwise:
            if_true, if_not = i.by_explanation[name], i.otherwise[name]
            ratio = None if if_not == 0.0 else round(if_true / if_not, 6)
            neither = if_true == if_not == 0.0
            ratios[name] = {
                "ratio": ratio,
                "points": 0 if neither else points(ratio),
                "p": if_true,
                "otherwise": if_not,
            }
    return {
        "id": i.id,
        "kind": i.kind,
        "what": what,
        "bits": i.bits,
        "p": quoted if quoted is not None and i.kind == "question" else i.probability,
        "first": i.first.isoformat() if i.first else None,
        "last": i.last.isoformat() if i.last else None,
        "ratios": ratios,
    }


def points(ratio: float | None) -> int:
    """Where a likelihood ratio points: 2, 1, 0, -1 or -2; None is a ratio without bound."""
    if ratio is None or ratio >= STRONG:
        return 2
    if ratio >= SOME:
        return 1
    if ratio * STRONG <= 1.0:
        return -2
    return -1 if ratio * SOME <= 1.0 else 0


def spec(found: dict[str, Any]) -> str:
    """The SVG: at most six explanations and ten signs."""
    explanations = found["explanations"][:COLUMNS]
    shown = found["signs"][:MOST]
    if not shown:
        return nothing(TITLE, "no sign with a likelihood")
    columns = [Column(e["title"], percent(e["p"]), e["letter"]) for e in explanations]
    lines = [_line(s, explanations) for s in shown]
    return matrix(columns, lines, f"{TITLE}. {len(lines)} signs, the most telling first; {len(columns)} explanations")


def _line(s: dict[str, Any], explanations: list[dict[str, Any]]) -> Line:
    cells = []
    told: dict[int, list[str]] = {}
    ratios = []
    for e in explanations:
        one = s["ratios"].get(e["name"])
        cells.append(_CELLS[one["points"]] if one else Cell("\u2013", "\u2013", "none"))
        if one:
            told.setdefault(one["points"], []).append(f"{e['title']} ({_times(one['ratio'])})")
            ratios.append(f"{e['letter']} {_times(one['ratio'])}")
    said = "; ".join(f"{_WORDS[n]} {', '.join(told[n])}" for n in sorted(told, reverse=True))
    window = _window(s["first"], s["last"])
    chance = f"{percent(s['p'])} to be seen" if s["kind"] == "item" else f"{percent(s['p'])} yes"
    note = f"{window}; {chance}" if window else chance
    return Line(
        title=s["what"],
        right=f"{s['bits']:.2f} bits" if s["bits"] >= 0.005 else "<0.01 bits",
        cells=cells,
        note=(note, note),
        said=f"{s['what']} ({note}): {said}",
        detail=", ".join(ratios),
    )


def _times(ratio: float | None) -> str:
    """A likelihood ratio in a word or a factor."""
    if ratio is None:
        return "proof"
    if ratio == 0.0:
        return "rules it out"
    return factor(ratio)


def _window(first: str | None, last: str | None) -> str:
    """``2 Jul to 31 Dec 2026``, ``by 31 Dec 2026``, or nothing."""
    if last is None:
        return f"from {day(first)}" if first else ""
    return f"{day(first)} to {day(last)}" if first and first != last else f"by {day(last)}"
