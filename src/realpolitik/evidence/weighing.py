"""Weighs the evidence of a case: explanations, factors, items, sources, indicators, and what the priors do."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.errors import BadInput
from realpolitik.evidence.bounds import bounds
from realpolitik.evidence.numbers import Floats
from realpolitik.evidence.scales import Scales
from realpolitik.evidence.weights import Weighing


def weigh(
    case: Case,
    *,
    draws: int = 1000,
    seed: int = 1,
    without: Set[str] = frozenset(),
    moves: Floats | None = None,
    bounded: bool = False,
    costs: Mapping[str, Floats] | None = None,
    said: Mapping[str, float] | None = None,
    about: Formula | None = None,
) -> Weighing:
    """How far to believe each explanation of a case, and what each item, source and indicator does.

    ``draws`` of every judged range give the intervals (0: no intervals); everything else uses the middles.
    ``without`` takes items out; ``moves``, shape (W,), is log P(moves seen | world) from elsewhere, and counts as
    evidence in every posterior. ``bounded`` adds guaranteed bounds (``moves`` do not count in them). ``costs`` of
    choices in every world, shape (W,), add what the indicators are worth; ``said``, by explanation, what somebody
    said directly, adds the nearest coherent probabilities; ``about``, over factors, what each indicator tells of it.
    Raises BadInput where the evidence rules out every world,
    or the sources hang together in too many combinations.
    """
    if draws < 0:
        raise BadInput(f"{draws} draws were asked for; give 0 for none, or a positive number. Nothing was weighed.")
    scales = Scales(case, without, moves)
    result = scales.weighing(draws, seed, about)
    if costs:
        result = replace(result, decision=scales.decision(costs))
    if said:
        result = replace(result, said=scales.said(said))
    if bounded:
        found, ranges = bounds(case, without, only=result.leading)
        result = replace(result, bounds=found, ranges=ranges)
    return result
