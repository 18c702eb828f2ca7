"""Single values in JSON Schema: texts, names, formulas, numbers, days, probabilities, rates, as the loader reads them.

YAML readers know numbers and ``true``, the loader reads plain text; a value may therefore be a number here where it
may be written as one. The expressions keep to what the dialects of JavaScript and Python share.
"""

from __future__ import annotations

from typing import Any

from realpolitik.case.meaning.wants import LARGEST
from realpolitik.case.scales import ICD203, SCALES, words
from realpolitik.case.syntax import RESERVED
from realpolitik.case.values import INERTIA, PACE, RESOLVE, UNITS

Schema = dict[str, Any]

#: ASCII signs that no name holds; letters of any script may.
_NO_NAME = r"\x00-/:-@\[-\^`\{-\x7f"
_NO_ID = r"\x00-,/:-@\[-\^`\{-\x7f"
_NO_FORMULA = r"!-'*+\-/:-@\\\^`\{-\x7f"
NAME = rf"^(?!(?:{'|'.join(sorted(RESERVED))})$)[^{_NO_NAME}]+$"
#: A value of an option or a factor: a name, yes, or no.
VALUE = rf"^(?!(?:{'|'.join(sorted(RESERVED - {'yes', 'no', 'true', 'false'}))})$)[^{_NO_NAME}]+$"
VALUE_OR_ELSE = VALUE.replace("else|", "")
AUTHOR = NAME.replace("nature|", "")
ID = rf"^[^{_NO_ID}]+$"
FORMULA = rf"^(?=[\s\S]*\S)(?:[^{_NO_FORMULA}]|==|!=)+$"
OPTION = rf"^[^{_NO_NAME}]+\.[^{_NO_NAME}]+$"

_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
DAY = rf"^\s*{_DAY}(?:\s*(?:\.\.|to|\u2013)\s*{_DAY})?\s*$"
_NUMBER = r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+\-]?[0-9]{1,3})?"
NUMBER_KEY = rf"^\s*{_NUMBER}\s*$"
_TO = r"\s*(?:-|\u2013|\.\.|to)\s*"
_UP_TO_100 = r"\+?(?=\.?[0-9])0*(?:100(?:\.0*)?|[0-9]{0,2}(?:\.[0-9]*)?)(?:[eE](?:-[0-9]{1,3}|\+?[0-2]))?"
_UP_TO_1 = r"\+?(?=\.?[0-9])0*(?:1(?:\.0*)?|(?:\.[0-9]*)?)(?:[eE](?:-[0-9]{1,3}|\+?[0-2]))?"
_UNIT = rf"(?:[0-9.]+\s+)?(?:{'|'.join(UNITS)})s?"
_PER = rf"\s*\b(?:per|a|an|every|each)\s+{_UNIT}"
_CITATION = r"^\s*\S+(?:\s+(?:p|para|paragraph)\.?\s*[0-9]{1,6}(?:\s*[-\u2013]\s*p?[0-9]{1,6})?)?\s*$"
_HAPPENS = (
    r"^\s*(?:(?:ever|never|at)\b[\s\S]*\S|if\b[\s\S]*\S[\s\S]*\bthen\b[\s\S]*\S|(?!if\b)[\s\S]*\S\s+before\b[\s\S]*\S)$"
)


def _any_case(text: str) -> str:
    """An expression for a word in small or capital letters; flags are not part of JSON Schema."""
    return "".join(f"[{c.upper()}{c}]" if c.isalpha() else r"\s+" if c == " " else c for c in text.casefold())


def _one_of(names: Any) -> str:
    return "|".join(sorted(map(_any_case, names), key=lambda n: (-len(n), n)))


def _probability() -> str:
    numbers = [
        rf"{_UP_TO_100}\s*%",
        _UP_TO_1,
        rf"{_UP_TO_100}\s*%?{_TO}{_UP_TO_100}\s*%",
        rf"{_UP_TO_100}\s*%{_TO}{_UP_TO_100}",
        rf"{_UP_TO_1}{_TO}{_UP_TO_1}",
    ]
    named = [rf"(?:{_one_of(words())})(?:\s*\(\s*[Ii][Cc][Dd]\s*\))?"]
    for scale in SCALES:
        called = [scale.replace(" ", ""), *(["Admiralty"] if scale.startswith("Admiralty") else [])]
        bracket = "|".join(r"\s*".join(map(_any_case, name)) for name in called)
        named.append(rf"(?:{_one_of(words(scale))})\s*\(\s*(?:{bracket})\s*\)")
    return "|".join([*numbers, *named])


PROBABILITY = _probability()


def text(pattern: str) -> Schema:
    """A text of a pattern."""
    return {"type": "string", "pattern": pattern}


def whole(pattern: str) -> Schema:
    """A text of which all but spaces at its ends is of a pattern."""
    return text(rf"^\s*(?:{pattern})\s*$")


