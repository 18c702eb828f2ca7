"""Faults of shape: empty values, commas that cut, wrong keys and wrong types, each at its place in the file."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from realpolitik.case.case import Case
from realpolitik.case.document import MOST_FAULTS, Document
from realpolitik.case.node import Node, find
from realpolitik.case.values import nearest

OURS = frozenset({"per_written"})  #: fields that the reading fills in: nobody writes them

#: A ``#`` behind a space that does not look like a comment, with what follows it.
_CUT = re.compile(r"[ \t]+(#[^# \t\r\n].{0,18})")


def check_shape(document: Document, node: Node) -> None:
    """Note keys without a value and texts cut by a comma or a ``#``."""
    if node.kind == "text":
        _check_hash(document, node)
    for item in node.items:
        if item.is_empty:
            document.add("empty-value", "nothing stands here", item)
        check_shape(document, item)
    for key, value in node.pairs:
        if value.is_empty and node.flow:
            document.add(
                "comma-in-braces", f"'{key.text[:40]}' has no value: a comma inside {{ }} ends a text", key,
                hint="put the text in quotes, or on a line of its own",
            )  # fmt: skip
        elif value.is_empty:
            document.add("empty-value", f"nothing stands after '{key.text[:40]}:'", key)
        check_shape(document, value)


def _check_hash(document: Document, node: Node) -> None:
    if node.style:
        return
    cut = _CUT.match(document.text, node.end)
    if cut:
        offset = cut.start(1)
        document.add_at(
            "text-cut-at-hash",
            f"the text ends before '{cut[1].rstrip()}': ' #' begins a comment",
            document.text.count("\n", 0, offset) + 1,
            offset - document.text.rfind("\n", 0, offset),
            path=node.path,
            hint="put the text in quotes, or a space after the '#' of a comment",
        )


def note_validation(document: Document, tree: Node, error: ValidationError) -> None:
    """Every finding of pydantic as a fault with slug, place, and nearest names."""
    found = error.errors(include_url=False)
    for one in found[:MOST_FAULTS]:
        _note(document, tree, one["type"], one["loc"], one["msg"], one.get("ctx", {}), one.get("input"))
    if len(found) > MOST_FAULTS:
        document.add("more-faults", f"and {len(found) - MOST_FAULTS:,} faults more; mend these first", tree, path="")


def _note(
    document: Document,
    tree: Node,
    kind: str,
    loc: tuple[int | str, ...],
    message: str,
    context: Mapping[str, Any],
    written: object,
) -> None:
    node, key = find(tree, loc)
    if kind == "missing":
        name = str(loc[-1])
        holder, under = find(tree, loc[:-1])
        if holder.kind == "map" and holder.key(name) is not None:
            return  # the key is there without a value: told already
        document.add("missing-key", f"'{name}' is missing", under or holder, path=holder.path or name)
    elif kind == "extra_forbidden":
        name = str(loc[-1])
        known = _keys(loc[:-1])
        hint = nearest(name, known) or (f"known here: {', '.join(known)}" if known else "")
        document.add("unknown-key", f"the key '{name}' is not known here", key or node, hint=hint)
    elif kind == "literal_error":
        choices = [str(c) for c in _choices(loc)]
        hint = nearest(str(written), choices) or (f"one of: {', '.join(choices)}" if choices else "")
        document.add("unknown-choice", f"'{str(written)[:40]}' is not one of the choices", node, hint=hint)
    elif "start" in context:
        span = (context["start"], context["end"])
        document.add(kind, str(context["message"]), node, span=span, hint=str(context["hint"]))
    elif "message" in context:
        inner = node.get(str(context.get("key"))) if node.kind == "map" and context.get("key") else None
        document.add(kind, str(context["message"]), inner or node, hint=str(context.get("hint", "")))
    elif kind in ("greater_than_equal", "less_than_equal"):
        least = "at least" if kind == "greater_than_equal" else "at most"
        document.add("out-of-range", f"{least} {context.get('ge', context.get('le'))} is expected here", node)
    else:
        document.add("wrong-type", _plain_message(kind, message), node)


def _plain_message(kind: str, message: str) -> str:
    words = {
        "string_type": "a text is expected here",
        "dict_type": "a table of 'key: value' lines is expected here",
        "model_type": "a table of 'key: value' lines is expected here",
        "model_attributes_type": "a table of 'key: value' lines is expected here",
        "tuple_type": "a list is expected here",
        "int_parsing": "a whole number is expected here",
        "int_from_float": "a whole number is expected here",
        "float_parsing": "a number is expected here",
        "finite_number": "a number is expected here",
        "bool_parsing": "yes or no is expected here",
    }
    return words.get(kind, message[:1].lower() + message[1:])


def _walk(loc: tuple[int | str, ...]) -> Any:
    """The annotation found by following ``loc`` through the models, or None."""
    here: Any = Case
    for part in loc:
        here = _bare(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = here.model_fields
            found = next((f for n, f in fields.items() if (f.alias or n) == part), None)
            here = found.annotation if found else None
        else:
            arguments = typing.get_args(here)
            origin = typing.get_origin(here)
            here = (arguments[1] if origin is dict else arguments[0]) if arguments else None
        if here is None:
            return None
    return _bare(here)


def _bare(annotation: Any) -> Any:
    """Without ``Annotated`` and ``| None``."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif origin in (typing.Union, types.UnionType):
            annotation = next((a for a in typing.get_args(annotation) if a is not type(None)), None)
        else:
            return annotation


def _keys(loc: tuple[int | str, ...]) -> list[str]:
    model = _walk(loc)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [f.alias or n for n, f in model.model_fields.items() if n not in OURS]
    return []


def _choices(loc: tuple[int | str, ...]) -> tuple[object, ...]:
    return typing.get_args(_walk(loc))
