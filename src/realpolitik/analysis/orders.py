"""Reads a solved case by the orders of wishes alone: ways to what holds, conflict of interest, agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis import agreement
from realpolitik.analysis.agreement import LEAST
from realpolitik.analysis.futures import Futures
from realpolitik.analysis.interests import Interests
from realpolitik.analysis.ordinal import (
    AgreementResult,
    OrdinalReading,
    RivalResult,
    Step,
    SurpriseResult,
    TurnResult,
    WayResult,
)
from realpolitik.analysis.people import option_of
from realpolitik.analysis.possible_moves import PossibleMoves
from realpolitik.analysis.routes import Routes
from realpolitik.analysis.standing import Standing
from realpolitik.case.scales import whole
from realpolitik.conflict.graph import NOBODY, Graph
from realpolitik.conflict.solving import Solution, graph_of
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.conflict.ways import Move
from realpolitik.rounding import rounded

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

CONCEPTS = ("Nash", "SEQ", "SMR", "GMR")  #: the most demanding first
COMPARED, STRICT = "SEQ", "Nash"  #: the concept by which scenarios are compared, and the one said besides
MOST_WAYS = 12
MOST_STATES = 2**18  #: with more states than this the reading is left out: it would cost more than the forecast


def reading(
    space: StateSpace,
    solution: Solution,
    probabilities: Sequence[float],
    holding: Standing,
    futures: Futures | None,
    surprises: list[SurpriseResult],
    chances: dict[int, float],
) -> OrdinalReading | None:
    """The reading by orders alone; None where there are more than ``MOST_STATES`` states.

    ``probabilities``: of the solution's types, by the evidence alone; what was seen of moves is left aside, for what it
    tells depends on pace and resolve. ``chances``: of nature's turns, each by itself. Scenarios are compared with the
    forecast where ``futures`` has one: nothing else here depends on it.
    """
    if space.size > MOST_STATES:
        return None
    likely = frozenset(axis for axis, chance in chances.items() if whole(chance) >= agreement.LIKELY_TURN)
    interests, moves = Interests(space), PossibleMoves(space)

    def graphs() -> Iterator[Graph]:
        for solved, probability in zip(solution.types, probabilities, strict=True):
            graph = graph_of(space, solved.type.when)
            interests.add(graph, probability)
            moves.add(graph, probability)
            yield graph

    routes = Routes.of(space, solution, probabilities, likely, graphs())
    ways = _ways(routes, holding)
    drawn = moves.drawn(ways, len(probabilities))
    return OrdinalReading(
        ways=ways,
        interests=interests.results(),
        agreements=[] if futures is None else _agreements(routes, futures, chances),
        surprises=surprises,
        drawn=drawn,
        states=moves.states(drawn),
        moves=moves.results(drawn),
    )


def _ways(routes: Routes, holding: Standing) -> list[WayResult]:
    """At most twelve states that hold, the best of every scenario among them.

    First those that improvements alone lead to, then those that need a turn of nature, then the others; each by the
    concept, and by the share of the types' probability in which it can be so reached.
    """
    kept: dict[int, tuple[tuple[float, ...], str]] = {}
    for place, concept in enumerate(c for c in CONCEPTS if c in routes.solution.concepts):
        holds = routes.holding(concept)
        shares = [routes.share @ states for states in (holds & routes.reached, holds & routes.after_turns, holds)]
        for number in np.flatnonzero(shares[-1] >= LEAST).tolist():
            if number not in kept:
                level = next(k for k in range(3) if shares[k][number] >= LEAST)
                kept[number] = (level, place, -rounded(float(shares[level][number])), number), concept
    ordered = sorted(kept, key=lambda number: kept[number][0])
    best = [next((n for n in ordered if inside[n]), None) for inside in routes.scenarios.values()]
    first = [number for number in dict.fromkeys([*best, *ordered]) if number is not None][:MOST_WAYS]
    return [_way(routes, number, kept[number][1], holding) for number in ordered if number in first]


def _way(routes: Routes, number: int, concept: str, holding: Standing) -> WayResult:
    """One state that holds, with its ways in the most probable type in which it holds and can be reached best."""
    state = holding.state(number, None)
    holds = routes.holding(concept)[:, number]
    reached, after = routes.reached[:, number], routes.after_turns[:, number]
    kind = routes.likeliest(next(types for types in (holds & reached, holds & after, holds) if types.any()))
    best = _steps(routes.space, routes.best(kind, number))
    turns = best is not None and any(step.actor == NATURE for step in best)
    return WayResult(
        state=number,
        values=state.values,
        words=state.words,
        status_quo=state.status_quo,
        concept=concept,
        share=rounded(float(routes.share @ holds)),
        reached=rounded(float(routes.share @ (holds & reached))),
        equilibrium=state.equilibrium,
        stable_for=state.stable_for,
        when=dict(routes.solution.types[kind].type.when),
        improvements=None if turns else best,
        after_turns=best if turns else None,
        any_moves=_steps(routes.space, routes.any_moves(kind, number)),
        scenarios=[name for name, states in routes.scenarios.items() if states[number]],
    )


def _steps(space: StateSpace, moves: Sequence[Move] | None) -> list[Step] | None:
    """The moves of a way in the terms of the case."""
    if moves is None:
        return None
    stands = [space.status_quo, *(move.state for move in moves)]
    return [
        Step(
            actor=NATURE if move.mover == NOBODY else space.deciders[move.mover],
            options=[
                f"{axis.name} = {axis.values[new]}"
                for axis, old, new in zip(space.axes, before, move.state, strict=True)
                if old != new
            ],
            state=space.number(move.state),
            improves=move.willing,
        )
        for before, move in zip(stands, moves, strict=False)
    ]


def _agreements(routes: Routes, futures: Futures, chances: dict[int, float]) -> list[AgreementResult]:
    """Every scenario of the case, as the orders and as the forecast see it."""
    concept = COMPARED if COMPARED in routes.solution.concepts else routes.solution.concepts[0]
    holds = routes.holding(concept)
    strict = routes.holding(STRICT) if STRICT in routes.solution.concepts else holds
    forecasts = {name: float(played.at.mean[futures.last]) for name, played in futures.play.scenarios.items()}
    led = {name: _share(routes, holds & routes.led & routes.scenarios[name]) for name in forecasts}
    quo = routes.space.number(routes.space.status_quo)
    results = []
    for name, forecast in forecasts.items():
        inside = routes.scenarios[name]
        reached, after = holds & inside & routes.reached, holds & inside & routes.after_turns
        lucky = after & ~reached.any(axis=1, keepdims=True)  # types in which improvements alone lead to none
        way = _shortest(routes, reached if reached.any() else after)
        others = [other for other in forecasts if other != name and whole(led[other]) > agreement.FEW]
        rival = max(others, key=lambda one: forecasts[one], default=None)
        weaker, holds_weaker = _weaker(routes, concept, inside)
        found = AgreementResult(
            scenario=name,
            title=_title(routes.space, name),
            concept=concept,
            holds=rounded(_share(routes, holds & inside)),
            holds_nash=rounded(_share(routes, strict & inside)),
            weaker=weaker,
            holds_weaker=rounded(holds_weaker),
            reached=rounded(_share(routes, reached)),
            after_turns=rounded(_share(routes, after)),
            led=rounded(led[name]),
            forecast=rounded(forecast),
            several=int((routes.share >= LEAST).sum()) > 1,
            today=bool(inside[quo]),
            moves=sum(step.actor != NATURE for step in way),
            turns=_turns(_shortest(routes, lucky), routes.space, chances),
            nature=bool(chances),
            rival=None if rival is None else _rival(routes.space, rival, forecasts[rival]),
            doubtful=_doubtful(routes.space),
            friction=any(routes.space.case.actors[a].inertia.high > 0.0 for a in routes.space.deciders),
        )
        results.append(agreement.judged(found))
    return results


def _share(routes: Routes, states: Bools) -> float:
    """The probability of the types that have one of their states marked."""
    return float(routes.share @ states.any(axis=1))


def _weaker(routes: Routes, concept: str, inside: Bools) -> tuple[str | None, float]:
    """The first concept that asks less and by which some state of a scenario holds more widely, with the share."""
    at_least = _share(routes, routes.holding(concept) & inside) + LEAST
    asking_less = [c for c in CONCEPTS[CONCEPTS.index(concept) + 1 :] if c in routes.solution.concepts]
    found = ((other, _share(routes, routes.holding(other) & inside)) for other in asking_less)
    return next(((other, share) for other, share in found if share >= at_least), (None, 0.0))


def _shortest(routes: Routes, wanted: Bools) -> list[Step]:
    """The shortest way by improvements (and turns) to a wanted state, in the most probable type that has one."""
    kind = routes.likeliest(np.asarray(wanted.any(axis=1), dtype=np.bool_))
    found = [routes.best(kind, number) or () for number in np.flatnonzero(wanted[kind]).tolist()]
    return _steps(routes.space, min(found, key=len, default=())) or []


def _turns(way: Sequence[Step], space: StateSpace, chances: dict[int, float]) -> list[TurnResult]:
    """The turns of nature on a way, in words, with their chance by the last day."""
    turned = {option.partition(" = ")[0] for step in way if step.actor == NATURE for option in step.options}
    axes = [(space.axes[k], chance) for k, chance in chances.items() if space.axes[k].name in turned]
    return [
        TurnResult(
            name=axis.name,
            text=option_of(space.case, axis).text or axis.option.replace("_", " "),
            chance=rounded(chance),
        )
        for axis, chance in axes
    ]


def _rival(space: StateSpace, name: str, forecast: float) -> RivalResult:
    return RivalResult(scenario=name, title=_title(space, name), forecast=rounded(forecast))


def _title(space: StateSpace, name: str) -> str:
    return space.case.scenarios[name].title or name.replace("_", " ")


def _doubtful(space: StateSpace) -> list[str]:
    """The deciders with a wish that they may or may not have."""
    actors = space.case.actors
    found = [a for a in space.deciders if any(w.sure and 0.0 < w.sure.value < 1.0 for w in actors[a].prefers)]
    return [(actors[a].name or a.replace("_", " ")).split(" (", 1)[0] for a in found]
