"""What an actor wants, as ranks (for what holds) and as central utilities (for what happens next).

An actor says what it wants in one of three ways, and may serve audiences besides:

* ``prefers``: statements, the most important first. States compare by the truth of the first statement, then
  of the second, and so on (lexicographic order; Fang, Hipel and Kilgour 1993, "option prioritizing").
* ``ranking``: scenarios from best to worst; a state ranks by the first one it is in, ``else`` places the others.
* ``utility``: weights on formulas; a state's utility is the sum of the weights of what holds there.
* ``serves``: the weighted mean of the audiences' utilities. Where the actor has ``prefers`` of its own, those come
  first and the audiences decide among states that the actor's own statements do not tell apart.

``when`` maps the name of every wish's ``when`` to its truth in the world at hand (``WorldType.when``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Formula
from realpolitik.case.parts.action import Actor
from realpolitik.conflict.beliefs import condition_name
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput, OurBug

CENTRAL_BREAK = 0.75  #: the middle of U(1/2, 1): the share of what is left that the next statement takes
SURE_ENOUGH = 0.5  #: in the central run a wish counts iff its ``sure`` is at least this
ELSE = "else"
_DIGITS = 1e10  # utilities closer than this share of the largest are the same


@dataclass(frozen=True, eq=False)
class Draw:
    """One draw of what is uncertain in wishes, by actor; what is not given is as in the central run.

    ``keep``: for each wish of ``prefers`` whether it is held; ``breaks``: of the stick, one for each wish and one for
    the audiences; ``gaps``: between the classes of a ranking, best first.
    """

    keep: Mapping[str, Sequence[bool]] = field(default_factory=dict)
    breaks: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    gaps: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


CENTRAL = Draw()


def held(space: StateSpace, actor: str, when: Mapping[str, bool], keep: Sequence[bool] | None = None) -> list[bool]:
    """For each wish of ``prefers`` whether the actor holds it in a world.

    ``keep`` says for each wish of ``prefers`` whether the actor holds it at all (a draw of ``sure``);
    None: the central run, where it does iff ``sure`` is at least 50 %.
    """
    who = _actor(space, actor)
    out = []
    for k, wish in enumerate(who.prefers):
        kept = (wish.sure is None or wish.sure.value >= SURE_ENOUGH) if keep is None else keep[k]
        out.append(kept and (wish.when is None or _truth_of(condition_name(actor, who, wish.when), when)))
    return out


def statement_truths(
    space: StateSpace, actor: str, when: Mapping[str, bool], keep: Sequence[bool] | None = None
) -> list[NDArray[np.bool_]]:
    """The truth of each held statement of ``prefers`` in every state, the most important first.

    Arrays of the space's full shape (read-only broadcast views: they take little memory).
    """
    wishes = zip(_actor(space, actor).prefers, held(space, actor, when, keep), strict=True)
    return [space.holds(wish.that) for wish, holds in wishes if holds]


def stick_weights(breaks: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of statements by stick-breaking: rest = 1; w_j = rest b_j; rest -= w_j; then w /= sum(w).

    With every b_j above 1/2 each weight exceeds the sum of the later ones, so a weighted sum orders states as
    the list of statements does.

    >>> stick_weights([0.75, 0.75]).round(3).tolist()
    [0.8, 0.2]
    """
    b = np.asarray(breaks, dtype=np.float64)
    if b.size == 0:
        return b
    left = np.concatenate(([1.0], np.cumprod(1.0 - b)[:-1]))
    weights = left * b
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def ranking_classes(space: StateSpace, actor: str) -> tuple[NDArray[np.int64], int]:
    """For an actor with ``ranking``: each state's class, 0 the best, full shape; and the number of classes.

    A state belongs to the first listed scenario it is in; ``else`` stands for the others (by default last; left
    out where every state is in some scenario).
    """
    listed = list(_actor(space, actor).ranking)
    scenarios = space.case.scenarios
    if unknown := [name for name in listed if name != ELSE and name not in scenarios]:
        raise BadInput(f"actors.{actor}.ranking: there is no scenario {unknown[0]!r}")
    if ELSE not in listed:
        listed.append(ELSE)
    out = np.full(space.shape, -1, dtype=np.int64)
    for k, name in enumerate(listed):
        if name != ELSE:
            out[(out < 0) & space.truth(scenarios[name].that)] = k
    others = (out < 0) & space.feasible
    out[out < 0] = listed.index(ELSE)
    if not others.any() and listed[-1] == ELSE:
        return np.minimum(out, max(len(listed) - 2, 0)), max(len(listed) - 1, 1)
    return out, len(listed)


def central_utility(space: StateSpace, actor: str, when: Mapping[str, bool]) -> NDArray[np.float64]:
    """An actor's utility in every state in the central run, full shape.

    ``prefers``: stick-breaking weights with b = 3/4, in [0, 1]. ``ranking``: equal gaps from 1 (best class) to 0.
    ``utility``: the sum of weights as they are. ``serves``: the weighted mean of the audiences' central utilities.
    No wish at all: 0 everywhere.
    """
    return _utility(space, actor, when, (), CENTRAL)


