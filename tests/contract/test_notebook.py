"""The notebook of the docs is run cell by cell, and what it keeps is what its cells say."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "docs"))
import generated
import notebooks

NOTEBOOK = Path(notebooks.__file__).parent / "tutorials" / "notebook.ipynb"


def written(folder: Path, *sources: str) -> Path:
    """A notebook of code cells that keeps no outputs yet."""
    cells = [
        {"cell_type": "code", "id": f"c{k}", "metadata": {}, "execution_count": None, "outputs": [],
         "source": source.splitlines(keepends=True)}
        for k, source in enumerate(sources)
    ]  # fmt: skip
    path = folder / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


def test_the_docs_are_not_built_where_a_cell_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Building them runs every cell of the notebook (half a minute, so not once more here) and compares."""
    assert generated.NOTEBOOK == NOTEBOOK
    path = written(tmp_path, "# A page", "1 + 1")
    monkeypatch.setattr(generated, "NOTEBOOK", path)
    with pytest.raises(notebooks.CellFailed, match="it says now"):
        generated.notebook_page()
    notebooks.refresh(path)
    assert "1 + 1" in generated.notebook_page()


def test_the_file_is_a_notebook_that_keeps_text_only() -> None:
    whole = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert whole["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in whole["cells"]]
    assert len(ids) == len(set(ids))
    assert all(0 < len(one) <= 64 and one.replace("-", "").replace("_", "").isalnum() for one in ids)
    assert "<svg" not in NOTEBOOK.read_text(encoding="utf-8")


def test_outputs_are_those_of_a_notebook(tmp_path: Path) -> None:
    path = written(tmp_path, "x = 2\nprint('one')\nx + 1", "x = x * 2", "x", "None")
    assert notebooks.refresh(path) == ["c0", "c1", "c2", "c3"]
    kept: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert kept[0]["outputs"] == [
        {"name": "stdout", "output_type": "stream", "text": ["one\n"]},
        {"data": {"text/plain": ["3"]}, "execution_count": 1, "metadata": {}, "output_type": "execute_result"},
    ]
    assert kept[1]["outputs"] == kept[3]["outputs"] == []
    assert kept[2]["outputs"][0]["data"]["text/plain"] == ["4"]
    assert notebooks.wrong(path) == []
    assert notebooks.refresh(path) == []


def test_a_failing_cell_fails_and_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "x = 1", "x / 0")
    with pytest.raises(notebooks.CellFailed, match=r"a\.ipynb, cell c1: ZeroDivisionError"):
        notebooks.wrong(path)


def test_a_changed_output_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "1 + 1")
    notebooks.refresh(path)
    path.write_text(path.read_text(encoding="utf-8").replace('"2"', '"3"'), encoding="utf-8")
    (told,) = notebooks.wrong(path)
    assert told.startswith("cell c0\n--- the notebook keeps\n")


def test_a_page_shows_what_shows_itself(tmp_path: Path) -> None:
    shows = "class A:\n    def _repr_html_(self):\n        return '<b>a</b>'\nA()"
    notebook = notebooks.Notebook.read(written(tmp_path, shows, "'text'"))
    page = notebooks.page(notebook, notebook.run())
    assert "````{raw} html\n<b>a</b>\n````" in page
    assert "```text\n'text'\n```" in page
