"""Runs the program in a process of its own, whose processor time and memory the system measures and limits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: A small process between the tests and the program: the system counts, in the largest memory of a process, what the
#: process it was forked from held, and a worker that has run thousands of tests holds more than the limits themselves.
BETWEEN = """
import os, resource, sys
measured, most, *arguments = sys.argv[1:]
child = os.fork()
if child == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (int(most), int(most)))
    os.execv(sys.executable, [sys.executable, "-m", "realpolitik", *arguments])
_, status, used = os.wait4(child, 0)
with open(measured, "w") as file:
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=file)
"""


def measured(arguments: list[str], tmp_path: Path, most: int) -> tuple[int, str, float, float]:
    """Exit code, all that was printed, processor seconds and megabytes; killed after ``most`` processor seconds."""
    with (tmp_path / "printed").open("wb") as printed:
        subprocess.run(
            [sys.executable, "-c", BETWEEN, str(tmp_path / "measured"), str(most), *arguments],
            stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT, check=True,
        )  # fmt: skip
    text = (tmp_path / "printed").read_text(encoding="utf-8", errors="replace")
    code, seconds, megabytes = (tmp_path / "measured").read_text(encoding="utf-8").split()
    return int(code), text, float(seconds), float(megabytes)
