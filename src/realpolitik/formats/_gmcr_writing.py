"""A case's conflict as the data of a ``.gmcr`` file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from realpolitik.conflict.preferences import held, ranks
from realpolitik.conflict.space import NATURE, Axis, StateSpace
from realpolitik.conflict.types import preference_types
from realpolitik.errors import BadInput
from realpolitik.formats._gmcr_file import BitOption, GmcrFile, Maker, Ranking, Statement
from realpolitik.formats._one_order import nature_as_now, one_order
from realpolitik.formats._terms import Bits, TooInvolved

if TYPE_CHECKING:
    from realpolitik.case.case import Case
    from realpolitik.case.formula import Formula
    from realpolitik.conflict.graph import Graph

MOST_RANKED = 2**14  #: states up to which rankings are written out


def file_of(case: Case) -> GmcrFile:
    """The conflict of a case; nature stays as it is now.

    Where an actor's wishes are not plain statements, all actors' wishes are written as rankings of the states. Raises
    BadInput where conditions limit moves, wishes differ between worlds, coalitions overlap or there is too much.
    """
    space, graph = one_order(case)
    when = preference_types(case)[0].when
    own = [axis for axis in space.axes if axis.actor != NATURE]
    options, first = _options(space, graph, own)
    still = {axis.name: axis.values[axis.now] for axis in space.axes if axis.actor == NATURE}
    still |= {name: column.values[int(column.index)] for name, column in space.held.items()}
    bits = Bits(first, still)
    who = [a for a, actor in case.actors.items() if a in space.deciders or _wants(case, a)]
    statements = {a: _statements(space, a, when, bits) for a in who}
    manual = any(found is None for found in statements.values())
    makers = tuple(
        Maker(
            case.actors[a].name or a,
            tuple(k for axis in own if axis.actor == a for k in _bits_of(axis, first)),
            statements[a] or (),
            tuple(s for f in case.actors[a].thinks_impossible if (s := bits.terms(f))),
            _ranking(space, a, when) if manual else None,
        )
        for a in who
    )
    return GmcrFile(options, makers, _infeasibles(space, own, bits), manual, _coalitions(case, who))


def _options(space: StateSpace, graph: Graph, own: list[Axis]) -> tuple[tuple[BitOption, ...], dict[str, int]]:
    words = {(True, True): "both", (True, False): "forward", (False, True): "back"}
    options: list[BitOption] = []
    first: dict[str, int] = {}
    for axis in own:
        k = space.axes.index(axis)
        up, down = graph.up[k], graph.down[k]
        if not isinstance(up, bool) or not isinstance(down, bool) or (up, down) not in words:
            raise BadInput(
                f"actors.{axis.actor}.options.{axis.option}: when it can be set or taken back depends on the state, "
                "which a .gmcr file cannot say; nothing was written."
            )
        first[axis.name] = len(options)
        text = space.case.actors[axis.actor].options[axis.option].text or axis.option
        for v, value in enumerate(axis.values[1:], start=1):
            later = " or later" if v + 1 < len(axis.values) else ""
            name = text if axis.values == ("no", "yes") else f"{text}: {value}{later}"
            options.append(BitOption(name, words[up, down]))
    return tuple(options), first


def _bits_of(axis: Axis, first: Mapping[str, int]) -> range:
    return range(first[axis.name], first[axis.name] + len(axis.values) - 1)


def _wants(case: Case, actor: str) -> bool:
    who = case.actors[actor]
    return bool(who.prefers or who.ranking or who.utility)


def _statements(space: StateSpace, actor: str, when: Mapping[str, bool], bits: Bits) -> tuple[Statement, ...] | None:
    """What an actor prefers as plain statements; None where that cannot be said so."""
    who = space.case.actors[actor]
    if who.ranking or who.utility or who.serves:
        return None
    try:
        found = [bits.terms(w.that) for w, counts in zip(who.prefers, held(space, actor, when), strict=True) if counts]
    except TooInvolved:
        return None
    return tuple(statement for statement in found if statement and () not in statement)


def _ranking(space: StateSpace, actor: str, when: Mapping[str, bool]) -> Ranking:
    place = nature_as_now(space)
    order, feasible = (field[place].ravel(order="F") for field in (ranks(space, actor, when), space.feasible))
    order = order[feasible]
    if order.size > MOST_RANKED:
        raise BadInput(f"{order.size:,} states are more than {MOST_RANKED:,} to rank one by one; nothing was written.")
    return tuple(tuple((np.flatnonzero(order == r) + 1).tolist()) for r in np.unique(order)[::-1])


def _infeasibles(space: StateSpace, own: list[Axis], bits: Bits) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for axis in own:  # a later value without an earlier one
        of = _bits_of(axis, bits.first)
        found += [(((k, False), (k + 1, True)),) for k in of[:-1]]
    forbidden: list[Formula] = [rule.forbidden() for rule in space.rules]
    found += [(term,) for formula in forbidden for term in bits.terms(formula)]
    return tuple(dict.fromkeys(found))


def _coalitions(case: Case, who: list[str]) -> tuple[tuple[int, ...], ...]:
    found = [tuple(sorted(who.index(a) for a in group if a in who)) for group in case.coalitions.values()]
    found = [group for group in dict.fromkeys(found) if len(group) > 1]
    if sum(map(len, found)) > len({m for group in found for m in group}):
        raise BadInput("coalitions: an actor is in two of them, which a .gmcr file cannot say; nothing was written.")
    return tuple(found)
