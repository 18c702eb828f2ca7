"""Pace, resolve and the weights of wishes fitted to the moves that were seen, and what of them the moves can tell.

Maximum a posteriori: log P(path | numbers), averaged over the worlds that the evidence leaves, plus the log prior.
Every number is written as a standard normal y: log pace and log resolve are normal with the case's range (without
one, half to double) as 5th to 95th percentile; the breaks of the stick from which wishes get their weights are
1/2 + Phi(y) / 2, which is the play's own uniform prior. Inertia and all other numbers stay as they are.

Intervals are Laplace's: the posterior is taken as normal around its mode with the inverse of the negative Hessian
(MacKay 2003, "Information Theory, Inference, and Learning Algorithms", chapter 27). In these units every prior has
variance 1, so 1 - variance is the share of a number's prior variance that the moves took away: near 0, the moves say
nothing of it, and it *cannot be identified*; of weights it is the variance of the log. Numbers of which only a
combination is known show in the correlations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.inputs import TEMPERS
from realpolitik.case.case import Case
from realpolitik.conflict.preferences import SURE_ENOUGH, stick_weights
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.accounts import Account, accounts_of
from realpolitik.play.path import counted_as_moves
from realpolitik.play.problem import Ground, Numbers, Types, grounds, numbers_of
from realpolitik.play.utility import Wants, wants_of
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]
Interval = tuple[float, float]

NINETY = 1.6448536269514722  #: standard deviations from the middle to the 95th percentile of a normal
DOUBLED = float(np.log(2.0)) / NINETY  #: of the log of a number without a range
IDENTIFIED, WEAKLY = 0.5, 0.1  #: shares of the prior's variance that the moves must have taken away
TRADES = 0.8  #: a correlation from which on two numbers are told to stand for each other
SAMPLES = 4000
FARTHEST = 6.0  #: standard deviations of the prior from its middle
STEP = 1e-2  #: of the Hessian's differences, in standard deviations of the prior
FLATTEST = 1e-3  #: the least curvature of the posterior that is believed


@dataclass(frozen=True)
class Fitted:
    """One number: ``given`` and its ``prior`` 5th to 95th percentile, then the same after the moves.

    ``learned``: the share of the prior's variance that the moves took away. ``verdict``: "identified" from a half on,
    "weakly" from a tenth on, else "not identified".
    """

    path: str
    words: str
    given: float
    prior: Interval
    fitted: float
    interval: Interval
    learned: float
    verdict: str


@dataclass(frozen=True)
class Fit:
    """All numbers. ``log_before`` and ``log_after``: log P(path) with the numbers as given and as fitted.

    ``trades``: pairs of paths of which only a combination is known, with their correlation.
    """

    moves: int
    months: float
    log_before: float
    log_after: float
    numbers: list[Fitted]
    trades: list[tuple[str, str, float]]

    def as_json(self) -> dict[str, object]:
        """For ``json.dumps``."""
        return asdict(self)


def fit(case: Case, *, seed: int = 1, told: Callable[[int, int], None] | None = None) -> Fit:
    """The numbers of all deciders fitted to the case's seen moves. ``told`` hears of the Hessian's rows.

    Raises BadInput where nothing was watched, and as a play does.
    """
    space = StateSpace.of(case)
    accounts = accounts_of(case, space)
    if not accounts:
        raise BadInput(f"{case.case}: without `watched_from` no moves were watched, so nothing can be fitted.")
    path = _Path.of(case, space, accounts)
    if not path.size:
        raise BadInput(f"{case.case}: nobody who can move ever reviews what it does, so nothing can be fitted.")
    start = np.zeros(path.size)
    before = path.log_likelihood(start)
    if not np.isfinite(before):
        raise BadInput(f"{case.case}: the seen moves have no chance in any world of the case; nothing was fitted.")
    from scipy.optimize import minimize

    search: Any = minimize
    bounds = [(-FARTHEST, FARTHEST)] * path.size
    found = search(lambda y: -path.log_posterior(y), start, method="L-BFGS-B", bounds=bounds)
    best = np.asarray(found.x, dtype=np.float64)
    covariance = _covariance(path, best, told)
    prior = np.random.default_rng(seed).standard_normal((SAMPLES, path.size))
    values, vectors = np.linalg.eigh(covariance)
    draws = prior @ (vectors * np.sqrt(values) @ vectors.T)  # the same numbers: what was not learned stays as it was
    trail = accounts[0].trail
    return Fit(
        moves=len(trail.moves),
        months=rounded(float(trail.stays.sum())),
        log_before=rounded(before),
        log_after=rounded(path.log_likelihood(best)),
        numbers=[*_tempers(path, best, covariance), *_weights(path, best, best + draws, prior)],
        trades=_trades(path, covariance),
    )


@dataclass(frozen=True, eq=False)
class _Path:
    """The seen path as a function of the numbers. ``tempers``: (which, decider); ``sticks``: (taste, place)."""

    case: Case
    space: StateSpace
    accounts: list[Account]
    ground: Ground
    types: Types
    wants: Wants
    numbers: Numbers
    shares: Floats
    tempers: list[tuple[str, int]]
    sticks: list[tuple[int, int]]

    @classmethod
    def of(cls, case: Case, space: StateSpace, accounts: list[Account]) -> _Path:
        trail = accounts[0].trail
        _, ground, types = grounds(case, space, trail.board, trail)
        assert ground is not None
        wants, numbers = wants_of(case, space), numbers_of(case, space)
        shares = types.gather(EvidenceModel.of(case, without=counted_as_moves(case)).posterior)
        able = [d for d in range(len(space.deciders)) if numbers.pace[d, 0] > 0.0]
        tempers = [(kind, d) for d in able for kind in ("pace", "resolve") if getattr(numbers, kind)[d, 0] > 0.0]
        sticks = []
        for d in able:
            taste = wants.tastes[wants.deciders[d]]
            count = 0 if taste.raw or taste.ranked else taste.count + bool(taste.serves)
            sticks += [(wants.deciders[d], k) for k in range(count if count > 1 else 0)]
        return cls(case, space, accounts, ground, types, wants, numbers, shares, tempers, sticks)

    @property
    def size(self) -> int:
        """How many numbers are fitted."""
        return len(self.tempers) + len(self.sticks)

    def paths(self) -> list[str]:
        """The paths of all numbers; a break of the stick goes by its wish."""
        names = list(self.case.actors)
        found = [f"actors.{self.space.deciders[d]}.{kind}" for kind, d in self.tempers]
        return found + [f"actors.{names[t]}.prefers[{k}]" for t, k in self.sticks]

    def spread(self, kind: str, decider: int) -> tuple[float, float]:
        """Middle and standard deviation of the log of a number of ``kind``."""
        value, low, high = getattr(self.numbers, kind)[decider]
        if low < high and low > 0.0:
            return float(np.log(value)), float(np.log(high) - np.log(low)) / (2.0 * NINETY)
        return float(np.log(value)), DOUBLED

    def temper(self, kind: str, decider: int, y: float) -> float:
        """The number that ``y`` stands for."""
        middle, deviation = self.spread(kind, decider)
        return float(np.exp(middle + deviation * y))

    def breaks(self, y: Floats) -> dict[int, Floats]:
        """The fitted breaks of each taste."""
        from scipy.special import ndtr

        found: dict[int, list[float]] = {}
        for (taste, _), one in zip(self.sticks, y[len(self.tempers) :], strict=True):
            found.setdefault(taste, []).append(0.5 + 0.5 * float(ndtr(one)))
        return {taste: np.array(values) for taste, values in found.items()}

    def log_posterior(self, y: Floats) -> float:
        """log P(path, numbers), up to a constant."""
        return max(self.log_likelihood(y), -1e6) - 0.5 * float(y @ y)

    def log_likelihood(self, y: Floats) -> float:
        """log P(path | numbers), averaged over worlds and over accounts of who made which move."""
        temper = self.numbers.draw(None)
        tables = {kind: np.array(getattr(temper, kind)) for kind in ("pace", "resolve")}
        for (kind, decider), one in zip(self.tempers, y, strict=False):
            tables[kind][decider] = self.temper(kind, decider, float(one))
        temper = replace(temper, pace=tables["pace"], resolve=tables["resolve"])
        weights = self.wants.draw(_Breaks(self.wants, self.breaks(y)))
        hazards = self.ground.nature.draw(None)
        apart = self.ground.apart.draw(None) if self.ground.apart else []
        logs = np.full(self.types.size, -np.inf)
        for kind_ in map(int, np.flatnonzero(self.shares > 0.0)):
            rates = self.ground.rates(weights * self.types.counts[kind_], temper, hazards, kind_, None, weights)
            gone = self.ground.hazards_apart(apart, kind_, None)
            each = [np.log(a.share) + a.trail.log_likelihood(rates, gone) for a in self.accounts]
            logs[kind_] = np.log(self.shares[kind_]) + np.logaddexp.reduce(each)
        return float(np.logaddexp.reduce(logs))


class _Breaks:
    """Stands in for random numbers where wishes get their weights: the fitted breaks, else the central run's."""

    def __init__(self, wants: Wants, breaks: dict[int, Floats]) -> None:
        self._numbers: list[Floats] = []
        for k, taste in enumerate(wants.tastes):
            if taste.raw:
                continue
            if taste.ranked:
                self._numbers.append(np.full(max(taste.count - 1, 0), -np.expm1(-1.0)))  # equal gaps
                continue
            sticks = taste.count + bool(taste.serves)
            self._numbers.append(2.0 * breaks[k] - 1.0 if k in breaks else np.full(sticks, 0.5))
            if sticks != 1 or not taste.serves:
                self._numbers.append(np.where(np.array(taste.sure) >= SURE_ENOUGH, 0.0, 1.0))

    def random(self, size: int, /) -> Floats:
        """The next numbers, in the order in which they are asked for."""
        found = self._numbers.pop(0)
        assert found.size == size
        return found


