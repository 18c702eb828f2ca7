"""What of a case does not stand in its ``.gmcr`` file, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.formats._one_order import nature_as_now

if TYPE_CHECKING:
    from realpolitik.case.case import Case

_PARTS = ("sources", "factors", "explanations", "evidence", "events", "questions", "advice", "issues")
_OF_PLAY = ("pace", "resolve", "inertia", "foresight")
_OF_VIEWS = ("believes", "thinks", "does_not_see")


def left_out(case: Case) -> list[str]:
    """Every part that the case has and the file has not; what the case leaves at its defaults is no part of it."""
    space = StateSpace.of(case)
    found = []
    for name, actor in case.actors.items():
        given = [key for key in _OF_VIEWS if getattr(actor, key)]
        if given:
            found.append(f"actors.{name}: {_listed(given)}, how it sees the others; `solve --views` needs them.")
        if actor.attitudes:
            found.append(f"actors.{name}: attitudes; `solve --preferences attitudes` needs them.")
        unsure = [k for k, wish in enumerate(actor.prefers, start=1) if wish.sure and 0.0 < wish.sure.value < 1.0]
        if unsure:
            which = _listed([str(k) for k in unsure])
            found.append(f"actors.{name}.prefers: how sure wish {which} is; it counts from 50 % on, else not at all.")
        played = [key for key in _OF_PLAY if key in actor.model_fields_set]
        if played:
            found.append(f"actors.{name}: {_listed(played)}, which only the forecast uses.")
    quiet = [axis.name for axis in space.axes if axis.actor == NATURE]
    if quiet:
        found.append(f"{_listed(quiet)}: nature's events stay as they are now.")
    if any(axis.now for axis in space.axes if axis.actor != NATURE):
        here = space.label([0 if axis.actor == NATURE else axis.now for axis in space.axes])
        found.append(f"Today's state ({here}): GMCR+ has none.")
    found += _numbers(space)
    parts = [part for part in _PARTS if getattr(case, part)]
    if parts:
        found.append(f"{_listed(parts)}: a .gmcr file has the conflict alone.")
    return found


def _numbers(space: StateSpace) -> list[str]:
    """Which states have another number, where nature's events leave some out."""
    place = nature_as_now(space)
    here = space.feasible[place].ravel(order="F").nonzero()[0]
    small = [axis for axis in space.axes if axis.actor != NATURE]
    moved = []
    for there, flat in enumerate(here.tolist(), start=1):
        values, rest = [], flat
        for axis in small:
            values.append(rest % len(axis.values))
            rest //= len(axis.values)
        own = iter(values)
        number = space.number([axis.now if axis.actor == NATURE else next(own) for axis in space.axes]) + 1
        if number != there:
            moved.append(f"{number} is {there} there")
            if len(moved) > 8:
                return [f"Numbers of states: {', '.join(moved[:8])}, and more."]
    return [f"Numbers of states: {', '.join(moved)}."] if moved else []


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
