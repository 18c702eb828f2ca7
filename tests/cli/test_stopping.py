"""Ctrl-C at any moment: exit code 130, one line said, no half file, no process left, old files as they were."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from realpolitik.cli import main

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")

MINI = Path(__file__).parent.parent / "analysis" / "data" / "mini.yaml"
PROGRAM = [sys.executable, "-m", "realpolitik"]
#: The program with a pause in the middle of writing its result, which it announces.
SLOW_TO_WRITE = """
import io, sys, time, pathlib
from realpolitik.cli.main import run
plain = pathlib.Path.replace
def slow(self, target):
    print("half way", file=sys.stderr, flush=True)
    time.sleep(60)
    return plain(self, target)
pathlib.Path.replace = slow
run()
"""
OLD = "what was there before\n"


def session_of(process: str) -> int:
    """The session a process belongs to; 0 for one that has just ended, or is only waited for."""
    try:
        fields = Path("/proc", process, "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if fields[0] == "Z" else int(fields[3])


#: Exit codes after Ctrl-C. Where it comes while Python compiles a line of text, as when it makes a dataclass, Python
#: ends by the signal itself although the program has caught it; a shell tells both as 130.
STOPPED = (main.STOPPED, -signal.SIGINT)


def left(session: int, seconds: float = 10.0) -> list[str]:
    """The processes of a session that are still there after a while."""
    until = time.monotonic() + seconds
    while True:
        found = [p for p in os.listdir("/proc") if p.isdigit() and session_of(p) == session]
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.05)


@pytest.mark.parametrize("whole_group", [True, False], ids=["as a terminal sends it", "to the program alone"])
@pytest.mark.parametrize(
    ("program", "arguments", "after", "delay"),
    [
        pytest.param(PROGRAM, ["2025-syunik", "--draws", "2"], "Weighing", 0.05, id="as it begins to weigh"),
        pytest.param(PROGRAM, [str(MINI), "--draws", "50000"], "Playing", 0.0, id="as the processes start"),
        pytest.param(PROGRAM, [str(MINI), "--draws", "50000"], "Playing", 2.5, id="while they play"),
        pytest.param([sys.executable, "-c", SLOW_TO_WRITE], [str(MINI), "--draws", "0"], "half way", 0.0, id="writing"),
    ],
)
def test_ctrl_c(
    program: list[str], arguments: list[str], after: str, delay: float, whole_group: bool, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(OLD, encoding="utf-8")
    work = subprocess.Popen(
        [*program, "report", *arguments, "--workers", "2", "-o", str(page)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert work.stdout is not None
    with work.stdout:
        assert any(line.startswith(after) for line in work.stdout)
        time.sleep(delay)
        if whole_group:
            os.killpg(work.pid, signal.SIGINT)
        else:
            os.kill(work.pid, signal.SIGINT)
        rest = work.stdout.read()
    assert work.wait(timeout=60) in STOPPED, rest
    *stages, last = rest.splitlines()  # a fast machine may have come a stage further by then
    assert last == "Stopped; nothing more was written."
    assert set(stages) <= {"Playing what happens next"}
    assert left(work.pid) == []
    assert [file.name for file in tmp_path.iterdir()] == [page.name]
    assert page.read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_a_partial_play_that_says_so(workers: str, tmp_path: Path) -> None:
    out = tmp_path / "play.json"
    out.write_text(OLD, encoding="utf-8")
    part = tmp_path / "play.partial.json"
    for delay in (1.0, 4.0, 16.0, 48.0):  # a slow machine has not done one draw at first, and then says so
        rest = stopped(["--workers", workers, "-o", str(out)], delay)
        assert out.read_text(encoding="utf-8") == OLD
        if part.exists():
            break
        assert "nothing more was written" in rest
    found = json.loads(part.read_text(encoding="utf-8"))
    assert found["partial"] is True
    assert 0 < found["draws"] < 100000
    assert f"Stopped after {found['draws']} of 100000 draws" in rest


def stopped(arguments: list[str], delay: float) -> str:
    """What a long play says that is stopped some seconds after it began."""
    work = subprocess.Popen(
        [*PROGRAM, "play", str(MINI), "--draws", "100000", "--format", "json", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert work.stdout is not None
    with work.stdout:
        assert any(line.startswith("Playing") for line in work.stdout)
        time.sleep(delay)
        work.send_signal(signal.SIGINT)
        rest = work.stdout.read()
    assert work.wait(timeout=60) in STOPPED, rest
    return rest