def _covariance(path: _Path, best: Floats, told: Callable[[int, int], None] | None) -> Floats:
    """The inverse of the negative Hessian of the log posterior at its mode."""
    n = best.size
    hessian = np.zeros((n, n))
    steps = STEP * np.eye(n)
    for i in range(n):
        for j in range(i, n):
            signs = ((1, 1), (1, -1), (-1, 1), (-1, -1))
            four = [s * t * path.log_posterior(best + s * steps[i] + t * steps[j]) for s, t in signs]
            hessian[i, j] = hessian[j, i] = -sum(four) / (4.0 * STEP**2)
        if told is not None:
            told(i + 1, n)
    values, vectors = np.linalg.eigh(hessian)
    return np.asarray(vectors / np.maximum(values, FLATTEST) @ vectors.T)


def _tempers(path: _Path, best: Floats, covariance: Floats) -> list[Fitted]:
    out = []
    for k, (kind, decider) in enumerate(path.tempers):
        name = path.space.deciders[decider]
        who = (path.case.actors[name].name or name.replace("_", " ")).split(" (")[0]
        deviation = float(np.sqrt(covariance[k, k]))
        ends = [path.temper(kind, decider, best[k] + sign * NINETY * deviation) for sign in (-1.0, 1.0)]
        before = [path.temper(kind, decider, sign * NINETY) for sign in (-1.0, 1.0)]
        fitted, given = path.temper(kind, decider, float(best[k])), path.temper(kind, decider, 0.0)
        learned = 1.0 - float(covariance[k, k])
        out.append(_told(path.paths()[k], TEMPERS[kind].format(who), given, before, fitted, ends, learned))
    return out


