"""The graph model for conflict resolution: who can move where from every state, and who prefers what.

A state is a point of an array with one axis per option; an actor moves along its own axes only. Nothing of size
states by states is ever made. Definitions: Fang, Hipel and Kilgour 1993 (`fang1993`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from copy import copy
from functools import cached_property
from math import prod
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from realpolitik.conflict.coalitions import family
from realpolitik.conflict.concepts import find
from realpolitik.conflict.improvements import Improvements
from realpolitik.conflict.sanctions import RULES
from realpolitik.errors import BadInput

T = TypeVar("T")
_WITHOUT_RANKS = ("line", "sweeps")  # what is kept of a graph that does not depend on its rankings
MOST_STATES = 2**24
MOVES = ("both", "forward", "back", "no")
NOBODY = -1  #: the owner of an axis that no actor moves (nature)
Ranks = NDArray[np.int32]
Truth = NDArray[np.bool_]


class Graph:
    """A conflict: options as axes, their owners, and every actor's ranking of the states.

    ``values``: number of values of each option. ``owner``: index of the actor who owns each option; -1: nobody
    moves it. ``ranks``: integers, shape (actors, *values), higher is preferred, equal is indifferent.
    ``feasible``: which states can exist, shape (*values); default all.
    ``moves``: one word or one per option: ``both``, ``forward`` (only to later values), ``back`` or ``no``.
    ``may_set`` / ``may_undo``: per option None or a boolean array broadcastable to (*values): whether a change to
    a later / an earlier value is allowed in a state. Such a condition cannot depend on options of the same actor.
    ``names`` of the options and ``actors`` (names of the actors) appear in messages only.
    ``coalitions``: groups of actors (their indices) that may move together, or ``all``; only the concepts about
    coalitions ask for them. Every actor by itself is always one.

    A move of an actor changes any number of its own options in one go, each change allowed by ``moves`` and by
    the conditions in the state it starts from, and ends in a feasible state.

    Raises BadInput where the arguments do not fit together.

    >>> import numpy as np
    >>> ranks = np.array([[[1, 3], [0, 2]], [[1, 0], [3, 2]]])    # the prisoners' dilemma: axis value 1 = cooperate
    >>> graph = Graph(values=[2, 2], owner=[0, 1], ranks=ranks)
    >>> graph.equilibria("Nash").astype(int).tolist()
    [[1, 0], [0, 0]]
    >>> graph.equilibria("SEQ").astype(int).tolist()
    [[1, 0], [0, 1]]
    """

    def __init__(
        self,
        *,
        values: Sequence[int],
        owner: Sequence[int],
        ranks: ArrayLike,
        feasible: ArrayLike | None = None,
        moves: str | Sequence[str] = "both",
        may_set: Sequence[ArrayLike | None] | None = None,
        may_undo: Sequence[ArrayLike | None] | None = None,
        names: Sequence[str] | None = None,
        actors: Sequence[str] | None = None,
        coalitions: str | Iterable[Iterable[int]] = (),
    ) -> None:
        self.values = tuple(int(n) for n in values)
        axes = len(self.values)
        if any(n < 1 for n in self.values):
            raise BadInput(f"values = {list(values)}: every option needs at least one value")
        if axes > 60 or prod(self.values) > MOST_STATES:
            raise BadInput(f"{axes} options, {prod(self.values):,} states: more than {MOST_STATES:,}; nothing was done")
        self.names = tuple(names) if names is not None else tuple(f"option {k}" for k in range(axes))
        self.ranks = _ranks(ranks, self.values)
        count = self.ranks.shape[0]
        self.actors = tuple(actors) if actors is not None else tuple(f"actor {i}" for i in range(count))
        self.owner = tuple(int(i) for i in owner)
        self.moves = (moves,) * axes if isinstance(moves, str) else tuple(moves)
        for what, given, wanted in (
            ("owner", self.owner, axes),
            ("moves", self.moves, axes),
            ("names", self.names, axes),
            ("actors", self.actors, count),
        ):
            if len(given) != wanted:
                raise BadInput(f"{what} has {len(given)} entries, expected {wanted}")
        for k, (i, word) in enumerate(zip(self.owner, self.moves, strict=True)):
            if not NOBODY <= i < count:
                raise BadInput(f"{self.names[k]}: owner {i} is not an actor; they are 0 to {count - 1}, or -1: nobody")
            if word not in MOVES:
                raise BadInput(f"{self.names[k]}: moves {word!r} is none of {', '.join(MOVES)}")
        self.feasible = _feasible(feasible, self.values)
        self.all_feasible = bool(self.feasible.all())
        #: per option: True, False or a boolean array with size 1 along the owner's axes
        self.up = tuple(self._allowed(k, may_set, "may_set", ("both", "forward")) for k in range(axes))
        self.down = tuple(self._allowed(k, may_undo, "may_undo", ("both", "back")) for k in range(axes))
        self._coalitions = coalitions if isinstance(coalitions, str) else tuple(tuple(c) for c in coalitions)
        self._kept: dict[Hashable, Any] = {}

    @cached_property
    def family(self) -> tuple[tuple[int, ...], ...]:
        """The coalitions that may move together, every actor by itself among them."""
        return family(self.actors, self._coalitions)

    @cached_property
    def own(self) -> tuple[tuple[int, ...], ...]:
        """For every actor the axes along which it can move at all."""
        return tuple(
            tuple(
                k
                for k, i in enumerate(self.owner)
                if i == actor and self.values[k] > 1 and (self.up[k] is not False or self.down[k] is not False)
            )
            for actor in range(len(self.actors))
        )

    @cached_property
    def free(self) -> bool:
        """Whether every state is feasible and every owned option can go both ways everywhere."""
        reversible = all(self.up[k] is True and self.down[k] is True for own in self.own for k in own)
        return self.all_feasible and reversible

    @cached_property
    def backwards(self) -> Graph:
        """The graph with every move turned round and every order upside down.

        A condition asks nothing of the mover's own options, so it is the same at both ends of a move; hence t is an
        improvement from s in this graph exactly where s is one from t in the other.
        """
        words = {(True, True): "both", (True, False): "back", (False, True): "forward", (False, False): "no"}

        def conditions(allowed: Sequence[bool | Truth]) -> list[ArrayLike | None]:
            return [None if isinstance(one, bool) else one for one in allowed]

        return Graph(
            values=self.values,
            owner=self.owner,
            ranks=-self.ranks,
            feasible=self.feasible,
            moves=[words[up is not False, down is not False] for up, down in zip(self.up, self.down, strict=True)],
            may_set=conditions(self.down),
            may_undo=conditions(self.up),
            names=self.names,
            actors=self.actors,
        )

    def ranked(self, ranks: ArrayLike) -> Graph:
        """The same conflict with other rankings, shape (actors, *values)."""
        other = copy(self)
        other.ranks = _ranks(ranks, self.values)
        if other.ranks.shape != self.ranks.shape:
            raise BadInput(f"ranks of {other.ranks.shape[0]} actors, expected {len(self.actors)}")
        other._kept = {}
        for key, made in self._kept.items():
            if isinstance(key, tuple) and key[0] in _WITHOUT_RANKS:
                other._kept[key] = made
        other.__dict__.pop("backwards", None)
        return other

    def others(self, group: int | Sequence[int]) -> tuple[int, ...]:
        """The actors outside a group (or other than one actor) that can move."""
        inside = (group,) if isinstance(group, int) else group
        return tuple(j for j in range(len(self.actors)) if j not in inside and self.own[j])

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returned for this key when it was first asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def improvements(self, actor: int) -> Improvements:
        """The unilateral improvements of an actor, made ready once."""
        return self.kept(("improvements", actor), lambda: Improvements(self, actor))

    def stable(
        self,
        concept: str,
        actor: int | None = None,
        *,
        state: Sequence[int] | None = None,
        sanctions: str = "legal",
        coalition: Sequence[int] | None = None,
    ) -> Truth:
        """Which states are stable, False where infeasible.

        Shape (actors, *values), or (*values) for one ``actor`` or one ``coalition``; one ``state`` (value indices)
        takes the place of *values. ``concept``: a name such as ``SEQ`` or ``L3``. ``sanctions``: which answers of
        the others count, ``legal`` sequences, each of them ``once``, or a ``single`` move. An actor is stable by a
        concept about coalitions where every coalition that it is in is. Raises BadInput for unknown names.
        """
        asked = find(concept)
        if sanctions not in RULES:
            raise BadInput(f"there is no rule of sanctions {sanctions!r}; there are {', '.join(RULES)}")
        if actor is not None and not 0 <= actor < len(self.actors):
            raise BadInput(f"there is no actor {actor}; there are {len(self.actors)}")
        if coalition is not None:
            group = family(self.actors, [coalition])[-1] if len(coalition) > 1 else tuple(coalition)
            found = asked.stable_for(self, group, sanctions) & self.feasible
        elif actor is not None:
            found = asked.stable(self, actor, sanctions) & self.feasible
        else:
            found = np.zeros((len(self.actors), *self.values), dtype=np.bool_)
            for i in range(len(self.actors)):
                found[i] = asked.stable(self, i, sanctions) & self.feasible
        if state is None:
            return found
        place = self._state(state)
        return np.array(found[place] if found.ndim == len(place) else [row[place] for row in found], dtype=np.bool_)

    def equilibria(self, concept: str, sanctions: str = "legal") -> Truth:
        """Which states are stable for every actor, shape (*values); by a concept about coalitions, for every one."""
        return np.asarray(self.stable(concept, sanctions=sanctions).all(axis=0) & self.feasible, dtype=np.bool_)

    def to_networkx(self) -> Any:
        """The states and moves as a ``networkx.MultiDiGraph`` (the extra ``networks``); see ``networks.network``."""
        from realpolitik.conflict.networks import network

        return network(self)

    def _state(self, state: Sequence[int]) -> tuple[int, ...]:
        place = tuple(int(v) for v in state)
        if len(place) != len(self.values) or not all(0 <= v < n for v, n in zip(place, self.values, strict=True)):
            raise BadInput(f"there is no state {list(place)}; the options have {list(self.values)} values")
        if not self.feasible[place]:
            raise BadInput(f"the state {list(place)} cannot exist")
        return place

    def _allowed(
        self, k: int, conditions: Sequence[ArrayLike | None] | None, what: str, words: tuple[str, ...]
    ) -> bool | Truth:
        """Whether option k may change in one direction: a single truth value, or one per state of the others."""
        if self.moves[k] not in words or self.owner[k] == NOBODY:
            return False
        if conditions is None:
            return True
        if len(conditions) != len(self.values):
            raise BadInput(f"{what} has {len(conditions)} entries, expected {len(self.values)}")
        if conditions[k] is None:
            return True
        given = np.asarray(conditions[k])
        if given.dtype != np.bool_:
            raise BadInput(f"{what} of {self.names[k]} must be boolean, not {given.dtype}")
        try:
            small = given.reshape((1,) * (len(self.values) - given.ndim) + given.shape)
            np.broadcast_to(small, self.values)
        except ValueError:
            shapes = f"shape {given.shape}, which does not fit {self.values}"
            raise BadInput(f"{what} of {self.names[k]} has {shapes}") from None
        for own, i in enumerate(self.owner):
            if i == self.owner[k] and small.shape[own] > 1:
                first = small.take([0], axis=own)
                if (small != first).any():
                    raise BadInput(
                        f"{what} of {self.names[k]} depends on {self.names[own]}, an option of the same actor; "
                        "conditions may ask about the others' options and nature only"
                    )
                small = first
        if small.all():
            return True
        return small if small.any() else False


def _ranks(given: ArrayLike, values: tuple[int, ...]) -> Ranks:
    """Ranks as int32 in the same order; dense where the numbers are large."""
    ranks = np.asarray(given)
    if ranks.ndim != len(values) + 1 or ranks.shape[1:] != values:
        raise BadInput(f"ranks has shape {ranks.shape}, expected (actors, {', '.join(map(str, values))})")
    if ranks.dtype.kind not in "iu":
        raise BadInput(f"ranks must be integers, not {ranks.dtype}")
    if ranks.size and (int(ranks.max()) > 2**30 or int(ranks.min()) < -(2**30)):
        rows: list[NDArray[Any]] = [np.unique(r, return_inverse=True)[1].reshape(values) for r in ranks]
        ranks = np.array(rows)
    return ranks.astype(np.int32)


def _feasible(given: ArrayLike | None, values: tuple[int, ...]) -> Truth:
    if given is None:
        return np.ones(values, dtype=np.bool_)
    feasible = np.array(given)
    if feasible.shape != values or feasible.dtype != np.bool_:
        raise BadInput(f"feasible must be a boolean array of shape {values}, not {feasible.dtype} of {feasible.shape}")
    if not feasible.any():
        raise BadInput("no state is feasible; nothing was done")
    return feasible
