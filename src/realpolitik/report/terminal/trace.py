"""Where a number comes from, as text: the number, what it is made of, where each part ends."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from realpolitik.analysis.address import Value
from realpolitik.analysis.grounds import Ground, Part
from realpolitik.analysis.provenance import Trace
from realpolitik.report.saying import FORMS
from realpolitik.report.words import one_sentence, percent, plain

WIDTH = 100
MOST_LISTED = 24
_MOVES = "What moves it most, in percentage points"


def trace_text(found: Trace, form: str | None = None) -> str:
    """The three steps; the number in its ``form`` on the page (None: the usual one for numbers of its sort)."""
    lines = [found.address, *_wrapped(f"{found.title}: {_printed(found.value, form or found.form)}", "")]
    lines += _wrapped(found.how, "")
    if found.parts:
        lines += ["", _MOVES if any(part.moves is not None for part in found.parts) else "What it is made of"]
    for part in found.parts:
        lines += _part(part)
    lines += [line for ground in found.grounds for line in _ground(ground, "  ")]
    return plain("\n".join(lines)) + "\n"


def _part(part: Part) -> list[str]:
    """One part with its judged values and its grounds."""
    lines = _wrapped(part.words, f"  {_points(part):>5}  ", " " * 9)
    said = [*part.judged, *_without(part)]
    if said:
        lines += _wrapped("; ".join(said), " " * 9)
    lines += [line for ground in merged(part.grounds) for line in _ground(ground, " " * 9)]
    return lines + (_wrapped(part.path, " " * 9 + "in the case: ", " " * 11) if part.path else [])


def merged(grounds: Sequence[Ground]) -> list[Ground]:
    """Several paragraphs of one source as one ground."""
    found: dict[str, Ground] = {}
    for ground in grounds:
        key = ground.source or ground.words
        known = found.get(key)
        if known is None or ground.paragraph is None or known.paragraph is None:
            found.setdefault(key, ground)
        else:
            found[key] = known.model_copy(update={"paragraph": f"{known.paragraph}, {ground.paragraph}"})
    return list(found.values())


def _points(part: Part) -> str:
    """What a statement adds; what an input can do either way."""
    if part.moves is None:
        return "-"
    number = f"{100 * abs(part.moves):.1f}"
    if part.at is not None:
        return f"±{number}"
    return f"{'+' if part.moves >= 0 else '-'}{number}"


def _without(part: Part) -> list[str]:
    if part.then is None:
        return []
    if part.at is not None:
        return [f"at {part.at} it would be {percent(part.then)}"]
    return [f"without it {percent(part.then)}"]


def _ground(ground: Ground, indent: str) -> list[str]:
    """A source with its paragraph and grade, or a reason, or the word that there is none."""
    if ground.kind != "source":
        lead = "because: " if ground.kind == "reason" else ""
        return _wrapped(one_sentence(ground.words), f"{indent}{lead}", f"{indent}  ")
    paragraph = f" ¶{ground.paragraph.replace('-', chr(0x2013))}" if ground.paragraph else ""
    words = f"{ground.source}{paragraph}: {ground.words}" if ground.words != ground.source else str(ground.source)
    if ground.reliable is not None:
        before, after = map(percent, ground.reliable)
        grade = f"grade {ground.grade}" if ground.grade else "no grade"
        words += f" ({grade}, reliable {before if before == after else f'{before}, now {after}'})"
    return _wrapped(words, f"{indent}source: ", f"{indent}  ")


def alike_text(words: str, found: Sequence[tuple[str, str]]) -> str:
    """Numbers that are printed alike, each with its address."""
    if not found:
        return f"No number of this analysis is printed as {words}.\n"
    lines = [f"{len(found)} numbers are printed as {words}; trace one of them by its address:"]
    for address, title in found[:MOST_LISTED]:
        lines += [f"  {address}", *_wrapped(title, "      ")]
    if len(found) > MOST_LISTED:
        lines.append(f"and {len(found) - MOST_LISTED} more; --format json lists them all")
    return plain("\n".join(lines)) + "\n"


def _printed(value: Value, form: str) -> str:
    if isinstance(value, tuple):
        return FORMS["range"](value) if form == "percent" and len(value) == 2 else " / ".join(map(percent, value))
    return FORMS[form](value)


def _wrapped(words: str, indent: str, then: str | None = None) -> list[str]:
    """Lines no longer than ``WIDTH``; a number stays with its sign."""
    lines = textwrap.wrap(
        plain(words).replace(" %", "\u00a0%"),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0", " ") for line in lines]
