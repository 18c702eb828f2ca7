"""Finds the ideas in a folder: every module of a package that defines what the package asks for.

There is no list to edit anywhere. A stability concept, a figure, a file format or a command is one
module; its name in the program is the module's ``NAME`` (default: the module's own name).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def ideas(package: str) -> dict[str, ModuleType]:
    """The idea modules of ``package`` by name, in the order of their ``ORDER`` (default 100), then name.

    A module whose name starts with ``_`` is not an idea.
    """
    folder = importlib.import_module(package)
    found = [
        importlib.import_module(f"{package}.{info.name}")
        for info in pkgutil.iter_modules(folder.__path__)
        if not info.name.startswith("_")
    ]
    ordered = sorted(found, key=lambda m: (getattr(m, "ORDER", 100), idea_name(m)))
    return {idea_name(module): module for module in ordered}


def idea_name(module: ModuleType) -> str:
    """The name under which the program knows an idea module."""
    return str(getattr(module, "NAME", module.__name__.rpartition(".")[2]))
