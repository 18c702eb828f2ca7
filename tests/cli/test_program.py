"""The program's manners: exit codes, faults, pipes, interrupts, terminals that know only ASCII."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from realpolitik.cli import main
from realpolitik.cli.complaint import fault_text, faults_text
from realpolitik.cli.opening import case_path
from realpolitik.errors import BadInput, CaseFaults, Fault
from realpolitik.library import shelf

FAULT = Fault(
    slug="unknown-actor",
    message="there is no actor 'azerbijian'",
    path="events[3].by",
    file="/somewhere/syunik.yaml",
    line=41,
    column=9,
    length=10,
    text="    by: azerbijian\n",
    hint="did you mean 'azerbaijan'?",
)


def program(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a fresh process."""
    return subprocess.run(
        [sys.executable, "-m", "realpolitik", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **variables},
        check=False,
    )


def with_command(command: object, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The program with one command of our own, called ``one``, beside an empty one."""
    found = {"one": types.SimpleNamespace(command=command), "two": types.SimpleNamespace(command=lambda: None)}
    monkeypatch.setattr(main, "ideas", lambda _package: found)
    return main.app()


def raising(error: BaseException) -> object:
    """A command that raises."""

    def command() -> None:
        """Fail."""
        raise error

    return command


def test_help_names_every_command() -> None:
    shown = program("--help")
    assert shown.returncode == 0
    for name in main.ideas(main.COMMANDS):
        assert f"\n  {name.replace('_', '-')} " in shown.stdout


def test_nothing_asked_shows_the_help() -> None:
    assert program().stdout == program("--help").stdout


def test_version() -> None:
    assert program("--version").stdout.startswith("realpolitik 0.")


@pytest.mark.parametrize("arguments", [["no-such-command"], ["check"], ["check", "no-such-case"], ["--no-such-option"]])
def test_bad_input_is_exit_code_2_without_a_traceback(arguments: list[str]) -> None:
    done = program(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BadInput("too many states; nothing was run."), 2, "too many states"),
        (CaseFaults((FAULT,)), 2, "did you mean 'azerbaijan'?"),
        (FileNotFoundError(2, "No such file or directory", "x.yaml"), 2, "x.yaml: No such file"),
        (KeyboardInterrupt(), 130, "Stopped"),
        (BrokenPipeError(), 141, ""),
        (ZeroDivisionError("division by zero"), 3, "bug in realpolitik"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_command_raises(error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(main.DEBUG, raising=False)
    result = CliRunner().invoke(with_command(raising(error), monkeypatch), ["one"])
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output


def test_debug_lets_our_bug_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(main.DEBUG, "1")
    result = CliRunner().invoke(with_command(raising(ZeroDivisionError("0")), monkeypatch), ["one"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_faults_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    def command(format: str = "text") -> None:  # noqa: A002
        """Fail."""
        raise CaseFaults((FAULT,))

    result = CliRunner().invoke(with_command(command, monkeypatch), ["one", "--format", "json"])
    told = json.loads(result.stdout)
    assert told["exit_code"] == result.exit_code == 2
    assert told["faults"][0]["slug"] == "unknown-actor"
    assert told["faults"][0]["line"] == 41


def test_a_fault_underlines_the_words() -> None:
    assert fault_text(FAULT).splitlines() == [
        "syunik.yaml:41:9  unknown-actor  events[3].by: there is no actor 'azerbijian'",
        "   41 |     by: azerbijian",
        "      |         ^^^^^^^^^^  did you mean 'azerbaijan'?",
    ]


def test_faults_say_what_was_not_done() -> None:
    last = faults_text([FAULT, FAULT]).splitlines()[-1]
    assert last == "2 errors in 1 file; nothing was run.    realpolitik explain unknown-actor"


def test_a_reader_that_goes_away_is_no_crash() -> None:
    line = f"'{sys.executable}' -m realpolitik library | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.strip() in {"0", "141"}


def test_a_terminal_that_knows_only_ascii(tmp_path: Path) -> None:
    bad = tmp_path / "Սյունիք.yaml"
    bad.write_text("case: Սյունիք\n", encoding="utf-8")
    done = program("check", str(bad), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "UnicodeEncodeError" not in done.stderr


def test_shipped_case_by_name_and_the_nearest_name() -> None:
    name = shelf.names()[0]
    assert case_path(name).name == "case.yaml"
    with pytest.raises(BadInput, match=f"did you mean '{name}'"):
        case_path(name + "x")


def test_a_folder_is_not_a_case(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="folder"):
        case_path(str(tmp_path))
