"""How far all judged numbers together move every headline, and which of them: bands, and Sobol' indices.

Every judged number is drawn from its span at once. The first-order index of a number is the share of a headline's
variance that would go if it alone were known, the total index the share that would stay if all others were known
(Saltelli et al. 2010, "Variance based sensitivity analysis of model output", eqs. 1 to 4 and table 2), estimated by
``scipy.stats.sobol_indices`` with n (k + 2) runs for k numbers. Runs are nested: numbers of the evidence change the
worlds' probabilities alone, and a chance to hold a wish matters to the draws that it turns, so that a play is run once
for everything that differs in it. A large play is run roughly, as in what-ifs: with seven digits, without states that
are hardly ever reached. One index more is that of how much each wish weighs, and which of the unsure ones are held: one
of the play's own draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.inputs import Input, base_rate_inputs, evidence_inputs, measure, play_inputs, unmeasure
from realpolitik.analysis.replay import Replay, forced, play_again
from realpolitik.analysis.whatif import summed
from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Source
from realpolitik.case.parts.judged import Judged
from realpolitik.errors import BadInput
from realpolitik.evidence.joint import worlds_jointly
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.variants import Version
from realpolitik.play.parameters import Parameter, parameters
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import prepare
from realpolitik.play.result import Play
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]

WISHES = "wishes"  #: the path of the index for how much each wish weighs
LEAST_VARIANCE = 1e-12  #: a headline that varies less has no indices
RESAMPLES = 200  #: of the bootstrap
_BATCHES = 32


@dataclass(frozen=True)
class Index:
    """A judged number's share of a headline's variance, ``first`` alone and ``total`` with all it interacts with.

    ``first_range`` and ``total_range``: 90 % bootstrap intervals. Estimates may lie a little below 0.
    """

    path: str
    words: str
    first: float
    total: float
    first_range: tuple[float, float]
    total_range: tuple[float, float]


@dataclass(frozen=True)
class Robust:
    """A headline: as it is, its 5th, 50th and 95th percentile with all numbers drawn, and its indices, largest first.

    No indices where it does not vary.
    """

    key: str
    title: str
    now: float
    low: float
    middle: float
    high: float
    indices: list[Index]


@dataclass(frozen=True)
class Robustness:
    """All headlines. ``inputs``: how many numbers were moved; ``runs``: how many sets of them; ``plays``: of plays."""

    samples: int
    seed: int
    inputs: int
    runs: int
    plays: int
    headlines: list[Robust]

    def as_json(self) -> dict[str, object]:
        """For ``json.dumps``."""
        return asdict(self)


def robustness(
    case: Case,
    played: Play | None,
    *,
    samples: int = 64,
    seed: int = 1,
    ranges_only: bool = False,
    executor: Executor | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Robustness:
    """Bands and indices of all headlines of a case and its play (None: it is only weighed).

    ``samples``: n, a power of 2. A number with a range is drawn from it, one without from the convention's span (odds,
    or the number, halved to doubled), or, with ``ranges_only``, is left as it is. ``told`` hears of plays done.

    Raises BadInput where nothing can be moved or ``samples`` is no power of 2.
    """
    if samples < 2 or samples & (samples - 1):
        raise BadInput(f"{samples} samples: give a power of 2, such as 64. Nothing was run.")
    runs = _Runs(case, played, seed, ranges_only, executor, told)
    if not runs.inputs:
        raise BadInput("no judged number has a range, so there is nothing to move. Nothing was run.")
    from scipy.stats import sobol_indices

    names = runs.names()
    rng = np.random.default_rng(seed)
    rows = _rows(samples, len(names), rng)
    values = runs.values(rows)  # all in one batch: what is alike in several is run once
    a, b, ab = (part.copy() for part in np.split(values, [samples, 2 * samples]))
    cubes: dict[Literal["f_A", "f_B", "f_AB"], Floats]
    cubes = {"f_A": a.T.copy(), "f_B": b.T.copy(), "f_AB": ab.reshape(len(names), samples, -1).transpose(0, 2, 1)}
    kept: list[tuple[Floats, Floats, Floats]] = []

    def method(f_A: Floats, f_B: Floats, f_AB: Floats) -> tuple[Floats, Floats]:  # noqa: N803, the names it is called by
        kept.append((f_A, f_B, f_AB))
        return _estimated(f_A, f_B, f_AB)

    found = sobol_indices(func=cubes, n=samples, rng=rng, method=method)
    bands = _bootstrap(*kept[-1], rng)
    low, middle, high = np.percentile(values[: 2 * samples], [5, 50, 95], axis=0)
    results = []
    for h, key in enumerate(runs.headlines.keys):
        varies = float(values[: 2 * samples, h].var()) > LEAST_VARIANCE
        tables = [np.atleast_2d(t)[h] for t in (found.first_order, found.total_order, *bands)]
        indices = [_index(*names[k], [float(t[k]) for t in tables]) for k in range(len(names))] if varies else []
        indices.sort(key=lambda i: (-i.total, i.path))
        results.append(
            Robust(
                key=key,
                title=runs.headlines.titles[h],
                now=rounded(float(runs.now[h])),
                low=rounded(float(low[h])),
                middle=rounded(float(middle[h])),
                high=rounded(float(high[h])),
                indices=indices,
            )
        )
    return Robustness(samples, seed, len(names), len(rows), runs.plays, results)


def _rows(samples: int, count: int, rng: np.random.Generator) -> Floats:
    """Uniform numbers for the runs A, then B, then A with each column from B in turn; (samples (count + 2), count).

    A and B are the halves of a scrambled Sobol' sequence (Saltelli et al. 2010, section 4).
    """
    from scipy.stats import qmc

    both = qmc.Sobol(2 * count, rng=rng, bits=64).random(samples)
    a, b = both[:, :count], both[:, count:]
    mixed = np.repeat(a[None], count, axis=0)
    for k in range(count):
        mixed[k, :, k] = b[:, k]
    return np.concatenate([a, b, mixed.reshape(-1, count)])


def _estimated(a: Floats, b: Floats, ab: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices, (headlines, inputs), by Saltelli et al. 2010, table 2 (b) and (f).

    ``a`` and ``b`` (headlines, n), ``ab`` (inputs, headlines, n).
    """
    variance = np.var([a, b], axis=(0, -1))
    safe = np.where(variance > LEAST_VARIANCE, variance, np.inf)
    first = np.mean(b * (ab - a), axis=-1) / safe
    total = 0.5 * np.mean((a - ab) ** 2, axis=-1) / safe
    return first.T, total.T


