"""What a question asks: ``ever F``, ``at F``, ``never F``, ``F before G``, ``if X [by DATE] then [ever|at] Y``."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticCustomError

from realpolitik.case.days import read_day
from realpolitik.case.formula import Formula, fault_for_pydantic
from realpolitik.case.syntax import FormulaError

_SIMPLE = re.compile(r"\s*(ever|never|at(?!\s+least\b))\b(.*)", re.DOTALL)
_CONDITION = re.compile(r"\s*if\b(.*?)(?:\bby\s+(\S+)\s*)?\bthen\b(?:\s+(ever|at(?!\s+least\b))\b)?(.*)", re.DOTALL)
_BEFORE = re.compile(r"(.*?)\bbefore\b(.*)", re.DOTALL)


def read_happens(raw: object) -> object:
    """The parts of ``happens``. Formulas keep their offsets in the whole text."""
    if not isinstance(raw, str):
        return raw
    try:
        return _read(raw)
    except FormulaError as fault:
        raise fault_for_pydantic(fault) from None
    except PydanticCustomError as error:
        message = (error.context or {}).get("message", "")
        found = _CONDITION.fullmatch(raw)
        start, end = found.span(2) if found else (0, len(raw))
        raise fault_for_pydantic(FormulaError(error.type, str(message), start, end)) from None


def _read(text: str) -> dict[str, Any]:
    if match := _SIMPLE.fullmatch(text):
        return {"kind": match[1], "first": Formula.parse(match[2], match.start(2)), "written": text.strip()}
    if re.match(r"\s*if\b", text):
        match = _CONDITION.fullmatch(text)
        if not match:
            raise FormulaError("bad-happens", "'then' is missing", 0, len(text), "if X then Y")
        return {
            "kind": "if_then",
            "first": Formula.parse(match[1], match.start(1)),
            "first_by": read_day(match[2]) if match[2] else None,
            "second_kind": match[3] or "ever",
            "second": Formula.parse(match[4], match.start(4)),
            "written": text.strip(),
        }
    if match := _BEFORE.fullmatch(text):
        first, second = Formula.parse(match[1], match.start(1)), Formula.parse(match[2], match.start(2))
        return {"kind": "before", "first": first, "second": second, "written": text.strip()}
    raise FormulaError(
        "bad-happens", "how it is to happen is missing", 0, len(text),
        "begin with 'ever', 'at' or 'never', or write 'F before G' or 'if X then Y'",
    )  # fmt: skip
