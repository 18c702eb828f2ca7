"""What can make a difference to what: which options a question's answer cannot depend on.

A set of axes (options) moves on its own if nothing outside it changes how its axes move. It is found by adding, as long
as there are any, for every axis in the set

* what the conditions of its moves (``if``, ``undo_if``, the branches of nature's ``rate``) mention,
* what a rule that mentions it mentions besides,
* what its owner's wishes that mention it mention besides (only wishes that count in the world and draw at hand).

Then an actor with options a inside and b outside chooses them apart: its choices are all pairs of what is allowed for a
and for b, and every wish that counts speaks of a and the set, or not of a at all. So exp(lambda u - c d) is a product,
and the rate of a change of a, summed over what happens to b, is pace exp(..) / Z over a alone, the same wherever the
axes outside stand. Moves of others outside the set change nothing in it. States alike inside are therefore one state
of a smaller chain (``lanes``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.conflict.preferences import ranking_classes
from realpolitik.conflict.space import NATURE, StateSpace

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ties:
    """``always`` (axes, axes): what matters to each axis whatever the actors want, itself included.

    ``mentioned`` (features, axes): what each statement is about. ``owned`` (deciders, axes): whose the options are;
    ``chances`` are the positions of nature's. ``whole``: somebody looks two moves ahead, so that everything matters to
    everything.
    """

    always: Bools
    mentioned: Bools
    owned: Bools
    chances: Ints
    whole: bool = False

    def closure(self, counts: Bools) -> Bools:
        """For every axis (row) all axes that matter to how it moves; ``counts`` (deciders, features): whose wish."""
        if self.whole:
            return np.ones_like(self.always)
        pulls = np.zeros((self.always.shape[0], self.mentioned.shape[0]))
        for own, wish in zip(self.owned, counts, strict=True):
            pulls[own] = wish & self.mentioned[:, own].T
        found = (self.always | (pulls @ self.mentioned > 0.0)).astype(np.float64)
        while True:
            more = (found @ found > 0.0).astype(np.float64)
            if np.array_equal(more, found):
                return found > 0.0
            found = more

    def wishes(self, axes: Bools) -> Bools:
        """Whose statements speak of options of their own among ``axes``, shape (deciders, features)."""
        if self.whole:
            return np.ones((len(self.owned), len(self.mentioned)), dtype=np.bool_)
        return np.asarray((self.owned & axes).astype(np.float64) @ self.mentioned.T.astype(np.float64) > 0.0)


def ties_of(case: Case, space: StateSpace) -> Ties:
    """The ties between the axes of a case."""
    always = np.eye(len(space.axes), dtype=np.bool_)
    for k, axis in enumerate(space.axes):
        branches = [b.if_ for b in case.nature[axis.option].rate] if axis.actor == NATURE else []
        always[k] |= about(space, axis.if_, axis.undo_if, *branches)
    for rule in space.rules:
        bound = about(space, rule.never, rule.needs, rule.for_)
        always[bound] |= bound
    rows: list[Bools] = []
    for name, actor in case.actors.items():
        rows += [about(space, wish.that) for wish in actor.prefers]
        if actor.ranking:
            scenarios = [case.scenarios[s].that for s in actor.ranking if s in case.scenarios]
            rows += [about(space, *scenarios)] * ranking_classes(space, name)[1]
        rows += [about(space, formula) for formula in actor.utility]
    owned = np.array([[axis.actor == name for axis in space.axes] for name in space.deciders], dtype=np.bool_)
    shape = (-1, len(space.axes))
    mentioned = np.array(rows, dtype=np.bool_).reshape(shape)
    whole = any(case.actors[name].foresight > 1 for name in space.deciders)
    return Ties(always, mentioned, owned.reshape(shape), np.array(space.own(NATURE), dtype=np.int64), whole)


def about(space: StateSpace, *formulas: Formula | None) -> Bools:
    """The axes that any of some formulas mentions, shape (axes,)."""
    names = {name for formula in formulas if formula is not None for name in formula.mentions()}
    return np.array([axis.name in names for axis in space.axes], dtype=np.bool_)
