"""What happens when the others answer all at once, each by an improvement of its own from the state one leaves."""

from __future__ import annotations

from functools import partial
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.lines import Line
from realpolitik.conflict.reach import HIGHEST, best_own
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

MOST_PAIRS = 2**28  #: states times choices of one actor that are laid out at once


def met_together(graph: Graph, actor: int) -> NDArray[np.bool_]:
    """Where every improvement of the actor can be met by a simultaneous answer; shape of the states.

    The states are laid out as an array with one axis for the choices of each actor that can move and a last one for
    all the rest. From a state, the others' choices are staying or an improvement; the least rank over their
    product (infeasible joint states left out) is what an own move may end in. Nobody answering is no answer, but
    then the move itself is better than the state, so counting it changes nothing.
    """
    ranks = graph.ranks[actor]
    stable = np.asarray((best_own(graph, actor, ranks) <= ranks) | ~graph.feasible, dtype=np.bool_)
    movers = [actor, *graph.others(actor)]
    lines = [graph.kept(("line", j), partial(Line, graph, j)) for j in movers]
    size = prod(graph.values)
    if size * max(line.size for line in lines) > MOST_PAIRS:
        raise BadInput(
            f"{size:,} states with {max(line.size for line in lines):,} choices of one actor: too many for SIM"
        )
    axes = [k for line in lines for k in line.axes]
    rest = [k for k in range(len(graph.values)) if k not in axes]
    shape = [*(line.size for line in lines), -1]
    joint = np.where(graph.feasible, ranks, HIGHEST).transpose(axes + rest).reshape(shape)
    gains = []
    for j, line in zip(movers, lines, strict=True):
        gain = graph.kept(("gain", j), partial(_gains, graph, line, graph.ranks[j]))
        gains.append(gain)
    places = np.arange(size).reshape(graph.values).transpose(axes + rest).reshape(shape)
    todo = ~stable.reshape(-1)[places]
    own = ranks.reshape(-1)
    flat = stable.reshape(-1)
    for place in np.argwhere(todo):
        start = int(places[tuple(place)])
        choices = [np.flatnonzero(gain[start]) for gain in gains]
        for k in range(1, len(choices)):
            choices[k] = np.append(choices[k], place[k])
        ends = joint[(*np.ix_(*choices), place[-1])]
        flat[start] = bool((ends.reshape(choices[0].size, -1).min(axis=1) <= own[start]).all())
    return stable


def _gains(graph: Graph, line: Line, ranks: NDArray[np.int32]) -> NDArray[np.bool_]:
    """For every state (flat C index) which own choices are improvements, shape (states, choices)."""
    size = prod(graph.values)
    places = line.rows(np.arange(size).reshape(graph.values)).reshape(-1)
    out = np.empty((size, line.size), dtype=np.bool_)
    out[places] = line.improving(ranks).reshape(-1, line.size)
    return out
