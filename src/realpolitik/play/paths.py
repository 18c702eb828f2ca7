"""Sampled paths: the play drawn one course after another, for boards too large to follow all at once.

Gillespie (1977, "Exact stochastic simulation of coupled chemical reactions", p. 2342): the stay in a state is
exponential with the sum of the rates of all moves, then a move is chosen in proportion to its rate. Where rates change
(chances by dates) the stay is drawn anew, which changes nothing for want of memory. The world and the draw of each
path are picked with their probability given the moves that were seen, so every path counts the same, and whatever is
asked of a whole course, such as several answers at once, can be counted. Only states that a path comes to are listed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.accounts import accounts_of
from realpolitik.play.board import MOST_STATES, Board, encode, explore
from realpolitik.play.calendar import months
from realpolitik.play.playing import calendar
from realpolitik.play.problem import Ground, Numbers, Types, drawn_forces, grounds, numbers_of
from realpolitik.play.questions import event_apart
from realpolitik.play.result import Sampled, Share
from realpolitik.play.strata import Strata
from realpolitik.play.utility import Wants, wants_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

STREAM = 3  #: keeps the paths' random numbers apart from those of the draws
LEAST_CONDITION = 30  #: a conditional question is told where at least so many paths meet its condition


def sample_paths(
    case: Case,
    world_probabilities: ArrayLike,
    paths: int,
    *,
    draws: int = 48,
    seed: int = 1,
    world_draws: ArrayLike | None = None,
    most_states: int = MOST_STATES,
    told: Callable[[int, int], None] | None = None,
) -> Sampled:
    """Scenarios at the horizon and questions, as shares of ``paths`` courses with standard errors.

    ``world_probabilities``, ``draws``, ``seed`` and ``world_draws`` as in ``play``. Where more than ``most_states``
    states can be reached, states are listed as paths come to them. ``told`` hears of paths done.

    Raises BadInput where there is nothing to play, or the seen moves have no chance.
    """
    if paths < 1:
        raise BadInput(f"{paths} paths were asked for; at least 1 is needed. Nothing was played.")
    horizon, questions, warnings = calendar(case)
    course = _Courses.of(case, horizon, [q.until for q in questions], most_states)
    pairs = _picked(course, world_probabilities, world_draws, paths, draws, seed)
    done = 0
    for (world, draw, start), count in pairs:
        course.walk(world, draw, draws, start, count, seed)
        done += count
        if told is not None:
            told(done, paths)
    scenarios = {}
    for name, scenario in case.scenarios.items():
        at = course.stands(scenario.that, horizon)
        ever = course.hit(scenario.that) <= course.time(horizon)
        scenarios[name] = (_share(at), _share(ever))
    answers: dict[str, Share | None] = {}
    joint: dict[str, Bools] = {}
    for question in questions:
        happens, until = question.happens, course.time(question.until)
        apart = event_apart(course.space, question)
        first = course.come(apart) if apart is not None else course.hit(happens.first)
        if happens.kind == "if_then":
            assert happens.second is not None
            condition = first <= course.time(happens.first_by or question.until)
            also = course.stands(happens.second, question.until)
            if happens.second_kind == "ever":
                also = course.hit(happens.second) <= until
            enough = int(condition.sum()) >= LEAST_CONDITION
            answers[question.id] = _share(also[condition]) if enough else None
            continue
        if happens.kind == "at" and apart is None:
            yes = course.stands(happens.first, question.until)
        elif happens.kind == "before":
            assert happens.second is not None
            yes = (first <= until) & (first < course.hit(happens.second))
        else:
            yes = first <= until
        joint[question.id] = ~yes if happens.kind == "never" else yes
        answers[question.id] = _share(joint[question.id])
    worlds = np.repeat([pair[0] for pair, _ in pairs], [count for _, count in pairs])
    return Sampled(
        case.case, seed, paths, draws, horizon, scenarios, answers, joint, worlds, course.states, tuple(warnings)
    )


def _share(yes: Bools) -> Share:
    """A share with its standard error."""
    p = float(yes.mean())
    return Share(p, float(np.sqrt(p * (1.0 - p) / yes.size)), int(yes.size))


def _picked(
    course: _Courses, probabilities: ArrayLike, drawn: ArrayLike | None, paths: int, draws: int, seed: int
) -> list[tuple[tuple[int, int, int], int]]:
    """How many paths each (world, draw, state of today) gets: as likely as it is given the moves seen."""
    p = np.asarray(probabilities, dtype=np.float64)
    rows = p[None, :] if drawn is None else np.asarray(drawn, dtype=np.float64)
    count = max(draws, 1)
    logs = np.array([course.log_paths(d if draws else None, draws, seed) for d in range(count)])
    with np.errstate(divide="ignore"):
        weight = logs + np.log(rows[np.arange(count) % len(rows)])[:, None, :]
    if not np.isfinite(weight).any():
        raise BadInput("the seen moves have no chance in any world of the case; nothing was played")
    chance = np.exp(weight - weight.max()).ravel()
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM,)))
    picked = rng.multinomial(paths, chance / chance.sum()).reshape(weight.shape)
    return [((int(w), int(d), int(a)), int(picked[d, a, w])) for d, a, w in np.argwhere(picked > 0)]


@dataclass(eq=False)
class _Courses:
    """All courses walked so far: for every formula when it first held, and where each course stood on each date."""

    case: Case
    space: StateSpace
    starts: list[int]
    dates: dict[datetime.date, float]
    formulas: dict[str, Formula]
    board: Board
    ground: Ground
    types: Types
    wants: Wants
    numbers: Numbers
    whole: bool
    masks: Bools
    known: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    hits: list[Floats] = field(default_factory=list)
    arrivals: list[Floats] = field(default_factory=list)
    stood: list[Ints] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case, horizon: datetime.date, until: Sequence[datetime.date], most_states: int) -> _Courses:
        space = StateSpace.of(case)
        if not space.axes:
            raise BadInput(f"{case.case}: no option can move and nature does nothing; nothing was played")
        assert case.as_of is not None
        accounts = accounts_of(case, space)
        starts = [encode(space, a.state) for a in accounts] or [encode(space, space.status_quo)]
        dates = {day: months(case.as_of, day) for day in sorted({horizon, *until})}
        asked = [s.that for s in case.scenarios.values()]
        asked += [f for q in case.questions for f in (q.happens.first, q.happens.second) if f is not None]
        formulas = {str(f.tree): f for f in asked}
        board, whole = explore(space, tuple(dict.fromkeys(starts)), onward=False), False
        if space.states.size <= most_states:
            board, whole = explore(space, tuple(dict.fromkeys(starts))), True
        ground, _, types = grounds(case, space, board, None)
        wants, numbers = wants_of(case, space), numbers_of(case, space)
        masks = _masks(space, board, formulas)
        return cls(case, space, starts, dates, formulas, board, ground, types, wants, numbers, whole, masks)

    @property
    def states(self) -> int:
        """How many states are listed."""
        return self.board.size

    def time(self, day: datetime.date) -> float:
        """A day in months from the start."""
        return months(self.case.as_of or day, day)

    def log_paths(self, draw: int | None, draws: int, seed: int) -> Floats:
        """log of share and chance of the seen path in each account and world, (accounts, worlds)."""
        accounts = accounts_of(self.case, self.space)
        size = Worlds.of(self.case).size
        if not accounts:
            return np.zeros((1, size))
        _, seen, types = grounds(self.case, self.space, accounts[0].trail.board, accounts[0].trail)
        assert seen is not None
        played = drawn_forces(self.wants, self.numbers, seen, None if draw is None else Strata(seed, draws, draw))
        out = np.empty((len(accounts), types.size))
        for kind in range(types.size):
            raw = played.weights
            rates = seen.rates(raw * types.counts[kind], played.temper, played.hazards, kind, None, raw)
            apart = seen.hazards_apart(played.apart, kind, None)
            for n, account in enumerate(accounts):
                out[n, kind] = np.log(account.share) + account.trail.log_likelihood(rates, apart)
        return out[:, types.of]

    def walk(self, world: int, draw: int, draws: int, account: int, count: int, seed: int) -> None:
        """Walk ``count`` courses of one world and draw from the state in which an account ends."""
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM, world, draw, account)))
        last = max(self.dates.values())
        code = np.full(count, self.starts[account], dtype=np.int64)
        time = np.zeros(count)
        hit = np.full((len(self.formulas), count), np.inf)
        stood = np.full((len(self.dates), count), -1, dtype=np.int64)
        thresholds = rng.exponential(size=(len(self.space.apart), count))
        passed, arrived = np.zeros_like(thresholds), np.full_like(thresholds, np.inf)
        ends = [*(e for e in self.ground.ends if e < last), last]
        for begin, end in zip([0.0, *ends[:-1]], ends, strict=True):
            active = np.arange(count)
            fresh = True
            while active.size:
                if fresh or not self._lies(code[active]):
                    self._extend(np.unique(code[active]))
                    strata = Strata(seed, draws, draw) if draws else None
                    leaving, cumulative, order, first, apart = self._rates(world, strata, begin)
                    fresh = False
                place = np.searchsorted(self.board.codes, code[active])
                hit[:, active] = np.where(
                    self.masks[:, place], np.minimum(hit[:, active], time[active]), hit[:, active]
                )
                with np.errstate(divide="ignore"):
                    until = np.minimum(time[active] + rng.exponential(size=active.size) / leaving[place], end)
                for k, day in enumerate(self.dates.values()):
                    here = (time[active] <= day) & ((day < until) | ((until >= end) & (day <= end)))
                    stood[k, active[here]] = code[active[here]]
                for k in range(len(self.space.apart)):
                    grown = passed[k, active] + apart[k, place] * (until - time[active])
                    comes = (passed[k, active] <= thresholds[k, active]) & (grown > thresholds[k, active])
                    came = active[comes]
                    with np.errstate(divide="ignore", invalid="ignore"):
                        arrived[k, came] = time[came] + (thresholds[k, came] - passed[k, came]) / apart[k, place[comes]]
                    passed[k, active] = grown
                time[active] = until
                moving = until < end
                chosen = cumulative[first[place[moving]]] + rng.random(int(moving.sum())) * leaving[place[moving]]
                move = order[np.minimum(np.searchsorted(cumulative[1:], chosen, side="right"), order.size - 1)]
                active = active[moving]
                code[active] = self.board.codes[self.board.target[move]]
        self.hits.append(hit)
        self.arrivals.append(arrived)
        self.stood.append(stood)

    def hit(self, formula: Formula) -> Floats:
        """When each course first came to where a formula holds, in months; infinite for never."""
        k = list(self.formulas).index(str(formula.tree))
        return np.concatenate([hit[k] for hit in self.hits])

    def come(self, event: int) -> Floats:
        """When an event apart came in each course."""
        return np.concatenate([arrived[event] for arrived in self.arrivals])

    def stands(self, formula: Formula, day: datetime.date) -> Bools:
        """Whether a formula holds on a day in each course."""
        k, f = list(self.dates).index(day), list(self.formulas).index(str(formula.tree))
        codes = np.concatenate([stood[k] for stood in self.stood])
        return np.asarray(self.masks[f, np.searchsorted(self.board.codes, codes)])

    def _lies(self, codes: Ints) -> bool:
        """Whether the moves that leave all of some states are known."""
        return self.whole or bool(np.isin(codes, self.known).all())

    def _extend(self, codes: Ints) -> None:
        """List the moves that leave some more states."""
        if self._lies(codes):
            return
        self.known = np.union1d(self.known, codes)
        board = explore(self.space, tuple(self.known.tolist()), onward=False)
        if any(self.case.actors[name].foresight > 1 for name in self.space.deciders):
            board = explore(self.space, tuple(board.codes.tolist()), onward=False)
        self.board, self.masks = board, _masks(self.space, board, self.formulas)
        self.ground, _, self.types = grounds(self.case, self.space, board, None)

    def _rates(self, world: int, strata: Strata | None, begin: float) -> tuple[Floats, Floats, Ints, Ints, Floats]:
        """What leaves each state from ``begin`` on: the rate, (states,), and by which move.

        The running sum of the rates of all moves by state left, that order, where each state's moves begin in it; and
        the hazards of the events apart, (events, states).
        """
        kind, ground = int(self.types.of[world]), self.ground
        played = drawn_forces(self.wants, self.numbers, ground, strata)
        weights = played.weights * self.types.counts[kind]
        rates = ground.rates(weights, played.temper, played.hazards, kind, begin, played.weights)
        order = np.argsort(self.board.source, kind="stable")
        cumulative = np.concatenate([[0.0], np.cumsum(rates[order])])
        first = np.searchsorted(self.board.source[order], np.arange(self.board.size + 1))
        leaving = np.diff(cumulative[first])
        apart = ground.hazards_apart(played.apart, kind, begin)
        return leaving, cumulative, order, first, np.zeros((0, 0)) if apart is None else apart


def _masks(space: StateSpace, board: Board, formulas: dict[str, Formula]) -> Bools:
    """Where on the board each formula holds, (formulas, states); nowhere if it is about an event followed apart."""
    apart, columns = {f"{NATURE}.{name}" for name in space.apart}, board.columns(space)
    out = np.zeros((len(formulas), board.size), dtype=np.bool_)
    for k, formula in enumerate(formulas.values()):
        if not formula.mentions() & apart:
            out[k] = formula.holds(columns)
    return out
