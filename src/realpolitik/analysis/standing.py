"""What holds: the conflict room's verdicts, told per preference type and per state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.people import words
from realpolitik.analysis.result import StateResult, TypeResult
from realpolitik.conflict.solving import Solution
from realpolitik.conflict.space import StateSpace
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]

MOST_LISTED = 36  #: a case without time lists all its states up to this many, else those that hold


def types(solution: Solution, probabilities: Sequence[float]) -> list[TypeResult]:
    """Every preference type, the most probable first, with the states that hold in it."""
    results = [
        TypeResult(
            when=dict(solved.type.when),
            probability=rounded(probability),
            equilibria={concept: solved.equilibria(concept).tolist() for concept in solution.concepts},
        )
        for solved, probability in zip(solution.types, probabilities, strict=True)
    ]
    return sorted(results, key=lambda result: -result.probability)


@dataclass(frozen=True, eq=False)
class Standing:
    """How far each state holds, over all types weighted by their probability.

    ``stable[concept]`` shape (deciders, feasible states): share in which the state is stable for the actor.
    ``equilibrium[concept]`` shape (feasible states,): share in which it is stable for everybody.
    """

    space: StateSpace
    stable: dict[str, Floats]
    equilibrium: dict[str, Floats]

    @classmethod
    def of(cls, space: StateSpace, solution: Solution | None, probabilities: Sequence[float]) -> Standing:
        """The mixture over types; empty where nobody decides anything (no ``solution``)."""
        stable: dict[str, Floats] = {}
        equilibrium: dict[str, Floats] = {}
        for concept in solution.concepts if solution else ():
            held = [solved.stability[concept] for solved in solution.types] if solution else []
            pairs = list(zip(held, probabilities, strict=True))
            stable[concept] = np.sum([weight * rows for rows, weight in pairs], axis=0, dtype=np.float64)
            equilibrium[concept] = np.sum([w * rows.all(axis=0) for rows, w in pairs], axis=0, dtype=np.float64)
        return cls(space, stable, equilibrium)

    def state(self, number: int, probability: float | None) -> StateResult:
        """One state, by its number in the listing of feasible states, with what is known of it."""
        space = self.space
        state = space.table[number]
        return StateResult(
            index=number,
            values=[axis.values[v] for axis, v in zip(space.axes, state, strict=True)],
            words=words(space, state.tolist()),
            status_quo=number == space.number(space.status_quo),
            probability=None if probability is None else rounded(probability),
            equilibrium={c: rounded(float(share[number])) for c, share in self.equilibrium.items()},
            stable_for={
                concept: {
                    actor: rounded(float(share)) for actor, share in zip(space.deciders, rows[:, number], strict=True)
                }
                for concept, rows in self.stable.items()
            },
        )

    def states(self) -> list[StateResult]:
        """The states of a case without time: all where they are few, else those that hold most widely, and today's."""
        count = self.space.states.size
        shown = set(range(count))
        if count > MOST_LISTED:
            widest = np.sum(list(self.equilibrium.values()), axis=0) if self.equilibrium else np.zeros(count)
            shown = {int(k) for k in np.argsort(-widest, kind="stable")[:MOST_LISTED] if widest[k] > 0.0}
            shown.add(self.space.number(self.space.status_quo))
        return [self.state(number, None) for number in sorted(shown)]
