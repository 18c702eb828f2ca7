"""The judged numbers of a play, one by one: where each stands in a problem, and the problem with one changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from realpolitik.case.case import Case
from realpolitik.conflict.space import StateSpace
from realpolitik.play.board import costly_axes, nature_axes
from realpolitik.play.hazards import Nature
from realpolitik.play.problem import Ground, Problem
from realpolitik.play.utility import Wants

Kind = Literal["pace", "resolve", "inertia", "backing_down", "rate", "by", "sure", "wish"]
_TEMPERS = ("pace", "resolve", "inertia", "backing_down")


@dataclass(frozen=True)
class Parameter:
    """One judged number. ``which`` is its row in the problem's arrays, ``part`` its place in the row.

    ``pace``, ``resolve``, ``inertia``: a decider; ``backing_down``: a costly option; ``rate`` and ``by``: nature's
    axis and the branch or date; ``sure``: an actor (position in the case) and the wish; ``wish``: a statement's place
    among all, its number being how far it counts (1: as the case has it, 0: not at all).
    """

    path: str
    kind: Kind
    which: int
    part: int = 0
    apart: bool = False


def parameters(case: Case, space: StateSpace, *, apart: bool = False) -> Iterator[Parameter]:
    """Every judged number of the play, in the order of the case; sure wishes have none.

    ``apart``: those of the events that nothing hangs on too. They move the questions about themselves alone.
    """
    deciders = list(space.deciders)
    costly = [space.axes[k].name for k in costly_axes(space)]
    for place, (name, actor) in enumerate(case.actors.items()):
        for option in actor.options:
            if f"{name}.{option}" in costly:
                path = f"actors.{name}.options.{option}.backing_down"
                yield Parameter(path, "backing_down", costly.index(f"{name}.{option}"))
        for k, wish in enumerate(actor.prefers):
            if wish.sure is not None:
                yield Parameter(f"actors.{name}.prefers[{k}].sure", "sure", place, k)
        if name in deciders:
            for kind in ("pace", "resolve", "inertia"):
                yield Parameter(f"actors.{name}.{kind}", kind, deciders.index(name))
    for number, k in enumerate(nature_axes(space)):
        yield from _of_event(case, space.axes[k].option, number)
    if apart:
        for number, name in enumerate(space.apart):
            yield from _of_event(case, name, number, apart=True)


def _of_event(case: Case, name: str, number: int, *, apart: bool = False) -> Iterator[Parameter]:
    """The chances of one of nature's events, which stands at place ``number``."""
    event = case.nature[name]
    if event.by and event.now != event.values[-1]:
        dates = sorted(d for d in event.by if case.as_of is None or d > case.as_of)
        for part, date in enumerate(dates):
            yield Parameter(f"nature.{name}.by.{date}", "by", number, part, apart)
        return
    for part, branch in enumerate(event.rate):
        alone = len(event.rate) == 1 and branch.if_ is None
        path = f"nature.{name}.rate" if alone else f"nature.{name}.rate[{part}].p"
        yield Parameter(path, "rate", number, part, apart)


def wishes(case: Case, wants: Wants) -> Iterator[Parameter]:
    """Every wish of ``prefers``, to be left out."""
    for (name, actor), taste in zip(case.actors.items(), wants.tastes, strict=True):
        for k in range(len(actor.prefers)):
            yield Parameter(f"actors.{name}.prefers[{k}]", "wish", taste.first + k)


def changed(problem: Problem, parameter: Parameter, value: float) -> Problem:
    """The problem with one number at ``value`` in every draw (``rate``: a hazard a month)."""
    if parameter.kind in _TEMPERS:
        table = getattr(problem.numbers, parameter.kind).copy()
        table[parameter.which] = value
        return replace(problem, numbers=replace(problem.numbers, **{parameter.kind: table}))
    if parameter.kind == "sure":
        tastes = list(problem.wants.tastes)
        taste = tastes[parameter.which]
        sure = (*taste.sure[: parameter.part], value, *taste.sure[parameter.part + 1 :])
        tastes[parameter.which] = replace(taste, sure=sure)
        return replace(problem, wants=replace(problem.wants, tastes=tuple(tastes)))
    if parameter.kind == "wish":
        counts = problem.types.counts.copy()
        counts[:, parameter.which] *= value
        grounds = [_scaled(ground, parameter.which, value) for ground in (problem.ground, problem.trail_ground)]
        assert grounds[0] is not None
        types = replace(problem.types, counts=counts)
        return replace(problem, types=types, ground=grounds[0], trail_ground=grounds[1])
    ground = _with_nature(problem.ground, parameter, value)
    seen = None if problem.trail_ground is None else _with_nature(problem.trail_ground, parameter, value)
    return replace(problem, ground=ground, trail_ground=seen)


def _with_nature(ground: Ground, parameter: Parameter, value: float) -> Ground:
    """A ground with one chance of nature's changed."""
    if not parameter.apart:
        return replace(ground, nature=_nature(ground.nature, parameter, value))
    assert ground.apart is not None
    return replace(ground, apart=_nature(ground.apart, parameter, value))


def _scaled(ground: Ground | None, feature: int, factor: float) -> Ground | None:
    """A ground in which one statement counts ``factor`` times as far in what others are expected to do."""
    if ground is None or ground.ahead is None:
        return ground
    return replace(ground, ahead=ground.ahead.scaled(feature, factor))


def _nature(nature: Nature, parameter: Parameter, value: float) -> Nature:
    if parameter.kind == "rate":
        rates = list(nature.rates)
        rates[parameter.which] = rates[parameter.which].copy()
        rates[parameter.which][parameter.part] = value
        return replace(nature, rates=tuple(rates))
    dated = list(nature.dated)
    old = dated[parameter.which]
    assert old is not None
    ends, chances = old
    chances = chances.copy()
    chances[parameter.part] = value
    # A chance by a date cannot fall later on: the dates around give way.
    chances[: parameter.part] = np.minimum(chances[: parameter.part], value)
    chances[parameter.part + 1 :] = np.maximum(chances[parameter.part + 1 :], value)
    dated[parameter.which] = (ends, chances)
    return replace(nature, dated=tuple(dated))
