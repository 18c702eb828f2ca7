"""What a state is worth to each actor, in every draw.

* ``prefers``: u = sum of w_j over the true statements; w by stick-breaking, rest = 1; w_j = rest b_j; rest -= w_j;
  finally w /= sum(w). Every b_j is at least 1/2, so each w_j is at least the sum of the later ones and u orders
  states as the list does. b_j ~ U(1/2, 1) in the draws, 3/4 in the central run. One weight vector serves all worlds;
  a statement whose ``when`` fails there drops out of the sum, and one that is not ``sure`` drops out of some draws.
* ``ranking``: m classes from 1 (best) to 0, gaps ~ Dirichlet(1, .., 1), equal in the central run; a last class
  ``else`` counts only where there are states for it.
* ``utility``: the weights as they are.
* ``serves``: the mean of the audiences' utilities, weighted by share; beside ``prefers`` it stands as one statement
  more, after the actor's own.
* ``believes``: an actor plays its part in the world it takes to be true, so a statement under ``when`` counts by the
  probability the actor gives to the ``when``.

All of this is linear: a decider's utility is a row of coefficients times the table of all features (statements,
classes, formulas) in all states.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from realpolitik.case.case import Case
from realpolitik.case.formula import Column, Formula
from realpolitik.case.parts.judged import Judged, Probability
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.preferences import CENTRAL_BREAK, SURE_ENOUGH, ranking_classes, stick_weights
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.board import Board
from realpolitik.play.strata import Uniforms

Floats = NDArray[np.float64]

LARGEST = 1e9  #: weights and tempers beyond it would overflow, and say no more than this does


@dataclass(frozen=True)
class Taste:
    """One actor's own wants, without any state: how its coefficients are drawn.

    ``first`` is the position of its first feature in the table, ``count`` the number of features; ``sure`` the chance
    that each statement is held at all; ``raw`` fixed weights (``utility``); ``ranked`` whether features are classes.
    ``serves`` are (audience's position among the tastes, share), shares summing to 1.
    """

    first: int
    count: int
    sure: tuple[float, ...]
    raw: tuple[float, ...]
    ranked: bool
    serves: tuple[tuple[int, float], ...]

    def coefficients(self, rng: Uniforms | None) -> tuple[Floats, float]:
        """Weights of the own features and of the audiences; None: the central run."""
        if self.raw:
            return np.array(self.raw), 0.0
        if self.ranked:
            gaps = np.full(max(self.count - 1, 1), 1.0) if rng is None else -np.log1p(-rng.random(self.count - 1))
            down = np.concatenate([[0.0], np.cumsum(gaps)])[: self.count]
            return (1.0 - down / down[-1] if self.count > 1 else np.ones(1)), 0.0
        sticks = self.count + bool(self.serves)
        breaks = np.full(sticks, CENTRAL_BREAK) if rng is None else 0.5 + 0.5 * rng.random(sticks)
        if sticks == 1 and self.serves:
            return np.zeros(0), 1.0
        weights = stick_weights(breaks)
        sure = np.array(self.sure)
        kept = sure >= SURE_ENOUGH if rng is None else rng.random(self.count) < sure
        return weights[: self.count] * kept, float(weights[-1]) if self.serves else 0.0


@dataclass(frozen=True, eq=False)
class Wants:
    """Everybody's wants. ``features`` shape (features, states); ``deciders`` are positions among ``tastes``."""

    tastes: tuple[Taste, ...]
    deciders: tuple[int, ...]

    @property
    def features(self) -> int:
        """Number of features of all tastes together."""
        return sum(t.count for t in self.tastes)

    def draw(self, rng: Uniforms | None) -> Floats:
        """Coefficients of every feature for every decider, shape (deciders, features); None: the central run."""
        drawn = [taste.coefficients(rng) for taste in self.tastes]
        return np.array([self._row(d, drawn) for d in self.deciders]).reshape(len(self.deciders), self.features)

    def _row(self, actor: int, drawn: list[tuple[Floats, float]]) -> Floats:
        taste = self.tastes[actor]
        own, rest = drawn[actor]
        row = np.zeros(self.features)
        row[taste.first : taste.first + taste.count] = own
        for audience, share in taste.serves:
            row += rest * share * self._row(audience, drawn)
        return row


def wants_of(case: Case, space: StateSpace) -> Wants:
    """The wants of a case's actors, audiences included.

    Raises BadInput where an actor's wants are given in two ways, a weight is absurdly large, or shares sum to zero.
    """
    names = list(case.actors)
    tastes: list[Taste] = []
    first = 0
    for name, actor in case.actors.items():
        given = [key for key in ("prefers", "ranking", "utility") if getattr(actor, key)]
        if len(given) > 1 or (given and given[0] != "prefers" and actor.serves):
            both = " and ".join([*given, *(["serves"] if actor.serves else [])])
            raise BadInput(f"actors.{name}: {both} are given; its wishes must come from one. Nothing was played.")
        if any(abs(weight) > LARGEST for weight in actor.utility.values()):
            raise BadInput(f"actors.{name}.utility: a weight is larger than {LARGEST:g}; nothing was played")
        total = sum(p.value for p in actor.serves.values())
        if actor.serves and total <= 0.0:
            raise BadInput(f"actors.{name}.serves: the shares sum to zero; nothing was played")
        serves = tuple((names.index(a), p.value / total) for a, p in actor.serves.items())
        sure = tuple(1.0 if w.sure is None else w.sure.value for w in actor.prefers)
        count = len(actor.prefers) + len(actor.utility) + (ranking_classes(space, name)[1] if actor.ranking else 0)
        tastes.append(Taste(first, count, sure, tuple(actor.utility.values()), bool(actor.ranking), serves))
        first += count
    return Wants(tuple(tastes), tuple(names.index(d) for d in space.deciders))


def feature_table(case: Case, space: StateSpace, board: Board) -> Floats:
    """Every feature's value (0 or 1) in every state of a board, shape (features, states)."""
    columns = board.columns(space)
    rows: list[NDArray[np.bool_]] = []
    for name, actor in case.actors.items():
        rows += [w.that.holds(columns) for w in actor.prefers]
        if actor.ranking:
            classes, count = ranking_classes(space, name)
            here = classes.ravel(order="F")[board.codes]
            rows += [here == k for k in range(count)]
        rows += [formula.holds(columns) for formula in actor.utility]
    return np.array([np.broadcast_to(r, (board.size,)) for r in rows], dtype=np.float64).reshape(len(rows), board.size)


def weights_in_worlds(case: Case, space: StateSpace, worlds: Worlds) -> Floats:
    """How far each feature counts in each world, shape (worlds, features): 1, or its ``when`` as the actor sees it."""
    rows = []
    for name, actor in case.actors.items():
        beliefs = {factor: _belief(case, factor, value) for factor, value in actor.believes.items()}
        rows += [_when(w.when, worlds, beliefs) for w in actor.prefers]
        count = len(actor.utility) + (ranking_classes(space, name)[1] if actor.ranking else 0)
        rows += [np.ones(worlds.size)] * count
    return np.array(rows).reshape(len(rows), worlds.size).T


def views_in_worlds(case: Case, worlds: Worlds, actor: str, counts: Floats) -> tuple[Floats, Floats] | None:
    """The worlds as an actor sees them: the chance of each view, (views,), and what counts there.

    The second has shape (worlds, views, features): ``counts`` (worlds, features) in the world with the factors that the
    actor believes something about put at each joint value. None where it believes nothing. What is "something else"
    stays so in every view.
    """
    given = {factor: _belief(case, factor, value) for factor, value in case.actors[actor].believes.items()}
    believed = [name for name in worlds.factors if name in given]
    if not believed:
        return None
    shape = tuple(len(case.factors[name].values) for name in worlds.factors)
    index = [np.broadcast_to(worlds.columns[name].index, (worlds.named,)).copy() for name in worlds.factors]
    chances, rows = [], []
    for values in product(*(range(given[name].size) for name in believed)):
        chances.append(float(np.prod([given[name][v] for name, v in zip(believed, values, strict=True)])))
        seen = list(index)
        for name, v in zip(believed, values, strict=True):
            seen[worlds.factors.index(name)] = np.full(worlds.named, v, dtype=np.int64)
        place = np.append(np.ravel_multi_index(seen, shape), worlds.named)
        rows.append(counts[place])
    return np.array(chances), np.stack(rows, axis=1)


def _when(when: Formula | None, worlds: Worlds, beliefs: dict[str, Floats]) -> Floats:
    if when is None:
        return np.ones(worlds.size)
    believed = [name for name in worlds.factors if name in beliefs and name in when.mentions()]
    if not believed:
        return worlds.holds(when).astype(np.float64)
    out = np.zeros(worlds.size)
    for values in product(*(range(beliefs[name].size) for name in believed)):
        chance = float(np.prod([beliefs[name][v] for name, v in zip(believed, values, strict=True)]))
        columns = dict(worlds.columns)
        for name, v in zip(believed, values, strict=True):
            columns[name] = Column(columns[name].values, np.full(worlds.named, v, dtype=np.int16))
        out[:-1] += chance * when.holds(columns)
    return np.round(out, 12)


def _belief(case: Case, name: str, value: object) -> Floats:
    """The probability an actor gives to each value of a factor it has a belief about.

    A single number is the probability of ``yes`` (of the first value); a table gives every value, relative to the sum.
    """
    factor = case.factors[name]
    if isinstance(value, dict) and "value" not in value:
        table = {key: _read(cell).value for key, cell in value.items()}
        given = np.array([table.get(v, 0.0) for v in factor.values])
    else:
        p = _read(value).value
        rest = (1.0 - p) / max(len(factor.values) - 1, 1)
        given = np.array([p] + [rest] * (len(factor.values) - 1))
    if given.sum() <= 0.0:
        raise BadInput(f"believes.{name}: the probabilities sum to zero; nothing was played")
    return np.asarray(given / given.sum())


def _read(cell: object) -> Judged:
    reader: TypeAdapter[Judged] = TypeAdapter(Probability)
    return reader.validate_python(cell)
