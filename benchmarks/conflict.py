"""How long the graph model takes, against its targets and against the memory's own speed in the same run.

    .venv/bin/python benchmarks/conflict.py           measure, print and keep the table (about two minutes)
    .venv/bin/python benchmarks/conflict.py --smoke   small sizes only, print only

Three actors with neighbouring options and random strict rankings given as arrays; CPU time of one thread, the least
of several runs, machine code compiled before. The last column tells how many times as long as copying the ranks
once takes. Targets were set for a quiet machine; another machine or a busy one shows other times, the ratios less so.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from math import log
from pathlib import Path

import numpy as np

from realpolitik import compiled
from realpolitik.case.loading import load_text
from realpolitik.conflict import Graph, batch, large
from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.solving import solve
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.warm_up import warm_up

RESULT = Path(__file__).parent / "results" / "conflict.txt"
THREE, FOUR = ("Nash", "GMR", "SMR"), ("Nash", "GMR", "SMR", "SEQ")


def conflict(options: int, infeasible: float = 0.0) -> Graph:
    """Three actors, binary options shared out evenly, random strict rankings."""
    rng = np.random.default_rng(options)
    shape = (2,) * options
    own = [options // 3 + (i < options % 3) for i in range(3)]
    order = np.stack([rng.permutation(2**options).astype(np.int32) for _ in range(3)])
    feasible = rng.random(shape) >= infeasible if infeasible else None
    owner = [i for i in range(3) for _ in range(own[i])]
    return Graph(values=shape, owner=owner, ranks=order.reshape(3, *shape), feasible=feasible)


def lexicographic(options: int) -> Graph:
    """The same with rankings by twelve statements about two options each."""
    rng = np.random.default_rng(options)
    plain = conflict(options)
    states = np.arange(2**options)
    rankings = []
    for _ in range(3):
        code = np.zeros(states.size, dtype=np.int64)
        for _ in range(12):
            first, second = rng.choice(options, 2, replace=False)
            code = 2 * code + ((states >> first & 1) == rng.integers(2)) * ((states >> second & 1) == rng.integers(2))
        rankings.append(np.unique(code, return_inverse=True)[1])
    return plain.ranked(np.array(rankings).reshape(3, *plain.values))


def least(run: Callable[[], object], runs: int) -> float:
    """CPU milliseconds of the quickest of several runs."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return 1000.0 * min(found)


def verdicts(graph: Graph, concepts: tuple[str, ...]) -> Callable[[], object]:
    """A run of the concepts for all actors by the compiled loops, from nothing but the graph."""

    def run() -> None:
        solver = large.Large(graph)
        for actor in range(len(graph.actors)):
            for concept in concepts:
                solver.stable(concept, actor)

    return run


def memory(graph: Graph) -> float:
    """Bytes a state that solving all four takes at most, the given ranks and feasibility not counted."""
    import tracemalloc

    tracemalloc.start()
    verdicts(graph, FOUR)()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / graph.feasible.size


def case_text(options: int, statements: int) -> str:
    """A case file of three actors with as many options, each with a list of statements."""
    rng = np.random.default_rng(options)
    names = [f"a{k % 3}.o{k // 3}" for k in range(options)]
    lines = ["realpolitik: 1", "case: bench", "title: A benchmark", "actors:"]
    for actor in range(3):
        lines += [f"  a{actor}:", "    options:"]
        lines += [f"      o{k // 3}: Do it" for k in range(options) if k % 3 == actor]
        lines += ["    prefers:"]
        for _ in range(statements):
            first, second = rng.choice(names, 2, replace=False)
            lines.append(f"      - {'not ' if rng.integers(2) else ''}{first} or {second}")
    return "\n".join(lines) + "\n"


