"""A small conflict as a game tree for Gambit: from today's state every actor moves once, in the order of the case.

What it holds
    The actors who decide; at each node the moves that one of them has there, staying among them, with one-way options,
    conditions and states that cannot exist; at the leaves the states reached, with the actors' orders as payoffs: 1
    for the worst class of states, then 2, 3 and so on, under the numbers that `solve` gives the states. Everybody
    sees the moves before its own.
What is lost
    Numbers behind the order, audiences, coalitions, sources, and nature, which stays as it is now. `export` names all
    that the case at hand loses. The order of moves is a convention: in the graph model anybody may move at any time,
    as often as it likes.
Reference
    Gambit's extensive game files (Savani and Turocy, *Gambit: The package for computation in game theory*, 2024).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from realpolitik.conflict.nearby import everything
from realpolitik.errors import BadInput
from realpolitik.formats._lost import TODAY, left_out
from realpolitik.formats._one_order import nature_as_now, numbers, one_order, payoffs
from realpolitik.formats.gambit_nfg import in_words, words

if TYPE_CHECKING:
    from realpolitik.case.case import Case
    from realpolitik.conflict.graph import Graph
    from realpolitik.conflict.space import StateSpace

NAME = "gambit-efg"
ORDER = 50
TITLE = "game tree (Gambit)"
ENDINGS = (".efg",)
MOST_NODES = 20_000


def write(case: Case) -> str:
    """The conflict of a case as a game tree. Raises BadInput where it is none, or too large."""
    space, graph = one_order(case)
    return "\n".join(_Tree(case, space, graph).lines()) + "\n"


def lost(case: Case) -> list[str]:
    """What of a case a game tree does not carry, a sentence each."""
    return left_out(case, "a game tree", (TODAY,))


class _Tree:
    def __init__(self, case: Case, space: StateSpace, graph: Graph) -> None:
        self.case, self.space, self.graph = case, space, graph
        place = nature_as_now(space)
        payoff = payoffs(graph, place).reshape(len(graph.actors), -1)
        flat = np.arange(graph.feasible.size).reshape(graph.values)[place].reshape(-1).tolist()
        number = numbers(space, place).reshape(-1).tolist()
        self.number = {state: n for state, n in zip(flat, number, strict=True) if n}
        self.payoff = {state: payoff[:, k].tolist() for k, state in enumerate(flat) if state in self.number}
        self.sets = [0] * len(graph.actors)
        self.made: list[str] = []

    def lines(self) -> list[str]:
        start = int(np.ravel_multi_index(self.space.status_quo, self.graph.values))
        self.grow(start, 0)
        comment = "Every actor moves once, in this order. Payoffs are places in each actor's order of the states."
        head = f"EFG 2 R {words(self.case.title)} {{ {' '.join(map(words, self.graph.actors))} }}"
        return [head, words(comment), "", *self.made]

    def grow(self, state: int, actor: int) -> None:
        """The part of the tree below a state in which it is an actor's turn, the node first, then what follows."""
        if len(self.made) >= MOST_NODES:
            raise BadInput(f"{self.case.case}: the tree has more than {MOST_NODES:,} nodes; nothing was written.")
        if actor == len(self.graph.actors):
            said = ", ".join(map(str, self.payoff[state]))
            self.made.append(f't "" {self.number[state]} "state {self.number[state]}" {{ {said} }}')
            return
        ends = [state, *everything(self.graph, actor, state)]
        ends.sort(key=self.number.__getitem__)
        self.sets[actor] += 1
        actions = " ".join(words(self.action(actor, state, end)) for end in ends)
        self.made.append(f'p "" {actor + 1} {self.sets[actor]} "" {{ {actions} }} 0')
        for end in ends:
            self.grow(end, actor + 1)

    def action(self, actor: int, state: int, end: int) -> str:
        if end == state:
            return "stay"
        to = np.unravel_index(end, self.graph.values)
        axes = [(a, k) for k, a in enumerate(self.space.axes) if a.actor == self.graph.actors[actor]]
        return in_words([(a.option, a.values, int(to[k])) for a, k in axes])
