"""What one headline leans on: how far each judged input carries it from the low to the high end of its span.

What it says
    Each row is one input of the case. The bar runs from where the headline stands with the input at its low end
    (triangle down) to where it stands with the input at its high end (triangle up), all else as it is. The upright
    line is where it stands now; the grounds behind are the bands of likelihood. The longest bar is on top. A label
    is short; the whole words stand in the title that a mouse shows.
When to use it
    To see which judgements deserve an hour of work before the number is quoted, and whether any of them alone carries
    the headline into another word.
When it misleads
    Inputs are moved one at a time: two that move together can do more than both bars, or less. An input without a
    range of its own is moved by a convention (odds halved and doubled), so a long bar may only mean that nobody gave a
    range.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.errors import BadInput
from realpolitik.figures._axis import Axis, around, grounds, lines, numbers, words
from realpolitik.figures._inputs import SUPPORT, amount, brief, label, span
from realpolitik.figures._names import headline_titles
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import DOWN, UP, sign
from realpolitik.figures._words import number

NAME = "tornado"
ORDER = 60
TITLE = "What a headline leans on"

MOST = 12  #: bars drawn
_HEIGHT = 22  # of a bar with its lines, below its title
_LINES = 2  # of a title at most, where two labels would be alike or one is long


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One entry a headline that any input moves, in the analysis' order, with its bars, the longest first."""
    if analysis.fragility is None:
        return []
    asks = {f.name: f.asks for f in analysis.factors}
    inputs = {i.path: i for i in analysis.fragility.inputs}
    titles = headline_titles(analysis)
    out = []
    for headline in analysis.fragility.headlines:
        bars: list[dict[str, Any]] = [
            {
                "input": s.input,
                "words": brief(inputs[s.input], asks),
                "span": span(inputs[s.input]),
                "low": amount(inputs[s.input], inputs[s.input].low),
                "high": amount(inputs[s.input], inputs[s.input].high),
                "ranged": inputs[s.input].ranged,
                "support": SUPPORT[inputs[s.input].support],
                "at_low": s.at_low,
                "at_high": s.at_high,
            }
            for s in headline.swings
            if s.input in inputs
        ]
        bars.sort(key=lambda b: (-abs(b["at_high"] - b["at_low"]), b["input"]))
        labels = [label(inputs[b["input"]], asks) for b in bars[:MOST]]
        for bar, name in zip(bars, labels, strict=False):
            bar["label"] = name if labels.count(name) == 1 else bar["words"]
        if bars:
            out.append({"key": headline.key, "title": titles[headline.key], "p": headline.p, "bars": bars[:MOST]})
    return out


def spec(headlines: list[dict[str, Any]], key: str | None = None) -> str:
    """The SVG for the headline with this key (or the first), under its title; BadInput where no headline has it."""
    known = {h["key"]: h for h in headlines}
    if key is not None and key not in known:
        raise BadInput(f"no input moves a headline {key!r}; there are {', '.join(known) or 'none'}")
    if not known:
        return nothing(TITLE, "no headline was moved")
    one = known[key] if key is not None else headlines[0]
    value = number(one["p"])
    return _drawn(one, [Row(one["title"], f"{one['title']}: {value} now", (value, value), css="label strong")])


def panel(one: dict[str, Any]) -> str:
    """The SVG for one headline, without its title, for a page that writes the title itself."""
    return _drawn(one, [])


def _drawn(one: dict[str, Any], head: list[Row]) -> str:
    axis = around([one["p"], *(v for b in one["bars"] for v in (b["at_low"], b["at_high"]))], 9, 91)
    said = f"{TITLE}. {one['title']}: {number(one['p'])} now; {len(one['bars'])} inputs, the strongest first"
    return sheet(
        said,
        [_bar(b, one["p"], axis) for b in one["bars"]],
        foot=(numbers(axis, 15), 22),
        head=(words(axis, 14), 20),
        above=head,
    )


def _now(x: str, height: float) -> str:
    return f'<line class="now" x1="{x}" x2="{x}" y1="0" y2="{height:g}"/>'


def _bar(bar: dict[str, Any], p: float, axis: Axis) -> Row:
    low, high = number(bar["at_low"]), number(bar["at_high"])
    y = 9
    # grounds and lines stand behind the bar alone, so that they cross no title
    parts = [grounds(axis, _HEIGHT), lines(axis, 0, _HEIGHT), _now(axis.x(p), _HEIGHT)]
    for end, css in (("at_low", "lower"), ("at_high", "upper")):
        parts.append(f'<rect class="swing {css}" {axis.bar(p, bar[end])} y="{y - 5}" height="10"/>')
    parts.append(sign(DOWN, axis.x(bar["at_low"]), y, "end lower"))
    parts.append(sign(UP, axis.x(bar["at_high"]), y, "end upper"))
    one, other = (low, high) if bar["at_low"] <= bar["at_high"] else (high, low)
    ends = sorted((bar["at_low"], bar["at_high"]))
    parts.append(_beside(one, axis.x(ends[0]), y, -10, "end"))
    if one != other:
        parts.append(_beside(other, axis.x(ends[1]), y, 10, "start"))
    own = "its own range" if bar["ranged"] else "a span by convention"
    said = (
        f"{bar['words']}, from {bar['low']} to {bar['high']} ({own}; {bar['support']}): at {bar['low']} the headline "
        f"stands at {low}, at {bar['high']} at {high}; now {number(p)}"
    )
    detail = f"at {bar['low']}: {low}; at {bar['high']}: {high}"
    right = (bar["span"], bar["span"])
    return Row(bar["label"], said, right, "".join(parts), _HEIGHT, detail, right_css="aside", lines=_LINES)


def _beside(words: str, x: str, y: float, by: float, anchor: str) -> str:
    """A number beside the end of a bar."""
    return f'<text class="tick" x="{x}" dx="{by:g}" y="{y + 4:g}" text-anchor="{anchor}">{words}</text>'
