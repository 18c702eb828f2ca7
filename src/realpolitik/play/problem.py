"""One case made ready to be played: arrays only, so that it can be sent to any worker; and the run of one draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.parts.judged import Judged
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.board import Board, costly_axes
from realpolitik.play.hazards import Nature, hazards_of, nature_of
from realpolitik.play.kernel import Temper, chance_rates, choice_rates
from realpolitik.play.lanes import Column, Reading
from realpolitik.play.lookahead import Lookahead, View
from realpolitik.play.path import Trail
from realpolitik.play.product import Choosing, Layout
from realpolitik.play.strata import Strata, Uniforms
from realpolitik.play.ties import Ties
from realpolitik.play.train import Lanes
from realpolitik.play.transient import Piece
from realpolitik.play.utility import LARGEST, Wants, feature_table, views_in_worlds, weights_in_worlds

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MOVES_A_STATE = 12  #: beyond so many, and so many in all, a step without a matrix is quicker
MOVES_IN_ALL = 50_000


@dataclass(frozen=True, eq=False)
class Ground:
    """A board with what utilities and nature need on it. ``kinds`` (types, nature's axes) pick nature's branches.

    ``apart``: the events that are followed apart, with ``kinds_apart`` (types, events); None: there are none.
    ``layout``: how the states lie where every move is free and that is quicker; else None.
    """

    board: Board
    features: Floats
    nature: Nature
    kinds: Ints
    apart: Nature | None = None
    kinds_apart: Ints | None = None
    ahead: Lookahead | None = None
    layout: Layout | None = None

    def rates(
        self,
        weights: Floats,
        temper: Temper,
        hazards: list[Floats],
        kind: int,
        time: float | None,
        raw: Floats | None = None,
    ) -> Floats:
        """Rate of every move after ``time`` for coefficients ``weights`` (deciders, features).

        ``raw``: the same before what counts in the type was applied, for those who look ahead (None: ``weights``).
        """
        return self.rates_after([time], weights, temper, hazards, kind, raw)[0]

    def rates_after(
        self,
        times: Sequence[float | None],
        weights: Floats,
        temper: Temper,
        hazards: list[Floats],
        kind: int,
        raw: Floats | None = None,
    ) -> list[Floats]:
        """The same after each of ``times``: what the actors choose does not change with time."""
        chosen = self.chosen(weights, temper, kind, raw)
        hazard = [self.nature.hazard(hazards, self.kinds[kind], time) for time in times]
        return [np.concatenate([chosen, chance_rates(self.board, h)]) for h in hazard]

    def chosen(self, weights: Floats, temper: Temper, kind: int, raw: Floats | None = None) -> Floats:
        """Rate of every move of the actors."""
        return choice_rates(self.board, self.worth(weights, temper, kind, raw), temper)

    def worth(self, weights: Floats, temper: Temper, kind: int, raw: Floats | None = None) -> Floats:
        """What each state is worth to each actor who chooses, shape (deciders, states)."""
        if self.ahead is None:
            return np.asarray(weights @ self.features)
        seen = weights if raw is None else raw
        return self.ahead.worth(self.board, self.features, weights, seen, temper, kind)

    def free_after(
        self, times: Sequence[float], weights: Floats, temper: Temper, hazards: list[Floats], kind: int, raw: Floats
    ) -> list[tuple[Choosing, Floats] | None]:
        """The actors' choices and nature's hazards after each of ``times``, where every move is free; else None."""
        if self.layout is None:
            return [None] * len(times)
        choosing = Choosing.of(self.layout, self.worth(weights, temper, kind, raw), temper)
        if choosing is None:
            return [None] * len(times)
        return [(choosing, self.nature.hazard(hazards, self.kinds[kind], time)) for time in times]

    def hazards_apart(self, hazards: list[Floats], kind: int, time: float | None) -> Floats | None:
        """Hazards per month of the events apart after ``time`` (None: in the watch), shape (events, states)."""
        if self.apart is None or self.kinds_apart is None:
            return None
        return self.apart.hazard(hazards, self.kinds_apart[kind], time)

    @property
    def ends(self) -> tuple[float, ...]:
        """The months at which a hazard changes."""
        return tuple(sorted({*self.nature.ends, *(self.apart.ends if self.apart else ())}))


@dataclass(frozen=True, eq=False)
class Numbers:
    """The deciders' judged numbers, each (deciders, 3): middle, low, high; ``backing_down`` (costly options, 3)."""

    pace: Floats
    resolve: Floats
    inertia: Floats
    backing_down: Floats

    def draw(self, rng: Uniforms | None) -> Temper:
        """The middles (None) or a uniform draw from each range."""
        return Temper(*(_drawn(a, rng) for a in (self.pace, self.resolve, self.inertia, self.backing_down)))


@dataclass(frozen=True, eq=False)
class Types:
    """Worlds that share a run.

    ``of`` (worlds,) is each world's type; ``counts`` (types, features) how far each wish counts in it.
    """

    of: Ints
    counts: Floats

    @property
    def size(self) -> int:
        """Number of types."""
        return int(self.counts.shape[0])

    def gather(self, probabilities: Floats) -> Floats:
        """The types' probabilities, given the worlds'."""
        return np.asarray(np.bincount(self.of, weights=probabilities, minlength=self.size), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Told:
    """One account of who made the seen moves: log of its share, its path, and the play that begins where it ends."""

    log_share: float
    trail: Trail
    start: int
    lanes: Lanes


@dataclass(frozen=True, eq=False)
class Problem:
    """All that a draw needs. ``shares`` (types,) are the types' probabilities before the seen moves.

    Types that are not ``wanted`` (no world of theirs has any probability) are not run. ``times`` are the dates, in
    months from the start; the one at position ``horizon`` is the case's horizon (questions may look beyond it).
    ``accounts`` are there where it is not known who made a seen move; ``trail``, ``start`` and ``lanes`` are those of
    the first.
    """

    lanes: Lanes
    start: int
    ground: Ground
    ties: Ties
    trail: Trail | None
    trail_ground: Ground | None
    wants: Wants
    numbers: Numbers
    types: Types
    shares: Floats
    wanted: NDArray[np.bool_]
    times: Floats
    horizon: int
    seed: int
    draws: int
    accounts: tuple[Told, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The runs with absorbing states."""
        return self.lanes.columns

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The numbers read at every date."""
        return self.lanes.readings


@dataclass(frozen=True, eq=False)
class Played:
    """The forces of one draw: everything that is random in it."""

    weights: Floats
    temper: Temper
    hazards: list[Floats]
    apart: list[Floats]


def grounds(case: Case, space: StateSpace, board: Board, trail: Trail | None) -> tuple[Ground, Ground | None, Types]:
    """The ground of the forecast and of the seen path, and the types of worlds that both can tell apart."""
    worlds = Worlds.of(case)
    counts = weights_in_worlds(case, space, worlds)
    boards = [board] if trail is None else [board, trail.board]
    natures = [(nature_of(case, space, b, worlds), hazards_of(case, space.apart, space, b, worlds)) for b in boards]
    kinds = [[_kinds(nature, worlds) for nature in pair] for pair in natures]
    looking = [k for k, name in enumerate(space.deciders) if case.actors[name].foresight > 1]
    views = [(k, views_in_worlds(case, worlds, space.deciders[k], counts)) for k in looking]
    seen = [v[1].reshape(worlds.size, -1) for _, v in views if v is not None]
    pattern = np.hstack([counts, *seen, *(rows for pair in kinds for rows in pair)])
    if pattern.shape[1] == 0:
        pattern = np.zeros((worlds.size, 1))
    _, first, of = np.unique(pattern, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)  # types in the order of their first world
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    example = first[order]
    ahead = None
    if views:
        ahead = Lookahead(tuple(View(k) if v is None else View(k, v[0], v[1][example]) for k, v in views))
    made = []
    for b, (near, apart), (kinds_near, kinds_apart) in zip(boards, natures, kinds, strict=True):
        ground = Ground(b, feature_table(case, space, b), near, kinds_near[example], ahead=ahead)
        if b is board and b.source.size > max(MOVES_A_STATE * b.size, MOVES_IN_ALL):
            ground = replace(ground, layout=Layout.of(space, b))
        if space.apart:
            ground = replace(ground, apart=apart, kinds_apart=kinds_apart[example])
        made.append(ground)
    return made[0], made[1] if trail is not None else None, Types(place[of.reshape(-1)], counts[example])


def _kinds(nature: Nature, worlds: Worlds) -> Ints:
    """Which of its kinds each event has in each world, shape (worlds, events)."""
    return np.array([b.kind for b in nature.branches], dtype=np.int64).reshape(-1, worlds.size).T


def numbers_of(case: Case, space: StateSpace) -> Numbers:
    """The deciders' pace, resolve, inertia, and the costs of public back-downs. BadInput where one is too large."""
    actors = [case.actors[name] for name in space.deciders]
    costs = [case.actors[space.axes[k].actor].options[space.axes[k].option].backing_down for k in costly_axes(space)]
    numbers = Numbers(
        _triples([a.pace for a in actors]),
        _triples([a.resolve for a in actors]),
        _triples([a.inertia for a in actors]),
        _triples([c for c in costs if c is not None]),
    )
    for what in ("resolve", "inertia", "backing_down"):
        if getattr(numbers, what).max(initial=0.0) > LARGEST:
            raise BadInput(f"{case.case}: a `{what}` is larger than {LARGEST:g}; nothing was played")
    return numbers


def forces(problem: Problem, draw: int | None) -> Played:
    """What is random, for a draw (from 0) or, with None, in the central run: middles, b = 3/4, equal gaps."""
    rng = None if draw is None else Strata(problem.seed, problem.draws, draw)
    return drawn_forces(problem.wants, problem.numbers, problem.ground, rng)


def drawn_forces(wants: Wants, numbers: Numbers, ground: Ground, rng: Uniforms | None) -> Played:
    """Every uncertain number in the one order in which they are always asked for."""
    weights = wants.draw(rng)
    temper, hazards = numbers.draw(rng), ground.nature.draw(rng)
    return Played(weights, temper, hazards, ground.apart.draw(rng) if ground.apart else [])


def log_path(problem: Problem, played: Played, kind: int) -> float:
    """log P(seen path | type, draw), in which events apart have not come; 0 where nothing was watched."""
    if problem.trail is None or problem.trail_ground is None:
        return 0.0
    weights, seen = played.weights * problem.types.counts[kind], problem.trail_ground
    rates = seen.rates(weights, played.temper, played.hazards, kind, None, played.weights)
    return problem.trail.log_likelihood(rates, seen.hazards_apart(played.apart, kind, None))


def stretches(problem: Problem, played: Played, kind: int) -> list[Piece]:
    """The stretches of constant rates of one type in one draw, to the last date."""
    last = float(problem.times[-1])
    weights = played.weights * problem.types.counts[kind]
    ground = problem.ground
    ends = [*(e for e in ground.ends if e < last), last]
    begins = [0.0, *ends[:-1]]
    rates = ground.rates_after(begins, weights, played.temper, played.hazards, kind, played.weights)
    apart = [ground.hazards_apart(played.apart, kind, begin) for begin in begins]
    free = ground.free_after(begins, weights, played.temper, played.hazards, kind, played.weights)
    return [Piece(*parts) for parts in zip(ends, rates, apart, free, strict=True)]


def conduct(problem: Problem, played: Played, kind: int) -> bytes:
    """Everything in which the play of one type can differ from that of another in the same draw."""
    grounds = (problem.ground, problem.trail_ground)
    parts = [played.weights * problem.types.counts[kind], *(g.kinds[kind] for g in grounds if g is not None)]
    parts += [g.kinds_apart[kind] for g in grounds if g is not None and g.kinds_apart is not None]
    ahead = problem.ground.ahead
    seen = b"" if ahead is None else ahead.key(played.weights, kind)
    return b"|".join([*(np.ascontiguousarray(part).tobytes() for part in parts), seen])


def _drawn(triples: Floats, rng: Uniforms | None) -> Floats:
    if rng is None:
        return triples[:, 0]
    return np.asarray(triples[:, 1] + rng.random(len(triples)) * (triples[:, 2] - triples[:, 1]))


def _triples(numbers: list[Judged]) -> Floats:
    return np.array([(n.value, n.low, n.high) for n in numbers], dtype=np.float64).reshape(len(numbers), 3)
