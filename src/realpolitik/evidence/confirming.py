"""Confirms flip points: the case is weighed anew with a little less and a little more of reliable."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.evidence.model import model_class
from realpolitik.evidence.nesting import leading
from realpolitik.evidence.numbers import Floats
from realpolitik.evidence.variants import Version, Versions
from realpolitik.evidence.weights import SourceWeight

#: So much less and more of reliable.
AT_EITHER_SIDE = 1e-6


def confirmed(
    case: Case,
    sources: dict[str, SourceWeight],
    truth: NDArray[np.bool_],
    implies: NDArray[np.bool_],
    posterior_of: Callable[[Floats, Floats], Floats],
    without: Set[str] = frozenset(),
) -> dict[str, SourceWeight]:
    """The sources with each flip point marked as confirmed where the headlines just on either side of it differ.

    ``posterior_of`` gives P(world | all that is known) from P(world) and log P(reports | world), for many rows.
    """
    sides = [
        (name, Version(case.sources[name], source.flip_point.reliable + side))
        for name, source in sources.items()
        if source.flip_point is not None and AT_EITHER_SIDE < source.flip_point.reliable < 1.0 - AT_EITHER_SIDE
        for side in (-AT_EITHER_SIDE, AT_EITHER_SIDE)
    ]
    if not sides:
        return sources
    model = model_class(case).of(case, without=without, numbers=Versions([version for _, version in sides]))
    heads = []
    for weights in posterior_of(model.prior, model.log_likelihood):
        held = list(truth @ weights)
        first = leading(held, implies)
        heads.append((first, first is not None and held[first] > 0.5))
    turned = {name: heads[k] != heads[k + 1] for k, (name, _) in enumerate(sides) if k % 2 == 0}
    return {
        name: replace(s, flip_point=replace(s.flip_point, confirmed=turned[name]))
        if s.flip_point is not None and name in turned
        else s
        for name, s in sources.items()
    }
