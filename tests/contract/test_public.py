"""The public surface is small, lazy and what the pages say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import realpolitik
from realpolitik.registry import ideas

HEAVY = ("altair", "jinja2", "numba", "numpy", "pydantic", "rich", "ruamel", "scipy", "typer")


def loaded(arguments: list[str]) -> set[str]:
    """The top-level packages a fresh process has loaded when it ends."""
    script = (
        "import atexit, json, runpy, sys\n"
        "atexit.register(lambda: print('\\n' + json.dumps(sorted({m.partition('.')[0] for m in sys.modules}))))\n"
        f"sys.argv = {['realpolitik', *arguments]!r}\n"
        + ("runpy.run_module('realpolitik', run_name='__main__')" if arguments else "import realpolitik")
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_import_loads_nothing_heavy() -> None:
    assert not loaded([]) & set(HEAVY)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_loads_no_engine(arguments: list[str]) -> None:
    assert not loaded(arguments) & (set(HEAVY) - {"typer"})


@pytest.mark.parametrize("command", ideas("realpolitik.cli.commands"))
def test_help_of_a_command_loads_no_engine(command: str) -> None:
    # typer itself asks pydantic to read some kinds of options
    assert not loaded([command, "--help"]) & (set(HEAVY) - {"typer", "rich", "pydantic"})


def test_every_public_name_is_there() -> None:
    for name in realpolitik.__all__:
        assert getattr(realpolitik, name) is not None, name
    assert dir(realpolitik) == sorted(realpolitik.__all__)


def test_the_names_others_build_on() -> None:
    import numpy as np

    graph = realpolitik.conflict.Graph(values=[2, 2], owner=[0, 1], ranks=np.zeros((2, 2, 2), dtype=np.int64))
    assert graph.stable("SEQ").shape == (2, 2, 2)
    assert callable(realpolitik.load)
    assert callable(realpolitik.analyse)


def test_the_page_on_results_names_every_key() -> None:
    page = (Path(__file__).resolve().parent.parent.parent / "docs/reference/results.md").read_text(encoding="utf-8")
    assert not [key for key in realpolitik.Analysis.model_fields if f"`{key}`" not in page]


def test_the_page_on_the_case_language_names_every_key() -> None:
    page = (Path(__file__).resolve().parent.parent.parent / "docs/reference/case-language.md").read_text(
        encoding="utf-8"
    )
    assert not [key for key in realpolitik.Case.model_fields if f"`{key}`" not in page]


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'helpers'"):
        _ = realpolitik.helpers  # type: ignore[attr-defined]


@pytest.mark.skipif(os.environ.get("REALPOLITIK_INSTALLED") != "1", reason="run by `make test` only")
def test_the_installed_package_is_what_is_tested() -> None:
    home = Path(realpolitik.__file__).resolve()
    assert "site-packages" in home.parts
    assert Path(sys.prefix).resolve() in home.parents
