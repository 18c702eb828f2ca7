"""How long a page takes, and one "what if": seconds on the clock with two processes, on the case of the article.

    .venv/bin/python benchmarks/report.py           measure, print and keep the table
    .venv/bin/python benchmarks/report.py --smoke   a small case and few draws, print only

``report`` is the whole command, from reading the case to the page in its file. ``what-if`` asks for all headlines with
one input at another value, once the case is played and the runs as they are have been made ("ready").
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from realpolitik.analysis.deeper import what_if
from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.inputs import Input, evidence_inputs, play_inputs
from realpolitik.case.loading import load
from realpolitik.conflict.space import StateSpace
from realpolitik.evidence.model import EvidenceModel
from realpolitik.library import shelf
from realpolitik.play.parameters import parameters
from realpolitik.play.path import counted_as_moves
from realpolitik.play.workers import workers

RESULT = Path(__file__).parent / "results" / "report.txt"


def page(case: str, draws: int) -> tuple[float, int]:
    """Seconds and bytes of a page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        words = ["report", case, "--draws", str(draws), "--workers", "2", "-o", str(file)]
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "realpolitik", *words], check=True, capture_output=True)
        return time.perf_counter() - begin, file.stat().st_size


def rows(name: str, page_draws: int, draws: int) -> list[str]:
    """One line for each piece of work."""
    seconds, size = page(name, page_draws)
    lines = [f"{'report, draws a type: ' + str(page_draws):<44}{seconds:8.2f} s{size / 1000:10.0f} kB"]
    case = load(shelf.path(name))
    counted = counted_as_moves(case)
    before = EvidenceModel.of(case, without=counted).posterior
    inputs: dict[str, Input] = {}
    for one in [*play_inputs(case, list(parameters(case, StateSpace.of(case)))), *evidence_inputs(case)]:
        inputs.setdefault(one.kind, one)
    with workers(2) as executor:
        begin = time.perf_counter()
        played = forecast(case, draws=draws, seed=1, executor=executor)
        lines.append(f"{'play, draws: ' + str(draws):<44}{time.perf_counter() - begin:8.2f} s")
        begin = time.perf_counter()
        asked = what_if(case, before, counted, played, executor, plays=None)
        lines.append(f"{'what-if made ready, draws: ' + str(draws):<44}{time.perf_counter() - begin:8.2f} s")
        for kind, one in sorted(inputs.items()):
            if kind != "base rate":
                begin = time.perf_counter()
                asked.ask([(one, one.high)])
                lines.append(f"{'what-if of one input: ' + kind:<44}{time.perf_counter() - begin:8.2f} s")
    return lines


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="a small case and few draws, keep nothing")
    smoke = parser.parse_args().smoke
    head = f"Python {platform.python_version()}, {os.cpu_count()} cores, seconds on the clock"
    shown = "\n".join([head, "", *(rows("1962-cuba", 2, 2) if smoke else rows("2025-syunik", 16, 50))]) + "\n"
    print(shown, end="")
    if not smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
