"""An axis that shows a part of the probabilities: places in per cent of the width, ticks, and bands of likelihood."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from realpolitik.case.scales import ICD203
from realpolitik.figures._svg import either, text

_STEPS = (0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
#: Pixels across where there is room and on a phone, and of one letter: what decides whether a word fits.
_WIDE, _NARROW, _LETTER = 620.0, 330.0, 6.0


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``, drawn from ``left`` to ``right`` per cent of the width."""

    low: float
    high: float
    left: float = 0.0
    right: float = 100.0

    def at(self, value: float) -> float:
        """The place of a value in per cent of the width; what lies outside stands at the edge."""
        share = (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)
        return round(self.left + share * (self.right - self.left), 2)

    def x(self, value: float) -> str:
        """The same as SVG writes it."""
        return f"{self.at(value):g}%"

    def bar(self, one: float, other: float) -> str:
        """``x`` and ``width`` of a bar between two values, at least a hair wide."""
        start, end = sorted((self.at(one), self.at(other)))
        return f'x="{start:g}%" width="{max(round(end - start, 2), 0.3):g}%"'


def around(values: Iterable[float], left: float, right: float) -> Axis:
    """The axis that shows all of these probabilities, its ends on ticks; at least two points wide."""
    shown = [min(1.0, max(0.0, v)) for v in values]
    low, high = min(shown), max(shown)
    missing = max(0.0, 0.02 - (high - low)) / 2
    low, high = max(0.0, low - missing), min(1.0, high + missing)
    step = _step(high - low)
    low = max(0.0, math.floor(round(low / step, 6)) * step)
    high = min(1.0, math.ceil(round(high / step, 6)) * step)
    return Axis(round(low, 6), round(high, 6), left, right)


def _step(width: float) -> float:
    """The widest step between ticks by which there are at least three of them."""
    return next((s for s in _STEPS if width / s >= 2), _STEPS[-1])


def ticks(axis: Axis, top: float, bottom: float) -> str:
    """Faint upright lines with their numbers below."""
    step = _step(axis.high - axis.low)
    parts = []
    for k in range(round(axis.low / step), math.floor(round(axis.high / step, 6)) + 1):
        value = round(k * step, 6)
        x = axis.x(value)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top:g}" y2="{bottom:g}"/>')
        said = f"{100 * value:g}\u202f%"
        parts.append(text(said, x, bottom + 15, "tick", "middle"))
    return "".join(parts)


def bands(axis: Axis, top: float, bottom: float) -> str:
    """The ICD 203 bands as alternating grounds, each with its word above where the word fits."""
    parts = []
    for k, (names, low, high) in enumerate(ICD203):
        # the scale names no word under 1 and over 99 %: there the nearest band goes on to the end
        start = max(axis.low, 0.0 if k == 0 else low / 100)
        end = min(axis.high, 1.0 if k == len(ICD203) - 1 else high / 100)
        if end - start <= 1e-9:
            continue
        css = "band odd" if k % 2 else "band"
        edges = axis.bar(start, end)
        parts.append(f'<rect class="{css}" {edges} y="{top:g}" height="{bottom - top:g}"/>')
        share = (axis.at(end) - axis.at(start)) / 100
        long, brief = (_fitting(names, share * pixels) for pixels in (_WIDE, _NARROW))
        middle = f"{round((axis.at(start) + axis.at(end)) / 2, 2):g}%"
        if long:
            parts.append(either(long, brief, middle, top - 5, "tick", "middle"))
    return "".join(parts)


def _fitting(names: tuple[str, ...], pixels: float) -> str:
    """The first of a band's names that fits, or nothing."""
    return next((n for n in names if len(n) * _LETTER <= pixels), "")


def edge(band: int, p: float) -> float:
    """The edge by which ``p`` would enter a band (its number, 0 to 6)."""
    _, low, high = ICD203[band]
    return low / 100 if p < low / 100 else high / 100
