"""Who can do what and wants what, and states of the world in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.called import valued
from realpolitik.analysis.result import ActorResult, AxisResult, WishResult
from realpolitik.case.case import Case
from realpolitik.case.parts.action import Actor, NatureEvent, Option, Wish
from realpolitik.conflict.space import NATURE, Axis, StateSpace
from realpolitik.rounding import rounded, rounded_values


def actors(case: Case) -> list[ActorResult]:
    """Every actor and audience with its wishes, the most important first."""
    return [
        ActorResult(
            id=name,
            name=actor.name or _plain(name),
            about=actor.about,
            part_of=actor.part_of,
            pace=actor.pace.written,
            resolve=actor.resolve.written,
            inertia=actor.inertia.written,
            wishes=_wishes(case, actor),
            serves=rounded_values({audience: share.value for audience, share in actor.serves.items()}),
            because=actor.because,
            citations=[str(c) for c in actor.source],
        )
        for name, actor in case.actors.items()
    ]


def _wishes(case: Case, actor: Actor) -> list[WishResult]:
    if actor.ranking:
        stated = [case.scenarios[name].that.text if name in case.scenarios else name for name in actor.ranking]
        return [_bare_wish(text) for text in stated]
    if actor.utility:
        ordered = sorted(actor.utility.items(), key=lambda entry: -entry[1])
        return [_bare_wish(f"{_formula_text(formula)} ({weight:+g})") for formula, weight in ordered]
    return [_wish(wish) for wish in actor.prefers]


def _formula_text(formula: object) -> str:
    return str(getattr(formula, "text", formula))


def _bare_wish(text: str) -> WishResult:
    return WishResult(that=text, text=None, when=None, sure=None, because=None, citations=[])


def _wish(wish: Wish) -> WishResult:
    return WishResult(
        that=wish.that.text,
        text=wish.text,
        when=wish.when.text if wish.when else None,
        sure=None if wish.sure is None else rounded(wish.sure.value),
        because=wish.because,
        citations=[str(c) for c in wish.source],
    )


def option_of(case: Case, axis: Axis) -> Option | NatureEvent:
    """The option (or the event of nature) behind an axis."""
    return case.nature[axis.option] if axis.actor == NATURE else case.actors[axis.actor].options[axis.option]


def axes(
    space: StateSpace,
    at_horizon: Sequence[NDArray[np.float64]],
    counted_now: Sequence[dict[str, float]] | None = None,
) -> list[AxisResult]:
    """Every option that can move; ``at_horizon[k][v]`` is P(option k has value v at the horizon).

    ``counted_now[k]``: outcome silent on option k -> P(it holds while option k stands as today, at the horizon).
    """
    results = []
    for k, (axis, shares) in enumerate(zip(space.axes, at_horizon, strict=True)):
        option = option_of(space.case, axis)
        results.append(
            AxisResult(
                name=axis.name,
                actor=axis.actor,
                option=axis.option,
                text=option.text or _plain(axis.option),
                values=list(axis.values),
                now=axis.values[axis.now],
                moves=axis.moves,
                likely=axis.values[int(np.argmax(shares))],
                probability_changed=rounded(1.0 - float(shares[axis.now])),
                at_horizon={value: rounded(float(p)) for value, p in zip(axis.values, shares, strict=True)},
                counted_now=counted_now[k] if counted_now else {},
                citations=[str(c) for c in option.source],
            )
        )
    return results


def held(space: StateSpace) -> dict[str, str]:
    """What the options say that no state tells apart, by their names: ``{"nature.war": "The war goes on"}``."""
    case = space.case
    texts = {f"{who}.{name}": one.text for who, actor in case.actors.items() for name, one in actor.options.items()}
    texts |= {f"{NATURE}.{name}": event.text for name, event in case.nature.items()}
    return {name: texts[name] or _plain(name.split(".")[1]) for name in space.held if name in texts}


def words(space: StateSpace, state: Sequence[int]) -> str:
    """What a state changes against the status quo, in words: ``Azerbaijan: Call Moscow; Armenia: Road = open``."""
    changes = [
        change_words(space, axis, value) for axis, value in zip(space.axes, state, strict=True) if value != axis.now
    ]
    return "; ".join(changes) or "as now"


def change_words(space: StateSpace, axis: Axis, value: int) -> str:
    """One option's new value in words, with who does it."""
    case = space.case
    text = option_of(case, axis).text or _plain(axis.option)
    who = "" if axis.actor == NATURE else f"{case.actors[axis.actor].name or _plain(axis.actor)}: "
    if axis.values != ("no", "yes"):
        named = {key: actor.name.split(" (")[0] for key, actor in case.actors.items() if actor.name}
        return f"{who}{text} = {valued(axis.values[value], named)}"
    return f"{who}{text}" if value else f"{who}no longer: {text}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
