"""The smallest change of one input that carries a headline into another ICD 203 band.

Inputs of the evidence, base rates and chances that a wish is held are answered at once: each is looked at on a grid of
distances (log odds) both ways, all in one batch, and where a headline leaves its band the distance is halved down until
it is exact to ``PRECISION``; the value given lies just beyond the edge. Other inputs of the play: a curve through the
value and the two ends that were run tells where the headline should leave its band, and the play is run there. If it
has left it, that is the crossing; if not, the end is, where it was seen to have left.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.fragile import Crossing
from realpolitik.analysis.headlines import band, bands
from realpolitik.analysis.inputs import Input, measure, unmeasure
from realpolitik.analysis.whatif import WhatIf
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]

GRID = (0.1, 0.25, 0.5, 0.8, 1.2, 1.8, 2.6, 3.6)  #: log odds; beyond the last a change is no small one
NEAREST = 2  #: inputs of a headline that are followed to their exact crossing
HALVINGS = 15
PRECISION = 1.0 / 2**HALVINGS  # the widest gap of the grid, halved
BEYOND = 1.05  #: a run is made so much further away than the curve says, for curves are not exact


def crossings_run(
    what_if: WhatIf, inputs: Sequence[Input], ends: Floats, exact: Sequence[Crossing | None]
) -> list[Crossing | None]:
    """For every headline the nearest crossing, or None: of ``exact`` and of ``inputs`` that need runs.

    ``ends`` (inputs, 2, headlines): what the headlines are at each one's low and high.
    """
    own, found = bands(what_if.now).tolist(), list(exact)
    told: dict[int, tuple[float, int, float, float]] = {}  # headline: distance, input, value there, end beyond it
    for k in range(len(inputs)):
        for h, now in enumerate(what_if.now):
            for near in _between(inputs[k], float(now), ends[k, :, h], own[h]):
                known = found[h]
                if (known is None or near[0] < known.distance) and (h not in told or near < told[h]):
                    told[h] = (near[0], k, near[1], near[2])
    places = sorted({(k, value) for _, k, value, _ in told.values()})
    rows = dict(zip(places, what_if.ask([(inputs[k], value) for k, value in places]), strict=True)) if places else {}
    for h, (_, k, value, end) in told.items():
        one, at_end = inputs[k], ends[k, int(end == inputs[k].high), h]
        there, p = (value, rows[k, value][h]) if band(rows[k, value][h]) != own[h] else (end, at_end)
        distance, known = rounded(abs(one.away(there))), found[h]
        if known is None or distance < known.distance:
            found[h] = Crossing(input=one.path, value=rounded(there), band=band(p), distance=distance, exact=False)
    return found


def crossings_at_once(what_if: WhatIf, inputs: Sequence[Input]) -> list[Crossing | None]:
    """For every headline the nearest crossing by one of ``inputs``, all of which are answered at once; or None."""
    now = bands(what_if.now)
    steps = [sign * size for sign in (-1.0, 1.0) for size in GRID]
    table = what_if.ask([(one, _moved(one, step)) for one in inputs for step in steps])
    table = table.reshape(len(inputs), 2, len(GRID), len(now))
    left = bands(table) != now
    brackets: list[tuple[int, int, float, float]] = []  # headline, input, last distance inside, first one outside
    for h in range(len(now)):
        near = []
        for k in range(len(inputs)):
            for side, sign in enumerate((-1.0, 1.0)):
                if left[k, side, :, h].any():
                    first = int(np.argmax(left[k, side, :, h]))
                    before = sign * GRID[first - 1] if first else 0.0
                    near.append((abs(before), GRID[first], k, before, sign * GRID[first]))
        # The nearest by what the grid can tell; ties by how steeply the headline leaves.
        near.sort(key=lambda n: (n[1], -abs(_gap(table, n, h, what_if)), n[2], n[4]))
        brackets += [(h, k, inside, outside) for _, _, k, inside, outside in near[:NEAREST]]
    for _ in range(HALVINGS):
        middles = [(inside + outside) / 2.0 for _, _, inside, outside in brackets]
        rows = what_if.ask([(inputs[b[1]], _moved(inputs[b[1]], m)) for b, m in zip(brackets, middles, strict=True)])
        brackets = [
            (h, k, middle, outside) if band(row[h]) == now[h] else (h, k, inside, middle)
            for (h, k, inside, outside), middle, row in zip(brackets, middles, rows, strict=True)
        ]
    best: list[Crossing | None] = [None] * len(now)
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


def _between(one: Input, now: float, ends: Floats, own: int) -> list[tuple[float, float, float]]:
    """Where a headline should leave its band towards either end: (distance, value to be run, the end).

    By the parabola through what it is at the input's value and at both ends, in the input's measure; by a straight line
    where that does not get there in time.
    """
    found = []
    here = measure(one.value, one.scale)
    sides = [measure(end, one.scale) - here for end in (one.low, one.high)]
    for end, value, away in zip(ends.tolist(), (one.low, one.high), sides, strict=True):
        if band(end) == own or away == 0.0:
            continue
        goal = _edge(now, end, own) - now
        share = min(1.0, goal / (end - now))
        if sides[0] < 0.0 < sides[1]:
            curve = np.linalg.solve(np.array([[x, x * x] for x in sides]), ends - now)
            roots = np.roots([curve[1], curve[0], -goal]) / away
            inside = [float(r.real) for r in roots if abs(r.imag) < 1e-12 and 0.0 < r.real <= 1.0]
            share = min(inside, default=share)
        share = min(1.0, share * BEYOND)
        at = value if share == 1.0 else rounded(unmeasure(here + away * share, one.scale))
        found.append((abs(one.away(at)), at, value))
    return found


def _edge(now: float, end: float, own: int) -> float:
    """The probability at which the printed number leaves its band on the way from ``now`` to ``end``."""
    inside, outside = now, end
    for _ in range(50):
        middle = (inside + outside) / 2.0
        inside, outside = (middle, outside) if band(middle) == own else (inside, middle)
    return outside
