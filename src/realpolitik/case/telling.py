"""Tells a value of a case in a line, and knows which values only people read."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from realpolitik.case.formula import Formula
from realpolitik.case.parts.judged import Judged, Provenance
from realpolitik.case.parts.part import Citation
from realpolitik.case.tree import Is

#: Keys that only people read; no number depends on them.
_WORDS = frozenset(
    {"realpolitik", "case", "title", "about", "name", "kind", "text", "asks", "what", "because", "quote", "span",
     "check", "judged_by", "note", "url", "fine_print", "held_by", "class", "resolved", "said"}
)  # fmt: skip


def only_words(loc: Sequence[str | int], old: Any, new: Any) -> bool:
    """Whether a change at ``loc`` is one that only people read."""
    if any(part in _WORDS for part in loc[2:]) or (len(loc) == 1 and loc[0] in _WORDS):
        return True
    last = loc[-1]
    if last == "source" or (last == "by" and loc[0] in ("sources", "advice")):
        return loc[0] != "evidence"
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same_numbers(old[key], new[key]) for key in old)
    return _same_numbers(old, new)


def _same_numbers(old: Any, new: Any) -> bool:
    return isinstance(old, Judged) and isinstance(new, Judged) and _numbers(old) == _numbers(new)


def _numbers(judged: Judged) -> object:
    kept = set(type(judged).model_fields) - set(Provenance.model_fields) - {"written"}
    return [getattr(judged, name) for name in sorted(kept)]


def told(value: Any, other: Any = None) -> str | None:
    """A value in a line as it is written; None where nothing is there. ``other`` is what it is compared with."""
    if value is None or type(value) is object:
        return None
    if isinstance(value, Judged):
        reasons = _reasons(value) if _same_numbers(value, other) else ""
        return f"{value.written} ({reasons})" if reasons else value.written
    if isinstance(value, (Formula, Citation)):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime.date, str, int)):
        return str(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{told(key)}: {told(one, _under(other, key))}" for key, one in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(str(told(one)) for one in value) + "]"
    return _part(value) if isinstance(value, BaseModel) else str(value)


def _under(other: Any, key: Any) -> Any:
    return other.get(key) if isinstance(other, dict) else None


def _reasons(judged: Judged) -> str:
    said = [", ".join(map(str, judged.source)), judged.because or "", judged.quote or "", judged.check or ""]
    return "; ".join(one for one in [*said, ", ".join(j.by for j in judged.judged_by)] if one)


def _part(part: BaseModel) -> str:
    """A part by its telling fields."""
    written = getattr(part, "written", None)
    if isinstance(written, str):
        return written
    formula = getattr(part, "that", None)
    fields = {
        field.alias or name: getattr(part, name)
        for name, field in type(part).model_fields.items()
        if name in part.model_fields_set and getattr(part, name) not in (None, ())
    }
    if isinstance(formula, Formula) and set(fields) <= {"that"}:
        return str(formula)
    return "{" + ", ".join(f"{name}: {told(value)}" for name, value in fields.items()) + "}"


def table_order(branches: Any) -> Any:
    """Branches in an order of their own where each asks for other values of one factor: then theirs says nothing."""
    if not isinstance(branches, tuple) or not all(hasattr(branch, "if_") for branch in branches):
        return branches
    asked = [branch for branch in branches if branch.if_ is not None]
    leaves = [branch.if_.tree for branch in asked if branch.if_.is_bound and isinstance(branch.if_.tree, Is)]
    values = [value for leaf in leaves for value in leaf.values]
    if len(leaves) < len(asked) or len({leaf.variable for leaf in leaves}) > 1 or len(set(values)) < len(values):
        return branches
    rest = tuple(branch for branch in branches if branch.if_ is None)
    return tuple(sorted(asked, key=lambda branch: branch.if_.tree.values)) + rest
