"""Guaranteed bounds: how low and how high each explanation's posterior can be, over all judged ranges at once.

A posterior is a ratio of two sums of products (``pieces``). Where a range enters both linearly, moving it alone moves
the ratio one way, so the extremes lie where every range is at one of its ends. Up to 20 ranges all combinations are
tried: the pieces fall in two halves, each half's products are a matrix with one row for each combination of its own
ranges, and one matrix product gives every combination. Beyond, and where some range does not enter linearly, branch
and bound: an outer bound for a box puts every piece at the end that favours (or hurts) the explanation, world by
world. What is not finished in the allotted steps is given as an outer bound: the truth lies between what was reached
and it.

Intervals of probabilities in Bayes' theorem: Walley, Statistical Reasoning with Imprecise Probabilities (1991), ch. 6.
"""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.evidence.numbers import Floats
from realpolitik.evidence.pieces import Piece, Pieces, combinations
from realpolitik.evidence.piecing import pieces_of

MOST_RANGES = 20  #: so many are tried in every combination
MOST_NUMBERS = 2**26  #: numbers in one half's matrix
STEPS = 400  #: boxes split for one bound of one explanation, fewer in large cases:
WORK = 2**28  #: numbers touched for one bound
CLOSE = 1e-6  #: an outer bound this near to what was reached counts as reached


@dataclass(frozen=True)
class Bound:
    """The lowest and highest posterior that were reached, and outer bounds that nothing in the ranges can pass.

    ``exact``: the two agree (to 1e-6).
    """

    low: float
    high: float
    outer_low: float
    outer_high: float
    exact: bool


