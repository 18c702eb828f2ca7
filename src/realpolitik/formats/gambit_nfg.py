"""A small conflict as a game in normal form for Gambit: each actor chooses among the combinations of its options.

What it holds
    The actors who decide, their choices, every state with the actors' orders as payoffs: 1 for the worst class of
    states, then 2, 3 and so on. States have the numbers of `solve`. One that cannot exist has payoff 0 for all, below
    everything that can.
What is lost
    Numbers behind the order (payoffs are places, so mixed strategies mean nothing), audiences, coalitions, today's
    state, sources, nature, which stays as it is now. `export` names all that the case at hand loses. One-way options
    and conditions on moves cannot be written; that is told and nothing is.
Reference
    Gambit's strategic game files, payoff by outcome (Savani and Turocy, *Gambit: The package for computation in game
    theory*, 2024). The pure equilibria are the Nash equilibria of `solve`, leaving out states that cannot exist.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.errors import BadInput
from realpolitik.formats._lost import left_out
from realpolitik.formats._one_order import nature_as_now, numbers, one_order, payoffs

if TYPE_CHECKING:
    from realpolitik.case.case import Case

NAME = "gambit-nfg"
ORDER = 40
TITLE = "game in normal form (Gambit)"
ENDINGS = (".nfg",)
MOST_STATES = 2**12


def write(case: Case) -> str:
    """The conflict of a case as a game in normal form. Raises BadInput where it is none, or too large."""
    space, graph = one_order(case)
    for axis, up, down in zip(space.axes, graph.up, graph.down, strict=True):
        if axis.actor in space.deciders and (up is not True or down is not True):
            raise BadInput(
                f"actors.{axis.actor}.options.{axis.option} cannot always be set and taken back, which a normal form "
                "cannot say; nothing was written. Write a tree instead: .efg."
            )
    place = nature_as_now(space)
    payoff, number = payoffs(graph, place), numbers(space, place)
    if number.size > MOST_STATES:
        raise BadInput(f"{number.size:,} states are more than {MOST_STATES:,}; nothing was written.")
    movers = [axis.actor for axis in space.axes if axis.actor != NATURE]
    by_actor = sorted(range(len(movers)), key=lambda k: graph.actors.index(movers[k]))  # an actor's options together
    profiles = number.transpose(by_actor).ravel(order="F").tolist()
    columns = np.array([one.transpose(by_actor).ravel(order="F") for one in payoff]).T.tolist()
    lines = [f"NFG 1 R {words(case.title)} {{ {' '.join(map(words, graph.actors))} }}", ""]
    chosen = [" ".join(words(name) for name in choices(space, actor)) for actor in graph.actors]
    lines += [f"{{ {' '.join(f'{{ {names} }}' for names in chosen)} }}"]
    lines += [words("Payoffs are places in each actor's order of the states; 0: the state cannot exist."), "", "{"]
    for state, column in zip(profiles, columns, strict=True):
        name = f"state {state}" if state else "cannot exist"
        lines.append(f'{{ "{name}" {", ".join(map(str, column))} }}')
    return "\n".join([*lines, "}", " ".join(str(k + 1) for k in range(len(profiles)))]) + "\n"


def lost(case: Case) -> list[str]:
    """What of a case a game in normal form does not carry, a sentence each."""
    return left_out(case, "a game in normal form", ())


def choices(space: StateSpace, actor: str) -> list[str]:
    """An actor's combinations of values, the first option fastest, in words."""
    own = [axis for axis in space.axes if axis.actor == actor]
    found = []
    for values in product(*(range(len(axis.values)) for axis in reversed(own))):
        found.append(in_words([(a.option, a.values, v) for a, v in zip(own, reversed(values), strict=True)]))
    return found


def in_words(said: list[tuple[str, tuple[str, ...], int]]) -> str:
    """What is done of some options, by name, values and value: ``blockade, road = tolled``; ``nothing``."""
    done = [name if values == ("no", "yes") else f"{name} = {values[v]}" for name, values, v in said if v]
    return ", ".join(done) or "nothing"


def words(text: str) -> str:
    """Text in quotes, as Gambit reads it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