def _bootstrap(a: Floats, b: Floats, ab: Floats, rng: np.random.Generator) -> tuple[Floats, Floats, Floats, Floats]:
    """5th and 95th percentile of the first-order, then of the total indices, over resamples of the n runs."""
    picks = rng.integers(0, a.shape[1], (RESAMPLES, a.shape[1]))
    first, total = zip(*(_estimated(a[:, p], b[:, p], ab[:, :, p]) for p in picks), strict=True)
    low, high = np.percentile(first, [5, 95], axis=0)
    low_total, high_total = np.percentile(total, [5, 95], axis=0)
    return low, high, low_total, high_total


def _index(path: str, words: str, numbers: Sequence[float]) -> Index:
    first, total, *ends = (rounded(n) for n in numbers)
    return Index(path, words, first, total, (ends[0], ends[1]), (ends[2], ends[3]))


class _Runs:
    """Evaluates all headlines for rows of uniform numbers, one column an input."""

    def __init__(
        self,
        case: Case,
        played: Play | None,
        seed: int,
        ranges_only: bool,
        executor: Executor | None,
        told: Callable[[int, int], None] | None,
    ) -> None:
        self.case, self.executor, self.told = case, executor, told
        self.without = counted_as_moves(case) if played is not None else frozenset()
        self.headlines = Headlines.of(case, played)
        worlds = EvidenceModel.of(case, without=self.without).posterior
        self.now = self.headlines.values(worlds[None, :])[0]
        every = list(evidence_inputs(case))
        self.prepared = None
        if played is not None:
            self.prepared = prepare(case, worlds, draws=played.draws, seed=seed)
            blended = [name for name, forecast in played.questions.items() if forecast.blended]
            every += [*play_inputs(case, list(parameters(case, self.prepared.space, apart=True)))]
            every += [*base_rate_inputs(case, blended)]
        self.inputs = [one for one in every if one.ranged or not ranges_only]
        self.wishes = played is not None and played.draws > 1
        self.plays = 0
        if self.prepared is not None:
            assert played is not None
            self.replay = Replay.of(self.prepared, played, self.headlines)

    def names(self) -> list[tuple[str, str]]:
        """Path and words of every column."""
        found = [(one.path, one.words if one.given is None else f"{one.words}, if {one.given}") for one in self.inputs]
        return found + [(WISHES, "How much each wish weighs, and which of the unsure ones are held")] * self.wishes

    def values(self, u: Floats) -> Floats:
        """Every headline in every row of ``u`` (rows, inputs), shape (rows, headlines)."""
        moved = np.column_stack([_between(one, u[:, k]) for k, one in enumerate(self.inputs)])
        weighed = [k for k, one in enumerate(self.inputs) if isinstance(one.moves, Version)]
        whats: list[Judged | Source] = []
        for k in weighed:
            version = self.inputs[k].moves
            assert isinstance(version, Version)
            whats.append(version.what)
        worlds = worlds_jointly(self.case, whats, moved[:, weighed], without=self.without)
        if self.prepared is None:
            return self.headlines.values(worlds)
        return self._played(u, moved, worlds)

    def _played(self, u: Floats, moved: Floats, worlds: Floats) -> Floats:
        own = [k for k, one in enumerate(self.inputs) if isinstance(one.moves, Parameter)]
        rates = [k for k, one in enumerate(self.inputs) if isinstance(one.moves, str)]
        draws = np.zeros(len(u)) if not self.wishes else np.floor(u[:, -1] * self.replay.problem.draws)
        sets, of = np.unique(np.column_stack([moved[:, own], draws]), axis=0, return_inverse=True)
        inputs = [self.inputs[k] for k in own]
        places: dict[bytes, int] = {}
        tasks: list[Floats] = []
        which = np.empty(len(sets), dtype=np.int64)
        for k, numbers in enumerate(sets):
            which[k] = places.setdefault(forced(*self.replay.set(inputs, self.wishes, numbers)), len(tasks))
            if which[k] == len(tasks):
                tasks.append(numbers)
        valued = self._valued(partial(play_again, self.replay, inputs, self.wishes), tasks)
        out = np.empty((len(u), len(self.headlines.keys)))
        for row, k in enumerate(which[of.reshape(-1)].tolist()):
            logs, values = valued[k]
            lines = self.headlines
            for rate in rates:
                asked = self.inputs[rate].moves
                assert isinstance(asked, str)
                lines = lines.with_base_rate(self.case, asked, float(moved[row, rate]))
            out[row] = lines.values(worlds[row : row + 1], summed(logs[None], values[None], self.replay.sums))[0]
        return out

    def _valued(self, work: Callable[[Floats], tuple[Floats, Floats]], tasks: list[Floats]) -> list[tuple[Floats, ...]]:
        """All plays, in order. The first is made here, so that ``told`` can tell how long the others will take."""
        tell = self.told or (lambda done, total: None)
        tell(0, len(tasks))
        valued = [work(tasks[0])]
        tell(1, len(tasks))
        rest = tasks[1:]
        size = max(1, -(-len(rest) // _BATCHES))
        for result in map(work, rest) if self.executor is None else self.executor.map(work, rest, chunksize=size):
            valued.append(result)
            tell(len(valued), len(tasks))
        self.plays = len(tasks)
        return list(valued)


def _between(one: Input, u: Floats) -> Floats:
    """A number within its span: evenly where it has a range, else evenly in log odds or logs."""
    if one.ranged:
        return np.asarray(one.low + u * (one.high - one.low))
    ends = measure(one.low, one.scale), measure(one.high, one.scale)
    return np.array([unmeasure(place, one.scale) for place in ends[0] + u * (ends[1] - ends[0])])