def bounds(case: Case, without: Set[str] = frozenset(), only: str | None = None) -> tuple[dict[str, Bound], int]:
    """The bounds of every explanation, and how many ranges the case has.

    With more than 20 ranges only those of the explanation ``only``, where one is named: each takes seconds then.
    Raises what ``EvidenceModel.of`` raises.
    """
    pieces = pieces_of(case, without)
    found = {}
    reached = _every_combination(pieces)
    linear = all(p.linear for p in pieces.pieces)
    for k, name in enumerate(case.explanations):
        if reached is None and only not in (None, name):
            continue
        ends = []
        for sign in (-1, 1):
            best = _climb(pieces, k, sign) if reached is None else float(reached[k, (sign + 1) // 2])
            outer = best if reached is not None and linear else _Search(pieces, k, sign).outer(best)
            ends.append((best, max(best, outer) if sign > 0 else min(best, outer)))
        (low, outer_low), (high, outer_high) = ends
        exact = low - outer_low <= CLOSE and outer_high - high <= CLOSE
        found[name] = Bound(low, high, outer_low, outer_high, exact)
    return found, len(pieces.names)


def _every_combination(pieces: Pieces) -> Floats | None:
    """(explanations, 2): least and greatest posterior over all ends of all ranges; None where they are too many."""
    count = len(pieces.names)
    if count > MOST_RANGES:
        return None
    ordered = sorted(pieces.pieces, key=lambda p: p.group)
    halves: tuple[list[Piece], list[Piece]] = ([], [])
    taken = 0
    for piece in ordered:
        halves[taken * 2 >= count and bool(halves[0])].append(piece)
        taken += len(piece.inputs)
    shared = {p.group for p in halves[0]} & {p.group for p in halves[1]} - {-1}
    split = shared.pop() if shared else None
    states = max((p.at(pieces.middle[None, list(p.inputs)]).shape[2] for p in ordered if p.group == split), default=1)
    classes = len(pieces.fixed)
    if max(2 ** sum(len(p.inputs) for p in half) for half in halves) * classes * states > MOST_NUMBERS:
        return None
    first, second = (_half(half, pieces, split, states) for half in halves)
    first = first * pieces.fixed[None, :, None]
    flat = second.reshape(len(second), -1)
    whole = first.reshape(len(first), -1) @ flat.T
    found = np.empty((len(pieces.truth), 2))
    for k, held in enumerate(pieces.truth):
        part = (first * held[None, :, None]).reshape(len(first), -1) @ flat.T
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = part / whole
        found[k] = np.nanmin(shares), np.nanmax(shares)
    return np.clip(found, 0.0, 1.0)


def _half(half: list[Piece], pieces: Pieces, split: int | None, states: int) -> Floats:
    """Every combination of a half's ranges: the product of its pieces, shape (combinations, classes, states)."""
    total = np.ones((1, len(pieces.fixed), 1))
    open_ = np.ones((1, len(pieces.fixed), states if split is not None else 1))
    for group in sorted({p.group for p in half}):
        joint = np.ones((1, 1, 1))
        for piece in (p for p in half if p.group == group):
            own = list(piece.inputs)
            joint = _outer(joint, piece.at(combinations(pieces.low[own], pieces.high[own])))
        if group == split:
            open_ = _outer(open_, joint)
        else:
            total = _outer(total, joint.sum(axis=2, keepdims=True) if group >= 0 else joint)
    return _outer(total, open_)


def _outer(first: Floats, second: Floats) -> Floats:
    """Every row of one times every row of the other."""
    found = first[:, None] * second[None]
    return np.asarray(found.reshape(-1, *found.shape[2:]), dtype=np.float64)


def _share(weights: Floats, held: NDArray[np.bool_]) -> float:
    total = float(weights.sum())
    return float(weights[held].sum()) / total if total > 0.0 else float("nan")


def _climb(pieces: Pieces, k: int, sign: int) -> float:
    """A high (or low) posterior by moving one range after another to its better end, until none helps."""
    held = pieces.truth[k]
    values = pieces.middle.copy()
    numbers = pieces.numbers(values)
    best = sign * _share(pieces.weights(numbers), held)
    for _ in range(10):
        before = best
        for place, piece in enumerate(pieces.pieces):
            rest = pieces.fixed
            for group in range(-1, pieces.groups):
                if group != piece.group:
                    rest = rest * pieces.group(group, numbers)
            beside = np.ones((1, 1))
            for other, n in zip(pieces.pieces, numbers, strict=True):
                if other.group == piece.group and other is not piece:
                    beside = beside * n
            for i in piece.inputs:
                for end in (pieces.low[i], pieces.high[i]):
                    tried = values.copy()
                    tried[i] = end
                    made = piece.at(tried[None, list(piece.inputs)])[0]
                    found = sign * _share(rest * (beside * made).sum(axis=-1), held)
                    if found > best:
                        best, values, numbers[place] = found, tried, made
        if not best > before + 1e-12:
            break
    return sign * best


class _Search:
    """Best-first branch and bound for one explanation: the box with the widest outer bound is split first."""

    def __init__(self, pieces: Pieces, k: int, sign: int) -> None:
        self.pieces = pieces
        self.held = pieces.truth[k] if sign > 0 else ~pieces.truth[k]  # a low bound is 1 minus a high one of the rest
        self.sign = sign

    def outer(self, best: float) -> float:
        """An outer bound: nothing in the ranges gives more (or, for a low bound, less)."""
        goal = best if self.sign > 0 else 1.0 - best
        tick = 0
        low, high = self.pieces.low, self.pieces.high
        enclosed = [p.enclose(low[list(p.inputs)], high[list(p.inputs)]) for p in self.pieces.pieces]
        heap = [(-self.bound(enclosed), tick, low, high, enclosed)]
        size = sum(e[0].size for e in enclosed)
        for _ in range(min(STEPS, WORK // (4 * size) + 1)):
            worst, _, low, high, enclosed = heap[0]
            if -worst <= goal + CLOSE or (split := self.split(low, high, enclosed)) is None:
                break
            heapq.heappop(heap)
            for new_low, new_high in split:
                moved = [i for i in range(len(low)) if new_low[i] != low[i] or new_high[i] != high[i]]
                parts = [
                    p.enclose(new_low[list(p.inputs)], new_high[list(p.inputs)]) if set(moved) & set(p.inputs) else e
                    for p, e in zip(self.pieces.pieces, enclosed, strict=True)
                ]
                tick += 1
                heapq.heappush(heap, (-self.bound(parts), tick, new_low, new_high, parts))
        found = max(goal, min(1.0, -heap[0][0]))
        return found if self.sign > 0 else 1.0 - found

    def bound(self, enclosed: list[tuple[Floats, Floats]]) -> float:
        """The posterior with every piece at its best where the explanation holds, and at its worst elsewhere."""
        most = float(self.pieces.weights([e[1] for e in enclosed])[self.held].sum())
        least = float(self.pieces.weights([e[0] for e in enclosed])[~self.held].sum())
        return most / (most + least) if most > 0.0 else 0.0

    def split(
        self, low: Floats, high: Floats, enclosed: list[tuple[Floats, Floats]]
    ) -> list[tuple[Floats, Floats]] | None:
        """Two boxes in place of one: a range that enters linearly goes to its ends, another one is cut in half."""
        widest, where = 0.0, -1
        for p, (a, b) in zip(self.pieces.pieces, enclosed, strict=True):
            free = [i for i in p.inputs if high[i] > low[i]]
            if free:
                spread = float(np.max(np.where(b > 0.0, np.log(np.maximum(b, 1e-300) / np.maximum(a, 1e-300)), 0.0)))
                if spread > widest:
                    widest, where = spread, max(free, key=lambda i: (high[i] - low[i], -i))
                    cut = not p.linear
        if where < 0 or widest < 1e-9:
            return None
        boxes = []
        middle = 0.5 * (low[where] + high[where])
        for a, b in ((low[where], middle), (middle, high[where])) if cut else ((low[where],) * 2, (high[where],) * 2):
            new_low, new_high = low.copy(), high.copy()
            new_low[where], new_high[where] = a, b
            boxes.append((new_low, new_high))
        return boxes
