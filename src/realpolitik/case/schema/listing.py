"""The parts of a case and their keys, in order, as the pages of the reference list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from realpolitik.case.parts.judged import Provenance
from realpolitik.case.schema.building import schema
from realpolitik.case.schema.scalars import Schema

_PROVENANCE = frozenset(Provenance.model_fields)

#: The kinds of values whose writing needs words.
_EXPLAINED = frozenset(
    ["citations", "day", "formula", "given", "happens", "hazard", "inertia", "judges", "likelihood", "number", "pace",
     "period", "probability", "rate", "resolve", "share"]
)  # fmt: skip
#: What a definition is called in a sentence.
_CALLED = {
    "id": "a name",
    "value_name": "a value",
    "yes_or_no": "yes or no",
    "figure": "a number",
    "count": "a whole number",
    "happens": "`ever F`, ...",
    "citations": "sources",
    "citation": "a source",
    "judges": "names",
    "share": "a probability, a table or branches",
    "likelihood": "a probability, a table or branches",
    "hazard": "a rate, a table or branches",
    "given": "a table or branches",
    "values": "a list of values",
    "period": "a length of time",
    "inertia": "a word or a number",
    "resolve": "a word or a number",
    "pace": "a word, or `N per month`",
}
_TITLES = {
    "DistributionBranch": "Branches of a factor",
    "ProbabilityBranch": "Branches of a probability",
    "RateBranch": "Branches of a rate",
    "NatureEvent": "What nobody decides",
    "Item": "Item of evidence",
    "BaseRate": "Base rate",
    "Case": "The case",
}


@dataclass(frozen=True)
class Key:
    """One key of a part."""

    name: str
    may_be: str
    words: str
    default: str
    needed: bool


@dataclass(frozen=True)
class Listed:
    """One part: the model's ``name``, its title, what it is, its keys."""

    name: str
    title: str
    words: str
    keys: tuple[Key, ...]
    has_provenance: bool


def parts() -> list[Listed]:
    """The case and every part of it, in the order in which a case names them."""
    made = schema()
    order: list[str] = []
    _follow(made, made["$defs"], order)
    listed = [_listed("Case", made)]
    return listed + [_listed(name, made["$defs"][name]) for name in order if name[0].isupper()]


def values() -> list[tuple[str, str]]:
    """Every kind of single value that has words of its own: (what it is called, what may be written)."""
    order: list[str] = []
    made = schema()
    _follow(made, made["$defs"], order)
    names = sorted(name for name in order if name in _EXPLAINED)
    return [(_CALLED.get(name, f"a {name}"), made["$defs"][name]["description"]) for name in names]


def provenance() -> tuple[Key, ...]:
    """The keys that say where something comes from, which most parts have."""
    return tuple(key for key in _listed("Factor", schema()["$defs"]["Factor"]).keys if key.name in _PROVENANCE)


def _follow(node: Any, definitions: dict[str, Schema], order: list[str]) -> None:
    """Every definition that a schema leads to, in order of appearance."""
    if isinstance(node, list):
        for one in node:
            _follow(one, definitions, order)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and (name := value.rpartition("/")[2]) not in order:
                order.append(name)
                _follow(definitions[name], definitions, order)
            elif key != "$defs":
                _follow(value, definitions, order)


def _listed(name: str, part: Schema) -> Listed:
    needed = part.get("required", [])
    keys = tuple(
        Key(key, may_be(value), value["description"], str(value.get("default", "")), key in needed)
        for key, value in part["properties"].items()
    )
    traced = len(_PROVENANCE & part["properties"].keys()) == len(_PROVENANCE)
    return Listed(name, _TITLES.get(name, name), part["description"], keys, traced)


def may_be(node: Schema) -> str:
    """What may stand there, in a few words."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if name[0].isupper():
            return f"a table ({_TITLES.get(name, name)})"
        return _CALLED.get(name, f"a {name}")
    if "enum" in node:
        words = [f"`{one}`" for one in node["enum"] if isinstance(one, str)]
        return ", ".join(words)
    if "anyOf" in node:
        return " or ".join(dict.fromkeys(may_be(one) for one in node["anyOf"]))
    if node.get("type") == "array":
        return f"a list: {may_be(node['items'])}"
    if node.get("type") == "object":
        cells = next(iter(node.get("patternProperties", {"": {}}).values()))
        return f"names, each {may_be(cells)}" if cells else "a table"
    return "`actor.option`" if "pattern" in node else "a text"
