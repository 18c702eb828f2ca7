"""How long the ways from today and Kendall's tau take: CPU seconds on random conflicts, the least of several runs.

    .venv/bin/python benchmarks/ways.py           measure, print and keep the table
    .venv/bin/python benchmarks/ways.py --smoke   small conflicts, one run of each, print only

Four actors, options of two values, every fifth state infeasible, ranks without ties. ``stairs`` is the worst kind of
conflict for a search by distances: two actors take turns on a staircase, so there are as many distances as steps.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from realpolitik.conflict import Graph
from realpolitik.conflict.interests import tau_b
from realpolitik.conflict.ways import ways

RESULT = Path(__file__).parent / "results" / "ways.txt"
ACTORS = 4


def conflict(options: int, moves: str) -> Graph:
    """A random conflict with ``options`` options of two values."""
    rng = np.random.default_rng([7, options])
    shape = (2,) * options
    feasible = rng.random(shape) < 0.8
    feasible[(0,) * options] = True
    ranks = np.stack([rng.permutation(2**options).reshape(shape) for _ in range(ACTORS)])
    owner = [k % ACTORS for k in range(options)]
    return Graph(values=shape, owner=owner, ranks=ranks, feasible=feasible, moves=moves)


def stairs(size: int) -> Graph:
    """Two actors on a staircase of 2 x ``size`` steps."""
    i, j = np.indices((size, size))
    return Graph(values=[size, size], owner=[0, 1], ranks=np.stack([i + j] * 2), feasible=(i == j) | (i == j + 1))


def seconds(task: Callable[[], object], runs: int) -> float:
    """The least CPU time of ``runs`` runs."""
    taken = []
    for _ in range(runs):
        before = time.process_time()
        task()
        taken.append(time.process_time() - before)
    return min(taken)


def rows(sizes: list[int], size: int, runs: int) -> list[str]:
    """One line for each conflict: states, then ways by any moves, by improvements, and tau of two orders."""
    lines = [f"{'conflict':<26}{'any moves':>11}{'improvements':>14}{'tau':>8}"]
    for options in sizes:
        for moves in ("both", "forward"):
            graph = conflict(options, moves)
            lines.append(_row(f"2^{options} states, {moves}", graph, (0,) * options, runs))
    lines.append(_row(f"stairs, {size}^2 states", stairs(size), (0, 0), runs))
    return lines


def _row(name: str, graph: Graph, start: tuple[int, ...], runs: int) -> str:
    ways(graph, start, improving=True)  # sorts the improvements, which a second search shares
    shown = [
        seconds(lambda: ways(graph, start), runs),
        seconds(lambda: ways(graph, start, improving=True), runs),
        seconds(lambda: tau_b(graph.ranks[0], graph.ranks[1]), runs),
    ]
    return f"{name:<26}{shown[0]:>11.3f}{shown[1]:>14.3f}{shown[2]:>8.3f}"


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="small conflicts, one run of each, keep nothing")
    smoke = parser.parse_args().smoke
    runs = 1 if smoke else 3
    head = f"Python {platform.python_version()}, {os.cpu_count()} cores, least of {runs} runs, CPU seconds"
    shown = "\n".join([head, "", *rows([8, 10] if smoke else [12, 16, 18, 20], 32 if smoke else 256, runs)]) + "\n"
    print(shown, end="")
    if not smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
