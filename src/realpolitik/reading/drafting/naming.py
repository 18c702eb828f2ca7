"""Names for what is drafted: short, readable, never used twice, never a word of the language.

An actor has the plain name, whatever is drafted before it: ``kenya`` is the state, and what Kenya says has the source
``kenya_says``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from realpolitik.case.syntax import RESERVED, is_name
from realpolitik.reading.wordlists import words

_DULL = words("dull")


class Names:
    """Gives every item of a case a name that no other has."""

    def __init__(self) -> None:
        self.taken: set[str] = set(RESERVED)
        self.kept: set[str] = set()

    def keep(self, names: Iterable[str]) -> None:
        """Keep names for what is drafted later: only ``take(name, kept=True)`` gives them out."""
        self.kept |= set(names) - self.taken

    def free(self, wanted: str) -> bool:
        """Whether a name can be had as it is."""
        return is_name(wanted) and wanted not in self.taken and wanted not in self.kept

    def take(self, wanted: str, *, kept: bool = False) -> str:
        """The wanted name, or with a number behind it; one that is kept only for whom it is kept."""
        base = wanted if is_name(wanted) and not wanted[0].isdigit() else f"n_{wanted}"
        if not is_name(base):
            base = "item"
        name, number = base, 2
        while name in self.taken or (name in self.kept and not kept):
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
