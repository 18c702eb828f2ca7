"""How long the exact play takes: one step without a matrix, and a whole run of a type and draw with its questions.

    .venv/bin/python benchmarks/play.py           measure, print and keep the table
    .venv/bin/python benchmarks/play.py --smoke   small sizes only, print only

Three actors with options of two values, all free to move, each reviewed once a month. ``step``: one jump of the
uniformised chain at zero friction. ``run``: 18 months of a case of 12 options (4,096 states) with friction, from the
utilities of one type in one draw to its readings; ``with a matrix`` is the same by sparse products. ``what-if``
is a case of 4,096 states played with one option done; ``the command`` compares it with the play as it is and the
play in which the move is seen: three whole plays. The last rows put
whole exact plays beside sampled paths, and so show from which size on paths are quicker. CPU time of one thread, the
least of several runs; targets were set for a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from realpolitik.analysis.supposed import suppose
from realpolitik.analysis.supposing import formula_of, supposition
from realpolitik.case.loading import load_text
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.draw import course
from realpolitik.play.kernel import Temper
from realpolitik.play.paths import sample_paths
from realpolitik.play.playing import Prepared, play, prepare
from realpolitik.play.problem import Problem, forces
from realpolitik.play.product import Choosing, FreeStep, Layout

RESULT = Path(__file__).parent / "results" / "play.txt"
ASKED = 8  #: "ever" questions of the case
PATHS = 2_500  #: of them a share of one half has a standard error of one point
WORLD = np.array([1.0, 0.0])


def least(run: Callable[[], object], runs: int) -> float:
    """CPU milliseconds of the quickest of several runs."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return 1000.0 * min(found)


def step(options: int) -> Callable[[], object]:
    """One jump of three actors who share the options evenly."""
    parts = np.array_split(np.arange(options), 3)
    layout = Layout((2,) * options, tuple(tuple(part.tolist()) for part in parts), (), ())
    rng = np.random.default_rng(options)
    temper = Temper(np.ones(3), np.full(3, 5.0), np.zeros(3), np.zeros(0))
    choosing = Choosing.of(layout, rng.random((3, 2**options)), temper)
    assert choosing is not None
    jump = FreeStep(choosing, np.zeros((0, 2**options)), 3.0)
    mass, out = rng.random((1, 2**options)), np.empty((1, 2**options))
    return lambda: jump(mass, out)


def case_text(options: int, questions: int) -> str:
    """A case of three actors with as many options, free to move, and questions whether something has ever been."""
    rng = np.random.default_rng(options)
    names = [f"a{actor}.o{k}" for actor in range(3) for k in range(options // 3)]
    lines = [
        "realpolitik: 1",
        "case: bench",
        "title: A benchmark",
        "as_of: 2025-01-01",
        "horizon: 2026-07-01",
        "actors:",
    ]
    for actor in range(3):
        lines += [f"  a{actor}:", "    pace: 1 per month", "    options:"]
        lines += [f"      o{k}: Do it" for k in range(options // 3)]
        lines.append("    prefers:")
        for _ in range(6):
            first, second = rng.choice(names, 2, replace=False)
            lines.append(f"      - {'not ' if rng.integers(2) else ''}{first} or {second}")
    lines += ["scenarios:", f"  s: {' and '.join(names)}"] + (["questions:"] if questions else [])
    for k in range(questions):
        some = " and ".join(rng.choice(names, 4, replace=False))
        # Every option matters to each question, so that none of them can leave states out.
        lines.append(f'  - {{id: q{k}, asks: What, happens: "ever {some}", until: 2026-07-01}}')
    return "\n".join(lines) + "\n"


def made(options: int, questions: int) -> Prepared:
    """The case made ready."""
    return prepare(load_text(case_text(options, questions)), WORLD, draws=4, seed=1)


def run(problem: Problem) -> Callable[[], object]:
    """One type of one draw."""
    played = forces(problem, 0)
    return lambda: course(problem, played, 0)


def with_a_matrix(problem: Problem) -> Problem:
    """The same problem without its layout."""
    return replace(problem, ground=replace(problem.ground, layout=None))


def rows(smoke: bool, runs: int) -> list[str]:
    """The table's lines."""
    lines = [f"{'':<52}{'measured':>12}{'target':>10}"]

    def add(what: str, spent: float, target: str, unit: str = "ms") -> None:
        lines.append(f"{what:<52}{spent:>9.2f} {unit:<2}{target:>10}")

    for options, target in ((16, ".4"), (20, "6"))[: 1 if smoke else 2]:
        add(f"step, 2^{options} states", least(step(options), runs), target)
    options = 9 if smoke else 12
    alone, asked = made(options, 0).problem, made(options, ASKED).problem
    one, all_asked = least(run(alone), runs), least(run(asked), runs)
    add(f"run, 2^{options} states, one scenario", one, "15")
    add(f"run, {ASKED} questions more", all_asked, "60")
    add("times as long as without them", all_asked / one, "4", "")
    add("run with a matrix, one scenario", least(run(with_a_matrix(alone)), runs), "")
    add(f"run with a matrix, {ASKED} questions more", least(run(with_a_matrix(asked)), runs), "")
    draws, kinds = (4, 2) if smoke else (50, 5)
    one, command = whatif(options, draws, kinds)
    add(f"what-if, {draws} draws x {kinds} types, 2^{options} states", one / 1000, "4", "s")
    add("the command: as it is, done, seen", command / 1000, "", "s")
    lines += ["", f"{'a whole play of 4 draws, states':<34}{'exact':>10}{PATHS:>8,} paths{'quicker':>10}"]
    for options in (6, 9) if smoke else (6, 9, 12, 15):
        lines.append(crossover(options))
    return lines


def whatif(options: int, draws: int, kinds: int) -> tuple[float, float]:
    """Milliseconds of the play with one option done from the first day, and of the command that compares three."""
    values = ", ".join(f"v{k}: {100 / kinds:g}%" for k in range(kinds))
    text = case_text(options, 0).replace(
        "actors:", f"factors: {{f: {{asks: Which, values: {{{values}}}}}}}\nactors:", 1
    )
    for k in range(1, kinds):
        text = text.replace("    prefers:\n", f"    prefers:\n      - {{that: a0.o{k % 4}, when: f == v{k}}}\n", 1)
    case = load_text(text)
    supposed = supposition(case, ["a1.o0=yes"], [], [], None)
    worlds = EvidenceModel.of(case).posterior
    done = [formula_of(case, "a1.o0", "yes")]
    one = least(lambda: play(case, worlds, draws=draws, seed=1, do=done), 1)
    return one, least(lambda: suppose(case, supposed, draws=draws, seed=1), 1)


def crossover(options: int) -> str:
    """Exact answers beside sampled courses that leave a standard error of one point or less."""
    case = load_text(case_text(options, 2))
    exact = least(lambda: play(case, WORLD, draws=4), 1)
    sampled = least(lambda: sample_paths(case, WORLD, PATHS, draws=4), 1)
    return f"  2^{options:<30}{exact:>7.0f} ms{sampled:>11.0f} ms{'exact' if exact <= sampled else 'paths':>10}"


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="small sizes, few runs, keep nothing")
    smoke = parser.parse_args().smoke
    head = f"Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores"
    shown = "\n".join([head, "", *rows(smoke, 2 if smoke else 7)]) + "\n"
    print(shown, end="")
    if not smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
