"""What of a case does not stand in a file that holds its conflict alone, in sentences."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from realpolitik.conflict.space import NATURE, StateSpace

if TYPE_CHECKING:
    from realpolitik.case.case import Case

TODAY, AUDIENCES, COALITIONS, IMPOSSIBLE = "today", "audiences", "coalitions", "thinks_impossible"

_PARTS = ("sources", "factors", "explanations", "scenarios", "evidence", "events", "questions", "advice", "issues")
_OF_PLAY = ("pace", "resolve", "inertia", "foresight")
_OF_VIEWS = ("believes", "thinks", "does_not_see", IMPOSSIBLE)


def left_out(case: Case, file: str, keeps: Collection[str]) -> list[str]:
    """Every part that the case has and the file has not; what the case leaves at its defaults is no part of it.

    ``file``: what kind of file it is, in words. ``keeps``: which of ``TODAY``, ``AUDIENCES``, ``COALITIONS`` and
    ``IMPOSSIBLE`` it holds.
    """
    space = StateSpace.of(case)
    found = []
    for name, actor in case.actors.items():
        if AUDIENCES not in keeps and name not in space.deciders:
            found.append(f"actors.{name}: it decides nothing here.")
            continue
        given = [key for key in _OF_VIEWS if getattr(actor, key) and key not in keeps]
        if given:
            found.append(f"actors.{name}: {listed(given)}, how it sees the others; `solve --views` needs them.")
        if actor.attitudes:
            found.append(f"actors.{name}: attitudes; `solve --preferences attitudes` needs them.")
        if actor.utility:
            found.append(
                f"actors.{name}.utility: its weights; the order of the states that follows from them is there."
            )
        unsure = [k for k, wish in enumerate(actor.prefers, start=1) if wish.sure and 0.0 < wish.sure.value < 1.0]
        if unsure:
            which = listed([str(k) for k in unsure])
            found.append(f"actors.{name}.prefers: how sure wish {which} is; it counts from 50 % on, else not at all.")
        played = [key for key in _OF_PLAY if key in actor.model_fields_set]
        if played:
            found.append(f"actors.{name}: {listed(played)}, which only the forecast uses.")
    if case.coalitions and COALITIONS not in keeps:
        found.append(f"coalitions: {file} has none.")
    quiet = [axis.name for axis in space.axes if axis.actor == NATURE]
    if quiet:
        found.append(f"{listed(quiet)}: nature's events stay as they are now.")
    if TODAY not in keeps and any(axis.now for axis in space.axes if axis.actor != NATURE):
        here = space.label([0 if axis.actor == NATURE else axis.now for axis in space.axes])
        found.append(f"Today's state ({here}): {file} has none.")
    parts = [part for part in _PARTS if getattr(case, part)]
    if parts:
        found.append(f"{listed(parts)}: {file} has the conflict alone.")
    return found


def listed(names: list[str]) -> str:
    """Names in a sentence: ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
