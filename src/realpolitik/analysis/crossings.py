"""The smallest change of one input that carries a headline into another ICD 203 band.

Inputs of the evidence and base rates: each is looked at on a grid of distances (log odds) both ways, all in one batch,
and where a headline leaves its band the distance is halved down until it is exact to ``PRECISION``; the value given
lies just beyond the edge. Inputs of the play: between the ends that were run the headline is taken to move evenly in
the input's measure, so these are marked as not exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.fragile import Crossing
from realpolitik.analysis.headlines import band
from realpolitik.analysis.inputs import Input, measure, unmeasure
from realpolitik.analysis.whatif import WhatIf
from realpolitik.play.parameters import Parameter
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]

GRID = (0.1, 0.25, 0.5, 0.8, 1.2, 1.8, 2.6, 3.6)  #: log odds; beyond the last a change is no small one
NEAREST = 2  #: inputs of a headline that are followed to their exact crossing
HALVINGS = 20
PRECISION = GRID[-1] / 2**HALVINGS


def crossings(what_if: WhatIf, inputs: Sequence[Input], ends: Floats) -> list[Crossing | None]:
    """For every headline the nearest crossing, or None. ``ends`` (inputs, 2, headlines): at each one's low and high."""
    bands = [band(p) for p in what_if.now]
    smooth = [k for k, one in enumerate(inputs) if not isinstance(one.moves, Parameter)]
    found = _exact(what_if, [inputs[k] for k in smooth], bands)
    for k, one in enumerate(inputs):
        if isinstance(one.moves, Parameter):
            for h, now in enumerate(what_if.now):
                between = _between(one, float(now), ends[k, :, h], bands[h])
                known = found[h]
                if between is not None and (known is None or between.distance < known.distance):
                    found[h] = between
    return found


def _exact(what_if: WhatIf, inputs: Sequence[Input], bands: Sequence[int]) -> list[Crossing | None]:
    steps = [sign * size for sign in (-1.0, 1.0) for size in GRID]
    table = what_if.ask([(one, _moved(one, step)) for one in inputs for step in steps])
    table = table.reshape(len(inputs), 2, len(GRID), len(bands))
    brackets: list[tuple[int, int, float, float]] = []  # headline, input, last distance inside, first one outside
    for h, own in enumerate(bands):
        near = []
        for k in range(len(inputs)):
            for side, sign in enumerate((-1.0, 1.0)):
                first = next((g for g in range(len(GRID)) if band(table[k, side, g, h]) != own), None)
                if first is not None:
                    before = sign * GRID[first - 1] if first else 0.0
                    near.append((abs(before), GRID[first], k, before, sign * GRID[first]))
        # The nearest by what the grid can tell; ties by how steeply the headline leaves.
        near.sort(key=lambda n: (n[1], -abs(_gap(table, n, h, what_if)), n[2], n[4]))
        brackets += [(h, k, inside, outside) for _, _, k, inside, outside in near[:NEAREST]]
    for _ in range(HALVINGS):
        middles = [(inside + outside) / 2.0 for _, _, inside, outside in brackets]
        rows = what_if.ask([(inputs[b[1]], _moved(inputs[b[1]], m)) for b, m in zip(brackets, middles, strict=True)])
        brackets = [
            (h, k, middle, outside) if band(row[h]) == bands[h] else (h, k, inside, middle)
            for (h, k, inside, outside), middle, row in zip(brackets, middles, rows, strict=True)
        ]
    best: list[Crossing | None] = [None] * len(bands)
    rows = what_if.ask([(inputs[k], _moved(inputs[k], outside)) for _, k, _, outside in brackets])
    for (h, k, _, outside), row in zip(brackets, rows, strict=True):
        found = best[h]
        if found is None or abs(outside) < found.distance:
            value = rounded(_moved(inputs[k], outside))
            best[h] = Crossing(
                input=inputs[k].path, value=value, band=band(row[h]), distance=rounded(abs(outside)), exact=True
            )
    return best


def _gap(table: Floats, near: tuple[float, float, int, float, float], h: int, what_if: WhatIf) -> float:
    side, place = int(near[4] > 0.0), GRID.index(abs(near[4]))
    return float(table[near[2], side, place, h] - what_if.now[h])


def _moved(one: Input, distance: float) -> float:
    """The input's value at a distance from where it stands."""
    return unmeasure(measure(one.value, one.scale) + distance, one.scale)


def _between(one: Input, now: float, ends: Floats, own: int) -> Crossing | None:
    """The nearer crossing between an input's value and its ends, taking the headline to move evenly in between."""
    best = None
    for end, value in ((float(ends[0]), one.low), (float(ends[1]), one.high)):
        if band(end) == own:
            continue
        edge = _edge(now, end, own)
        share = min(1.0, abs(edge - now) / abs(end - now))
        away = one.away(value) * share
        if best is None or abs(away) < best.distance:
            there = rounded(unmeasure(measure(one.value, one.scale) + away, one.scale))
            beyond = band(edge + (1e-9 if end > now else -1e-9))
            best = Crossing(input=one.path, value=there, band=beyond, distance=rounded(abs(away)), exact=False)
    return best


def _edge(now: float, end: float, own: int) -> float:
    """The probability at which the printed number leaves its band on the way from ``now`` to ``end``."""
    inside, outside = now, end
    for _ in range(50):
        middle = (inside + outside) / 2.0
        inside, outside = (middle, outside) if band(middle) == own else (inside, middle)
    return outside
