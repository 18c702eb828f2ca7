"""What a waiting person sees: a bar on a terminal, lines elsewhere, and never a word among the results."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals")

MINI = Path(__file__).parent.parent / "analysis" / "data" / "mini.yaml"
STAGES = [
    "Weighing the evidence",
    "Playing what happens next",
    "Finding what holds",
    "Moving one input at a time",
    "Trying what each actor could do",
]


def report(draws: int, stderr: int, patience: int = 1, **variables: str) -> subprocess.Popen[str]:
    """``report --format json`` running, its standard error going to an open file."""
    patient = f"from realpolitik.report.terminal import progress; progress.PATIENCE = {patience}"
    program = f"{patient}; from realpolitik.cli.main import run; run()"
    command = [sys.executable, "-c", program, "report", str(MINI), "--format", "json", "--draws", str(draws)]
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "REALPOLITIK_QUIET")}
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, text=True,
        env={**kept, "TERM": "xterm", **variables},
    )  # fmt: skip


def on_terminal(draws: int, patience: int = 1, **variables: str) -> tuple[str, str]:
    """Standard output, and what a terminal received."""
    ours, theirs = pty.openpty()
    received: list[bytes] = []

    def listen() -> None:
        try:
            while more := os.read(ours, 65536):
                received.append(more)
        except OSError:  # Linux says so when the other end is closed
            return

    listener = threading.Thread(target=listen)
    with report(draws, theirs, patience, **variables) as work:
        os.close(theirs)
        listener.start()
        printed = work.communicate(timeout=120)[0]
        listener.join(timeout=20)
    os.close(ours)
    assert work.returncode == 0
    return printed, b"".join(received).decode("utf-8").replace("\r\n", "\n")


def test_one_line_a_stage_where_there_is_no_terminal(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with told.open("w") as file:
        printed = report(2, file.fileno()).communicate(timeout=120)[0]
    assert told.read_text(encoding="utf-8").splitlines() == STAGES
    assert json.loads(printed)["method"]["draws"] == 2


def test_nothing_at_all_where_that_is_wanted() -> None:
    printed, told = on_terminal(2, patience=0, REALPOLITIK_QUIET="1")
    assert told == ""
    assert json.loads(printed)


def test_lines_too_where_no_colour_is_wanted() -> None:
    printed, told = on_terminal(2, NO_COLOR="1")
    assert told.splitlines() == STAGES
    assert json.loads(printed)


def test_a_bar_on_a_terminal_for_what_takes_longer_than_patience() -> None:
    printed, told = on_terminal(20, patience=0)
    assert json.loads(printed)
    assert "Playing what happens next" in told
    assert "━" in told
    assert "\x1b[2K" in told.rpartition("━")[2], "the bar is gone at the end"
    printed, told = on_terminal(20, patience=1000)
    assert json.loads(printed)
    assert told == ""
