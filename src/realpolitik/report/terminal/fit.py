"""A fit to the seen moves as text: every number before and after, and whether the moves can tell it at all."""

from __future__ import annotations

import textwrap

from realpolitik.analysis.fitting import Fit, Fitted
from realpolitik.report.words import count

WIDTH = 100
UNKNOWN = "not identified"


def fit_text(title: str, found: Fit) -> str:
    """The fit as a table of the numbers that the moves can tell; the others by name."""
    lines = [title, f"{count(found.moves, 'move')} seen in {found.months:.1f} months.", ""]
    told = [one for one in found.numbers if one.verdict != UNKNOWN]
    unknown = [one for one in found.numbers if one.verdict == UNKNOWN]
    if told:
        lines.append(f"{'':<40}{'as given':>24}{'fitted':>24}")
    for number in told:
        lines += _row(number)
    lines += [""] * bool(told)
    better = found.log_after - found.log_before
    lines += _wrapped(f"The moves are e^{better:.2f} times as likely with the fitted numbers as with the given ones.")
    if unknown:
        lines += _wrapped(
            f"Not identified, {len(unknown)} of {len(found.numbers)}; the moves leave them as uncertain as they were: "
            f"{', '.join(one.path for one in unknown)}."
        )
    for one, other, correlation in found.trades:
        lines += _wrapped(
            f"{one} and {other} stand for each other (correlation {correlation:+.2f}): the moves tell a combination of "
            "the two, not each."
        )
    lines += _wrapped(
        "Ranges are 5th to 95th percentile: before, of the case's range (half to double where it has none); after, of "
        "a normal posterior around its mode. Inertia and all other numbers are taken as given."
    )
    return "\n".join(lines) + "\n"


def _row(one: Fitted) -> list[str]:
    words = textwrap.wrap(one.words, 39, max_lines=3, placeholder=" ...")
    given = f"{one.given:.2g} ({one.prior[0]:.2g}-{one.prior[1]:.2g})"
    fitted = f"{one.fitted:.2g} ({one.interval[0]:.2g}-{one.interval[1]:.2g})"
    return [f"{words[0]:<40}{given:>23} {fitted:>23}  {one.verdict}", *words[1:]]


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
