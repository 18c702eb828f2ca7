"""Texts that are nearly the same: MinHash over shingles of five words (Broder 1997)."""

from __future__ import annotations

import hashlib
import re

SHINGLE, HASHES, ALIKE = 5, 128, 0.6
_PRIME = (1 << 61) - 1


def signature(text: str) -> tuple[int, ...]:
    """The MinHash signature of a text: for each of 128 hash functions the least value over its shingles."""
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[k : k + SHINGLE]) for k in range(max(1, len(words) - SHINGLE + 1))}
    hashed = [
        int.from_bytes(hashlib.blake2b(s.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") % _PRIME
        for s in shingles
    ]
    return tuple(min((a * h + b) % _PRIME for h in hashed) for a, b in _functions())


def _functions() -> list[tuple[int, int]]:
    made = []
    for k in range(HASHES):
        digest = hashlib.blake2b(f"realpolitik {k}".encode(), digest_size=16).digest()
        made.append((int.from_bytes(digest[:8], "big") % (_PRIME - 1) + 1, int.from_bytes(digest[8:], "big") % _PRIME))
    return made


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The share of equal values: an estimate of the Jaccard index of the two texts' shingles."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def copies(texts: list[str]) -> dict[int, list[int]]:
    """For each text that is nearly the same as an earlier one, the earlier ones."""
    if len(texts) < 2:
        return {}
    signatures = [signature(text) for text in texts]
    found: dict[int, list[int]] = {}
    for k, one in enumerate(signatures):
        same = [n for n in range(k) if likeness(signatures[n], one) >= ALIKE]
        if same:
            found[k] = same
    return found
