"""Runs a notebook, keeps what its cells say, and writes it as a page: ``python docs/notebooks.py NOTEBOOK``.

Every code cell is run in its turn, in this process, as a notebook does it: what it prints is its output, and so is the
value of its last line. The notebook keeps outputs as text only, so that a change can be read; figures and tables are
made again when the page is built. Run as a program, this writes the outputs anew and says which cells changed.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class CellFailed(Exception):
    """A cell of a notebook ends with an error."""


@dataclass
class Shown:
    """What a cell shows: printed text, its last value as text, and as HTML where the value has that."""

    printed: str = ""
    text: str | None = None
    html: str | None = None

    def outputs(self, count: int) -> list[dict[str, Any]]:
        """The outputs as a notebook file keeps them, without HTML."""
        out: list[dict[str, Any]] = []
        if self.printed:
            out.append({"name": "stdout", "output_type": "stream", "text": self.printed.splitlines(keepends=True)})
        if self.text is not None:
            data = {"text/plain": self.text.splitlines(keepends=True)}
            out.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
        return out


@dataclass
class Notebook:
    """A notebook that is being run: its cells, and the names its cells have made."""

    path: Path
    cells: list[dict[str, Any]]
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    @classmethod
    def read(cls, path: Path) -> Notebook:
        return cls(path, json.loads(path.read_text(encoding="utf-8"))["cells"])

    def run(self) -> list[Shown | None]:
        """Run every code cell; None for a cell of words. Raises ``CellFailed`` at the first that ends with an error."""
        return [self._shown(cell) if cell["cell_type"] == "code" else None for cell in self.cells]

    def _shown(self, cell: dict[str, Any]) -> Shown:
        source = "".join(cell["source"])
        printed = io.StringIO()
        try:
            tree = ast.parse(source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            with contextlib.redirect_stdout(printed):
                exec(compile(tree, cell["id"], "exec"), self.names)
                value = None
                if isinstance(last, ast.Expr):
                    value = eval(compile(ast.Expression(last.value), cell["id"], "eval"), self.names)
        except Exception as error:
            raise CellFailed(f"{self.path.name}, cell {cell['id']}: {type(error).__name__}: {error}") from error
        shows = getattr(value, "_repr_html_", None)
        text = None if value is None else repr(value)
        return Shown(printed.getvalue(), text, shows() if shows is not None else None)


def wrong(path: Path) -> list[str]:
    """The cells whose kept outputs are not what they say now, in words."""
    notebook = Notebook.read(path)
    return differing(notebook, notebook.run())


def differing(notebook: Notebook, shown: list[Shown | None]) -> list[str]:
    """The same for a notebook that has been run: ``shown`` is what its cells say now."""
    told = []
    for cell, one, count in _counted(notebook, shown):
        now = one.outputs(count)
        if cell["outputs"] != now or cell["execution_count"] != count:
            kept, new = (json.dumps(one, ensure_ascii=False) for one in (cell["outputs"], now))
            told.append(f"cell {cell['id']}\n--- the notebook keeps\n{kept}\n--- it says now\n{new}")
    return told


def _counted(notebook: Notebook, shown: list[Shown | None]) -> list[tuple[dict[str, Any], Shown, int]]:
    """The code cells with what they show and their numbers."""
    pairs = [(cell, one) for cell, one in zip(notebook.cells, shown, strict=True) if one is not None]
    return [(cell, one, k) for k, (cell, one) in enumerate(pairs, start=1)]


def refresh(path: Path) -> list[str]:
    """Write the outputs anew; the ids of the cells whose outputs changed."""
    notebook = Notebook.read(path)
    changed = []
    for cell, shown, count in _counted(notebook, notebook.run()):
        new = shown.outputs(count)
        if cell["outputs"] != new or cell["execution_count"] != count:
            changed.append(cell["id"])
        cell["outputs"], cell["execution_count"] = new, count
    whole = json.loads(path.read_text(encoding="utf-8")) | {"cells": notebook.cells}
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return changed


def page(notebook: Notebook, shown: list[Shown | None]) -> str:
    """The notebook as a page in Markdown, its outputs as a notebook would show them."""
    parts = []
    for cell, one in zip(notebook.cells, shown, strict=True):
        source = "".join(cell["source"])
        if one is None:
            parts.append(source)
            continue
        parts.append(f"```python\n{source}\n```")
        if one.printed:
            parts.append(f"```text\n{one.printed.rstrip()}\n```")
        if one.html is not None:
            parts.append(raw(one.html))
        elif one.text is not None:
            parts.append(f"```text\n{one.text}\n```")
    return "\n\n".join(parts) + "\n"


def raw(html: str) -> str:
    """HTML inside a page in Markdown."""
    return f"````{{raw}} html\n{html}\n````"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {', '.join(refresh(Path(name))) or 'nothing changed'}")
