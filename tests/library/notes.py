"""The tables of a NOTES.md, to be compared with what the program computes."""

from __future__ import annotations

import re

Table = dict[str, tuple[str, ...]]


def tables(text: str, heading: str) -> list[Table]:
    """The tables under a heading: the name in the brackets of each row's first cell -> the other cells.

    Rows without a name in brackets, such as a table's head, begin a new table.
    """
    _, _, after = text.partition(f"\n## {heading}")
    assert after, f"there is no heading {heading!r}"
    found: list[Table] = []
    fresh = True
    for line in after.partition("\n## ")[0].splitlines():
        row = re.fullmatch(r"\|[^|]*\(`(\w+)`\) \|(.*)\|", line)
        if row is None:
            fresh = True
            continue
        if fresh:
            found.append({})
            fresh = False
        found[-1][row[1]] = tuple(cell.strip() for cell in row[2].split("|"))
    return found
