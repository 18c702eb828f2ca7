"""Two analyses side by side, as text."""

from __future__ import annotations

import textwrap

from realpolitik.report.comparison import Asserted, Comparison, Kind, Row, Side, Standing
from realpolitik.report.words import count, percent, plain, span

WIDTH = 100
MOST_ASSERTED = 12
_TITLE, _CELL = 46, 21
_HEADS: tuple[tuple[Kind, str], ...] = (
    ("explanation", "Explanations"),
    ("scenario", "Scenarios, by the horizon"),
    ("question", "Questions"),
)


def comparison_text(found: Comparison) -> str:
    """Both sides, what they assert differently, and every headline with the difference in percentage points."""
    lines = [*_side("A", found.one), *_side("B", found.other), ""]
    lines += _asserted(found)
    for kind, head in _HEADS:
        rows = found.of(kind)
        if rows:
            lines += [f"{head:<{_TITLE}}{'A':>{_CELL}}{'B':>{_CELL}}{'B less A':>10}"]
            lines += [line for row in rows for line in _row(row)]
            lines.append("")
    for name, side in (("A", found.one), ("B", found.other)):
        for line in side.confidence:
            lines += _wrapped(f"{name}: {line}", "", "   ")
    lines += _wrapped(_draws(found), "", "")
    return plain("\n".join(lines)) + "\n"


def _side(letter: str, side: Side) -> list[str]:
    day = f", as of {side.as_of.isoformat()}" if side.as_of else ""
    return _wrapped(f"{letter}  {side.name}: {side.title}{day}", "", "   ")


def _asserted(found: Comparison) -> list[str]:
    """What is said differently, in short."""
    if found.asserted is None:
        return ["What is asserted differently is not known: a stored result holds no case.", ""]
    counted = [one for one in found.asserted if not one.words]
    only_words = len(found.asserted) - len(counted)
    rest = f"; {count(only_words, 'more', 'more')} that only people read" if only_words else ""
    if not found.asserted:
        return ["The two cases assert the same.", ""]
    lines = [f"What is asserted differently ({len(counted)}{rest})"]
    if found.different_cases:
        told = ", ".join(f"{part.replace('_', ' ')} {n}" for part, n in found.counts())
        return [*lines, *_wrapped(f"Two different cases. Differing entries by part: {told}", "  ", "      "), ""]
    for one in counted[:MOST_ASSERTED]:
        lines += _wrapped(f"{one.path or 'the case'}: {_change(one)}", "  ", "      ")
    if len(counted) > MOST_ASSERTED:
        lines.append(
            f"  and {len(counted) - MOST_ASSERTED} more; `realpolitik diff` lists them and says what each does"
        )
    return [*lines, ""]


def _change(one: Asserted) -> str:
    old, new = (
        None if text is None else textwrap.shorten(text, 120, placeholder=" ...") for text in (one.old, one.new)
    )
    if old is None:
        return f"new: {new}"
    return f"gone, was {old}" if new is None else f"{old} -> {new}"


def _row(row: Row) -> list[str]:
    """A headline; its words below where they differ, or where there is one only."""
    title = textwrap.wrap(row.title, _TITLE - 4, max_lines=2, placeholder=" ...")
    lines = [f"  {title[0]:<{_TITLE - 2}}{_cell(row.one):>{_CELL}}{_cell(row.other):>{_CELL}}{_points(row):>10}"]
    words = [standing.word or "" if standing else "" for standing in (row.one, row.other)]
    second = title[1] if len(title) > 1 else ""
    if any(words) or second:
        lines.append(f"  {second:<{_TITLE - 2}}{words[0]:>{_CELL}}{words[1]:>{_CELL}}".rstrip())
    return lines


def _cell(standing: Standing | None) -> str:
    if standing is None:
        return "-"
    low, high = standing.interval
    said = "" if percent(low) == percent(high) else f" ({_brief(standing.interval)})"
    return plain(f"{percent(standing.p)}{said}")


def _brief(interval: tuple[float, float]) -> str:
    """A range without its sign: ``24-52``."""
    return span(interval).replace("\u202f%", "").replace(" to ", "\u2013")


def _points(row: Row) -> str:
    if row.change is None:
        return "only A" if row.other is None else "only B"
    return f"{100 * row.change:+.1f}" if abs(row.change) >= 0.0005 else "="


def _draws(found: Comparison) -> str:
    one, other = found.one, found.other
    if found.same_draws:
        return f"Both: {one.draws} draws, seed {one.seed}. Ranges: 5th to 95th percentile."
    return (
        f"A: {one.draws} draws, seed {one.seed}; B: {other.draws} draws, seed {other.seed}. These are not the same "
        "draws, so a part of each difference may be chance."
    )


def _wrapped(words: str, indent: str, then: str) -> list[str]:
    return textwrap.wrap(
        plain(words),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
