"""Where something turns, with few digits and never short of the turn: the printed value lies at it or just beyond it.

Rounded to the nearest, a turn at 34.6 % on the way down from 40 % would be printed as 35 %, where nothing has turned.
"""

from __future__ import annotations

import math

from realpolitik.figures._svg import percent

_SPACE = "\u202f"
#: Steps in points of a hundred: the widest that stays near the value is taken.
_STEPS = ((1.0, 0), (0.1, 1), (0.01, 2))
#: Log odds by which a printed share may lie beyond the turn: a point of a hundred, but where the share is small.
_NEAR = 0.12
LEVELS = (0, 1, 2)  #: how much finer than need be: for a value that would print like the one it is told from


def share(value: float, up: bool, finer: int = 0) -> str:
    """A probability rounded away from where it comes from (``up``: from below): ``26 %``, ``2.9 %``.

    >>> [share(0.2518, True), share(0.336, False), share(0.0296, False), share(0.0021, False)]
    ['26\u202f%', '33\u202f%', '2.9\u202f%', '0.2\u202f%']
    """
    first = next((k for k, (step, _) in enumerate(_STEPS) if _gap(value, up, step) <= _NEAR), None)
    if first is None:
        return percent(value)  # so near to 0 or 1 that no digit would tell
    step, decimals = _STEPS[min(first + finer, len(_STEPS) - 1)]
    return f"{_outward(100 * value, up, step):.{decimals}f}{_SPACE}%"


def quantity(value: float, up: bool, finer: int = 0) -> str:
    """An amount, with two digits (``finer``: more), rounded away from where it comes from: ``8.4``, ``350``.

    >>> [quantity(8.38, True), quantity(3.57, False), quantity(341.0, True)]
    ['8.4', '3.5', '350']
    """
    if value == 0.0:
        return "0"
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 1 - finer)
    return f"{_outward(value, up, step):.{4 + finer}g}"


def told_apart(now: float, value: float, probability: bool) -> tuple[str, str]:
    """Where something stands and where it turns, so written that they can be told apart.

    >>> told_apart(5.0, 8.38, probability=False)
    ('5', '8.4')
    """
    finer = apart(now, value, probability)
    return stands(now, probability, finer), (share if probability else quantity)(value, value > now, finer)


def apart(now: float, value: float, probability: bool) -> int:
    """How much finer the two must be printed than need be, to be told apart."""
    write = share if probability else quantity
    told = (k for k in LEVELS if stands(now, probability, k) != write(value, value > now, k))
    return next(told, LEVELS[-1])


def stands(now: float, probability: bool, finer: int = 0) -> str:
    """Where an input stands, rounded to the nearest: its author wrote it, and nothing turns there."""
    if not probability:
        return f"{float(f'{now:.{3 + finer}g}'):g}"
    return f"{100 * now:.{finer}f}{_SPACE}%" if finer else percent(now)


def _outward(value: float, up: bool, step: float) -> float:
    steps = round(value / step, 6)  # without this 0.29 would fall to 28 %
    return (math.ceil(steps) if up else math.floor(steps)) * step


def _gap(value: float, up: bool, step: float) -> float:
    """By how many log odds the printed share lies beyond the value; infinite where it would be 0 or 1."""
    printed = _outward(100 * value, up, step) / 100
    if not 1e-9 < printed < 1 - 1e-9 or not 0.0 < value < 1.0:
        return math.inf
    return abs(math.log(printed / (1 - printed)) - math.log(value / (1 - value)))
