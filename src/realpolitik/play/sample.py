"""Which plays of a draw in a type are made again when one number changes: those that count most, and some of the rest.

A play counts by its type's probability and by how well the draw explains the moves seen; a few of many make up most of
the weight. Those that count for one part in ``plays`` or more are all taken. Of the others every so-many-th is taken,
through the types in order, and stands for those passed over (systematic sampling with unequal chances; Madow 1949, "On
the theory of systematic sampling, II", section 2): each is weighted by one over its chance to be taken (Horvitz and
Thompson 1952). Nothing is left to chance, so the same case gives the same sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.problem import Problem, conduct, forces

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-9  #: plays that weigh less than this beside the weightiest are never taken


@dataclass(frozen=True, eq=False)
class Sample:
    """``taken`` (draws, types); ``log_weight`` (draws, types): log of how many plays each stands for, -inf for none.

    ``draws`` names the rows: the draw's number, or None for the central run.
    """

    draws: tuple[int | None, ...]
    taken: NDArray[np.bool_]
    log_weight: Floats

    def tasks(self) -> list[tuple[int | None, tuple[int, ...]]]:
        """Every draw, and the types in which it is to be played (perhaps none)."""
        return [(d, tuple(np.flatnonzero(kinds).tolist())) for d, kinds in zip(self.draws, self.taken, strict=True)]

    def means(self, values: Floats, logs: Floats) -> Floats:
        """Of each type the mean of ``values`` (.., draws, types) over what is taken of it, shape (.., types).

        ``logs`` (draws, types): each draw counts by how well it explains the moves seen. 0 where nothing counts.
        """
        weight = self.log_weight + logs
        top = weight.max(axis=0)
        share = np.exp(weight - np.where(np.isfinite(top), top, 0.0))
        total = share.sum(axis=0)
        return np.asarray(np.einsum("...dt,dt->...t", values, share) / np.where(total > 0.0, total, 1.0))


def whole(problem: Problem) -> Sample:
    """Every draw in every type that has any probability."""
    draws: tuple[int | None, ...] = tuple(range(problem.draws)) or (None,)
    taken = np.tile(problem.wanted, (len(draws), 1))
    return Sample(draws, taken, np.where(taken, 0.0, -np.inf))


def sample(problem: Problem, logs: Floats, plays: int) -> Sample:
    """About ``plays`` plays; ``logs`` (draws, types) are log P(moves seen). All, where there are no more.

    Types that differ in nothing in a draw are one play. Each type keeps its weight: what is taken of it stands for all
    of it. A type of which nothing is taken counts for less than one part in ``plays``.
    """
    every = whole(problem)
    top = logs.max()
    weight = problem.shares * np.exp(logs - top) if np.isfinite(top) else np.zeros_like(logs)
    groups = _groups(problem, every)
    sizes = np.array([weight[row, kinds].sum() for row, kinds in groups])
    if len(groups) <= plays or not sizes.any():
        return every
    chance = _chances(sizes, plays)
    order = sorted(range(len(groups)), key=lambda k: (groups[k][1][0], groups[k][0]))
    passed = np.cumsum(chance[order]) - 0.5
    hit = np.floor(passed + 1e-9) > np.floor(passed - chance[order] + 1e-9)
    taken, log_weight = np.zeros_like(every.taken), np.full(every.taken.shape, -np.inf)
    for k in np.array(order)[hit].tolist():
        row, kinds = groups[k]
        taken[row, kinds] = True
        log_weight[row, kinds] = -np.log(chance[k])
    counted = (weight * np.exp(log_weight)).sum(axis=0)
    known = counted > 0.0
    log_weight[:, known] += np.log(weight.sum(axis=0)[known] / counted[known])
    return Sample(every.draws, taken, log_weight)


def _groups(problem: Problem, every: Sample) -> list[tuple[int, list[int]]]:
    """(row, types) of all plays: types that differ in nothing in a draw together."""
    out = []
    for row, draw in enumerate(every.draws):
        played = forces(problem, draw)
        alike: dict[bytes, list[int]] = {}
        for kind in np.flatnonzero(problem.wanted).tolist():
            alike.setdefault(conduct(problem, played, kind), []).append(kind)
        out += [(row, kinds) for kinds in alike.values()]
    return out


def _chances(sizes: Floats, plays: int) -> Floats:
    """Each one's chance to be taken, in proportion to its size but at most 1, ``plays`` in all."""
    sizes = np.where(sizes >= NEGLIGIBLE * sizes.max(), sizes, 0.0)
    low, high = 0.0, 2.0 * plays / float(sizes[sizes > 0.0].min())
    for _ in range(200):
        middle = (low + high) / 2.0
        if np.minimum(1.0, middle * sizes).sum() > plays:
            high = middle
        else:
            low = middle
    return np.minimum(1.0, high * sizes)
