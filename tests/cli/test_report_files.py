"""Where a report goes: the ending tells the form, and a place that cannot be written is told before the work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.cli.commands import report
from realpolitik.cli.main import app


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app(), list(words))
    return done.exit_code, done.output


def test_the_ending_of_the_file_tells_the_form(tmp_path: Path) -> None:
    for name, begins in (
        ("a.json", "{"),
        ("a.md", "#"),
        ("a.txt", "Will"),
        ("a.html", "<!DOCTYPE"),
        ("a", "<!DOCTYPE"),
    ):
        code, said = run("report", "prisoners-dilemma", "-o", str(tmp_path / name))
        assert code == 0, said
        assert (tmp_path / name).read_text().startswith(begins), name
    json.loads((tmp_path / "a.json").read_text())
    code, said = run("report", "prisoners-dilemma", "-o", str(tmp_path / "a.pdf"))
    assert code == 2
    assert "print it to a PDF file" in said
    assert not (tmp_path / "a.pdf").exists()
    run("report", "prisoners-dilemma", "--format", "html", "-o", str(tmp_path / "b.json"))
    assert (tmp_path / "b.json").read_text().startswith("<!DOCTYPE")


@pytest.mark.parametrize("command", ["report", "compare", "play"])
def test_a_place_that_cannot_be_written_is_told_before_the_work(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realpolitik.cli.run.analysed", lambda *a, **b: pytest.fail("it was worked out"))
    monkeypatch.setattr("realpolitik.play.playing.play", lambda *a, **b: pytest.fail("it was played"))
    cases = ["prisoners-dilemma", "milk-river"][: 2 if command == "compare" else 1]
    for place, why in (("missing/page.html", "No such file"), (".", "Is a directory"), ("file/x", "Not a directory")):
        (tmp_path / "file").write_text("")
        code, said = run(command, *cases, "-o", str(tmp_path / place))
        assert code == 2
        assert "cannot write" in said
        assert why in said
    assert report.ENDINGS[".md"] == "md"
