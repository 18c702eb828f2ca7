"""Places the states of a conflict in columns: a tree of the strongest moves, the likely path along its top row."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from itertools import pairwise

Edge = tuple[int, int]


def strongest_tree(
    nodes: Sequence[int], edges: Mapping[Edge, float], root: int, path: Sequence[int], distance: Mapping[Edge, float]
) -> dict[int, int]:
    """The parent of every node but the root.

    The likely path comes first; then the strongest move out of the tree is added again and again. A node that no shown
    move reaches hangs on the tree's node nearest to it (``distance``: number of options that differ).
    """
    parent: dict[int, int] = {}
    inside = [root]
    seen = {root}
    known = set(nodes)
    for before, after in pairwise(path):
        if before in seen and after in known and after not in seen:
            parent[after] = before
            inside.append(after)
            seen.add(after)
    out: dict[int, list[int]] = {}
    for source, target in edges:
        out.setdefault(source, []).append(target)
    heap: list[tuple[float, int, int]] = []

    def push(node: int) -> None:
        for target in out.get(node, []):
            heapq.heappush(heap, (-edges[node, target], target, node))

    for node in inside:
        push(node)
    while len(seen) < len(known):
        while heap:
            _, target, source = heapq.heappop(heap)
            if target in seen or target not in known:
                continue
            parent[target] = source
            inside.append(target)
            seen.add(target)
            push(target)
        rest = [n for n in nodes if n not in seen]
        if rest:
            _, node, near = min((distance[s, n], n, s) for n in rest for s in inside)
            parent[node] = near
            inside.append(node)
            seen.add(node)
            push(node)
    return parent


def places(parent: Mapping[int, int], root: int, weight: Mapping[int, float], first: Sequence[int]) -> dict[int, Edge]:
    """Column and row of every node: column = depth in the tree, a parent stands in the row of its first child.

    Of several children the one in ``first`` (the likely path) comes first, then those with the shortest way on, which
    fill the rows beside it, and of those the heaviest.
    """
    children: dict[int, list[int]] = {}
    for node, above in parent.items():
        children.setdefault(above, []).append(node)
    ahead = set(first)

    def depth_below(node: int) -> int:
        return 1 + max((depth_below(child) for child in children.get(node, [])), default=0)

    for family in children.values():
        family.sort(key=lambda n: (n not in ahead, depth_below(n), -weight[n], n))
    free: dict[int, int] = {}
    found: dict[int, Edge] = {}

    def place(node: int, depth: int, lowest: int) -> int:
        row = max(lowest, free.get(depth, 0))
        family = children.get(node, [])
        if family:
            row = place(family[0], depth + 1, row)
        found[node] = (depth, row)
        free[depth] = row + 1
        for child in family[1:]:
            place(child, depth + 1, row + 1)
        return row

    place(root, 0, 0)
    return found