def any_of(*schemas: Schema) -> Schema:
    """Any of these; of one, that one."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}


def a_list(items: Schema, **more: Any) -> Schema:
    """A list."""
    return {"type": "array", "items": items, **more}


def reference(name: str) -> Schema:
    """What is defined under a name."""
    return {"$ref": f"#/$defs/{name}"}


_PAIR_OF = {"minItems": 2, "maxItems": 2}
_NUMERIC = any_of({"type": "number"}, whole(rf"{_NUMBER}\s*%?"))
_NOT_BELOW_0 = any_of({"type": "number", "minimum": 0}, whole(rf"(?!-){_NUMBER}\s*%?"))

#: What is written where a judged value stands, without its table: name -> (description, schema).
WRITTEN: dict[str, tuple[str, Schema]] = {
    "probability": (
        "A probability: `20%`, `0.2`, a range `20-40%` or `[20%, 40%]`, or a word such as `likely` (ICD 203) or "
        f"`likely (PHIA)`. Scales: {', '.join(SCALES)}.",
        any_of(
            {"enum": [names[0] for names, _, _ in ICD203]},
            whole(PROBABILITY),
            {"type": "number", "minimum": 0, "maximum": 1},
            a_list(any_of({"type": "number", "minimum": 0, "maximum": 1}, whole(rf"{_UP_TO_100}\s*%|{_UP_TO_1}")),
                   **_PAIR_OF),
        ),
    ),
    "rate": (
        "A chance per period: `10% per year`, `2% per month`, `unlikely per 6 months`, or `0%`.",
        any_of(whole(rf"(?:{PROBABILITY}){_PER}|0+(?:\.0*)?\s*%?"), {"const": 0}),
    ),
    "number": ("A number, or a range `[60, 90]`.", any_of(_NUMERIC, a_list(_NUMERIC, **_PAIR_OF))),
    "pace": (
        "How often: a word, or `2 per month`.",
        any_of({"enum": list(PACE)}, whole(rf"(?:{_one_of(PACE)})|{_NUMBER}(?:{_TO}{_NUMBER})?\s*%?{_PER}")),
    ),
    "resolve": (
        "How strongly wishes are followed: erratic 2, wavering 4, purposeful 8, relentless 16, or a number.",
        any_of({"enum": list(RESOLVE)}, whole(_one_of(RESOLVE)), _NOT_BELOW_0, a_list(_NOT_BELOW_0, **_PAIR_OF)),
    ),
    "inertia": (
        "How much a change costs: none 0, low 1, normal 3, high 5, or a number.",
        any_of({"enum": list(INERTIA)}, whole(_one_of(INERTIA)), _NOT_BELOW_0, a_list(_NOT_BELOW_0, **_PAIR_OF)),
    ),
}  # fmt: skip

#: Other single values: name -> (description, schema).
SINGLE: dict[str, tuple[str, Schema]] = {
    "text": ("A text.", {"type": ["string", "number", "boolean"]}),
    "name": (
        "A name: letters of any script, digits and `_`.",
        any_of(text(NAME), {"type": "integer", "minimum": 0}),
    ),
    "value_name": ("A value's name, or `yes` and `no`.", any_of(text(VALUE), {"type": "integer", "minimum": 0},
                                                                 {"type": "boolean"})),
    "id": ("A name with letters, digits, `_`, `-` and `.`.", any_of(text(ID), {"type": "number", "minimum": 0})),
    "formula": (
        "A formula: `actor.option`, `nature.event`, scenario or factor names with `==`, `!=`, `in [a, b]`, `not`, "
        "`and`, `or`, `if`, `implies`, `iff`, `at least 2 of (a, b, c)`.",
        text(FORMULA),
    ),
    "happens": (
        "How it is to happen: `ever F`, `at F`, `never F`, `F before G`, `if F by DATE then ever G`.",
        text(_HAPPENS),
    ),
    "day": (
        "A day, month or year: `2025-06-30`, `2025-06`, `2025`, or `2025-06-28 to 2025-06-30`. Its last day counts.",
        any_of(text(DAY), {"type": "integer", "minimum": 1000, "maximum": 9999}),
    ),
    "period": (
        "A length of time: `1 year`, `6 months`, `90 days`.",
        whole(rf"(?:[0-9.]+\s+)?(?:{_one_of(UNITS)})[sS]?"),
    ),
    "yes_or_no": (
        "yes or no.",
        any_of(
            {"enum": ["yes", "no"]},
            {"type": "boolean"},
            {"enum": [0, 1]},
            text(rf"^(?:{_one_of(['yes', 'no', 'true', 'false', 'on', 'off', 'y', 'n', 't', 'f', '0', '1'])})$"),
        ),
    ),
    "figure": ("A number.", any_of({"type": "number", "minimum": -LARGEST, "maximum": LARGEST}, text(NUMBER_KEY))),
    "count": ("A whole number.", any_of({"type": "integer"}, text(r"^\s*[+\-]?[0-9]+(?:\.0*)?\s*$"))),
    "citation": (
        "A source, with paragraphs counted after the byline: `korybko`, `korybko p3`, `korybko p3-5`.",
        any_of(text(_CITATION), {"type": "integer", "minimum": 0}, reference("Citation")),
    ),
    "citations": (
        "A source with paragraphs (`korybko p3`), or a list of such.",
        any_of(reference("citation"), a_list(reference("citation"))),
    ),
}  # fmt: skip
