"""``realpolitik fmt``: in place, or only told with ``--check``."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from realpolitik.cli import main

TIDY = "case: x\ntitle: A question\nfactors:\n  deal: {asks: Is there a deal?, prior: 20%}\n"
UNTIDY = TIDY.replace("  deal", "    deal").replace("x\n", "x \n")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main.app(), list(arguments))
    return result.exit_code, result.output


def test_check_tells_and_changes_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(UNTIDY, encoding="utf-8")
    two.write_text(TIDY, encoding="utf-8")
    code, told = run("fmt", "--check", str(one), str(two))
    assert code == 1
    assert told == f"{one}: would be tidied\n1 file tidy already\n"
    assert one.read_text(encoding="utf-8") == UNTIDY
    assert run("fmt", str(one), str(two)) == (0, f"{one}: tidied\n1 file tidy already\n")
    assert one.read_text(encoding="utf-8") == TIDY
    assert run("fmt", "--check", str(one), str(two)) == (0, "2 files tidy already\n")


def test_with_one_broken_file_nothing_is_written(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(UNTIDY, encoding="utf-8")
    bad.write_text(UNTIDY.replace("20%", "quite so"), encoding="utf-8")
    code, told = run("fmt", str(good), str(bad))
    assert code == 2
    assert "bad-probability" in told
    assert "nothing was written" in told
    assert good.read_text(encoding="utf-8") == UNTIDY
