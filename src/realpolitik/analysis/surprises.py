"""Strategic surprises: what holds although an actor, by what it sees of the conflict, does not expect it to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.ordinal import SurpriseResult
from realpolitik.analysis.people import words
from realpolitik.case.case import Case
from realpolitik.conflict.hypergame import has_view, hypergame
from realpolitik.conflict.space import StateSpace
from realpolitik.rounding import rounded

CONCEPT = "SEQ"
MOST = 3  #: for each actor
LEAST = 0.005  #: of the worlds
MOST_STATES = 2**14  #: with more that can exist nobody's view is played: it would take longer than the rest


def surprises(case: Case, space: StateSpace, posterior: NDArray[np.float64]) -> list[SurpriseResult]:
    """For every actor the outcomes that would surprise it, those in most of the worlds first.

    ``posterior``: the probability of each world, "something else" last. Each actor takes its view for everybody's
    (a hypergame of level 1); empty where no actor has a view of its own.
    """
    if not any(has_view(case, actor) for actor in space.deciders) or space.states.size > MOST_STATES:
        return []
    game = hypergame(case, 1, posterior, [CONCEPT])
    share = np.zeros((len(game.deciders), space.states.size))
    for solved in game.types:
        share += solved.probability * solved.surprised(CONCEPT)
    found = []
    for actor, row in zip(game.deciders, share.round(9), strict=True):
        often = [int(n) for n in np.argsort(-row, kind="stable")[:MOST] if row[n] >= LEAST]
        for number in often:
            state = space.table[number].tolist()
            found.append(
                SurpriseResult(
                    id=f"{actor}-{number}",
                    actor=actor,
                    state=number,
                    values=[axis.values[v] for axis, v in zip(space.axes, state, strict=True)],
                    words=words(space, state),
                    concept=CONCEPT,
                    share=rounded(float(row[number])),
                )
            )
    return found
