"""Sweeps: one case many times, with inputs set to several values and every judged number sampled from its range.

A sweep has a cell for every combination of the values. Without samples a cell is one row, the headlines as the play
gives them. With N samples it has N rows: one joint draw of all judged numbers (priors, likelihoods, pace, resolve,
inertia, rates, weights of wishes) each, and the headlines that follow from it alone. Samples come in blocks, each a
Latin hypercube with a seed of its own, so a row is the same whatever else is computed, wherever and in what order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import product

import numpy as np

import realpolitik
from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.headlines import Headlines
from realpolitik.case.case import Case
from realpolitik.case.editing import edited
from realpolitik.case.loading import load_text
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.evidence.model import EvidenceModel, posterior_draws
from realpolitik.play.averaging import Average
from realpolitik.play.draw import play_draw
from realpolitik.play.forecasting import forecast as answered
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import prepare
from realpolitik.rounding import rounded

BLOCK = 50  #: samples that are computed together

Cell = int | float | str | None
Row = list[Cell]


@dataclass(frozen=True)
class Sweep:
    """What is swept: the case's ``text``, ``over`` paths with their values, ``samples`` of each cell (0: none).

    ``draws`` of a cell without samples, and the ``seed``.
    """

    text: str
    over: tuple[tuple[str, tuple[str, ...]], ...]
    samples: int
    draws: int
    seed: int

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Every combination of the values, the last path's fastest."""
        return list(product(*(values for _, values in self.over)))

    @property
    def tasks(self) -> list[tuple[int, int]]:
        """All work as (cell, block of samples); block 0 where there are no samples."""
        blocks = -(-self.samples // BLOCK) if self.samples else 1
        return [(cell, block) for cell in range(len(self.cells)) for block in range(blocks)]

    @property
    def rows(self) -> int:
        """How many rows it will have."""
        return len(self.cells) * max(self.samples, 1)

    @property
    def fingerprint(self) -> str:
        """Tells sweeps apart: two with the same one have the same rows."""
        told = json.dumps({**asdict(self), "version": realpolitik.__version__}, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def columns(self) -> list[str]:
        """The names of the columns: the paths, the sample, every headline, and why a row has none."""
        case = load_text(self.text)
        asked = [q.id for q in case.questions if case.as_of is None or q.until > case.as_of]
        keys = [f"explanations.{name}" for name in case.explanations]
        keys += [f"scenarios.{name}" for name in case.scenarios] + [f"questions.{name}" for name in asked]
        return [*(path for path, _ in self.over), *(["sample"] if self.samples else []), *keys, "error"]


def sweep_of(text: str, over: Sequence[str], samples: int, draws: int, seed: int) -> Sweep:
    """A checked sweep. ``over`` are written ``PATH=a,b,c``; a comma within brackets or quotes parts nothing.

    Raises BadInput where a path is none of the case, and CaseFaults where the case has faults.
    """
    load_text(text)
    parts = []
    for written in over:
        path, sign, values = written.partition("=")
        listed = tuple(value.strip() for value in _split(values))
        if not sign or not path.strip() or not all(listed):
            raise BadInput(f"'--over {written}' is not PATH=VALUE,VALUE,... Nothing was run.")
        _known(path.strip(), edited(text, path.strip(), listed[0]).text)
        parts.append((path.strip(), listed))
    if len({path for path, _ in parts}) < len(parts):
        raise BadInput("a path stands in --over twice; give all of its values at once. Nothing was run.")
    return Sweep(text, tuple(parts), samples, draws, seed)


def _known(path: str, text: str) -> None:
    """Raises BadInput where setting ``path`` made a ``text`` with a key that no case has."""
    try:
        load_text(text)
    except CaseFaults as error:
        for fault in error.faults:
            if fault.slug == "unknown-key":
                hint = f"; {fault.hint}" if fault.hint else ""
                raise BadInput(f"--over {path}: {fault.message}{hint}. Nothing was run.") from error


def rows_of(sweep: Sweep, task: tuple[int, int]) -> list[Row]:
    """The rows of one cell and block. A cell that cannot be computed has rows without numbers that say why."""
    cell, block = task
    given = list(sweep.cells[cell])
    columns = sweep.columns()
    keys = [column for column in columns if column.startswith(("explanations.", "scenarios.", "questions."))]
    first = block * BLOCK
    numbers = range(first, min(first + BLOCK, sweep.samples)) if sweep.samples else range(1)
    try:
        case = _case(sweep, cell)
        found = _sampled(case, sweep, block, len(numbers)) if sweep.samples else [_whole(case, sweep)]
        told: list[tuple[dict[str, float], str | None]] = [(one, None) for one in found]
    except BadInput as error:
        told = [({}, str(error))] * len(numbers)
    return [
        [*given, *([number] if sweep.samples else []), *(one.get(key) for key in keys), why]
        for number, (one, why) in zip(numbers, told, strict=True)
    ]


@lru_cache(maxsize=8)
def _case(sweep: Sweep, cell: int) -> Case:
    text = sweep.text
    for (path, _), value in zip(sweep.over, sweep.cells[cell], strict=True):
        text = edited(text, path, value).text
    return load_text(text)


def _whole(case: Case, sweep: Sweep) -> dict[str, float]:
    """The headlines of a case as the play gives them."""
    if not is_played(case):
        posterior = EvidenceModel.of(case).posterior
        return {f"explanations.{n}": rounded(float(posterior[t].sum())) for n, t in _truths(case).items()}
    headlines = Headlines.of(case, forecast(case, draws=sweep.draws, seed=sweep.seed))
    worlds = EvidenceModel.of(case, without=counted_as_moves(case)).posterior
    values = headlines.values(worlds[None, :])[0].tolist()
    return {key: rounded(value) for key, value in zip(headlines.keys, values, strict=True)}


def _sampled(case: Case, sweep: Sweep, block: int, count: int) -> list[dict[str, float]]:
    """The headlines of the first ``count`` draws of one block."""
    seed = int(np.random.SeedSequence(sweep.seed, spawn_key=(2, block)).generate_state(1, np.uint32)[0])
    truths = _truths(case)
    if not is_played(case):
        drawn = posterior_draws(case, BLOCK, seed)[:count]
        return [{f"explanations.{n}": rounded(float(row[t].sum())) for n, t in truths.items()} for row in drawn]
    without = counted_as_moves(case)
    drawn = posterior_draws(case, BLOCK, seed, without=without)
    made = prepare(case, drawn.mean(axis=0), draws=BLOCK, seed=seed, world_draws=drawn)
    place: dict[object, int] = {day: k for k, day in enumerate(made.dates)}
    horizon = place[made.horizon]
    out = []
    for k in range(count):
        outcome, _ = play_draw(made.problem, k)
        average = Average.of([outcome], made.drawn[k], made.drawn[k][None, :])
        if not np.isfinite(average.scale):
            raise BadInput("the seen moves have no chance in any world of this draw")
        after = drawn[k] * np.exp(average.log_moves()[made.problem.types.of] - average.scale)
        after = after / after.sum()
        found = {f"explanations.{name}": float(after[truth].sum()) for name, truth in truths.items()}
        for name, (at, ever) in made.scenarios.items():
            holds = made.problem.readings[at].mask[made.problem.start]
            reading = average.readings[:, :, horizon, at if holds else ever]
            found[f"scenarios.{name}"] = float(np.clip(average.mean(reading), 0.0, 1.0))
        for number, question in enumerate(case.questions):
            if question.id in made.asked:
                sums = average.sums(made.asked[question.id], place)
                p = answered(made.space, made.readings, made.problem, average, question, *sums, number).p
                if p is not None:
                    found[f"questions.{question.id}"] = p
        out.append({key: rounded(value) for key, value in found.items()})
    return out


def _truths(case: Case) -> dict[str, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    worlds = Worlds.of(case)
    return {name: worlds.holds(e.says) for name, e in case.explanations.items()}


def is_played(case: Case) -> bool:
    """Whether there is anything to play."""
    moving = any(actor.options for actor in case.actors.values()) or bool(case.nature)
    ahead = case.as_of is not None and (case.horizon is not None or any(q.until > case.as_of for q in case.questions))
    return moving and ahead


def _split(values: str) -> list[str]:
    """Parted at commas that stand in no brackets and no quotes."""
    out, depth, quote = [""], 0, ""
    for character in values:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "[{(":
            depth += 1
        elif character in "]})":
            depth -= 1
        if character == "," and depth == 0 and not quote:
            out.append("")
        else:
            out[-1] += character
    return out
