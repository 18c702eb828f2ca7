"""What actors take to be true: for what holds, an actor plays its part in the likeliest world of its belief."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from realpolitik.case.case import Case
from realpolitik.case.formula import Column, Formula
from realpolitik.case.parts.action import Actor
from realpolitik.case.parts.judged import Probability
from realpolitik.case.worlds import Worlds

_PROBABILITY: TypeAdapter[Probability] = TypeAdapter(Probability)


def condition_name(actor: str, who: Actor, when: Formula) -> str:
    """The name of a wish's ``when`` among the conditions of a type: its text, marked if the actor has its own view."""
    return f"{when.text} ({actor} believes)" if when.mentions() & set(who.believes) else when.text


def condition_truths(case: Case, worlds: Worlds) -> dict[str, NDArray[np.bool_]]:
    """Every wish's ``when`` as the actor sees it, by name: truth in each world, shape (worlds.size,).

    A factor that the actor ``believes`` something about has its likeliest value by that belief in every named world
    (the first of equally likely ones). In "something else" every condition is false.
    """
    out: dict[str, NDArray[np.bool_]] = {}
    for name, actor in case.actors.items():
        believed = {factor: likeliest(case, factor, said) for factor, said in actor.believes.items()}
        columns = dict(worlds.columns)
        for factor, value in believed.items():
            columns[factor] = Column(columns[factor].values, np.full(worlds.named, value, dtype=np.int16))
        for wish in actor.prefers:
            if wish.when is not None:
                truth = np.zeros(worlds.size, dtype=np.bool_)
                truth[:-1] = wish.when.holds(columns)
                out[condition_name(name, actor, wish.when)] = truth
    return out


def likeliest(case: Case, factor: str, said: object) -> int:
    """The index of a factor's likeliest value by a belief: a probability of its first value, or a table of values."""
    values = tuple(case.factors[factor].values)
    if isinstance(said, dict) and "value" not in said:
        shares = [_PROBABILITY.validate_python(said[v]).value if v in said else 0.0 for v in values]
    else:
        first = _PROBABILITY.validate_python(said).value
        shares = [first] + [(1.0 - first) / max(len(values) - 1, 1)] * (len(values) - 1)
    return int(np.argmax(shares))
