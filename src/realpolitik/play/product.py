"""One step of the play without a matrix, where every combination of values is a state and every option moves freely.

Reviewing in s, an actor goes to s' in its own line (the states that differ in its own options alone) with probability
E(s') K(s, s') / Z(s): E = exp(resolve times utility), K = exp(-cost of the change), which is a product over its options
and the same in every line, and Z(s) = sum over s' of K(s, s') E(s') (see ``kernel``). Mass p thus goes on as
E times (the transpose of K applied to p / Z): a few passes over the states instead of one entry for every move, of
which an actor with m options of two values has 2^m - 1 in each state. Without friction K is 1 everywhere, and what is
applied is the line's sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.space import StateSpace
from realpolitik.play.board import Board, costly_axes, nature_axes
from realpolitik.play.kernel import Temper

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WIDEST = 64  #: own choices whose costs are written out in one table
MOST_COST = 500.0  #: of all changes of an actor together, so that no exponential underflows
MOST_AT_ONCE = 2**18  #: multiplications in one small product of matrices


@dataclass(frozen=True, eq=False)
class Layout:
    """Where every actor's options lie. ``sizes`` (axes,): values of each axis, the first running fastest.

    ``own`` (deciders,): its axes, neighbours; ``costly``: the axes of costly public options; ``nature``: nature's axes.
    """

    sizes: tuple[int, ...]
    own: tuple[tuple[int, ...], ...]
    costly: tuple[int, ...]
    nature: tuple[int, ...]

    @classmethod
    def of(cls, space: StateSpace, board: Board) -> Layout | None:
        """The layout of a board; None where a state is missing, or an actor's option is not always free to move."""
        if not space.axes or board.size != prod(space.shape):
            return None
        nature = nature_axes(space)
        own = tuple(space.own(actor) for actor in space.deciders)
        for axes in own:
            if axes != tuple(range(axes[0], axes[-1] + 1)):
                return None
            for axis in (space.axes[k] for k in axes):
                if axis.moves != "both" or axis.if_ is not None or axis.undo_if is not None:
                    return None
        return cls(tuple(space.shape), own, costly_axes(space), nature)

    def line(self, axes: Sequence[int]) -> tuple[int, int]:
        """(choices, states behind one choice) of neighbouring axes: what a flat array is to be cut into."""
        return prod(self.sizes[k] for k in axes), prod(self.sizes[: axes[0]])

    def grouped(self, axes: tuple[int, ...]) -> list[tuple[int, ...]]:
        """An actor's axes in groups of neighbours with up to ``WIDEST`` choices together."""
        groups: list[tuple[int, ...]] = []
        for k in axes:
            if groups and self.line((*groups[-1], k))[0] <= WIDEST:
                groups[-1] = (*groups[-1], k)
            else:
                groups.append((k,))
        return groups

    def changes(self, axis: int, inertia: float, backing_down: float) -> Floats:
        """K of one option: 1 for staying, exp(-cost) for every change."""
        size = self.sizes[axis]
        upper = np.triu(np.full((size, size), np.exp(-inertia)), 1)
        return np.asarray(upper + np.tril(np.full((size, size), np.exp(-inertia - backing_down)), -1) + np.eye(size))


@dataclass(frozen=True, eq=False)
class Chooser:
    """One actor's choice, shape (states,): ``share`` = pace times E, ``per`` = 1 / Z; and K as ``factors``.

    A factor is (choices, states behind one choice, transposed K). Without factors K is 1 in the whole ``line``
    (choices, states behind one), Z is the same all along it, and ``share`` is pace times E / Z.
    """

    share: Floats
    per: Floats | None
    line: tuple[int, int]
    factors: tuple[tuple[int, int, Floats], ...]

    @classmethod
    def of(cls, layout: Layout, axes: tuple[int, ...], worth: Floats, pace: float, costs: Sequence[Floats]) -> Chooser:
        """``worth`` (states,): resolve times utility; ``costs``: K of each of its options."""
        size, behind = layout.line(axes)
        worth = worth.reshape(-1, size, behind)
        reach = np.exp(worth - worth.max(axis=1, keepdims=True))  # a line's own scale leaves its choices as they are
        if all((cost == 1.0).all() for cost in costs):
            return cls((pace * reach / reach.sum(axis=1, keepdims=True)).reshape(-1), None, (size, behind), ())
        total, factors = reach.reshape(1, -1), []
        for some in layout.grouped(axes):
            table = np.ones((1, 1))
            for k in some:  # the first axis runs fastest
                table = np.asarray(np.kron(costs[k - axes[0]], table), dtype=np.float64)
            total = _applied(table, *layout.line(some), total)
            factors.append((*layout.line(some), np.ascontiguousarray(table.T)))
        return cls(pace * reach.reshape(-1), 1.0 / total[0], (size, behind), tuple(factors))

    def gone(self, mass: Floats, share: Floats) -> Floats:
        """Where its reviews take ``mass`` (columns, states), times ``share`` in place of its own."""
        if self.per is None:
            cut = mass.reshape(len(mass), -1, *self.line)
            return np.asarray(cut.sum(axis=2, keepdims=True) * share.reshape(cut.shape[1:])).reshape(mass.shape)
        moved = mass * self.per
        for size, behind, table in self.factors:
            moved = _applied(table, size, behind, moved)
        moved *= share
        return moved


