"""``realpolitik diff``: exit codes, text and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.editing import edit
from realpolitik.cli import main

OLD = (
    "case: x  # the name\ntitle: A question\nfactors:\n  deal: {asks: Is there a deal?, prior: 20%}\n"
    "explanations: {agreed: deal}\n"
)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main.app(), list(arguments))
    return result.exit_code, result.stdout if "json" in arguments else result.output


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(edit(OLD, "factors.deal.prior", "40%"), encoding="utf-8")
    return str(old), str(new)


def test_a_difference_is_a_finding(files: tuple[str, str]) -> None:
    code, told = run("diff", *files)
    assert code == 1
    assert "factors.deal.prior\n      20% -> 40%" in told
    assert "agreed (explanation agreed): 18 % -> 36 %  (+18.0)\n     +18.0  factors.deal.prior" in told


def test_the_same_meaning_is_none(files: tuple[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(OLD.replace("20%", "0.2").replace("  # the name", ""), encoding="utf-8")
    assert run("diff", files[0], str(other)) == (0, "The two cases say the same.\n")


def test_as_json(files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "diff.json"
    code, told = run("diff", *files, "--format", "json", "-o", str(out))
    assert (code, told) == (1, "")
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["inputs"] == [
        {"path": "factors.deal.prior", "old": "20%", "new": "40%", "words": False, "group": "factors.deal.prior"}
    ]
    (headline,) = [h for h in found["headlines"] if h["kind"] == "explanation"]
    assert headline["effects"]["factors.deal.prior"] == pytest.approx(0.18)


def test_a_broken_case_is_bad_input(files: tuple[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(OLD.replace("20%", "quite so"), encoding="utf-8")
    code, told = run("diff", str(broken), files[1])
    assert code == 2
    assert "bad-probability" in told
