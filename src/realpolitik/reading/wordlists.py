"""Word lists and patterns that the rules use, read from ``data``: a person can look at them in one place."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """The list of that name in ``data/words.txt``."""
    found: set[str] = set()
    for line in _lines("words.txt"):
        key, _, rest = line.partition(": ")
        if key == name:
            found.update(rest.split())
    return frozenset(found)


@cache
def cues(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of that name in ``data/cues.txt``: a label (a weight or a band) and what matches, letters of any
    case.
    """
    found = []
    for line in _lines("cues.txt"):
        key, label, pattern = line.split(" :: ", 2)
        if key == name:
            found.append((label.strip(), re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


@cache
def one_cue(name: str) -> re.Pattern[str]:
    """All patterns of that name as one."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in cues(name)), re.IGNORECASE)


def _lines(file: str) -> list[str]:
    text = (resources.files("realpolitik.reading") / "data" / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
