"""Stand-ins of a draft give way to a chance that somebody has judged; what is judged and what fits stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.case.unjudged import NEUTRAL
from realpolitik.case.yielding import Yielded, yielded
from realpolitik.cli import main

HEAD = "case: x\ntitle: T\nas_of: 2024-01-01\nhorizon: 2024-12-31\nnature:\n  rain:\n    text: It rains\n    by:\n"


def by(**days: str) -> str:
    """A case whose event has these chances: ``may="50%?"`` is neutral, ``may="50%"`` judged."""
    lines = [HEAD]
    for month, chance in days.items():
        reason = f", because: {NEUTRAL}" if chance.endswith("?") else ""
        lines.append(f"      2024-{month[1:]}-01: {{value: {chance.rstrip('?')!r}{reason}}}\n")
    return "".join(lines)


def chances(text: str) -> list[float]:
    return [round(one.value, 3) for one in load_text(text).nature["rain"].by.values()]


@pytest.mark.parametrize(
    ("days", "after"),
    [
        ({"m05": "70%", "m09": "50%?"}, [0.7, 0.7]),
        ({"m05": "30%", "m09": "50%?"}, [0.3, 0.5]),
        ({"m03": "50%?", "m05": "30%", "m09": "50%?", "m11": "50%?"}, [0.3, 0.3, 0.5, 0.5]),
        ({"m03": "50%?", "m05": "likely", "m09": "50%?", "m11": "50%?"}, [0.5, 0.675, 0.675, 0.675]),
    ],
)
def test_neutral_chances_follow_and_the_case_loads(days: dict[str, str], after: list[float]) -> None:
    done = yielded(by(**days), "nature.rain.by.2024-05-01")
    assert chances(done.text) == after


def test_what_somebody_has_judged_stays() -> None:
    text = by(m05="70%", m09="50%")
    assert yielded(text, "nature.rain.by.2024-05-01").text == text


@pytest.mark.parametrize("path", ["nature.rain.by", "nature.rain.text", "title", "nature.rain.by.2024-06-01"])
def test_other_places_move_nothing(path: str) -> None:
    text = by(m05="70%", m09="50%?")
    assert yielded(text, path) == Yielded(text)


def test_set_tells_what_gave_way(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(by(m05="50%?", m09="50%?"), encoding="utf-8")
    found = CliRunner().invoke(main.app(), ["set", str(file), "nature.rain.by.2024-05-01", "70%"])
    assert (found.exit_code, chances(file.read_text(encoding="utf-8"))) == (0, [0.7, 0.7])
    assert "gives way, still nobody's: nature.rain.by.'2024-09-01'.value: '50%' -> '70%'" in found.output
    assert file.read_text(encoding="utf-8").count(NEUTRAL) == 1
