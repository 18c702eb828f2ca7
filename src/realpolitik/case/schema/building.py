"""Walks the models of a case and writes their JSON Schema, with every shorthand that the loader takes."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from typing import Any, Literal

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from realpolitik.case import citing, days, happens, values
from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.parts import belief
from realpolitik.case.parts.judged import Provenance
from realpolitik.case.parts.part import Part
from realpolitik.case.schema import scalars, shorthands
from realpolitik.case.schema.scalars import Schema, any_of, reference
from realpolitik.case.schema.wording import key_words, part_words

Draft = Literal["2020-12", "7"]
DRAFTS: dict[Draft, str] = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}

#: The reader of a field -> what may be written there.
_READERS: dict[object, str] = {
    values.read_probability: "probability",
    values.read_rate: "rate",
    values.read_number: "number",
    values.read_pace: "pace",
    values.read_resolve: "resolve",
    values.read_inertia: "inertia",
    belief.read_share: "share",
    days.read_day: "day",
    days.read_first_day: "day",
    happens.read_happens: "happens",
    citing.read_citations: "citations",
    citing.read_judges: "judges",
}
_PLAIN: dict[object, str] = {str: "text", Formula: "formula", bool: "yes_or_no", float: "figure", int: "count"}
_KEYS: dict[object, str] = {
    str: scalars.NAME,
    Formula: scalars.FORMULA,
    float: scalars.NUMBER_KEY,
    days.read_day: scalars.DAY,
}


def schema(draft: Draft = "2020-12") -> Schema:
    """The JSON Schema of a case file. Refuses every key that the loader refuses.

    What needs more than the shape, such as a name that nothing has or shares that do not sum, only the loader sees.
    """
    builder = _Builder()
    root = builder.part(Case)
    made = {
        "$schema": DRAFTS[draft],
        "title": "A case of realpolitik",
        **root,
        "$defs": dict(sorted(builder.made.items())),
    }
    return made if draft == "2020-12" else _draft_7(made)


def _draft_7(node: Any) -> Any:
    """The same in draft 7: ``definitions``, and nothing beside a ``$ref``."""
    if isinstance(node, list):
        return [_draft_7(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {("definitions" if key == "$defs" else key): _draft_7(value) for key, value in node.items()}
    if isinstance(at := made.get("$ref"), str):
        made["$ref"] = at.replace("#/$defs/", "#/definitions/")
        if len(made) > 1:
            made = {"allOf": [{"$ref": made.pop("$ref")}], **made}
    return made


class _Builder:
    """Collects the definitions that are used, each under the name of its model or value."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def named(self, name: str) -> Schema:
        """A reference to a single value, defined now if need be."""
        if name not in self.made:
            self.made[name] = {}  # it may name itself
            self.made[name] = self.described(name)
        return reference(name)

    def described(self, name: str) -> Schema:
        """The definition of a single value, and of all that it names."""
        if name in scalars.WRITTEN:
            words, written = scalars.WRITTEN[name]
            plain = f"{name}_written"
            self.made[plain] = {"description": words, **written}
            table = shorthands.judged(reference(plain), self.named("text"), self.provenance())
            return {"description": words, **any_of(reference(plain), table)}
        words, found = {**scalars.SINGLE, **shorthands.SHARED}[name]
        for used in sorted(shorthands.names_in(found)):
            if used in shorthands.PARTS:
                self.model(shorthands.PARTS[used])
            else:
                self.named(used)
        return {"description": words, **found}

    def provenance(self) -> dict[str, Schema]:
        """The keys that say where something comes from."""
        return {key: self.field(Provenance, name, field) for name, key, field in _fields(Provenance)}

    def model(self, model: type[Part]) -> Schema:
        """A reference to a part."""
        if model.__name__ not in self.made:
            self.made[model.__name__] = {}
            self.made[model.__name__] = self.part(model)
        return reference(model.__name__)

    def part(self, model: type[Part]) -> Schema:
        """A table with exactly the keys of a part."""
        keys = {key: self.field(model, name, field) for name, key, field in _fields(model)}
        needed = [key for _, key, field in _fields(model) if field.is_required()]
        made: Schema = {"description": part_words(model), "type": "object", "properties": keys}
        if needed:
            made["required"] = needed
        return {**made, "additionalProperties": False, **shorthands.TOGETHER.get(model.__name__, {})}

    def field(self, model: type[Part], name: str, field: FieldInfo) -> Schema:
        """What may stand under a key, with its words and its default."""
        key = (model.__name__, name)
        if key in shorthands.FIELDS:
            found = shorthands.FIELDS[key]
            for used in sorted(shorthands.names_in(found)):
                self.named(used)
        else:
            found = self.of(field.annotation, field.metadata, shorthands.KEY_NAMES.get(key))
        made = {**found, "description": key_words(model)[name]}
        if isinstance(field.default, (str, bool, int)) and field.default != "":
            default = field.default
            made["default"] = ("yes" if default else "no") if isinstance(default, bool) else default
        limits = {type(m).__name__: m for m in field.metadata}
        if "Ge" in limits and "Le" in limits:
            numbers = range(limits["Ge"].ge, limits["Le"].le + 1)
            made |= {"enum": [*numbers, *map(str, numbers)]}
            made.pop("$ref")
        return made

    def of(self, annotation: Any, metadata: typing.Sequence[Any] = (), key: str | None = None) -> Schema:
        """What may stand where a type is expected; ``key`` is the pattern of the keys of a table of names."""
        if (reader := _reader(metadata)) is not None:
            return self.named(_READERS[reader])
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            return self.of(arguments[0], arguments[1:])
        if origin in (typing.Union, types.UnionType):
            return self.of(next(a for a in arguments if a is not type(None)))
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            many = {} if arguments[-1] is Ellipsis else {"minItems": len(arguments), "maxItems": len(arguments)}
            return scalars.a_list(self.of(arguments[0]), **many)
        if origin is dict:
            pattern = key or _KEYS[_reader(typing.get_args(arguments[0])[1:]) or arguments[0]]
            return shorthands.table(pattern, self.of(arguments[1]))
        if isinstance(annotation, type) and issubclass(annotation, Part):
            short = shorthands.SHORT.get(annotation.__name__)
            whole = self.model(annotation)
            return whole if short is None else any_of(self.named(short), whole)
        return self.named(_PLAIN[annotation])


def _reader(metadata: typing.Sequence[Any]) -> Callable[..., Any] | None:
    return next((m.func for m in metadata if isinstance(m, BeforeValidator) and m.func in _READERS), None)


def _fields(model: type[Part]) -> list[tuple[str, str, FieldInfo]]:
    """The fields that a file may hold, its own before those of provenance: (name in Python, key in the file, field)."""
    found = [
        (name, field.alias or name, field)
        for name, field in model.model_fields.items()
        if (model.__name__, name) not in shorthands.NOT_WRITTEN
    ]
    if model is Provenance or not issubclass(model, Provenance):
        return found
    return sorted(found, key=lambda one: one[0] in Provenance.model_fields)
