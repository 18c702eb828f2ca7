"""The short forms of a case file in JSON Schema: what ``case.shorthand`` turns into the models' long forms.

One entry for each; a form that the loader learns is added here, and the tests compare the two on good and broken files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from realpolitik.case.parts.part import Citation, Part
from realpolitik.case.schema.scalars import (
    AUTHOR,
    ID,
    NAME,
    OPTION,
    VALUE,
    VALUE_OR_ELSE,
    Schema,
    a_list,
    any_of,
    reference,
    text,
)


def table(pattern: str, cells: Schema, **more: Any) -> Schema:
    """A table whose keys are of a pattern, and no others."""
    return {"type": "object", "patternProperties": {pattern: cells}, "additionalProperties": False, **more}


def keys(needed: list[str], **properties: Schema) -> Schema:
    """A table with exactly these keys; a name that is a word of Python ends with ``_``."""
    named = {key.rstrip("_"): value for key, value in properties.items()}
    return {"type": "object", "properties": named, "required": needed, "additionalProperties": False}


def judged(written: Schema, name: Schema, provenance: dict[str, Schema]) -> Schema:
    """``{value: .., source: .., because: ..}``."""
    by = any_of(provenance["judged_by"], table(r"\S", written))
    properties = {
        "value": written,
        **provenance,
        "judged_by": {**by, "description": provenance["judged_by"]["description"]},
    }
    return {"type": "object", "properties": properties, "required": ["value"], "additionalProperties": False}


def names_in(node: Any) -> set[str]:
    """The definitions that a schema names."""
    return set(_names_in(node))


def _names_in(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _names_in(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _names_in(value)


def lacks(*names: str) -> Schema:
    """A table that has none of these keys."""
    return {"not": any_of(*({"required": [name]} for name in names))}


_P, _RATE, _F, _TEXT, _VALUE = map(reference, ("probability", "rate", "formula", "text", "value_name"))
_DISTRIBUTION = table(VALUE, _P, minProperties=1)


def _branches(number: Schema) -> Schema:
    """``[{if: FORMULA, p: ..}, {else: ..}]``."""
    line = keys(["p"], if_=_F, p=number)
    last = keys(["else"], else_=number)
    return a_list(any_of(line, last))


def _by_factor(cells: Schema) -> Schema:
    """``{factor: {value: .., value: .., else: ..}}``."""
    return table(NAME, table(VALUE_OR_ELSE, cells, minProperties=1), minProperties=1, maxProperties=1)


def _conditional(number: Schema) -> Schema:
    return any_of(number, _branches(number), _by_factor(number))


#: A part that may stand as one value -> that value.
SHORT = {"Source": "text", "Explanation": "formula", "Scenario": "formula", "Option": "text", "Wish": "formula"}
#: Parts that single values name.
PARTS: dict[str, type[Part]] = {"Citation": Citation}
#: Keys that the models fill themselves.
NOT_WRITTEN = {("BaseRate", "per_written")}
#: The keys of tables of names, where they are not names as in formulas.
KEY_NAMES: dict[tuple[str, str], str] = {
    ("Case", "sources"): ID,
    ("Question", "said"): ID,
    ("DistributionBranch", "values"): VALUE,
}

_GIVEN_LINE: Schema = {
    "type": "object",
    "properties": {"if": _F, "p": _P, "values": _DISTRIBUTION, "else": any_of(_P, _DISTRIBUTION)},
    "patternProperties": {VALUE: _P},
    "additionalProperties": False,
    "anyOf": [
        {"required": ["else"], "maxProperties": 1},
        {"required": ["if"], "minProperties": 2, **lacks("else")},
        {"minProperties": 1, **lacks("if", "else")},
    ],
}
# 'values' and 'p' are names too: their own entries say what stands there
_GIVEN_LINE["patternProperties"] = {VALUE.replace("^(?!(?:", "^(?!(?:p|values|"): _P}

#: Definitions that several fields share: name -> (description, schema).
SHARED: dict[str, tuple[str, Schema]] = {
    "share": (
        "A probability, a table `{factor: {value: .., else: ..}}`, or branches over factors, at last `- {else: ..}`.",
        any_of(_P, {**_branches(_P), "minItems": 1}, _by_factor(_P)),
    ),
    "judges": ("Who judged: a name, or a list of names.", any_of(_TEXT, a_list(_TEXT))),
    "likelihood": (
        "How likely: one probability, a table `{factor: {value: .., value: ..}}` with every value or `else`, or "
        "branches `- {if: FORMULA, p: ..}` and at last `- {else: ..}`.",
        _conditional(_P),
    ),
    "hazard": (
        "How fast: a chance per period, or branches `- {if: FORMULA, p: 10% per year}` and at last `- {else: 0%}`.",
        _conditional(_RATE),
    ),
    "values": ("Values in their order.", a_list(_VALUE, minItems=2, uniqueItems=True)),
    "given": (
        "Branches `- {if: FORMULA, value: .., value: ..}`, or a table keyed by one factor's values.",
        any_of(a_list(_GIVEN_LINE), _by_factor(any_of(_P, _DISTRIBUTION))),
    ),
}

_RANKING = any_of(_TEXT, a_list(_TEXT))
_MOVES = {"enum": ["both", "forward", "back", "no", False]}

#: What may stand under a key, where it is more than its type says.
FIELDS: dict[tuple[str, str], Schema] = {
    ("Case", "realpolitik"): {"enum": [1, "1"]},
    ("Case", "option_order"): a_list(text(OPTION)),
    ("Factor", "given"): reference("given"),
    ("Factor", "values"): table(VALUE, _P, minProperties=2),
    ("Item", "likelihood"): reference("likelihood"),
    ("Item", "seen"): any_of({"enum": ["absent", "not yet", "seen"]}, reference("day")),
    ("NatureEvent", "rate"): reference("hazard"),
    ("NatureEvent", "values"): reference("values"),
    ("NatureEvent", "now"): _VALUE,
    ("NatureEvent", "moves"): {"enum": ["forward", "no", False]},
    ("Option", "values"): reference("values"),
    ("Option", "now"): _VALUE,
    ("Option", "moves"): _MOVES,
    ("Actor", "ranking"): _RANKING,
    ("Thought", "ranking"): _RANKING,
    ("Actor", "does_not_see"): any_of(text(OPTION), a_list(text(OPTION))),
    ("Actor", "thinks_impossible"): any_of(_F, a_list(_F)),
    ("Actor", "believes"): table(NAME, any_of(_P, _DISTRIBUTION)),
    ("Event", "by"): any_of(_TEXT, table(AUTHOR, _P, minProperties=1)),
    ("Event", "does"): any_of(_F, a_list(_F)),
    ("BaseRate", "per"): reference("period"),
    ("Resolution", "as_"): _TEXT,
}

#: Keys that belong, or do not belong, together.
TOGETHER: dict[str, Schema] = {
    "Factor": {"anyOf": [{"required": ["prior"], **lacks("values")}, {"required": ["values"], **lacks("prior")}]},
    "Item": {
        "anyOf": [
            {"required": ["seen"], **lacks("until")},
            {"required": ["copy_of"], **lacks("until")},
            {"required": ["seen"], "properties": {"seen": {"enum": ["not yet"]}}, **lacks("copy_of")},
        ]
    },
    "Rule": {
        "anyOf": [
            {"required": ["never"], **lacks("needs", "for")},
            {"required": ["needs", "for"], **lacks("never")},
        ]
    },
    "Event": {
        "anyOf": [
            {"required": ["text"], "properties": {"does": {"type": "array", "maxItems": 0}}},
            {"required": ["by", "does"], "properties": {"does": {"minItems": 1}}},
        ]
    },
    "Advice": {"anyOf": [{"required": ["do"]}, {"required": ["text"]}]},
    "NatureEvent": {"not": {"required": ["rate", "by"]}},
}
