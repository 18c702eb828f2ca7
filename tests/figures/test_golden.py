"""The pictures of the hand-made analysis are the ones that were looked at and kept, byte for byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import golden

from realpolitik.registry import ideas

GRAPHS = [f"graph-model-{kind}.svg" for kind in ("moves", "narrow", "ways")]
NAMES = sorted([*(f"{name}.svg" for name in ideas("realpolitik.figures")), "state-graph-narrow.svg", *GRAPHS])


def digest(drawn: dict[str, str]) -> str:
    """One number for all pictures."""
    return hashlib.sha256(repr(sorted(drawn.items())).encode()).hexdigest()


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return golden.pictures()


@pytest.mark.parametrize("name", NAMES)
def test_picture_is_the_one_kept(name: str, drawn: dict[str, str]) -> None:
    path = golden.FOLDER / name
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    assert drawn[name] == kept, f"{name} changed: look at it, then python tests/figures/golden.py"


def test_no_picture_is_kept_that_nothing_draws() -> None:
    assert sorted(path.name for path in golden.FOLDER.iterdir()) == NAMES


def test_another_process_draws_the_same_bytes(drawn: dict[str, str], tmp_path: Path) -> None:
    script = (
        "import golden, hashlib; print(hashlib.sha256(repr(sorted(golden.pictures().items())).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    paths = [str(here), str(here.parent), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    kept = os.pathsep.join(os.path.abspath(path) for path in paths if path)
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONPATH": kept, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == digest(drawn)


def test_renewing_says_what_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    monkeypatch.setattr(golden, "pictures", lambda: {"a.svg": "<a>\n<b>\n", "c.svg": "<c>\n"})
    (tmp_path / "a.svg").write_text("<a>\n<x>\n", encoding="utf-8")
    (tmp_path / "old.svg").write_text("<o>\n", encoding="utf-8")
    told = golden.renew()
    assert told == [
        "old.svg: no figure draws it any more, removed",
        "a.svg: 1 lines new, 1 lines gone",
        "c.svg: new",
    ]
    assert golden.renew() == []
