"""Names of the case language made from another tool's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from realpolitik.case.syntax import is_name

MOST_LETTERS = 32
_OTHER_MEANING = ("null",)  # what YAML takes for something else than a word; the language refuses the others itself


def name_of(words: str, otherwise: str, taken: Collection[str]) -> str:
    """A name like the words, or like ``otherwise`` where nothing of them can be one, that is not yet taken.

    >>> name_of("Form Task Force", "option", []), name_of("2nd strike", "option", ["option"])
    ('form_task_force', 'option_2')
    """
    plain = re.sub(r"\W+", "_", unicodedata.normalize("NFC", words).lower()).strip("_")[:MOST_LETTERS].strip("_")
    if not is_name(plain) or plain[0].isdigit() or plain in _OTHER_MEANING:
        plain = otherwise
    name, k = plain, 1
    while name in taken:
        k += 1
        name = f"{plain}_{k}"
    return name


def quoted(words: str) -> str:
    """Words as a YAML text on one line."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
