"""The result of a play: what happens next, and what the seen moves say about the world."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.rounding import rounded

Floats = NDArray[np.float64]
Interval = tuple[float, float]

FEW = 20  #: an effective sample size under this is warned about


@dataclass(frozen=True, eq=False)
class Curve:
    """A probability over the dates, with its 5th and 95th percentile over the draws; all shape (dates,)."""

    mean: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class Scenario:
    """How likely a scenario is to hold ``at`` each date and to have held by then (``ever``).

    ``by_type`` and ``at_by_type`` (types,): ``ever`` and ``at`` the horizon in each type; ``by_draw`` and
    ``at_by_draw`` (draws, types) the same in each draw. ``overlaps``: P(another scenario holds too then).
    """

    at: Curve
    ever: Curve
    by_type: Floats
    at_by_type: Floats
    by_draw: Floats
    at_by_draw: Floats
    overlaps: dict[str, float]


@dataclass(frozen=True, eq=False)
class Forecast:
    """A question's numbers: ``p`` = ``p_model`` and ``p_base`` blended; None where the question could not be answered.

    ``by_type``: numerator and denominator of the model's answer in each type, shape (types, 2); ``by_draw`` (draws,
    types, 2) the same in each draw. ``note`` says why something was not blended or refused.
    """

    p: float | None
    p_model: float | None
    p_base: float | None
    interval: Interval | None
    blended: bool
    note: str | None
    by_type: Floats
    by_draw: Floats


@dataclass(frozen=True)
class Move:
    """A move between two states (codes): who makes it and how often it is expected by the horizon."""

    source: int
    target: int
    mover: str
    expected: float


@dataclass(frozen=True, eq=False)
class Graph:
    """The board at the horizon, over ``states`` (Fortran codes, ascending).

    ``horizon`` (states,): P(there at the horizon). ``flow``: expected number of times each move (``source``,
    ``target`` codes, ``mover``) is made by then. Both are means over types and draws, weighted by the seen moves.
    ``path``: the likeliest story, states from the start.
    """

    states: NDArray[np.int64]
    horizon: Floats
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    mover: tuple[str, ...]
    flow: Floats
    path: tuple[int, ...]

    def moves_among(self, codes: NDArray[np.int64] | list[int], least: float = 0.0) -> list[Move]:
        """The moves between some states that are expected more than ``least`` times, the most frequent first."""
        wanted = np.asarray(codes, dtype=np.int64)
        keep = np.isin(self.source, wanted) & np.isin(self.target, wanted) & (self.flow > least)
        found = [
            Move(int(self.source[k]), int(self.target[k]), self.mover[k], float(self.flow[k]))
            for k in np.flatnonzero(keep)
        ]
        return sorted(found, key=lambda m: (-rounded(m.expected), m.source, m.target))

    def likeliest(self, count: int) -> list[int]:
        """The states most likely at the horizon, codes, the likeliest first."""
        order = np.lexsort((self.states, -np.array([rounded(p) for p in self.horizon.tolist()])))
        return [int(self.states[k]) for k in order[:count]]


@dataclass(frozen=True)
class Share:
    """A share of sampled paths, its standard error, and of how many paths it is one."""

    p: float
    error: float
    paths: int


@dataclass(frozen=True, eq=False)
class Sampled:
    """A play as sampled paths: each scenario's share ``at`` the horizon and ``ever`` by then, each question's answer.

    A conditional question is None where too few paths meet its condition. ``joint``: every unconditional question's
    answer in each path, (paths,), and ``worlds`` (paths,) the world of each; ``states``: how many were listed.
    """

    case: str
    seed: int
    paths: int
    draws: int
    horizon: datetime.date
    scenarios: dict[str, tuple[Share, Share]]
    questions: dict[str, Share | None]
    joint: dict[str, NDArray[np.bool_]]
    worlds: NDArray[np.int64]
    states: int
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For ``json.dumps``: numbers to 10 significant digits."""

        def told(share: Share | None) -> dict[str, float] | None:
            if share is None:
                return None
            return {"p": rounded(share.p), "error": rounded(share.error), "paths": share.paths}

        return {
            "case": self.case,
            "seed": self.seed,
            "paths": self.paths,
            "draws": self.draws,
            "horizon": str(self.horizon),
            "scenarios": {name: {"at": told(at), "ever": told(ever)} for name, (at, ever) in self.scenarios.items()},
            "questions": {name: told(share) for name, share in self.questions.items()},
            "states": self.states,
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, eq=False)
class Play:
    """What happens next in a case.

    ``dates`` are ``as_of``, the month ends up to the horizon, the horizon, and the questions' days; every curve has
    one value a date. ``type_of`` (worlds,) is each world's type; ``before`` and ``after`` (worlds,) are the worlds'
    probabilities without and with the seen moves; ``log_moves`` (worlds,) is log P(seen moves | world), up to no
    constant. ``log_paths`` (types, draws) its parts. ``partial``: it was stopped before all draws were done.
    """

    case: str
    seed: int
    draws: int
    dates: tuple[datetime.date, ...]
    horizon: datetime.date
    scenarios: dict[str, Scenario]
    none_of_these: Curve
    questions: dict[str, Forecast]
    type_of: NDArray[np.int64]
    before: Floats
    after: Floats
    log_moves: Floats
    log_paths: Floats
    effective_sample_size: float
    standard_error: float  #: the largest of the scenarios' figures at the horizon, by the chance of the draws
    graph: Graph
    reachable: int
    moves_seen: int
    warnings: tuple[str, ...]
    partial: bool = False

    @property
    def types(self) -> int:
        """Number of types of worlds that were played apart."""
        return int(self.log_paths.shape[0])

    def given(self, worlds: NDArray[np.bool_]) -> tuple[dict[str, float], dict[str, float]]:
        """``ever`` of each scenario at the horizon, and each question's model answer, if one of ``worlds`` is true.

        ``worlds`` shape (worlds,), such as ``Worlds.holds(explanation.says)``. Both empty where these worlds have no
        probability; a conditional question whose condition has none is left out.
        """
        weight = np.bincount(self.type_of, weights=np.where(worlds, self.after, 0.0), minlength=self.types)
        total = float(weight.sum())
        if total <= 0.0:
            return {}, {}
        scenarios = {name: float(weight @ s.by_type) / total for name, s in self.scenarios.items()}
        questions = {}
        for name, forecast in self.questions.items():
            if forecast.by_type.size:
                upper, lower = weight @ forecast.by_type / total
                if lower > 0.0:
                    questions[name] = float(upper / lower)
        return scenarios, questions

    def as_json(self) -> dict[str, Any]:
        """Everything as plain data, numbers to 10 significant digits, dates as ISO days."""
        return {
            "case": self.case,
            "seed": self.seed,
            "draws": self.draws,
            "horizon": self.horizon.isoformat(),
            "reachable_states": self.reachable,
            "types": self.types,
            "moves_seen": self.moves_seen,
            "effective_sample_size": rounded(self.effective_sample_size),
            "standard_error": rounded(self.standard_error),
            "scenarios": {name: self._scenario(s) for name, s in self.scenarios.items()},
            "none_of_these": self._curve(self.none_of_these)["p"],
            "questions": {name: _forecast(f) for name, f in self.questions.items()},
            "worlds": {"before": _list(self.before), "after": _list(self.after)},
            "graph": self._graph(),
            "warnings": list(self.warnings),
            **({"partial": True} if self.partial else {}),
        }

    def _scenario(self, scenario: Scenario) -> dict[str, Any]:
        at, ever = self._curve(scenario.at), self._curve(scenario.ever)
        return {
            "at": at["p"],
            "ever": ever["p"],
            "at_band": at["band"],
            "ever_band": ever["band"],
            "overlaps": {name: rounded(p) for name, p in scenario.overlaps.items()},
        }

    def _curve(self, curve: Curve) -> dict[str, list[list[Any]]]:
        days = [d.isoformat() for d in self.dates]
        return {
            "p": [list(pair) for pair in zip(days, _list(curve.mean), strict=True)],
            "band": [list(three) for three in zip(days, _list(curve.low), _list(curve.high), strict=True)],
        }

    def _graph(self) -> dict[str, Any]:
        shown = self.graph.likeliest(12)
        place = dict(zip(self.graph.states.tolist(), self.graph.horizon.tolist(), strict=True))
        return {
            "states": [{"code": c, "at_horizon": rounded(place[c])} for c in shown],
            "moves": [
                {"from": m.source, "to": m.target, "by": m.mover, "expected": rounded(m.expected)}
                for m in self.graph.moves_among(list(dict.fromkeys([*shown, *self.graph.path])))
            ],
            "path": list(self.graph.path),
        }


def _list(numbers: Floats) -> list[float]:
    return [rounded(n) for n in numbers.tolist()]


def _maybe(number: float | None) -> float | None:
    return None if number is None else rounded(number)


def _forecast(forecast: Forecast) -> Mapping[str, Any]:
    return {
        "p": _maybe(forecast.p),
        "p_model": _maybe(forecast.p_model),
        "p_base": _maybe(forecast.p_base),
        "interval": None if forecast.interval is None else [rounded(x) for x in forecast.interval],
        "blended": forecast.blended,
        "note": forecast.note,
    }
