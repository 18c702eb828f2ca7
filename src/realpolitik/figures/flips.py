"""How near each headline is to another word of likelihood: the smallest change of one input that carries it there.

What it says
    One row a headline, the nearest to a change first. The ring is where its weakest input stands now, the thin bar is
    the span of that input, the diamond is where the headline would enter another band. Distances are in factors of the
    odds (for an amount: of the amount itself), so that inputs of different kinds compare. Bands are told by
    their edges: a word would claim more than is known of a headline whose range is wide.
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
from realpolitik.case.scales import ICD203
from realpolitik.figures._axis import Axis, edge
from realpolitik.figures._inputs import brief, change, span, step
from realpolitik.figures._names import headline_titles
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import DIAMOND, clipped, either, sign, text
from realpolitik.figures._words import TIMES, number, word

NAME = "flips"
ORDER = 62
TITLE = "How near each headline is to another word"

MOST = 12  #: rows drawn
_FARTHEST = 4  #: doublings at most on the axis


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One row a headline that one input alone can carry into another band, the nearest first."""
    if analysis.fragility is None:
        return []
    asks = {f.name: f.asks for f in analysis.factors}
    inputs = {i.path: i for i in analysis.fragility.inputs}
    titles = headline_titles(analysis)
    out = []
    for headline in analysis.fragility.headlines:
        crossing = headline.crossing
        if crossing is None or crossing.input not in inputs:
            continue
        given = inputs[crossing.input]
        now, value = change(given, crossing.value)
        out.append(
            {
                "key": headline.key,
                "title": titles[headline.key],
                "p": headline.p,
                "edge": edge(crossing.band, headline.p),
                "word": word(headline.p),
                "then": ICD203[crossing.band][0][0],
                "input": crossing.input,
                "words": brief(given, asks),
                "now": now,
                "value": value,
                "exact": crossing.exact,
                "span": span(given),
                "ranged": given.ranged,
                "step": round(step(given, crossing.value), 6),
                "low": round(step(given, given.low), 6),
                "high": round(step(given, given.high), 6),
            }
        )
    return sorted(out, key=lambda r: (abs(r["step"]), r["key"]))


def spec(found: list[dict[str, Any]]) -> str:
    """An SVG of 64 pixels a row, at most twelve rows."""
    shown = found[:MOST]
    if not shown:
        return nothing(TITLE, "no single input carries a headline into another band")
    reach = max(math.log(2.0) * 1.2, *(abs(r[k]) for r in shown for k in ("step", "low", "high")))
    doublings = min(_FARTHEST, math.ceil(reach / math.log(2.0) - 1e-9))
    axis = Axis(-doublings * math.log(2.0), doublings * math.log(2.0), 3, 97)
    places = [(k, axis.x(k * math.log(2.0))) for k in range(-doublings, doublings + 1)]
    return sheet(
        f"{TITLE}. {len(shown)} headlines, the nearest to a change first",
        [_row(r, axis) for r in shown],
        back=lambda height: "".join(_upright(k, x, height) for k, x in places if k),
        foot=("".join(text(_factor(k), x, 15, "tick", "middle") for k, x in places), 22),
    )


def _upright(k: int, x: str, height: float) -> str:
    css = "grid" if k else "now"
    return f'<line class="{css}" x1="{x}" x2="{x}" y1="0" y2="{height:g}"/>'


def _factor(doublings: int) -> str:
    return f"{'÷' if doublings < 0 else TIMES}{2 ** abs(doublings)}" if doublings else "now"


def _row(r: dict[str, Any], axis: Axis) -> Row:
    y = 11
    inside = r["low"] <= r["step"] <= r["high"]
    start, end = axis.x(0.0), axis.x(r["step"])
    before, after = number(r["p"]), number(r["edge"])
    body = [
        _upright(0, start, 2 * y),  # behind the mark alone, so that it crosses no words
        f'<line class="rail" x1="0" x2="100%" y1="{y}" y2="{y}"/>',
        f'<rect class="range" {axis.bar(r["low"], r["high"])} y="{y - 4}" height="8" rx="4"/>',
        f'<line class="shift" x1="{start}" x2="{end}" y1="{y}" y2="{y}"/>',
        f'<circle class="mark prior" cx="{start}" cy="{y}" r="4.5"/>',
        sign(DIAMOND, end, y, "mark cross inside" if inside else "mark cross"),
        either(clipped(r["words"], 84), clipped(r["words"], 38), "0", 31, "aside"),
        text(f"{r['now']} → {r['value']}", "100%", 31, "aside", "end"),
    ]
    where = "inside" if inside else "outside"
    kind = "its own range" if r["ranged"] else "the span by convention"
    said = (
        f"{r['title']}: {before}. It enters another band of likelihood, {after}, if this input goes from {r['now']} to "
        f"{'' if r['exact'] else 'about '}{r['value']}: {r['words']}. That is {where} {kind}, {r['span']}"
    )
    return Row(
        r["title"],
        said,
        (f"{before} → {after}", f"{before} → {after}"),
        "".join(body),
        44,
        f"{after} from {r['value']}; {where} {r['span']}",
        lines=2,
    )
