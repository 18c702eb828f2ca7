"""``realpolitik compare``: two files, a what-if in one line, stored results, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.editing import edit
from realpolitik.cli import main

MINI = Path(__file__).parent.parent / "analysis" / "data" / "mini.yaml"


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main.app(), ["compare", *arguments, "--draws", "0"])
    return done.exit_code, done.stdout, done.stderr


def rows(told: str) -> dict[tuple[str, str], float | None]:
    """The differences of a comparison as JSON."""
    return {(row["kind"], row["name"]): row["change"] for row in json.loads(told)["rows"]}


def test_a_what_if_in_one_line_is_the_changed_file(tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    text = edit(MINI.read_text(encoding="utf-8"), "factors.goodwill.prior", "60%")
    changed.write_text(edit(text, "actors.south.inertia", "high"), encoding="utf-8")
    sets = ["--set", "factors.goodwill.prior=60%", "--set", "actors.south.inertia = high"]
    code, told, _ = run(str(MINI), *sets, "--format", "json")
    assert code == 0
    code, other, _ = run(str(MINI), str(changed), "--format", "json")
    assert code == 0
    assert rows(told) == rows(other)
    assert any(change for change in rows(told).values())
    asserted = json.loads(told)["asserted"]
    assert [(a["path"], a["new"]) for a in asserted] == [
        ("factors.goodwill.prior", "60%"), ("actors.south.inertia", "high"),
    ]  # fmt: skip
    assert MINI.read_text(encoding="utf-8").count("60%") == 1, "the case itself stays as it is"


def test_text_and_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, told, waited = run(str(MINI), "--set", "factors.goodwill.prior=60%")
    assert code == 0
    assert "factors.goodwill.prior: unlikely -> 60%" in told
    assert "B less A" in told
    assert "Weighing the evidence" in waited
    code, told, _ = run(str(MINI), "--set", "factors.goodwill.prior=60%", "--format", "html")
    assert code == 0
    page = tmp_path / "realpolitik-compare-mini-mini.html"
    assert told == f"Page  {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_stored_results(analysis_files: tuple[Path, Path]) -> None:
    one, other = analysis_files
    code, told, waited = run(str(one), str(other), "--format", "json")
    assert (code, waited) == (0, "")
    assert json.loads(told)["asserted"] is None
    assert set(rows(told).values()) == {0.0}
    code, told, _ = run(str(one), str(MINI), "--format", "json")
    assert code == 0
    assert json.loads(told)["asserted"] is None


@pytest.fixture
def analysis_files(tmp_path: Path) -> tuple[Path, Path]:
    from sample import sample

    files = tmp_path / "one.json", tmp_path / "other.json"
    for file in files:
        file.write_text(sample().model_dump_json(), encoding="utf-8")
    return files


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([str(MINI)], "give a second case or result, or --set"),
        ([str(MINI), str(MINI), "--set", "factors.goodwill.prior=60%"], "not both"),
        ([str(MINI), "--set", "factors.goodwil.prior=60%"], "did you mean 'goodwill'"),
        ([str(MINI), "--set", "factors.goodwill.prior=quite so"], "bad-probability"),
        ([str(MINI), "--set", "factors.goodwill.prior"], "is not PATH=VALUE"),
        ([str(MINI), "--set", "=60%"], "is not PATH=VALUE"),
        ([str(MINI), "no-such-case"], "no-such-case"),
        ([str(MINI.parent), str(MINI)], "is a folder"),
    ],
)
def test_what_is_refused(arguments: list[str], said: str) -> None:
    code, told, refused = run(*arguments)
    assert (code, told) == (2, "")
    assert said in refused


def test_a_stored_result_has_no_inputs_to_change(analysis_files: tuple[Path, Path], tmp_path: Path) -> None:
    code, _, refused = run(str(analysis_files[0]), "--set", "factors.goodwill.prior=60%")
    assert code == 2
    assert "needs the case itself" in refused
    foreign = tmp_path / "foreign.json"
    foreign.write_text("{}", encoding="utf-8")
    code, _, refused = run(str(foreign), str(MINI))
    assert code == 2
    assert "is no analysis" in refused
