"""How long the program takes to start: CPU time of a fresh process, the least of several runs.

    .venv/bin/python benchmarks/startup.py           measure, print and keep the table
    .venv/bin/python benchmarks/startup.py --smoke   one run of each, print only

Only CPU time is shown, which other programs on the machine disturb little. The rows without realpolitik
are the floor: what Python itself and the command-line library cost.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path

RESULT = Path(__file__).parent / "results" / "startup.txt"
ROWS = {
    "python (nothing)": ["-c", "pass"],
    "import typer": ["-c", "import typer"],
    "import realpolitik": ["-c", "import realpolitik"],
    "realpolitik --version": ["-m", "realpolitik", "--version"],
    "realpolitik --help": ["-m", "realpolitik", "--help"],
    "realpolitik check 1962-cuba": ["-m", "realpolitik", "check", "1962-cuba"],
}


def cpu_seconds(arguments: list[str]) -> float:
    """User and system seconds of one fresh Python process; raises when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def table(runs: int) -> str:
    """The table, one line per row of ``ROWS``; the first run of each only warms the file cache."""
    lines = [f"Python {platform.python_version()}, {os.cpu_count()} cores, least of {runs} runs, CPU seconds", ""]
    for name, arguments in ROWS.items():
        cpu_seconds(arguments)
        lines.append(f"{name:<30}{min(cpu_seconds(arguments) for _ in range(runs)):>8.3f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="one run of each, keep nothing")
    smoke = parser.parse_args().smoke
    shown = table(1 if smoke else 7)
    print(shown, end="")
    if not smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
