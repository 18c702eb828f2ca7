"""What a page says around its text: buttons, counters, notices. Left out, and named with the reason."""

from __future__ import annotations

import re

from realpolitik.reading.wordlists import cues

_COUNTER = re.compile(
    r"(?i)^\s*#*\s*(?:(\d[\d,]*|no|one)\s+(?:comments?|responses?|replies|thoughts?)\b.{0,80}"
    r"|comments?(?:\s*\((\d+)\))?\s*:?)\s*$"
)


def reason(line: str) -> str | None:
    """Why a line is left out: ``furniture``; None for a line of the text.

    >>> reason("Print Friendly, PDF & Email"), reason("Reply"), reason("Reply to the ultimatum came late.")
    ('furniture', 'furniture', None)
    """
    bare = line.strip().rstrip(".|· ")
    return "furniture" if any(pattern.fullmatch(bare) for _, pattern in cues("furniture")) else None


def comment_counter(line: str) -> tuple[bool, int | None]:
    """Whether a line opens the comments, and how many it promises where it says.

    >>> comment_counter("6 comments"), comment_counter("Comments (12)"), comment_counter("He had comments.")
    ((True, 6), (True, 12), (False, None))
    """
    found = _COUNTER.match(line)
    if not found:
        return False, None
    number = (found[1] or found[2] or "").replace(",", "")
    return True, int(number) if number.isdigit() else None
