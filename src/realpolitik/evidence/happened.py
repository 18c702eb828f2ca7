"""How far to believe that a happening is so, now that it was reported by whom it was reported.

P(reports of all items | world) is linear in the chance that one happening occurred, so the part in which it did occur
is l(world) times the likelihood with that chance put at 1.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from realpolitik.evidence.elimination import safe_log
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.numbers import Floats


def happened(model: EvidenceModel, moves: Floats) -> dict[str, float]:
    """P(the happening | all reports, and moves) of every weighed item; of one looked for, that it is not there.

    ``moves`` (W,): log P(moves seen | world). Middles only.
    """
    parts = {item.name: (_sure(item), _itself(item)) for item in model.items}
    model.likelihood.log([part for pair in parts.values() for part in pair])  # known together from now on
    prior = safe_log(model.prior) + moves
    whole = np.logaddexp.reduce(prior + model.log_likelihood)
    found = {}
    for item in model.items:
        others = [i for i in model.items if i.name != item.name]
        logs = prior + model.likelihood.log([*others, *parts[item.name]])
        found[item.name] = float(min(1.0, np.exp(np.logaddexp.reduce(logs) - whole)))
    return found


def _sure(item: EvidenceItem) -> EvidenceItem:
    """The same reports of something that did happen."""
    return replace(item, name=f"{item.name}, if so", cells=np.ones_like(item.cells))


def _itself(item: EvidenceItem) -> EvidenceItem:
    """The happening, seen by a sure witness."""
    return replace(item, name=f"{item.name} itself", credibility=1.0, sources=())
