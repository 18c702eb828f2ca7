"""A question's three numbers, what the play says, what the base rate says, and both blended, with an interval."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.parts.time import Question
from realpolitik.conflict.space import StateSpace
from realpolitik.play.averaging import Average, certain, interval
from realpolitik.play.base_rate import base_draws, base_probability, blend, clamped
from realpolitik.play.calendar import months
from realpolitik.play.excluded import why_excluded
from realpolitik.play.problem import Problem
from realpolitik.play.questions import Readings, event_apart
from realpolitik.play.result import Forecast

Floats = NDArray[np.float64]

LEAST_CONDITION = 0.001  #: a conditional question is refused where its condition is less likely than this
NOTHING = 1e-12  #: less than this the sums cannot tell from 0
BASE_DRAWS = 64  #: draws of the base rate for every draw of the play


def forecast(
    space: StateSpace,
    readings: Readings,
    problem: Problem,
    average: Average,
    question: Question,
    upper: Floats,
    lower: Floats,
    number: int,
) -> Forecast:
    """The forecast of question ``number``, given its numerator and denominator in every draw and type."""
    by_type = np.stack([average.by_type(upper), average.by_type(lower)], axis=1)
    by_draw = np.stack([upper, lower], axis=2)
    condition = average.mean(lower)
    if question.happens.kind == "if_then" and condition < LEAST_CONDITION:
        note = f"refused: the condition has a chance of {condition:.2g}, under {LEAST_CONDITION:.1%}"
        return Forecast(None, None, None, None, False, note, by_type, by_draw)
    p_model = float(certain(np.array(average.mean(upper) / condition)))
    above, weight = average.per_draw(upper)
    below, _ = average.per_draw(lower)
    keep = (weight > 0.0) & (below > 0.0)
    values, weights = certain(above[keep] / below[keep]), (weight * below)[keep]
    window = months(space.case.as_of or question.until, question.until)
    never = question.happens.kind == "never"
    rate = question.base_rate
    p_base = None if rate is None else base_probability(rate, window, never=never)
    settled = _settled(space, readings, problem, question, p_model)
    if settled is not None:
        return Forecast(p_model, p_model, p_base, interval(values, weights), False, settled, by_type, by_draw)
    if rate is None or p_base is None:
        held = interval(clamped(values), weights)
        return Forecast(float(clamped(p_model)), p_model, None, held, False, None, by_type, by_draw)
    rng = np.random.default_rng(np.random.SeedSequence(problem.seed, spawn_key=(1, number)))
    base = base_draws(rate, window, values.size * BASE_DRAWS, rng, never=never)
    blended = blend(np.repeat(values, BASE_DRAWS), base)
    between = interval(blended, np.repeat(weights, BASE_DRAWS))
    return Forecast(float(blend(p_model, p_base)), p_model, p_base, between, True, None, by_type, by_draw)


def _settled(space: StateSpace, readings: Readings, problem: Problem, question: Question, p_model: float) -> str | None:
    """Why a question needs no base rate: the model excludes it, or it holds already. None: it is open."""
    happens = question.happens
    if happens.kind == "if_then" or event_apart(space, question) is not None:
        return None
    first = readings.truth(happens.first)
    starts = [told.start for told in problem.accounts] or [problem.start]
    formula = happens.first
    if happens.kind == "before" and happens.second is not None:
        second = readings.truth(happens.second)
        if (first | second).mask[starts].all():
            which = "second" if second.mask[problem.start] else "first"
            return f"decided on the first day: the {which} statement holds"
        first = first & ~second
        formula = happens.first & ~happens.second
    if not first.mask.any():
        return f"excluded by the model: {why_excluded(space, formula)}"
    if happens.kind in ("ever", "never") and first.mask[starts].all():
        return "it holds already on the first day"
    if happens.kind != "never" and p_model <= NOTHING:
        return "excluded by the model: those who could bring it about never move"
    if happens.kind == "never" and p_model >= 1.0 - NOTHING:
        return "certain in the model: those who could end it never move"
    return None
