"""``realpolitik read``: what it prints and writes, and that it writes nothing on a fault."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load
from realpolitik.cli import main

EXAMPLE = str(resources.files("realpolitik.reading") / "data" / "example.txt")


def run(*arguments: str, given: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main.app(), ["read", *arguments], input=given)
    return result.exit_code, result.output


def test_a_draft_is_written_and_told(tmp_path: Path) -> None:
    out, page = tmp_path / "draft.yaml", tmp_path / "draft.html"
    code, told = run(EXAMPLE, "-o", str(out), "--html", str(page), "--model", "none")
    assert code == 0
    assert "all its judgements are neutral" in told
    assert "To decide, most important first" in told
    case = load(out)
    assert case.case == "draft"
    assert (case.sources["farouk"].url or "").endswith("draft.html#voice-0-farouk")
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "realpolitik-draft.html#item-" in html
    assert "id='text-0-farouk-p1'" in html


def test_without_output_the_draft_is_printed() -> None:
    code, told = run("-", "--date", "2020-01-01", "--model", "none", given="Iran attacked Iraq.\n")
    assert code == 0
    assert told.startswith("# yaml-language-server")


def test_show_prints_the_text_with_marks() -> None:
    code, told = run(EXAMPLE, "--show", "--model", "none")
    assert code == 0
    assert "farouk p1\n" in told
    assert "evidence." in told
    assert re.search(r"\[\d+>\w", told)


@pytest.mark.parametrize(
    ("draft", "text", "page"),
    [
        ("my draft.yaml", "text.html", None),
        ("cases/d.yaml", "texts/the text.html", None),
        ("cases/d.yaml", "texts/t.html", "pages/p.html"),
        ("d.yaml", "texts/t.html", "texts/p.html"),
    ],
)
def test_the_marked_text_and_the_page_of_the_case_are_linked_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draft: str, text: str, page: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("cases", "texts", "pages"):
        Path(folder).mkdir()
    there = ["--page", page] if page else []
    code, told = run(EXAMPLE, "-o", draft, "--html", text, "--model", "none", *there)
    assert code == 0
    named = re.search(r"linked with the page that 'realpolitik (.+?)' writes", " ".join(told.split()))
    assert named
    wanted = f"report {draft}" + (f" -o {page}" if page else "")
    assert named[1] == wanted
    result = CliRunner().invoke(main.app(), ["report", draft, "--draws", "0", *(["-o", page] if page else [])])
    assert result.exit_code == 0, result.output
    case_page = Path(page or f"realpolitik-{load(Path(draft)).case}.html")
    for origin, target, least in ((Path(text), case_page, 10), (case_page, Path(text), 3)):
        links = set(re.findall(r"""href=["']([^"'#:]+)(?:#([^"']+))?["']""", origin.read_text(encoding="utf-8")))
        found = [anchor for to, anchor in links if (origin.parent / unquote(to)).resolve() == target.resolve()]
        ids = set(re.findall(r"""\bid=["']?([\w-]+)""", target.read_text(encoding="utf-8")))
        assert len(found) >= least
        assert not [anchor for anchor in found if anchor and anchor not in ids]


def test_a_page_needs_a_marked_text_and_a_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = run(EXAMPLE, "-o", "d.yaml", "--page", "p.html")
    assert code == 2
    assert "needs --html" in told
    code, told = run(EXAMPLE, "-o", "d.yaml", "--html", "realpolitik-d.html", "--model", "none")
    assert code == 2
    assert "where the page of the case will stand" in told
    assert not list(tmp_path.iterdir())


def test_show_and_the_page_list_what_had_no_room(tmp_path: Path) -> None:
    text = " ".join(f"If Iran sends {n} ships, Iraq will send {n + 1} ships." for n in range(50))
    text += " " + " ".join(f"Peru will build {n} ships." for n in range(50))
    page, given = tmp_path / "p.html", ["-", "--date", "2020-01-01", "--model", "none"]
    code, told = run(*given, "--show", "--html", str(page), given=text)
    assert code == 0
    assert told.count(" omitted conditional (no room in the draft)\n") == 10
    assert told.count(" omitted forecast (no room in the draft)\n") == 20
    _, draft = run(*given, given=text)
    assert re.search(r"for want of room: .*\b20 forecasts, 10 conditionals\.", draft)
    assert page.read_text(encoding="utf-8").count("<b>omitted</b> conditional (no room in the draft)<") == 10


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such.txt"], "no such file"),
        ([EXAMPLE, "--date", "soon"], "is not a day"),
        ([EXAMPLE, "--model", "no_such_model"], "is neither a folder nor an installed package."),
        ([EXAMPLE, "--model", "."], "'.' is no spaCy model"),
        (["/dev/null"], "a device or a pipe, not a file. Name a file; or give - and pipe the text in."),
        ([EXAMPLE, "--horizon", "1970-01-01"], "is not after"),
        ([EXAMPLE, "--actors", "no.yaml"], "no such file"),
    ],
)
def test_a_fault_is_told_and_nothing_is_written(tmp_path: Path, arguments: list[str], told: str) -> None:
    out = tmp_path / "draft.yaml"
    code, said = run(*arguments, "-o", str(out))
    assert code == 2
    assert told in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["-o", "--html"])
