"""Which of the numbers of a case are still nobody's: a draft's stand-ins, and what is marked to be checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from realpolitik.analysis.fragile import Unjudged
from realpolitik.analysis.inputs import Input, base_rate_inputs, evidence_inputs, play_inputs
from realpolitik.analysis.nobodys import nobodys
from realpolitik.case.case import Case
from realpolitik.conflict.space import StateSpace
from realpolitik.play.parameters import parameters

Use = Literal["evidence", "play"]


def unjudged(case: Case, uses: Iterable[Use] = ("evidence", "play")) -> Unjudged | None:
    """What is nobody's among the numbers of the evidence, of the play, or of both; None where everything is judged.

    The inputs are counted as the fragility of the headlines counts them, with the events that nothing hangs on.
    """
    found = [*evidence_inputs(case)] if "evidence" in uses else []
    wanting = False
    if "play" in uses and (case.nature or any(a.options for a in case.actors.values())):
        space = StateSpace.of(case)
        found += play_inputs(case, list(parameters(case, space, apart=True)))
        found += base_rate_inputs(case, [q.id for q in case.questions])
        wanting = nobody_wants(case, space)
    open_ = sum(nobodys(one) for one in found)
    if not open_ and not wanting:
        return None
    return Unjudged(open=open_, of=len(found), nobody_wants=wanting, untold=_untold(case, found))


def _untold(case: Case, found: list[Input]) -> list[str]:
    """The headlines that speak of nothing but events whose every number is nobody's."""
    judged = {one.path.split(".")[1] for one in found if one.path.startswith("nature.") and not nobodys(one)}
    chance = {one.path.split(".")[1] for one in found if one.path.startswith("nature.")}
    open_events = {f"nature.{name}" for name in chance - judged}
    spoken = {f"scenarios.{name}": one.that.mentions() for name, one in case.scenarios.items()}
    for question in case.questions:
        parts = (question.happens.first, question.happens.second)
        spoken[f"questions.{question.id}"] = frozenset().union(*(part.mentions() for part in parts if part is not None))
    return [key for key, names in spoken.items() if names and names <= open_events]


def nobody_wants(case: Case, space: StateSpace) -> bool:
    """Whether somebody can act and nobody who can is said to want anything."""
    acting = [case.actors[name] for name in space.deciders]
    return bool(acting) and not any(a.prefers or a.ranking or a.utility or a.serves for a in acting)
