"""The reliability diagram in letters: forecasts across, what came true upright."""

from __future__ import annotations

from collections.abc import Sequence

from realpolitik.analysis.reliability import FEW, Bin
from realpolitik.report.words import capital, count, number

_WIDE, _HIGH = 50, 10  # cells of 2 and of 10 points


def diagram(bins: Sequence[Bin]) -> list[str]:
    """Lines of at most 64 characters: ``o`` a bin's share, ``|`` its range, ``.`` where both are alike."""
    rows = [[" "] * (_WIDE + 1) for _ in range(_HIGH + 1)]
    for column in range(_WIDE + 1):
        rows[_row(column / _WIDE)][column] = "."
    for one in bins:
        column = round(one.forecast * _WIDE)
        for row in range(_row(one.interval[1]), _row(one.interval[0]) + 1):
            rows[row][column] = "|"
    for one in bins:
        rows[_row(one.outcome)][round(one.forecast * _WIDE)] = "o"
    lines = ["Came true"]
    for k, cells in enumerate(rows):
        tick = f"{100 - 100 * k // _HIGH} %" if k % 5 == 0 else ""
        lines.append(f"{tick:>7} {''.join(cells)}".rstrip())
    lines.append(f"{'':>7} 0 %{'50 %':>{_WIDE // 2 + 1}}{'100 %':>{_WIDE // 2 - 2}}  forecast")
    return lines


def verdict(bins: Sequence[Bin], questions: int) -> str:
    """What the diagram can tell, and that it tells little where there are few questions."""
    off = sum(one.off for one in bins)
    said = f"Ranges that leave out what was forecast: {number(off) if off else 'none'} of {number(len(bins))}."
    if questions < FEW:
        many = f"{capital(count(questions, 'question'))} {'says' if questions == 1 else 'say'}"
        said += f" {many} little of how well forecasts fit."
    return said


def _row(share: float) -> int:
    return round((1.0 - share) * _HIGH)
