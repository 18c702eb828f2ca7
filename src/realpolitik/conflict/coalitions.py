"""Actors that move together: which groups are meant, and the questions their stability asks, 64 at a time.

A coalition H reaches from s what legal sequences of its members reach, R_H(s), and *improves* where every member
likes the result better. Whether a state tempts or punishes depends on all members' ranks in the state one starts
from, so no single field of ranks answers it. Instead 64 starting points (the members' ranks in a state) are asked about
at once: bit b of the word at state x says whether x stands in the asked relation to the b-th of them. Sweeps with *or*
in place of minimum then answer all 64. Nothing of size states by states is kept.

Definitions: Kilgour, Hipel, Fang and Peng 2001 (`kilgour2001`) and Inohara and Hipel 2008 (`inohara2008`), with the
improvement that all members must like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.reach import mask, masked, sweep_own
from realpolitik.conflict.sanctions import Questions, spread_by_others
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Truth = NDArray[np.bool_]
Words = NDArray[np.uint64]
Spread = Callable[["Graph", Sequence[int], Words, str], Words]
ALL = "all"
MOST_FOR_ALL = 6  #: actors up to which every coalition is looked at
MOST_QUESTIONS = 2**14  #: starting points asked about; the time grows with their number times that of the states
WORD = 64


def family(actors: Sequence[str], coalitions: str | Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """The coalitions that are meant: every actor by itself and the named groups, or every group there is.

    Raises BadInput for an unknown actor, an empty or doubled coalition, or too many actors for all coalitions.
    """
    count = len(actors)
    single = [(i,) for i in range(count)]
    if isinstance(coalitions, str):
        if coalitions != ALL:
            raise BadInput(f"coalitions = {coalitions!r}: neither {ALL!r} nor a list of coalitions")
        if count > MOST_FOR_ALL:
            raise BadInput(f"all coalitions of {count} actors are too many; name some, or take {MOST_FOR_ALL} actors")
        return tuple(group for size in range(1, count + 1) for group in combinations(range(count), size))
    groups = []
    for given in coalitions:
        group = tuple(given)
        if not group or len(set(group)) < len(group):
            raise BadInput(f"the coalition {list(group)} is empty or names an actor twice")
        if unknown := [i for i in group if not 0 <= i < count]:
            raise BadInput(f"the coalition {list(group)}: there is no actor {unknown[0]}; there are {count}")
        groups.append(tuple(sorted(group)))
    return tuple(dict.fromkeys([*single, *groups]))


def stable_in_every(
    graph: Graph, actor: int, key: str, alone: Callable[[], Truth], together: Callable[[tuple[int, ...]], Truth]
) -> Truth:
    """Where every coalition of the graph's family that the actor is in would stay.

    ``alone``: the verdict for the actor by itself, quicker by the concept for single actors; ``together``: that for
    a larger group, kept under the name ``key``.
    """
    out = alone().copy()
    for group in graph.family:
        if actor in group and len(group) > 1:
            out &= graph.kept((key, group), partial(together, group))
    return out


def improvable(
    graph: Graph,
    group: Sequence[int],
    answer: Spread | None,
    sanctions: str = "legal",
    *,
    symmetric: bool = False,
) -> Truth:
    """Where the coalition has an improvement that the others cannot (or would not) punish; shape of the states.

    ``answer``: how the others' sequences spread (``spread_by_others`` or ``spread_by_improvements``); None: they do
    not answer at all. ``symmetric``: a punishment counts only if no joint move of the coalition out of it is better for
    every member than the start.
    """
    starts = np.flatnonzero(graph.feasible.reshape(-1))
    ranks = graph.ranks[list(group)].reshape(len(group), -1)
    asked, question = np.unique(ranks[:, starts], axis=1, return_inverse=True)
    question = question.reshape(-1)
    if asked.shape[1] > MOST_QUESTIONS:
        raise BadInput(
            f"{asked.shape[1]:,} states that differ for the coalition, more than {MOST_QUESTIONS:,}: "
            "too many to ask what it would do"
        )
    others = graph.others(group)
    out = np.zeros(graph.values, dtype=np.bool_)
    for first in range(0, asked.shape[1], WORD):
        tempting = masked(graph, better_for_all(ranks, asked[:, first : first + WORD]).reshape(graph.values), 0)
        if answer is not None:
            refused = spread_jointly(graph, group, tempting) if symmetric else tempting
            punished = answer(graph, others, masked(graph, ~refused, 0), sanctions)
            tempting &= ~punished
        here = (question >= first) & (question < first + WORD)
        left = spread_jointly(graph, group, tempting).reshape(-1)[starts[here]]
        bit = (question[here] - first).astype(np.uint64)
        out.reshape(-1)[starts[here]] = (left >> bit) & np.uint64(1) != 0
    return out


def better_for_all(ranks: NDArray[np.int32], asked: NDArray[np.int32]) -> Words:
    """Bit b of the word at x: every member likes x better than a state with the ranks ``asked[:, b]``.

    ``ranks``: shape (members, states); ``asked``: (members, at most 64); the words have shape (states,).
    """
    better = np.ones((ranks.shape[1], WORD), dtype=np.bool_)
    better[:, asked.shape[1] :] = False
    for rank, start in zip(ranks, asked, strict=True):
        better[:, : start.size] &= rank[:, None] > start[None, :]
    return np.packbits(better, axis=1, bitorder="little").view("<u8").reshape(-1).astype(np.uint64, copy=False)


def spread_jointly(graph: Graph, group: Sequence[int], words: Questions) -> Questions:
    """Bits set where legal sequences of the group (or no move at all) reach a state that has them."""
    movers = [i for i in group if graph.own[i]]
    if len(movers) == 1:  # one actor alone: one sweep
        work = masked(graph, words, 0)
        sweep_own(graph, movers[0], work, np.bitwise_or)
        mask(graph, work, 0)
        return work
    return spread_by_others(graph, movers, words)
