"""Re-checks a ledger: which entry was altered, left out or put in between."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

from realpolitik.ledger.entry import FORECAST, GENESIS, RESOLUTION, SHOWN, Entry

LEAST_DIGITS = 8  #: so many digits of a hash are taken for that hash


def wrong_entries(entries: Sequence[Entry], head: str | None = None) -> list[str]:
    """What is wrong with a ledger, one line for each fault, naming the entry; empty: nothing.

    An entry whose text does not give its hash was altered. Where an entry is not chained to the one before it, entries
    were left out or put in between, or the one before was altered and its hash made anew. ``head``: the hash (or its
    first digits) of an entry known from before, which must be among them.
    """
    wrong = []
    number, before = 0, GENESIS
    for entry in entries:
        if entry.number != number + 1:
            missing = f"entry {number + 1} is" if entry.number == number + 2 else f"entries from {number + 1} on are"
            wrong.append(f"{missing} missing before entry {entry.number}")
        elif entry.previous != before:
            wrong.append(
                f"entry {entry.number} is not chained to what stands before it: "
                + (f"entry {number} was altered and its hash made anew" if number else "the first entry was replaced")
            )
        if entry.hash != entry.true_hash():
            wrong.append(f"entry {entry.number} was altered: {_called(entry)}")
        number, before = entry.number, entry.hash
    if head is not None and not _among(entries, head):
        wrong.append(f"no entry has the hash {head}: entries were cut off, or the whole ledger was written anew")
    return wrong


def sound(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that say what they said when they were written: their text gives their hash, and the next one's.

    What was altered is not to be read: it may not even have the parts of an entry.
    """
    true = [entry for entry in entries if entry.hash == entry.true_hash()]
    anew = {
        before.number
        for before, after in pairwise(true)
        if after.number == before.number + 1 and after.previous != before.hash
    }
    return [entry for entry in true if entry.number not in anew]


def _among(entries: Sequence[Entry], head: str) -> bool:
    return len(head) >= LEAST_DIGITS and any(entry.hash.startswith(head.lower()) for entry in entries)


def head_of(entries: Sequence[Entry]) -> str:
    """The first digits of the last entry's hash."""
    return entries[-1].hash[:SHOWN] if entries else GENESIS[:SHOWN]


def _called(entry: Entry) -> str:
    """What an altered entry says it is, as far as it can be read."""
    try:
        content = entry.content
    except (json.JSONDecodeError, RecursionError):
        return f"a {entry.kind} that is no longer JSON"
    question = content.get("question")
    if entry.kind == FORECAST and isinstance(question, dict):
        return f"the forecast of {content.get('case')}/{question.get('id')}"
    if entry.kind == RESOLUTION:
        return f"the resolution of {content.get('case')}/{content.get('id')}"
    return f"a {entry.kind}"
