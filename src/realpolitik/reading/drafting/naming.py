"""Names for what is drafted: short, readable, never used twice, never a word of the language."""

from __future__ import annotations

import re

from realpolitik.case.syntax import RESERVED, is_name
from realpolitik.reading.wordlists import words

_DULL = words("dull")


class Names:
    """Gives every item of a case a name that no other has."""

    def __init__(self) -> None:
        self.taken: set[str] = set(RESERVED)

    def take(self, wanted: str) -> str:
        """The wanted name, or with a number behind it."""
        base = wanted if is_name(wanted) and not wanted[0].isdigit() else f"n_{wanted}"
        if not is_name(base):
            base = "item"
        name, number = base, 2
        while name in self.taken:
            name, number = f"{base}_{number}", number + 1
        self.taken.add(name)
        return name


def from_words(text: str, most: int = 3, fallback: str = "item") -> str:
    """A name from the first telling words of a passage.

    >>> from_words("the latest trouble might therefore be part of a Turkish-US powerplay")
    'latest_trouble_turkish'
    """
    found = [w.lower() for w in re.findall(r"[^\W\d_]+", text)]
    telling = [w for w in found if len(w) > 3 and w not in _DULL]
    return "_".join(telling[:most]) or fallback


def keywords(text: str) -> set[str]:
    """The telling words of a passage."""
    return {w.lower() for w in re.findall(r"[^\W\d_]{4,}", text)} - _DULL
