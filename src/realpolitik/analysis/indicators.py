"""What to watch for: items not yet seen, and the answers to the case's questions, the most telling first."""

from __future__ import annotations

import numpy as np

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.signs import Indicator
from realpolitik.case.case import Case
from realpolitik.case.parts.time import Question
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.information import pattern_codes
from realpolitik.evidence.observation import Observation, observation
from realpolitik.evidence.weights import IndicatorWeight, Weighing
from realpolitik.play.averaging import SHORT_OF_SURE
from realpolitik.play.result import Forecast, Play
from realpolitik.rounding import rounded, rounded_values


def indicators(case: Case, weighing: Weighing, played: Play | None) -> list[Indicator]:
    """Everything to watch for, the most telling first; ``weighing`` has the seen moves in it.

    An item can be seen until its ``until``, or until the horizon. A question's answer is told by the play alone, in
    every type of worlds, and not by its base rate: what happens elsewhere as a rule says nothing about which
    explanation holds here. A conditional question (``if .. then``) has no yes that one could wait for, and is left out.
    """
    found = [_item(case, weight) for weight in weighing.indicators]
    if played is not None and case.explanations:
        worlds = Worlds.of(case)
        truth = np.array([worlds.holds(e.says) for e in case.explanations.values()])
        codes = pattern_codes(truth)
        for question in case.questions:
            forecast = played.questions.get(question.id)
            if forecast is not None and forecast.p is not None and question.happens.kind != "if_then":
                yes = _yes(forecast)[played.type_of]
                told = observation(tuple(case.explanations), truth, codes, played.after, yes)
                found.append(_question(case, question, told))
    return sorted(found, key=lambda sign: -sign.bits)


def _item(case: Case, weight: IndicatorWeight) -> Indicator:
    item = next(item for item in case.evidence if item.id == weight.id)
    return Indicator(
        id=weight.id,
        what=weight.what or weight.id,
        because=item.because,
        citations=[str(c) for c in item.source],
        first=case.as_of,
        last=item.until or case.horizon,
        bits=rounded(weight.bits),
        probability=rounded(weight.probability),
        if_seen=rounded_values(weight.if_seen),
        if_not=rounded_values(weight.if_not),
        by_explanation=rounded_values(weight.by_explanation),
        otherwise=rounded_values(weight.otherwise),
    )


def _question(case: Case, question: Question, told: Observation) -> Indicator:
    return Indicator(
        id=question.id,
        kind="question",
        what=in_full(case.questions)[question.id],
        because=question.because,
        citations=[str(c) for c in question.source],
        first=case.as_of,
        last=question.until,
        bits=rounded(told.bits),
        probability=rounded(told.probability),
        if_seen=rounded_values(told.if_seen),
        if_not=rounded_values(told.if_not),
        by_explanation=rounded_values(told.by_explanation),
        otherwise=rounded_values(told.otherwise),
    )


def _yes(forecast: Forecast) -> np.ndarray:
    """P(yes | type) in the play, (types,); what the sums cannot tell from 0 or 1 is 0 or 1."""
    upper, lower = forecast.by_type.T
    p = upper / np.where(lower > 0.0, lower, 1.0)
    return np.where(p < SHORT_OF_SURE, 0.0, np.where(p > 1.0 - SHORT_OF_SURE, 1.0, p))
