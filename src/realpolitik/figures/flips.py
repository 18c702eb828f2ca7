"""How near each headline is to another word of likelihood: the smallest change of one input that carries it there.

What it says
    One row a headline, the nearest to a change first. The ring is where its weakest input stands now, the thin bar is
    the span of that input, the diamond is where the headline would enter another band. Distances are in factors of the
    odds (for an amount: of the amount itself), so that inputs of different kinds compare.
When to use it
    Before a word of likelihood is quoted: a diamond inside the bar means that the word rests on a judgement which its
    own author would let vary that far.
When it misleads
    Near an edge of a band a small change gives another word and hardly another number: look at the number too. Two
    inputs moved together can get there sooner than either alone.
"""

from __future__ import annotations

import math
from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.case.scales import ICD203, icd_word
from realpolitik.figures._axis import Axis, edge
from realpolitik.figures._inputs import amount, span, step
from realpolitik.figures._svg import DIAMOND, either, label, row, rows, sign, text
from realpolitik.figures._words import TIMES, number

NAME = "flips"
ORDER = 62
TITLE = "How near each headline is to another word"

_ROW = 64
MOST = 12  #: rows drawn
_FARTHEST = 4  #: doublings at most on the axis


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One row a headline that one input alone can carry into another band, the nearest first."""
    if analysis.fragility is None:
        return []
    inputs = {i.path: i for i in analysis.fragility.inputs}
    out = []
    for headline in analysis.fragility.headlines:
        crossing = headline.crossing
        if crossing is None or crossing.input not in inputs:
            continue
        given = inputs[crossing.input]
        out.append(
            {
                "key": headline.key,
                "title": headline.title,
                "p": headline.p,
                "edge": edge(crossing.band, headline.p),
                "word": icd_word(headline.p),
                "then": ICD203[crossing.band][0][0],
                "input": crossing.input,
                "words": given.words,
                "now": amount(given, given.value),
                "value": amount(given, crossing.value),
                "span": span(given),
                "ranged": given.ranged,
                "step": round(step(given, crossing.value), 6),
                "low": round(step(given, given.low), 6),
                "high": round(step(given, given.high), 6),
                "distance": crossing.distance,
            }
        )
    return sorted(out, key=lambda r: (r["distance"], r["key"]))


def spec(found: list[dict[str, Any]]) -> str:
    """An SVG of 64 pixels a row, at most twelve rows."""
    shown = found[:MOST]
    if not shown:
        return rows(0, "", f"{TITLE}: no single input carries a headline into another band")
    reach = max(math.log(2.0) * 1.2, *(abs(r[k]) for r in shown for k in ("step", "low", "high")))
    doublings = min(_FARTHEST, math.ceil(reach / math.log(2.0) - 1e-9))
    axis = Axis(-doublings * math.log(2.0), doublings * math.log(2.0), 3, 97)
    bottom = _ROW * len(shown)
    body = [_scale(axis, doublings, bottom)]
    body += [_row(r, axis, _ROW * k) for k, r in enumerate(shown)]
    return rows(bottom + 24, "".join(body), f"{TITLE}. {len(shown)} headlines, the nearest to a change first")


def _scale(axis: Axis, doublings: int, bottom: float) -> str:
    parts = []
    for k in range(-doublings, doublings + 1):
        x = axis.x(k * math.log(2.0))
        css = "now" if k == 0 else "grid"
        parts.append(f'<line class="{css}" x1="{x}" x2="{x}" y1="6" y2="{bottom:g}"/>')
        said = "now" if k == 0 else f"{'÷' if k < 0 else TIMES}{2 ** abs(k)}"
        parts.append(text(said, x, bottom + 15, "tick", "middle"))
    return "".join(parts)


def _row(r: dict[str, Any], axis: Axis, top: float) -> str:
    y = top + 31
    inside = r["low"] <= r["step"] <= r["high"]
    start, end = axis.x(0.0), axis.x(r["step"])
    moved = f"{number(r['p'])} to {number(r['edge'])}".replace(" to ", " → ")
    parts = [
        label(r["title"], top + 15, room=(70, 36)),
        either(f"{number(r['p'])} {r['word']} → {r['then']}", moved, "100%", top + 15, "value", "end"),
        f'<line class="rail" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>',
        f'<rect class="range" {axis.bar(r["low"], r["high"])} y="{y - 4:g}" height="8" rx="4"/>',
        f'<line class="shift" x1="{start}" x2="{end}" y1="{y:g}" y2="{y:g}"/>',
        f'<circle class="mark prior" cx="{start}" cy="{y:g}" r="4.5"/>',
        sign(DIAMOND, end, y, "mark cross inside" if inside else "mark cross"),
        label(r["words"], top + 51, "aside", (80, 38)),
        text(f"{r['now']} → {r['value']}", "100%", top + 51, "aside", "end"),
    ]
    where = "inside" if inside else "outside"
    kind = "its own range" if r["ranged"] else "the span by convention"
    said = (
        f"{r['title']}: {number(r['p'])}, {r['word']}. It becomes {r['then']} ({number(r['edge'])}) if this input goes "
        f"from {r['now']} to {r['value']}: {r['words']}. That is {where} {kind}, {r['span']}"
    )
    return row(top, _ROW - 4, said, "".join(parts), f"{r['then']} from {r['value']}; {where} {r['span']}")
