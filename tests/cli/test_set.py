"""``realpolitik set``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load
from realpolitik.cli import main
from realpolitik.library import shelf

CASE = (
    "case: x  # the name\ntitle: A question\nfactors:\n  deal: {asks: Is there a deal?, prior: 20%}\n"
    "explanations: {yes_there_is: deal}\n"
)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main.app(), list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "x.yaml"
    file.write_text(CASE, encoding="utf-8", newline="")
    return file


def test_old_and_new_are_told_and_only_the_value_changes(case: Path) -> None:
    assert run("set", str(case), "factors.deal.prior", "30%") == (0, "factors.deal.prior: 20% -> 30%\n")
    assert case.read_text(encoding="utf-8") == CASE.replace("20%", "30%")
    assert run("set", str(case), "factors.deal.prior", "30%") == (0, "factors.deal.prior: 30%, as before\n")


def test_a_new_key(case: Path) -> None:
    code, told = run("set", str(case), "as_of", "2025-07-01")
    assert (code, told) == (0, "as_of: (nothing) -> 2025-07-01\n")
    assert str(load(case).as_of) == "2025-07-01"


def test_an_edit_that_breaks_the_case_is_refused(case: Path) -> None:
    code, told = run("set", str(case), "factors.deal.prior", "quite so")
    assert code == 2
    assert "bad-probability" in told
    assert "nothing was written" in told
    assert case.read_text(encoding="utf-8") == CASE
    code, told = run("set", str(case), "factors.deal.piror", "20%")
    assert code == 2
    assert "did you mean 'prior'" in told
    assert case.read_text(encoding="utf-8") == CASE


def test_elsewhere(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    assert run("set", str(case), "title", "Another, harder question", "-o", str(other))[0] == 0
    assert load(other).title == "Another, harder question"
    assert case.read_text(encoding="utf-8") == CASE


def test_a_shipped_case_stays_as_it_is(tmp_path: Path) -> None:
    name, copy = "2025-syunik", tmp_path / "mine.yaml"
    before = shelf.path(name).read_bytes()
    assert run("set", name, "title", "x")[0] == 2
    assert run("set", name, "title", "x", "-o", str(copy))[0] == 0
    assert shelf.path(name).read_bytes() == before
    assert load(copy).title == "x"


def test_as_json(case: Path) -> None:
    code, told = run("set", str(case), "factors.deal.prior", "40%", "--format", "json")
    assert code == 0
    assert json.loads(told) == {
        "file": str(case), "path": "factors.deal.prior", "old": "20%", "new": "40%", "changed": True, "errors": [],
            "marks_gone": [], "stand_ins_moved": [],
    }  # fmt: skip


def test_a_broken_case_can_be_mended(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(CASE.replace("20%", "quite so").replace("deal}", "daal}"), encoding="utf-8")
    code, told = run("set", str(file), "factors.deal.prior", "20%")
    assert code == 0
    assert "still has errors" in told
    assert run("set", str(file), "explanations.yes_there_is", "deal")[1].count("error") == 0
    assert load(file).warnings is not None


def test_no_such_file_and_no_such_path(case: Path) -> None:
    assert run("set", "no-such-file.yaml", "title", "x")[0] == 2
    code, told = run("set", str(case), "factors.daal.prior", "20%")
    assert code == 2
    assert "did you mean 'deal'" in told