@dataclass(frozen=True, eq=False)
class Choosing:
    """All actors' choices in one type of one draw; ``pace`` is the rate of all reviews together."""

    layout: Layout
    choosers: tuple[Chooser, ...]
    pace: float

    @classmethod
    def of(cls, layout: Layout, utility: Floats, temper: Temper) -> Choosing | None:
        """From utilities (deciders, states); None where the costs of changes are too large to be multiplied."""
        made = []
        for i, axes in enumerate(layout.own):
            backing = [temper.backing_down[layout.costly.index(k)] if k in layout.costly else 0.0 for k in axes]
            if len(axes) * float(temper.inertia[i]) + sum(backing) > MOST_COST:
                return None
            costs = [layout.changes(k, float(temper.inertia[i]), float(b)) for k, b in zip(axes, backing, strict=True)]
            if temper.pace[i] > 0.0:
                made.append(Chooser.of(layout, axes, temper.resolve[i] * utility[i], float(temper.pace[i]), costs))
        return cls(layout, tuple(made), float(temper.pace.sum()))


def reviews(choosing: Choosing, hazard: Floats, apart: Floats | None) -> float:
    """The rate of the uniformised chain: every review, and the largest sum of hazards, is a jump of its own."""
    taken = 0.0 if apart is None else apart.max(axis=0, initial=0.0)
    return float(choosing.pace + (hazard.sum(axis=0) + taken).max(initial=0.0))


@dataclass(frozen=True, eq=False)
class FreeStep:
    """One jump of the uniformised chain at rate ``q`` a month, at least all paces and hazards together.

    ``hazard`` (nature's axes, states), per month. It acts on ``mass`` (columns, states) in place of a sparse product.
    """

    choosing: Choosing
    hazard: Floats
    q: float

    @cached_property
    def _stay(self) -> Floats:
        left = 1.0 - self.choosing.pace / self.q - sum((chance for _, _, chance in self._drift), np.zeros(1))
        return np.asarray(np.maximum(left, 0.0))

    @cached_property
    def _shares(self) -> list[Floats]:
        """What every chooser's answer counts in one jump."""
        return [chooser.share / self.q for chooser in self.choosing.choosers]

    @cached_property
    def _drift(self) -> list[tuple[int, int, Floats]]:
        """Nature's axes: values, states behind one, and the chances to move one value later."""
        layout, out = self.choosing.layout, []
        for k, row in zip(layout.nature, self.hazard, strict=True):
            size, behind = layout.line((k,))
            chance = (row / self.q).reshape(-1, size, behind)
            chance[:, -1] = 0.0  # there is no later value
            if chance.any():
                out.append((size, behind, chance.reshape(-1)))
        return out

    def __call__(self, mass: Floats, out: Floats) -> None:
        """Write what one jump makes of ``mass`` (columns, states) into ``out``."""
        np.multiply(mass, self._stay, out=out)
        for chooser, share in zip(self.choosing.choosers, self._shares, strict=True):
            out += chooser.gone(mass, share)
        for size, behind, chance in self._drift:
            moved = (mass * chance).reshape(len(mass), -1, size, behind)
            out.reshape(moved.shape)[:, :, 1:] += moved[:, :, :-1]


def _applied(table: Floats, size: int, behind: int, mass: Floats) -> Floats:
    """A table applied along its axes to ``mass`` (columns, states).

    In small products: a large one would be shared among threads, which costs more than it saves.
    """
    rows = max(1, MOST_AT_ONCE // size**2)
    if behind > 1:
        cut = mass.reshape(-1, size, behind)
        if behind <= rows:
            return np.asarray(table @ cut).reshape(mass.shape)
        out = np.empty_like(cut)
        for k in range(0, behind, rows):
            np.matmul(table, cut[:, :, k : k + rows], out=out[:, :, k : k + rows])
        return out.reshape(mass.shape)
    flat = mass.reshape(-1, size)
    product = np.empty_like(flat)
    for k in range(0, len(flat), rows):
        np.matmul(flat[k : k + rows], table.T, out=product[k : k + rows])
    return product.reshape(mass.shape)