def rows(smoke: bool, runs: int) -> list[tuple[str, float, str, str, float]]:
    """(what, measured, unit, target, copies of the ranks in the same time); 0 copies: does not apply."""
    out: list[tuple[str, float, str, str, float]] = []

    def copies(graph: Graph, spent: float) -> float:
        target = np.empty_like(graph.ranks)
        return spent / least(lambda: np.copyto(target, graph.ranks), 5 * runs)

    def add(what: str, graph: Graph, concepts: tuple[str, ...], target: str) -> float:
        spent = least(verdicts(graph, concepts), runs)
        out.append((what, spent, "ms", target, copies(graph, spent)))
        return spent

    by_size: dict[int, float] = {}
    for options, target in ((16, ".4"), (20, "6"), (24, "100"))[: 1 if smoke else 3]:
        add(f"Nash, GMR, SMR, all feasible, 2^{options}", conflict(options), THREE, target)
    for options, target in ((12, "1"), (16, "18"), (20, "260"), (22, "1,200"))[: 2 if smoke else 4]:
        by_size[options] = add(f"and SEQ, 30 % infeasible, 2^{options}", conflict(options, 0.3), FOUR, target)
    if not smoke:
        exponent = log(by_size[22] / by_size[16]) / log(2**6)
        out.append(("growth from 2^16 to 2^22: exponent", exponent, "", "near 1", 0.0))
        add("SSEQ, 30 % infeasible, 2^20", conflict(20, 0.3), ("SSEQ",), "500")
        add("SIM, random, 2^16", conflict(16), ("SIM",), "500")
        add("SIM, lexicographic, 2^16", lexicographic(16), ("SIM",), "500")
        out.append(("memory, all four, 30 % infeasible, 2^20", memory(conflict(20, 0.3)), "B/state", "50", 0.0))
    for options, many, target in ((6, 20_000, "600,000"), (9, 2_000, "45,000"), (12, 256, "4,000")):
        graph, size = conflict(options), 2**options
        rng = np.random.default_rng(1)
        rankings = np.argsort(rng.random((many // (20 if smoke else 1), 3, size)), axis=2).astype(np.int32)
        times = np.ones(len(rankings), dtype=np.int64)
        spent = least(lambda g=graph, r=rankings, t=times: batch.counts(g, r, t, FOUR), runs)
        out.append((f"rankings of {size:,} states, all four", 1000.0 * len(rankings) / spent, "/s", target, 0.0))
    space = StateSpace.of(load_text(case_text(12 if smoke else 20, 20)))
    spent = least(lambda: ranks(space, "a0", {}), runs)
    out.append((f"20 statements to ranks, 2^{len(space.axes)}", spent, "ms", "150" if not smoke else "", 0.0))
    text = case_text(10 if smoke else 16, 12)
    spent = least(lambda: solve(load_text(text)), runs)
    out.append(
        (f"a case of {10 if smoke else 16} options, read and solved", spent, "ms", "" if smoke else "2,000", 0.0)
    )
    return out


def table(smoke: bool) -> str:
    """The table as text."""
    numba = sys.modules["numba"].__version__ if "numba" in sys.modules else "none"
    lines = [
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}",
        "",
        f"{'':<46}{'measured':>14}{'target':>12}{'copies':>9}",
    ]
    for what, found, unit, target, copies in rows(smoke, 1 if smoke else 5):
        shown = f"{found:,.2f}" if found < 100 else f"{found:,.0f}"
        lines.append(f"{what:<46}{shown + ' ' + unit:>14}{target:>12}{f'{copies:.1f}' if copies else '':>9}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="small sizes, one run of each, keep nothing")
    smoke = parser.parse_args().smoke
    if not compiled.wanted():
        print("numba is not installed (the extra `fast`): there is nothing to measure")
        return
    if compiled.safe_folder() is None:
        os.environ[compiled.FOLDER] = tempfile.mkdtemp()
        compiled.safe_folder.cache_clear()
    warm_up()
    shown = table(smoke)
    print(shown, end="")
    if not smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