def ranks(space: StateSpace, actor: str, when: Mapping[str, bool], draw: Draw = CENTRAL) -> NDArray[np.int64]:
    """How an actor orders the states in the central run, or in a draw: full shape, higher is preferred, equal is
    indifferent.

    Ranks are dense over all states (0 the worst). Any number of statements works.
    """
    who = _actor(space, actor)
    _one_way_of_wanting(who, actor)
    if who.utility:
        return _dense(_rounded(_utility(space, actor, when, (), draw)))
    if who.ranking:
        return -ranking_classes(space, actor)[0] + (ranking_classes(space, actor)[1] - 1)
    out = _by_statements(space, statement_truths(space, actor, when, draw.keep.get(actor)))
    if who.serves:
        served = _dense(_rounded(_served(space, actor, when, (), draw)))
        out = _dense(out * (int(served.max()) + 1) + served)
    return out


def ranks_by_first(space: StateSpace, actor: str, when: Mapping[str, bool], count: int) -> NDArray[np.int64]:
    """The coarser order by an actor's first ``count`` statements that it holds, or classes of its ranking.

    Raises BadInput for an actor with ``utility``, which has no first statements.
    """
    who = _actor(space, actor)
    _one_way_of_wanting(who, actor)
    if who.utility:
        raise BadInput(f"actors.{actor}.utility: weights do not say which wishes matter strongly; use `prefers`")
    if who.ranking:
        return -np.minimum(ranking_classes(space, actor)[0], count)
    return _by_statements(space, statement_truths(space, actor, when)[:count])


def _by_statements(space: StateSpace, truths: Sequence[NDArray[np.bool_]]) -> NDArray[np.int64]:
    """Dense ranks by the truth of statements, the first the most important."""
    out = np.zeros(space.shape, dtype=np.int64)
    room = 62 - max(space.size, 2).bit_length()  # statements that fit before the code has to be made dense again
    for k, truth in enumerate(truths, start=1):
        out = 2 * out + truth
        if k % room == 0:
            out = _dense(out)
    return _dense(out)


def weighted_formulas(space: StateSpace, actor: str) -> list[tuple[Formula, float]]:
    """The formulas of an actor's ``utility`` with their weights, as written."""
    return [(formula, float(weight)) for formula, weight in _actor(space, actor).utility.items()]


def _utility(
    space: StateSpace, actor: str, when: Mapping[str, bool], above: tuple[str, ...], draw: Draw
) -> NDArray[np.float64]:
    who = _actor(space, actor)
    _one_way_of_wanting(who, actor)
    if actor in above:
        raise BadInput(f"actors.{actor}.serves: {' serves '.join((*above, actor))}: a circle")
    out = np.zeros(space.shape)
    if who.utility:
        for formula, weight in weighted_formulas(space, actor):
            out += weight * space.truth(formula)
        return out
    if who.ranking:
        classes, count = ranking_classes(space, actor)
        if actor not in draw.gaps or count < 2:
            return 1.0 - classes / max(count - 1, 1)
        down = np.concatenate([[0.0], np.cumsum(draw.gaps[actor][: count - 1])])
        return np.asarray(1.0 - (down / down[-1])[classes], dtype=np.float64)
    sticks = len(who.prefers) + bool(who.serves)
    weights = stick_weights(draw.breaks.get(actor, [CENTRAL_BREAK] * sticks)[:sticks])
    for weight, wish, holds in zip(weights, who.prefers, held(space, actor, when, draw.keep.get(actor)), strict=False):
        if holds:  # a statement that is not held drops out; the weights of the others stay
            out += weight * space.truth(wish.that)
    if who.serves:
        out += weights[-1] * _served(space, actor, when, above, draw)
    return out


def _served(
    space: StateSpace, actor: str, when: Mapping[str, bool], above: tuple[str, ...], draw: Draw
) -> NDArray[np.float64]:
    """The weighted mean of the audiences' utilities; shares are taken relative to their sum."""
    shares = {audience: share.value for audience, share in _actor(space, actor).serves.items()}
    total = sum(shares.values())
    if total <= 0:
        raise BadInput(f"actors.{actor}.serves: the shares sum to zero")
    out = np.zeros(space.shape)
    for audience, share in shares.items():
        out += share / total * _utility(space, audience, when, (*above, actor), draw)
    return out


def _dense(code: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same order with ranks 0, 1, 2, ... without gaps."""
    low, high = int(code.min()), int(code.max())
    if high - low <= 4 * code.size + 64:  # counting beats sorting where the codes are few
        used = np.zeros(high - low + 1, dtype=np.int64)
        used[(code - low).ravel()] = 1
        return np.asarray((np.cumsum(used) - 1)[code - low], dtype=np.int64)
    _, place = np.unique(code, return_inverse=True)
    return place.reshape(code.shape).astype(np.int64)


def _rounded(utility: NDArray[np.float64]) -> NDArray[np.int64]:
    """Utilities as integers, so that float noise does not make a difference where there is none."""
    scale = float(np.abs(utility).max()) or 1.0
    return np.asarray(np.rint(utility / scale * _DIGITS), dtype=np.int64)


def _truth_of(condition: str, when: Mapping[str, bool]) -> bool:
    if condition not in when:
        raise OurBug(f"the truth of `when: {condition}` was not given")
    return when[condition]


def _actor(space: StateSpace, actor: str) -> Actor:
    if actor not in space.case.actors:
        raise BadInput(f"there is no actor {actor!r}")
    return space.case.actors[actor]


def _one_way_of_wanting(who: Actor, actor: str) -> None:
    """Refuse an actor whose wants are given in two ways that would have to be mixed by a guess."""
    given = [key for key in ("prefers", "ranking", "utility") if getattr(who, key)]
    if len(given) > 1 or (given and given[0] != "prefers" and who.serves):
        both = " and ".join([*given, *(["serves"] if who.serves else [])])
        raise BadInput(f"actors.{actor}: {both} are given; the order of its wishes must come from one of them")
