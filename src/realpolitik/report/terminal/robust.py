"""Robustness as text: every headline's band, and the numbers that its variance comes from."""

from __future__ import annotations

import textwrap

from realpolitik.analysis.robustness import Robust, Robustness
from realpolitik.report.words import percent, plain, span

WIDTH = 100
LEAST = 0.05  #: a total index under this is not listed with the text


def robust_text(title: str, found: Robustness, headline: str | None, most: int = 5) -> str:
    """Every headline, or the one of key ``headline``."""
    lines = [title, f"{found.inputs} judged numbers moved at once, {found.runs:,} times.", ""]
    for one in found.headlines:
        if headline is None or one.key == headline:
            lines += _headline(one, most)
    lines += textwrap.wrap(
        "Alone: the share of the variance that would go if this number alone were known. In all: the share that would "
        "stay if every other number were known. Both with their 90 % bootstrap interval; few samples make them wide.",
        WIDTH,
    )
    return plain("\n".join(lines)) + "\n"


def _headline(one: Robust, most: int) -> list[str]:
    band = span((one.low, one.high))
    head = f"{one.title}: {percent(one.now)}; with all numbers moved {band}, middle {percent(one.middle)}"
    lines = textwrap.wrap(head, WIDTH, subsequent_indent="  ")
    shown = [i for i in one.indices if i.total >= LEAST][:most]
    if shown:
        lines.append(f"    {'alone':>6} {'':>13} {'in all':>6}")
    for index in shown:
        first, total = _range(index.first_range), _range(index.total_range)
        numbers = f"    {_share(index.first):6.2f} {first:>13} {_share(index.total):6.2f} {total:>13}  "
        words = textwrap.wrap(index.words, WIDTH - len(numbers), max_lines=2, placeholder=" ...")
        lines += [numbers + words[0], *(" " * len(numbers) + more for more in words[1:])]
    return [*lines, ""]


def _share(estimate: float) -> float:
    """An estimate of a share, which by chance may lie outside of 0 to 1, as a share."""
    return min(max(estimate, 0.0), 1.0)


def _range(ends: tuple[float, float]) -> str:
    return f"({_share(ends[0]):.2f}-{_share(ends[1]):.2f})"
