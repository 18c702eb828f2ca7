"""Every command, case and example that README and docs show is run against the installed program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import documents
import started

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if not {"_build", "generated"} & set(page.parts)]  # what the documentation build made


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The installed program, started once for all pages."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "page").mkdir()
    with started.ready(folder / "line", documents.environment(folder / "page")) as text:
        yield text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_shows_what_the_program_does(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    from realpolitik.case.loading import load_text

    folder = tmp_path / "page"
    folder.mkdir()
    monkeypatch.chdir(folder)
    plain = documents.PLAIN  # README is what a new user types: there the program starts every time
    names: dict[str, object] = {}
    wrong: list[str] = []
    for block in documents.blocks(page):
        if block.mark == "not run":
            print(f"{page.name}:{block.line} not run: {block.value}")
        elif block.kind == "console":
            wrong += documents.wrong_console(block, folder, plain if page.name == "README.md" else program)
        elif block.kind == "python":
            wrong += documents.wrong_python(block, page, names)
        documents.write(block, folder)
        if block.mark == "file" and block.value and block.kind == "yaml":
            load_text(block.body, file=block.value)
    assert not wrong, "\n".join(wrong)


def test_readme_shows_the_two_commands_first() -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40]
    assert "$ make demo" in first_screen
    assert any("make test" in line for line in first_screen)


def test_the_runner_sees_a_wrong_output(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    wrong = documents.wrong_console(documents.Block("console", "$ echo one\ntwo\n", 1, None, None), folder)
    assert len(wrong) == 1
    assert "one" in wrong[0]
    assert not documents.wrong_console(documents.Block("console", "$ echo one two\none ...\n", 1, None, None), folder)


def test_the_runner_sees_a_failing_command(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    assert documents.wrong_console(documents.Block("console", "$ false\n", 1, None, None), folder)
    assert not documents.wrong_console(documents.Block("console", "$ false\n$ echo $?\n1\n", 1, None, None), folder)
