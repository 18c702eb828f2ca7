"""The words of the models: what each part and each of its keys means, read from their docstrings when asked for.

Reading them while the program starts would cost a tenth of a second in every command.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache

from realpolitik.case.parts.part import Part


@cache
def key_words(model: type[Part]) -> dict[str, str]:
    """What each field of a model means, by the field's name in Python: the docstring below it."""
    found: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, Part) and parent is not Part:
            found |= _below_fields(parent)
    return found


def _below_fields(model: type[Part]) -> dict[str, str]:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            words = below.value
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                found[field.target.id] = plain(words.value)
    return found


def part_words(model: type[Part]) -> str:
    """What a part of a case is: its docstring's first paragraph."""
    return plain((model.__doc__ or "").partition("\n\n")[0])


def plain(words: str) -> str:
    """On one line, with single back quotes."""
    return " ".join(words.replace("``", "`").split())
