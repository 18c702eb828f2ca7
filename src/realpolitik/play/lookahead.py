"""Actors who look two moves ahead: they value a state by what the others would make of it.

Q_i(s) = sum over the other actors j of pace_j / (sum of the others' paces) times E[u_i after j's choice from s], where
j chooses from s as one who looks one move ahead, staying included. An actor that `believes` something expects others
to choose as in the worlds it believes in, each weighted by its belief: it need not know what drives them. Nature does
not move in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.board import Board
from realpolitik.play.kernel import Temper, choice_rates

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class View:
    """How one decider (position ``decider``) expects the others to choose.

    ``chances`` (views,): its belief; ``counts`` (types, views, features): how far each wish counts in the worlds of
    each type as it sees them. None of both: it knows the world.
    """

    decider: int
    chances: Floats | None = None
    counts: Floats | None = None

    def others(self, weights: Floats, raw: Floats, kind: int) -> list[tuple[float, Floats]]:
        """The chance and the others' coefficients (deciders, features) of each way that it may be.

        ``weights`` are those of the type, ``raw`` the same before what counts in the type was applied.
        """
        if self.chances is None or self.counts is None:
            return [(1.0, weights)]
        return [(float(p), raw * row) for p, row in zip(self.chances, self.counts[kind], strict=True)]


@dataclass(frozen=True, eq=False)
class Lookahead:
    """Everybody who looks two moves ahead."""

    views: tuple[View, ...]

    def worth(self, board: Board, features: Floats, weights: Floats, raw: Floats, temper: Temper, kind: int) -> Floats:
        """What every state is worth to every decider, (deciders, states): u, or Q for those who look ahead."""
        utility = np.asarray(weights @ features)
        out = utility.copy()
        n = board.actor_moves
        source, target, mover = board.source[:n], board.target[:n], board.mover[:n]
        for view in self.views:
            i = view.decider
            total = float(temper.pace.sum() - temper.pace[i])
            if total <= 0.0:
                continue
            gain = utility[i, target] - utility[i, source]
            gain[mover == i] = 0.0
            for chance, others in view.others(weights, raw, kind):
                rates = choice_rates(board, others @ features, temper)
                out[i] += chance / total * np.bincount(source, weights=rates * gain, minlength=board.size)
        return out

    def scaled(self, feature: int, factor: float) -> Lookahead:
        """The same where one statement counts ``factor`` times as far."""
        views = []
        for view in self.views:
            counts = None if view.counts is None else view.counts.copy()
            if counts is not None:
                counts[..., feature] *= factor
            views.append(replace(view, counts=counts))
        return Lookahead(tuple(views))

    def key(self, raw: Floats, kind: int) -> bytes:
        """Everything in which what is expected of others can differ between two types of one draw."""
        seen = [view.counts[kind] for view in self.views if view.counts is not None]
        return b"|".join(np.ascontiguousarray(raw * counts[:, None, :]).tobytes() for counts in seen)
