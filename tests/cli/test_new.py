"""``realpolitik new`` and its templates: each is a good case that every command can run."""

from __future__ import annotations

import datetime
import typing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.analysis.run import analyse
from realpolitik.case.editing import edit
from realpolitik.case.loading import load, load_text
from realpolitik.case.starting import name_from, started, template, templates
from realpolitik.cli import main
from realpolitik.cli.commands.new import Like
from realpolitik.report.html.page import render
from realpolitik.report.terminal.summary import summary


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main.app(), list(arguments))
    return result.exit_code, result.output


def test_the_choices_are_the_templates() -> None:
    choices = typing.get_args(typing.get_args(Like)[0])
    assert sorted(choices) == list(templates())


@pytest.mark.parametrize("name", templates())
def test_a_template_is_a_good_case_without_warnings(name: str) -> None:
    case = load_text(template(name), name)
    assert not case.warnings
    assert not case.not_used()
    assert case.case == name
    assert template(name).count("#") > 15
    assert len(template(name).splitlines()) < 130


@pytest.mark.parametrize("name", templates())
def test_a_template_runs(name: str) -> None:
    case = load_text(template(name), name)
    analysis = analyse(case, draws=2)
    assert bool(analysis.explanations) == bool(case.explanations)
    assert bool(analysis.scenarios) == bool(case.scenarios)
    assert len(analysis.questions) == len(case.questions)
    assert all(0.01 < q.p < 0.99 for q in analysis.questions)
    assert all(0.01 < e.posterior < 0.99 for e in analysis.explanations)
    assert case.title in render(analysis)
    assert summary(analysis, None)


def test_the_agreement_has_two_consents_that_can_be_taken_back() -> None:
    actors = load_text(template("agreement")).actors
    consents = [a.options["consent"] for a in actors.values() if "consent" in a.options]
    assert len(consents) == 2
    assert all(option.undo_if is not None for option in consents)


@pytest.mark.parametrize("name", templates())
def test_a_new_case(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"Սյունիք {name}.yaml"
    code, told = run("new", str(file), "--like", name, "--as-of", "2031-02-28")
    assert code == 0
    assert "as of 2031-02-28" in told
    case = load(file)
    assert case.case == f"Սյունիք-{name}"
    assert case.as_of == datetime.date(2031, 2, 28)
    assert not case.warnings
    assert "2025" not in file.read_text(encoding="utf-8")
    text = file.read_text(encoding="utf-8")
    assert started(name, name, datetime.date(2025, 3, 1)) == template(name)
    assert edit(text, "case", name).count("\n") == template(name).count("\n")


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("mine", encoding="utf-8")
    code, told = run("new", str(file))
    assert code == 2
    assert "is there already" in told
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("new", str(tmp_path / "no" / "x.yaml"))[0] == 2
    assert run("new", str(tmp_path / "y.yaml"), "--like", "novel")[0] == 2
    assert run("new", str(tmp_path / "y.yaml"), "--as-of", "soon")[0] == 2
    assert [f.name for f in tmp_path.iterdir()] == ["x.yaml"]


def test_without_a_date_the_case_is_of_today(tmp_path: Path) -> None:
    before = datetime.date.today()
    assert run("new", str(tmp_path / "x.yaml"))[0] == 0
    day = load(tmp_path / "x.yaml").as_of
    assert day is not None
    assert before <= day <= datetime.date.today()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str, tmp_path: Path) -> None:
    code, told = run("new", str(tmp_path / "x.yaml"), "--as-of", day)
    assert code == 2, told
    assert not list(tmp_path.iterdir())


def test_names_from_files() -> None:
    assert name_from("2025-syunik") == "2025-syunik"
    assert name_from("???") == "case"
