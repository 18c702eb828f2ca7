"""Writes plain values as YAML 1.2 that the case language reads: quoted texts, lists of numbers on one line."""

from __future__ import annotations

import json
import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z_][\w.%-]*(?: [\w.%-]+)*")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_WORDS = frozenset(["yes", "no", "true", "false", "null", "on", "off", "y", "n", "~"])


class Plain(str):
    """A text that is written without quotes: a name, a formula, a number with its sign."""


def scalar(value: object) -> str:
    """One value on one line."""
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar(one) for one in value) + "]"
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and len(text) < 60:
        return text
    return _ODD.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def lines(value: dict[str, Any], indent: int = 0) -> list[str]:
    """A table as lines; empty values are left out. A key ``#`` holds comment lines to stand above the rest."""
    made: list[str] = []
    space = " " * indent
    for key, one in value.items():
        if key.startswith("#"):
            made += [f"{space}# {line}" for line in one]
        elif one is None or one == [] or one == {}:
            continue
        elif isinstance(one, dict):
            made += [f"{space}{key}:", *lines(one, indent + 2)]
        elif isinstance(one, list) and any(isinstance(item, dict) for item in one):
            made.append(f"{space}{key}:")
            for item in one:
                inner = lines(item, indent + 4)
                first = next(k for k, line in enumerate(inner) if not line.lstrip().startswith("#"))
                made += inner[:first]
                made += [f"{space}  - {inner[first].lstrip()}", *inner[first + 1 :]]
        else:
            made.append(f"{space}{key}: {scalar(one)}")
    return made
