"""Stability where a preference is more than an order: any way to tell what tempts, what punishes and what is a step.

The usual concepts need three comparisons of a state with the state one starts from. A *judgement* brings them:

* ``tempts``: would the actor leave for it?
* ``punishes``: would it be deterred by ending there? (and, for SMR and SSEQ, could it not better itself from there)
* ``steps``: would a mover take this step, when only credible answers count (SEQ, SSEQ)?

None of them need be transitive, so legal sequences are followed with the actor who moved last. Starting states are
asked about 64 at a time, one bit each (see ``coalitions``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.lines import Line
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

Truth = NDArray[np.bool_]
Index = NDArray[np.int64]
Words = NDArray[np.uint64]
CONCEPTS = ("Nash", "SEQ", "SMR", "GMR", "SSEQ")  #: those that make sense for any judgement, in the tables' order
CREDIBLE = ("SEQ", "SSEQ")
SYMMETRIC = ("SMR", "SSEQ")
MOST_STATES = 2**14  #: states that can exist; the time grows with their number times that of the moves
WORD = 64


class Judgement(Protocol):
    """Compares states (flat indices that broadcast against each other) as an actor does."""

    def tempts(self, actor: int, to: Index, here: Index) -> Truth:
        """Whether the actor, standing in ``here``, would go to ``to`` if nobody answered."""

    def punishes(self, actor: int, to: Index, here: Index) -> Truth:
        """Whether ending in ``to`` would be a reason not to leave ``here``."""

    def steps(self, actor: int, to: Index, here: Index) -> Truth:
        """Whether the actor would move from ``here`` to ``to`` as an answer that pays for itself."""


class Arcs:
    """One actor's moves between feasible states as a list, ordered by where they start.

    Words about the states run over the feasible states only, in the order of their flat indices.
    """

    def __init__(self, graph: Graph, actor: int, judgement: Judgement | None) -> None:
        """All moves, or with a judgement only those that are steps by it."""
        line = graph.kept(("line", actor), partial(Line, graph, actor))
        places = line.rows(np.arange(graph.feasible.size).reshape(graph.values))
        can_be = line.rows(graph.feasible)
        starts: list[Index] = []
        ends: list[Index] = []
        for code in np.unique(line.codes):
            rows = np.flatnonzero(line.codes == code)
            frm, to = np.nonzero(line.reach(int(code)))
            allowed = can_be[rows][:, frm] & can_be[rows][:, to]
            starts.append(places[rows][:, frm][allowed])
            ends.append(places[rows][:, to][allowed])
        start, end = np.concatenate(starts), np.concatenate(ends)
        if judgement is not None:
            wanted = judgement.steps(actor, end, start)
            start, end = start[wanted], end[wanted]
        order = np.argsort(start, kind="stable")
        number = np.cumsum(graph.feasible.reshape(-1)) - 1
        self._starts, self._ends = number[start[order]], number[end[order]]
        self._from, self._first = np.unique(self._starts, return_index=True)

    def pairs(self) -> tuple[Index, Index]:
        """Where the moves start and where they end, one entry a move."""
        return self._starts, self._ends

    def step(self, words: Words) -> Words:
        """Bits that hold after one move, by where it starts; none where there is no move."""
        out = np.zeros_like(words)
        if self._from.size:
            out[self._from] = np.bitwise_or.reduceat(words[self._ends], self._first)
        return out


def stable(graph: Graph, judgement: Judgement, concept: str, actor: int) -> Truth:
    """Where the actor would stay by one of ``CONCEPTS``, shape of the states; False where infeasible.

    Raises BadInput for another concept or more than MOST_STATES states that can exist.
    """
    return verdicts(graph, judgement, (concept,), actor)[concept]


def verdicts(graph: Graph, judgement: Judgement, concepts: Sequence[str], actor: int) -> dict[str, Truth]:
    """The same for several concepts, which share what they ask."""
    if undefined := [c for c in concepts if c not in CONCEPTS]:
        raise BadInput(f"{undefined[0]} is not defined for such preferences; there are {', '.join(CONCEPTS)}")
    here = np.flatnonzero(graph.feasible)
    if here.size > MOST_STATES:
        raise BadInput(f"{here.size:,} states can exist, more than {MOST_STATES:,}: too many for such preferences")
    own = Arcs(graph, actor, None)
    answers = {
        credible: [Arcs(graph, j, judgement if credible else None) for j in graph.others(actor)]
        for credible in {c in CREDIBLE for c in concepts if c != "Nash"}
    }
    found = {concept: np.zeros(graph.feasible.size, dtype=np.bool_) for concept in concepts}
    for first in range(0, here.size, WORD):
        asked = here[first : first + WORD]
        tempting = packed(judgement.tempts(actor, here[:, None], asked[None, :]))
        punishing = packed(judgement.punishes(actor, here[:, None], asked[None, :]))
        lasting = punishing & ~own.step(~punishing)
        for concept, out in found.items():
            bad = tempting
            if concept != "Nash":
                answer = lasting if concept in SYMMETRIC else punishing
                bad = tempting & ~after_sequences(answer, answers[concept in CREDIBLE])
            left = own.step(bad)[first : first + WORD] >> np.arange(asked.size, dtype=np.uint64)
            out[asked] = left & np.uint64(1) == 0
    return {concept: out.reshape(graph.values) for concept, out in found.items()}


def after_sequences(words: Words, movers: Sequence[Arcs]) -> Words:
    """Bits that some legal sequence of at least one step reaches: nobody moves twice in a row."""
    moved = [np.zeros_like(words) for _ in movers]  # what is reached if this one moves first
    changed = True
    while changed:
        changed = False
        for k, arcs in enumerate(movers):
            then = words.copy()
            for j, other in enumerate(moved):
                if j != k:
                    then |= other
            after = arcs.step(then)
            changed = changed or not np.array_equal(after, moved[k])
            moved[k] = after
    return np.bitwise_or.reduce(moved) if moved else np.zeros_like(words)


def packed(truth: Truth) -> Words:
    """Rows of at most 64 truth values as words, the first the lowest bit; shape (rows,)."""
    full = np.zeros((truth.shape[0], WORD), dtype=np.bool_)
    full[:, : truth.shape[1]] = truth
    return np.packbits(full, axis=1, bitorder="little").view("<u8").reshape(-1).astype(np.uint64, copy=False)