def _weights(path: _Path, best: Floats, draws: Floats, prior: Floats) -> list[Fitted]:
    """The weights of the wishes of each decider, which sum to 1, from samples of the breaks."""
    out = []
    after = [path.breaks(y) for y in draws]
    before = [path.breaks(y) for y in prior]
    names = list(path.case.actors)
    for taste, breaks in path.breaks(best).items():
        name = names[taste]
        actor = path.case.actors[name]
        who = (actor.name or name.replace("_", " ")).split(" (")[0]
        wishes = [wish.text or wish.that.text for wish in actor.prefers] + ["what its audiences want"]
        fitted = stick_weights(breaks)
        given = stick_weights(np.full(breaks.size, 0.75))
        tables = [np.array([stick_weights(b[taste]) for b in found]) for found in (after, before)]
        for k in range(breaks.size):
            spans = [np.percentile(table[:, k], [5, 95]).tolist() for table in tables]
            learned = 1.0 - float(np.log(tables[0][:, k]).var() / np.log(tables[1][:, k]).var())
            words = f"How much {who} cares: {wishes[k]}"
            path_ = f"actors.{name}.prefers[{k}]"
            out.append(_told(path_, words, float(given[k]), spans[1], float(fitted[k]), spans[0], learned))
    return out


def _told(
    path: str, words: str, given: float, prior: list[float], fitted: float, ends: list[float], learned: float
) -> Fitted:
    share = min(max(learned, 0.0), 1.0)
    verdict = "identified" if share >= IDENTIFIED else "weakly" if share >= WEAKLY else "not identified"
    low, high = sorted(map(rounded, ends))
    first, last = sorted(map(rounded, prior))
    return Fitted(path, words, rounded(given), (first, last), rounded(fitted), (low, high), rounded(share), verdict)


def _trades(path: _Path, covariance: Floats) -> list[tuple[str, str, float]]:
    """Pairs whose posterior correlation is strong: the moves know a combination of them better than either."""
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    names = path.paths()
    return [
        (names[i], names[j], rounded(float(correlation[i, j])))
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if abs(correlation[i, j]) >= TRADES
    ]
