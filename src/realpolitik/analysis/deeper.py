"""The parts of an analysis that take runs of their own: what the headlines lean on, and what an actor could do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.inputs import base_rate_inputs, evidence_inputs, play_inputs
from realpolitik.analysis.levers import advice_results, lever_results
from realpolitik.analysis.sensitivity import fragility
from realpolitik.analysis.whatif import WhatIf
from realpolitik.case.case import Case
from realpolitik.conflict.space import StateSpace
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.parameters import parameters
from realpolitik.play.playing import prepare
from realpolitik.play.result import Play

Floats = NDArray[np.float64]

PLAYS = 48  #: plays (draws in types of world) that a re-run makes, of all there are: those that count most


def what_if(
    case: Case,
    before: Floats,
    counted: frozenset[str],
    played: Play | None,
    executor: Executor | None = None,
    plays: int | None = PLAYS,
) -> WhatIf:
    """The case ready to be asked "what would the headlines be if". ``before`` (worlds,): P(world) before the moves."""
    made = None if played is None else prepare(case, before, draws=played.draws, seed=played.seed)
    return WhatIf(case, Headlines.of(case, played), before, counted, made, played, plays, executor)


def deeper(
    case: Case,
    space: StateSpace | None,
    before: Floats,
    counted: frozenset[str],
    played: Play | None,
    executor: Executor | None,
    tell: Callable[[str], None],
) -> dict[str, object]:
    """Fragility, levers and advice, as fields of the analysis; nothing where the case has no headline."""
    if not case.factors and played is None:
        return {}
    tell("Moving one input at a time")
    asked = what_if(case, before, counted, played, executor)
    headlines = asked.headlines
    if not headlines.keys:
        return {}
    inputs = [*evidence_inputs(case)]
    if played is not None and space is not None:
        blended = [name for name, forecast in played.questions.items() if forecast.blended]
        inputs += [*play_inputs(case, list(parameters(case, space))), *base_rate_inputs(case, blended)]
    even = headlines.values(EvidenceModel.of(case, without=counted, uniform=True).posterior[None, :])[0]
    out: dict[str, object] = {"fragility": fragility(case, asked, inputs, even, executor)}
    if played is None or asked.runs is None or asked.prepared is None or space is None:
        return out
    tell("Trying what each actor could do")
    found = lever_results(case, asked.prepared, headlines, asked.now, played.after, executor)
    return {**out, "levers": found, "advice": advice_results(case, space, found)}
