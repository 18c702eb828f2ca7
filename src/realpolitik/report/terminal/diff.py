"""What differs between two cases, as text: the inputs, then the headlines with what each input does to them."""

from __future__ import annotations

import textwrap

from realpolitik.analysis.difference import ChangedHeadline, Difference
from realpolitik.case.scales import percent

WIDTH = 100
LEAST_MOVE = 0.005  #: headlines that move less are only counted
LEAST_EFFECT = 0.0005  #: effects smaller than this are left out
_LABELS = {
    "explanation": " (explanation {})",
    "factor": "",
    "scenario at": " (scenario {}, at the end)",
    "scenario ever": " (scenario {}, ever)",
    "question": " (question {})",
}


def difference_text(result: Difference) -> str:
    """The whole comparison: every input, and every headline that moves by half a percentage point or more."""
    if not result.inputs:
        return "The two cases say the same.\n"
    lines = [f"What changed ({len(result.inputs)})"]
    for one in result.inputs:
        lines.append(f"  {one.path}{'  (only words)' if one.words else ''}")
        if one.old is None or one.new is None:
            lines += _shown("taken out" if one.new is None else "new", one.new or one.old)
        elif len(one.old) + len(one.new) < WIDTH - 10:
            lines.append(f"      {one.old} -> {one.new}")
        else:
            lines += [*_shown("was", one.old), *_shown("is", one.new)]
    lines.append("")
    moved = [h for h in result.headlines if abs(_step(h)) >= LEAST_MOVE]
    if moved:
        lines.append("What follows, in percentage points: each change alone, then what they do together")
        for headline in sorted(moved, key=lambda h: -abs(_step(h))):
            lines += _headline(headline)
        lines.append("")
    if result.headlines:
        still = len(result.headlines) - len(moved)
        lines.append(f"{still} of {len(result.headlines)} headlines move by less than half a point or not at all.")
        spread = f"{result.draws} draws" if result.draws else "middles only"
        lines.append(f"All runs: {spread}, seed {result.seed}.")
    else:
        lines.append("No number depends on what changed.")
    lines += [line for note in result.notes for line in textwrap.wrap(note, WIDTH)]
    return "\n".join(lines) + "\n"


def _shown(label: str, value: str | None) -> list[str]:
    """A long value under its label, shortened to two lines."""
    return textwrap.wrap(
        f"{label}: {value}",
        WIDTH,
        initial_indent="      ",
        subsequent_indent="        ",
        max_lines=2,
        placeholder=" ...",
    )


def _step(one: ChangedHeadline) -> float:
    """By how much a headline moves; one that came or went counts as wholly moved."""
    return 1.0 if one.old is None or one.new is None else one.new - one.old


def _headline(one: ChangedHeadline) -> list[str]:
    label = _LABELS[one.kind].format(one.name)
    title = textwrap.shorten(one.title, max(20, WIDTH - 30 - len(label)), placeholder="...") + label
    if one.old is None or one.new is None:
        now = f"new: {percent(one.new)}" if one.new is not None else f"gone, was {percent(one.old or 0.0)}"
        return [f"  {title}: {now}"]
    lines = [f"  {title}: {percent(one.old)} -> {percent(one.new)}  ({_points(_step(one))})"]
    for name, effect in sorted(one.effects.items(), key=lambda pair: -abs(pair[1] or 0.0)):
        if effect is None:
            lines.append(f"         ?  {name}")
        elif abs(effect) >= LEAST_EFFECT:
            lines.append(f"    {_points(effect):>6}  {name}")
    if one.interaction is not None and abs(one.interaction) >= LEAST_EFFECT:
        lines.append(f"    {_points(one.interaction):>6}  interaction")
    return lines


def _points(p: float) -> str:
    return f"{100 * p:+.1f}"
