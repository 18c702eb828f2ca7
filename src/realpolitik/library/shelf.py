"""Finds the shipped cases: every folder of the library with a ``case.yaml``. Also inside an installed wheel."""

from __future__ import annotations

import difflib
from importlib import resources
from pathlib import Path

from realpolitik.errors import BadInput

CASE, EXPECTED, NOTES = "case.yaml", "expected.yaml", "NOTES.md"


def names() -> tuple[str, ...]:
    """The names of the shipped cases, in order."""
    return tuple(sorted(file.parent.name for file in _shelf().glob(f"*/{CASE}")))


def folder(name: str) -> Path:
    """The folder of a shipped case. Raises BadInput with the nearest names where there is none."""
    known = names()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1) or [known[0]]
        raise BadInput(f"there is no shipped case {name!r}; did you mean {near[0]!r}? There are: {', '.join(known)}")
    return _shelf() / name


def path(name: str) -> Path:
    """The case file of a shipped case."""
    return folder(name) / CASE


def _shelf() -> Path:
    return Path(str(resources.files("realpolitik.library")))


def headline(name: str) -> tuple[str, str]:
    """A shipped case's title and the first sentence of what it is about (empty where it does not say)."""
    from ruamel.yaml import YAML

    tree = YAML(typ="safe").load(path(name).read_text(encoding="utf-8"))
    about = " ".join(str(tree.get("about") or "").split())
    stop = about.find(". ")
    return str(tree.get("title", name)), about if stop < 0 else about[: stop + 1]
