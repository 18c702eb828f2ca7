"""Three sources or one? Items that may be the same happening told again, and so should be copies.

Two items are suggested where their words overlap (half of the words that carry meaning, or more), they lie at most a
week apart, and their likelihoods point the same way on the same factors. It is a suggestion: only a person can say
whether two reports have one origin. Copies count once (``copy_of``); sources that repeat each other say so
(``repeats``).
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Item
from realpolitik.evidence.items import reporters, role_of

ALIKE = 0.5  #: share of common words
DAYS = 7
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by for from had has have he her his in into is it its of on or she that the their "
        "they this to was were which who will with after before says said say report reports",
    )
)


@dataclass(frozen=True)
class Alike:
    """Items that may be one happening, in the order of the case, with the sources that report them.

    ``alike``: the smallest share of common words between neighbours in the group.
    """

    items: tuple[str, ...]
    sources: tuple[str, ...]
    alike: float


def near_duplicates(case: Case, without: Set[str] = frozenset()) -> tuple[Alike, ...]:
    """Groups of weighed items that may be one happening; copies that are marked already do not count."""
    items = [i for i in case.evidence if role_of(i, without) == "weighed" and i.what]
    group = list(range(len(items)))
    found: dict[tuple[int, int], float] = {}
    for a in range(len(items)):
        for b in range(a):
            share = likeness(items[a], items[b])
            if share >= ALIKE:
                found[b, a] = share
                first, second = sorted((group[a], group[b]))
                group = [first if g == second else g for g in group]
    out = []
    for root in sorted(set(group)):
        members = [k for k, g in enumerate(group) if g == root]
        if len(members) > 1:
            sources = tuple(dict.fromkeys(s for k in members for s in reporters(items[k], case)[0]))
            shares = [share for (a, b), share in found.items() if a in members and b in members]
            out.append(Alike(tuple(items[k].id for k in members), sources, min(shares)))
    return tuple(out)


def likeness(first: Item, second: Item) -> float:
    """The share of common words of two items (common / all); 0 where days or likelihoods tell them apart."""
    if first.seen != second.seen:
        return 0.0
    if first.date is not None and second.date is not None and abs((first.date - second.date).days) > DAYS:
        return 0.0
    if _direction(first) != _direction(second):
        return 0.0
    a, b = words(first.what or ""), words(second.what or "")
    return len(a & b) / len(a | b) if a and b else 0.0


def words(text: str) -> frozenset[str]:
    """The words that carry meaning, without endings that only mark number or tense.

    >>> sorted(words("The ministry accuses the neighbours of an attack"))
    ['accus', 'attack', 'ministry', 'neighbour']
    """
    found = (re.sub(r"(?:ing|ed|es|s)$", "", w) if len(w) > 4 else w for w in re.findall(r"[^\W_]+", text.lower()))
    return frozenset(w for w in found if w not in _EMPTY and len(w) > 1)


def _direction(item: Item) -> frozenset[tuple[str, bool]]:
    """Which conditions of an item's table lie above the mean of its lines."""
    lines = [(line.if_.text if line.if_ is not None else "else", line.p.value) for line in item.likelihood]
    mean = sum(p for _, p in lines) / len(lines)
    return frozenset((text, p > mean) for text, p in lines)
