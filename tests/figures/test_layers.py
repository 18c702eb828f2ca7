"""The placing of states in columns and rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from realpolitik.figures._layers import places, strongest_tree


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], dict[tuple[int, int], float], list[int]]:
    """Up to 12 nodes from 0, random edges, and a path from 0 that goes where it likes."""
    nodes = list(range(draw(st.integers(1, 12))))
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda p: p[0] != p[1])
    edges = draw(st.dictionaries(pairs, st.floats(0.001, 5), max_size=40)) if len(nodes) > 1 else {}
    path = [0, *draw(st.permutations(nodes[1:]))][: draw(st.integers(1, len(nodes)))]
    return nodes, edges, path


@given(graphs())
def test_every_node_has_a_place_of_its_own(drawn: tuple[list[int], dict[tuple[int, int], float], list[int]]) -> None:
    nodes, edges, path = drawn
    distance = {(a, b): float(abs(a - b)) for a in nodes for b in nodes}
    parent = strongest_tree(nodes, edges, 0, path, distance)
    assert set(parent) == set(nodes) - {0}
    found = places(parent, 0, dict.fromkeys(nodes, 1.0), path)
    assert set(found) == set(nodes)
    assert len(set(found.values())) == len(nodes)
    for node, above in parent.items():
        assert found[node][0] == found[above][0] + 1
        assert found[node][1] >= found[above][1]
    for column, node in enumerate(path):
        assert found[node] == (column, 0)


def test_the_strongest_move_becomes_the_branch() -> None:
    edges = {(0, 1): 0.5, (0, 2): 0.4, (1, 3): 0.1, (2, 3): 0.3}
    assert strongest_tree([0, 1, 2, 3], edges, 0, [0], {}) == {1: 0, 2: 0, 3: 2}


def test_a_state_no_shown_move_reaches_hangs_on_the_nearest() -> None:
    distance = {(0, 1): 1.0, (0, 2): 3.0, (1, 2): 2.0, (2, 1): 2.0, (1, 0): 1.0, (2, 0): 3.0}
    assert strongest_tree([0, 1, 2], {(0, 1): 0.2}, 0, [0], distance) == {1: 0, 2: 1}
