"""The layout of the rooms: no room without a meaning, no module that is two ideas."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "realpolitik"
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}
LONG, TOO_LONG = 300, 400
MODULES = sorted(SOURCE.rglob("*.py"))


def test_no_module_or_room_without_a_meaning() -> None:
    parts = {part for path in MODULES for part in (*path.relative_to(SOURCE).parts[:-1], path.stem)}
    assert not parts & MEANINGLESS


def test_no_module_is_two_ideas() -> None:
    lengths = {str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    for name, length in lengths.items():
        if length > LONG:
            print(f"{name} has {length} lines: is it two ideas?")
    assert not {name: length for name, length in lengths.items() if length > TOO_LONG}


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert not [str(path.relative_to(SOURCE)) for path in MODULES if word in path.read_text(encoding="utf-8")]
