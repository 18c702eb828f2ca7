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


def _ticks(axis: Axis) -> list[float]:
    """The values at which an axis has ticks."""
    step = _step(axis.high - axis.low)
    return [round(k * step, 6) for k in range(round(axis.low / step), math.floor(round(axis.high / step, 6)) + 1)]


def lines(axis: Axis, top: float, bottom: float) -> str:
    """Faint upright lines at the ticks."""
    places = [axis.x(value) for value in _ticks(axis)]
    return "".join(f'<line class="grid" x1="{x}" x2="{x}" y1="{top:g}" y2="{bottom:g}"/>' for x in places)


def numbers(axis: Axis, y: float) -> str:
    """The numbers of the ticks."""
    return "".join(text(f"{100 * v:g}\u202f%", axis.x(v), y, "tick", "middle") for v in _ticks(axis))


def bands(axis: Axis) -> list[tuple[int, float, float]]:
    """The ICD 203 bands in sight: number, from, to; the outer ones go on to 0 and 100 %, where no word is named."""
    out = []
    for k, (_, low, high) in enumerate(ICD203):
        start = max(axis.low, 0.0 if k == 0 else low / 100)
        end = min(axis.high, 1.0 if k == len(ICD203) - 1 else high / 100)
        if end - start > 1e-9:
            out.append((k, start, end))
    return out


def grounds(axis: Axis, height: float) -> str:
    """The bands as alternating grounds."""
    return "".join(
        f'<rect class="{"band odd" if k % 2 else "band"}" {axis.bar(start, end)} y="0" height="{height:g}"/>'
        for k, start, end in bands(axis)
    )


def words(axis: Axis, y: float) -> str:
    """The words of the bands, each where it fits."""
    parts = []
    for k, start, end in bands(axis):
        share = (axis.at(end) - axis.at(start)) / 100
        long, brief = (_fitting(ICD203[k][0], share * pixels) for pixels in (_WIDE, _NARROW))
        if long:
            middle = f"{round((axis.at(start) + axis.at(end)) / 2, 2):g}%"
            parts.append(either(long, brief, middle, y, "tick", "middle"))
    return "".join(parts)


def _fitting(names: tuple[str, ...], pixels: float) -> str:
    """The first of a band's names that fits, or nothing."""
    return next((n for n in names if len(n) * _LETTER <= pixels), "")


def edge(band: int, p: float) -> float:
    """The number that is printed when ``p`` has just entered a band (its number, 0 to 6) from below or from above."""
    _, low, high = ICD203[band]
    return low / 100 if p < low / 100 else (high - 1) / 100
