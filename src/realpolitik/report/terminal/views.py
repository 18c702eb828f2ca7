"""Hypergames, observed stays and wanted states, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict.graph import Graph
from realpolitik.conflict.hypergame import Hypergame
from realpolitik.conflict.inverse import Nearest
from realpolitik.conflict.space import StateSpace
from realpolitik.report.terminal.solve import difference
from realpolitik.report.words import percent, plain

MOST = 30
MOST_NAMED = 8  #: states that are named one by one


def hypergame_text(game: Hypergame, width: int = 100) -> str:
    """The outcomes in which everybody stays by its own view, and whom they surprise; the likeliest first."""
    space = game.space
    known = "takes its own view for that of all" if game.level == 1 else "knows how the others see it"
    told = f"Each actor sees its own conflict, and {known} (level {game.level})."
    lines = [space.case.title, *textwrap.wrap(told, max(width, 60))]
    for concept in game.concepts:
        share = np.zeros(space.states.size)
        surprise = np.zeros((len(game.deciders), space.states.size))
        for solved in game.types:
            share += solved.probability * solved.outcomes(concept)
            surprise += solved.probability * solved.surprised(concept)
        found = sorted(np.flatnonzero(share > 0).tolist(), key=lambda n: (-share[n], n))
        lines += ["", f"{concept}: {len(found) or 'no'} outcome{'' if len(found) == 1 else 's'}"]
        for n in found[:MOST]:
            who = [a for a, row in zip(game.deciders, surprise, strict=True) if row[n] > 0]
            told = f"; a strategic surprise for {', '.join(who)}" if who else ""
            text = f"{n + 1:>8}  {percent(min(share[n], 1.0)):>6}  {difference(space, space.table[n].tolist())}{told}"
            lines += textwrap.wrap(text, max(width, 60), subsequent_indent=" " * 18)
        if len(found) > MOST:
            lines.append(f"        and {len(found) - MOST} more")
    return plain("\n".join(lines))


def stays_text(
    space: StateSpace, deciders: Sequence[str], found: Mapping[str, NDArray[np.float64]], where: str, width: int = 100
) -> str:
    """A row for each actor: by which concepts it would stay, in what share of the worlds."""
    label = max(len(d) for d in deciders)
    cell = max(7, *(len(c) + 1 for c in found))
    per_block = max(1, (max(width, 60) - label) // cell)
    names = list(found)
    lines = [space.case.title, f"Who would stay in {where}, by which concept; probability of the worlds where so:"]
    for start in range(0, len(names), per_block):
        part = names[start : start + per_block]
        lines += ["", " " * label + "".join(c.rjust(cell) for c in part)]
        for k, actor in enumerate(deciders):
            cells = [percent(min(float(found[c][k]), 1.0)) if found[c][k] > 0 else "-" for c in part]
            lines.append(actor.ljust(label) + "".join(c.rjust(cell) for c in cells))
    return plain("\n".join(lines))


def nearest_text(
    space: StateSpace,
    graph: Graph,
    concept: str,
    state: Sequence[int],
    found: Sequence[Nearest],
    counted: tuple[int, int] | None,
    width: int,
) -> str:
    """What actors must want for a state to hold for each of them, the nearest to what they want now."""
    said = [_wanted(space, graph, concept, state, one) for one in found]
    total = sum(one.distance for one in found)
    if len(found) > 1 and total:
        said.append(f"Together that reverses {_pairs(total)}, and no rankings that make it hold for all reverse fewer.")
    lines = [line for text in said for line in textwrap.wrap(text, max(width, 60))]
    if counted is not None:
        held, all_of_them = counted
        lines += textwrap.wrap(f"It holds in {held:,} of the {all_of_them:,} strict rankings it could have.", width)
    return plain("\n".join(lines))


def _wanted(space: StateSpace, graph: Graph, concept: str, state: Sequence[int], found: Nearest) -> str:
    """The answer for one actor."""

    def told(values: Sequence[int]) -> str:
        return f"{space.number(values) + 1} ({space.label(values)})"

    def named(flat: int) -> str:
        return told([int(v) for v in np.unravel_index(flat, graph.values)])

    actor, here = graph.actors[found.actor], told(state)
    if not found.distance:
        return f"State {here} holds for {actor} by {concept} as its wishes are."
    sure = ", and no ranking that makes it hold reverses fewer" if not found.together else ""
    more = len(found.lowered) - MOST_NAMED
    lowered = "; ".join(named(s) for s in found.lowered[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    wanted = f"it must come to like no better than it: {lowered}"
    if found.together:  # it may also have to prefer what it answers with
        turned = [f"{named(one)} to {named(other)}" for one, other in found.turned[:MOST_NAMED]]
        more = len(found.turned) - MOST_NAMED
        wanted = f"a nearest ranking prefers {'; '.join(turned)}" + (f"; and {more} more" if more > 0 else "")
    return f"For state {here} to hold for {actor} by {concept}, {wanted}. That reverses {_pairs(found.distance)}{sure}."


def _pairs(count: int) -> str:
    return f"{count:,} pair{'s' if count > 1 else ''} of states"
