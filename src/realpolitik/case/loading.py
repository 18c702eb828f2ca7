"""Loads a case: bytes to a tree with places, shorthands to long forms, models, then meaning.

Every phase collects all its faults and raises them once, as ``CaseFaults``; nothing is half loaded.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from realpolitik.case.case import Case
from realpolitik.case.document import Document, read_bytes, read_document
from realpolitik.case.meaning import check_meaning
from realpolitik.case.node import Node, plain
from realpolitik.case.shape import check_shape, note_validation
from realpolitik.case.shorthand import Shorthand


def load(path: str | os.PathLike[str]) -> Case:
    """The case in a file. Raises ``CaseFaults`` with every fault found, or ``BadInput`` if there is no file to read."""
    return load_bytes(read_bytes(Path(path)), str(path))


def load_text(text: str, file: str = "<text>") -> Case:
    """The case in a text; ``file`` is the name used in faults."""
    return load_bytes(text.encode("utf-8", "surrogatepass"), file)


def load_bytes(data: bytes, file: str) -> Case:
    """The case in the bytes of a file."""
    with _no_collecting():
        return _loaded(data, file)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave Python's cycle collector out: it would look through the growing tree again and again, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _loaded(data: bytes, file: str) -> Case:
    document = read_document(data, file)
    assert document.root is not None
    check_shape(document, document.root)
    shorthand = Shorthand(document)
    tree = shorthand.case(document.root)
    case = _validated(document, tree)
    document.raise_errors()
    assert case is not None
    check_meaning(case, document, tree, shorthand.tables)
    document.raise_errors()
    return case.kept(document.sorted_faults(), hashlib.sha256(data).hexdigest())


def _validated(document: Document, tree: Node) -> Case | None:
    data: Any = plain(tree)
    try:
        return Case.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        note_validation(document, tree, error)
        return None
