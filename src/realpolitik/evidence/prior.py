"""How likely each world is before anything was seen."""

from __future__ import annotations

import numpy as np

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import DistributionBranch, Factor
from realpolitik.case.parts.judged import Judged
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.numbers import Floats, Numbers

#: Worlds are listed one by one up to this number.
MOST_WORLDS = 2**16


def world_prior(case: Case, worlds: Worlds, numbers: Numbers, *, uniform: bool = False) -> Floats:
    """P(world) before the evidence, shape ``lead + (worlds.size,)``, the last world being "something else".

    The product over the factors of the probability of their value, in the first branch of ``given`` whose
    condition the world meets (no branch: the factor's own table), times 1 - ``something_else``. ``uniform``
    puts every factor at equal shares and leaves "something else" as it is: the check on what the priors do.

    Raises BadInput where there are more than 2^16 worlds or a branch leaves a value out.
    """
    if worlds.named > MOST_WORLDS:
        widest = sorted(zip(worlds.factors, worlds.shape, strict=True), key=lambda pair: -pair[1])[:3]
        raise BadInput(
            f"{len(worlds.factors)} factors make {worlds.named:,} worlds; at most {MOST_WORLDS:,} can be listed one by "
            "one, as forecasts and reports need it (`realpolitik weigh` alone goes further). Merge factors that are "
            f"never asked about apart, or values of {', '.join(f for f, _ in widest)}. Nothing was weighed."
        )
    other = numbers.value(case.something_else)[..., None]
    named = np.ones((*numbers.lead, worlds.named))
    for name, factor in case.factors.items():
        table = factor_table(name, factor, worlds, numbers)
        named = named * (1.0 / len(factor.values) if uniform else table)
    return np.concatenate([named * (1.0 - other), other], axis=-1)


def factor_table(name: str, factor: Factor, worlds: Worlds, numbers: Numbers) -> Floats:
    """P(the factor's value in each named world | the earlier factors), shape ``lead + (named,)``.

    ``worlds`` may be those of some factors only, if the factor and all that its ``given`` mentions are among them.
    """
    index = worlds.columns[name].index
    chosen = numbers.table(tuple(factor.values.values()), name)[..., index]
    open_ = np.ones(worlds.named, dtype=np.bool_)
    for branch in factor.given:
        row = numbers.table(_in_order(name, factor, branch), name)
        match = open_ if branch.if_ is None else open_ & branch.if_.holds(worlds.columns)
        chosen = np.where(match, row[..., index], chosen)
        open_ = open_ & ~match
    return chosen


def _in_order(name: str, factor: Factor, branch: DistributionBranch) -> tuple[Judged, ...]:
    missing = [v for v in factor.values if v not in branch.values]
    if missing:
        where = "else" if branch.if_ is None else f"if {branch.if_.text}"
        raise BadInput(f"factor {name}, given {where}: no probability for {', '.join(missing)}. Nothing was weighed.")
    return tuple(branch.values[v] for v in factor.values)
