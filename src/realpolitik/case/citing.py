"""Reads who says so and who judged it: ``korybko p3``, ``[anna, ben]``."""

from __future__ import annotations

import re

from pydantic import BaseModel

from realpolitik.case.values import fault

_CITED = re.compile(r"(\S+)(?:\s+(?:p|para|paragraph)\.?\s*(\d{1,6})(?:\s*[-\u2013]\s*p?(\d{1,6}))?)?", re.DOTALL)


def read_judges(raw: object) -> object:
    """Who judged: ``anna``, ``[anna, ben]``, or at a judged value ``{anna: 30%, ben: likely}``."""
    if isinstance(raw, str):
        return ({"by": raw},)
    if not isinstance(raw, (list, tuple)) or not all(isinstance(one, str) or _is_judgement(one) for one in raw):
        raise fault("wrong-type", "names are expected here; what each one said stands at a value", "[anna, ben]")
    return tuple({"by": one} if isinstance(one, str) else one for one in raw)


def _is_judgement(raw: object) -> bool:
    """Whether this has been read before: in a file every value is text."""
    return isinstance(raw, BaseModel) or (isinstance(raw, dict) and "low" in raw and not isinstance(raw["low"], str))


def read_citation(raw: object) -> object:
    """``korybko``, ``korybko p3`` or ``korybko p3-5`` (paragraphs counted after the byline)."""
    if not isinstance(raw, str):
        return raw
    match = _CITED.fullmatch(raw.strip())
    if not match:
        raise fault("bad-citation", f"'{raw[:60]}' does not name a source", "write 'name' or 'name p3', or a list")
    first, last = (int(n) if n else None for n in match.group(2, 3))
    if first is not None and last is not None and last < first:
        raise fault("range-reversed", f"the paragraphs run from {first} down to {last}")
    return {"source": match[1], "first": first, "last": last}


def read_citations(raw: object) -> object:
    """One citation or a list of them."""
    if isinstance(raw, (list, tuple)):
        return tuple(read_citation(r) for r in raw)
    return (read_citation(raw),)
