"""The graph model as a network of states and moves, for networkx and the tools that read what it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from realpolitik.conflict.nearby import everything
from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

MOST_STATES = 2**12


def network(graph: Graph) -> Any:
    """A ``networkx.MultiDiGraph``: the states that can exist, numbered from 1 with the first option fastest.

    A node has the value index of every option by its name, and ``rank NAME`` for every actor (higher is preferred).
    An edge has the mover's name as its key and as ``actor``, and ``improvement``: whether the mover prefers its end.
    All attributes are numbers, words or truths, so that the graph can be written as GraphML.
    Raises BadInput where networkx is not installed or there are more than MOST_STATES states.
    """
    try:
        import networkx as nx
    except ImportError:
        raise BadInput("to_networkx needs the extra `networks` (networkx); nothing was made") from None
    flat = np.arange(graph.feasible.size).reshape(graph.values).ravel(order="F")
    states = [int(s) for s in flat[graph.feasible.ravel(order="F")]]
    if len(states) > MOST_STATES:
        raise BadInput(f"{len(states):,} states are more than {MOST_STATES:,}; no network was made")
    number = {s: n for n, s in enumerate(states, start=1)}
    ranks = graph.ranks.reshape(len(graph.actors), -1)
    out = nx.MultiDiGraph()
    for s, n in number.items():
        values = np.unravel_index(s, graph.values)
        said = {name: int(v) for name, v in zip(graph.names, values, strict=True)}
        out.add_node(n, **said, **{f"rank {name}": int(ranks[i, s]) for i, name in enumerate(graph.actors)})
    for s, n in number.items():
        for i, name in enumerate(graph.actors):
            for end in everything(graph, i, s):
                out.add_edge(n, number[end], key=name, actor=name, improvement=bool(ranks[i, end] > ranks[i, s]))
    return out