def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path, option: str) -> None:
    mine = tmp_path / "mine"
    mine.write_text("my own work", encoding="utf-8")
    given = ["-", option, str(mine), "--date", "2020-01-01", "--model", "none"]
    code, told = run(*given, given="Iran attacked Iraq.\n")
    assert code == 2
    assert "is there already; --force replaces it; nothing was written." in " ".join(told.split())
    assert mine.read_text(encoding="utf-8") == "my own work"
    code, _ = run(*given, "--force", given="Iran attacked Iraq.\n")
    assert code == 0
    assert "Iran" in mine.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["-o", "--html"])
@pytest.mark.parametrize("way", ["itself", "symbolic link", "hard link", "roundabout"])
def test_what_is_read_is_never_replaced(tmp_path: Path, option: str, way: str) -> None:
    article, other = tmp_path / "article.txt", tmp_path / "other"
    article.write_text("Iran attacked Iraq in 1981.\n", encoding="utf-8")
    if way == "symbolic link":
        other.symlink_to(article)
    elif way == "hard link":
        other.hardlink_to(article)
    else:
        other = article if way == "itself" else tmp_path / ".." / tmp_path.name / "article.txt"
    code, told = run(str(article), option, str(other), "--force", "--model", "none")
    assert code == 2
    assert "never replaced; nothing was written." in " ".join(told.split())
    assert article.read_text(encoding="utf-8") == "Iran attacked Iraq in 1981.\n"


@pytest.mark.parametrize(("given", "words"), [("", "it is empty"), ("Hello 2020\n", "only a title or single words")])
def test_too_little_to_read_is_told(given: str, words: str) -> None:
    code, told = run("-", "--model", "none", given=given)
    assert code == 2
    assert words in " ".join(told.split())


def test_nor_is_a_file_of_actors(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("actors:\n  - {name: Ana Roe, code: PERGOV}\n", encoding="utf-8")
    code, told = run(EXAMPLE, "--actors", str(mine), "-o", str(mine), "--force", "--model", "none")
    assert code == 2
    assert "never replaced" in told
    assert mine.read_text(encoding="utf-8").startswith("actors:")


def test_draft_and_page_are_two_files(tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    code, told = run(EXAMPLE, "-o", str(out), "--html", str(tmp_path / "." / "a.html"), "--model", "none")
    assert code == 2
    assert "both name" in told
    assert not out.exists()


def test_hostile_text_in_the_annotated_page_is_escaped(tmp_path: Path) -> None:
    page, out = tmp_path / "p.html", tmp_path / "d.yaml"
    text = "<script>alert(1)</script> Iran attacked Iraq & 'Kuwait'. Iran will attack <b>Iraq</b>."
    code, _ = run("-", "-o", str(out), "--html", str(page), "--date", "2020-01-01", "--model", "none", given=text)
    assert code == 0
    assert "<script>alert" not in page.read_text(encoding="utf-8")
    assert "<b>Iraq" not in page.read_text(encoding="utf-8")


def test_a_folder_gives_a_draft_each_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Iran attacked Iraq on 3 May 1981.\n", encoding="utf-8")
    (folder / "sub" / "b.md").write_text("# Border\n\nKenya closed its border with Uganda in 1983.\n", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"no\0text")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    code, told = run(str(folder), "-o", str(out), "--model", "none", "--workers", "1")
    assert code == 1
    assert "null byte" in told
    assert "2 drafted, 1 skipped" in told
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*.yaml")) == ["a.txt.yaml", "sub/b.md.yaml"]
    load(out / "a.txt.yaml")
    (out / "a.txt.yaml").write_text("mine", encoding="utf-8")
    (folder / "bad.txt").unlink()
    code, told = run(str(folder), "-o", str(out), "--model", "none", "--workers", "1")
    assert code == 0
    assert "2 there already" in told
    assert (out / "a.txt.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "extra", [[], ["-o", "out", "--show"], ["-o", "out", "--force"], ["-o", EXAMPLE], ["-o", "out", EXAMPLE]]
)
def test_a_folder_needs_a_folder(tmp_path: Path, extra: list[str]) -> None:
    (tmp_path / "a.txt").write_text("Iran attacked Iraq in 1981.\n", encoding="utf-8")
    code, told = run(str(tmp_path), *extra)
    assert code == 2
    assert "nothing was written" in told
