"""One entry of the ledger, and how entries are chained.

hash = SHA-256 of the previous entry's hash, the entry's number, its kind and its body, one to a line; the body is
canonical JSON (keys sorted, no spaces, UTF-8). So an entry cannot be altered, left out or put in between without a
break in the chain: the linked time stamps of Haber and Stornetta (1991, "How to time-stamp a digital document",
section 5.1). Who keeps the last hash elsewhere can also tell whether the whole chain was written anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

FORECAST, RESOLUTION = "forecast", "resolution"
GENESIS = "0" * 64  #: stands for the hash before the first entry
SHOWN = 16  #: hexadecimal digits of a hash that are shown


@dataclass(frozen=True)
class Entry:
    """An entry as it stands in the file. ``body`` is its text, ``previous`` the hash that it was chained to."""

    number: int
    kind: str
    body: str
    previous: str
    hash: str

    @property
    def content(self) -> dict[str, Any]:
        """The body, read."""
        found = json.loads(self.body)
        return found if isinstance(found, dict) else {}

    def true_hash(self) -> str:
        """The hash that follows from what the entry says."""
        return chained(self.previous, self.number, self.kind, self.body)


def chained(previous: str, number: int, kind: str, body: str) -> str:
    """The hash of an entry, in hexadecimal."""
    return hashlib.sha256("\n".join([previous, str(number), kind, body]).encode()).hexdigest()


def canonical(content: dict[str, Any]) -> str:
    """The one text of a body. Raises ValueError for an infinity or a not-a-number."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
