"""The graph model as a network, and as a table of states."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import realpolitik
from realpolitik.cli.main import app
from realpolitik.conflict import Graph
from realpolitik.conflict.solving import graph_of, solve
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.state_table import state_table
from realpolitik.errors import BadInput
from realpolitik.library import shelf

from .random_conflicts import random_conflict
from .test_oracle import oracle_of


@pytest.mark.parametrize("seed", range(12))
def test_edges_are_the_moves(seed: int) -> None:
    pytest.importorskip("networkx", reason="the extra `networks` is not installed")
    model = random_conflict(seed)
    graph, oracle = Graph(**model), oracle_of(model)
    network = graph.to_networkx()
    states = sorted(oracle.states, key=lambda s: s[::-1])
    assert list(network.nodes) == list(range(1, len(states) + 1))
    for n, s in enumerate(states, start=1):
        assert tuple(network.nodes[n][name] for name in graph.names) == s
        assert [network.nodes[n][f"rank {a}"] for a in graph.actors] == [oracle.rank[i][s] for i in range(oracle.count)]
        for i, name in enumerate(graph.actors):
            edges = {t: d["improvement"] for _, t, d in network.out_edges(n, data=True) if d["actor"] == name}
            assert edges == {states.index(t) + 1: t in oracle.better[i][s] for t in oracle.moves[i][s]}


def test_a_network_can_be_written_and_searched(tmp_path: Path) -> None:
    nx = pytest.importorskip("networkx", reason="the extra `networks` is not installed")
    graph = graph_of(StateSpace.of(realpolitik.load(shelf.path("1962-cuba"))), {})
    network = graph.to_networkx()
    nx.write_graphml(network, tmp_path / "cuba.graphml")
    again = nx.read_graphml(tmp_path / "cuba.graphml", node_type=int)
    assert (again.number_of_nodes(), again.number_of_edges()) == (12, network.number_of_edges())
    liked = nx.DiGraph((s, t) for s, t, d in network.edges(data=True) if d["improvement"])
    assert nx.shortest_path(liked, 1, 6) == [1, 2, 6]  # blockade or strike first, then withdrawal
    with pytest.raises(BadInput, match="states are more than"):
        Graph(values=[2] * 13, owner=[0] * 13, ranks=np.zeros((1, *[2] * 13), dtype=int)).to_networkx()


def test_the_table_says_what_the_solution_says() -> None:
    solution = solve(realpolitik.load(shelf.path("1962-cuba")), concepts=["Nash", "SEQ"])
    rows = list(csv.DictReader(io.StringIO(state_table(solution))))
    assert [r["state"] for r in rows] == [str(n) for n in range(1, 13)]
    assert [r["state"] for r in rows if r["SEQ"] == "1"] == ["5", "6", "7"]
    assert [r["state"] for r in rows if r["now"] == "1"] == ["1"]
    assert [rows[n - 1]["us.air_strike"] for n in (1, 2)] == ["no", "yes"]
    by_place = sorted(rows, key=lambda r: int(r["place us"]))
    assert [int(r["state"]) for r in by_place] == [5, 7, 6, 8, 3, 2, 4, 1, 12, 10, 11, 9]  # the published ranking
    solved = solution.types[0]
    for k, actor in enumerate(solution.deciders):
        assert [r[f"Nash {actor}"] == "1" for r in rows] == solved.stability["Nash"][k].tolist()


def test_the_table_from_the_command(tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app(), ["solve", *words])
        return done.exit_code, done.output

    file = tmp_path / "cuba.csv"
    assert run("1962-cuba", "--format", "csv", "-o", str(file))[0] == 0
    assert len(file.read_text(encoding="utf-8").splitlines()) == 13
    code, said = run("1962-october", "--format", "csv", "--concept", "Nash")
    rows = list(csv.DictReader(io.StringIO(said)))
    kinds = {r["worlds"]: float(r["probability"]) for r in rows}
    assert code == 0
    assert len(kinds) > 1
    assert sum(kinds.values()) == pytest.approx(1, abs=1e-5)
    unsure = list(csv.DictReader(io.StringIO(run("1962-cuba", "--preferences", "unknown", "--format", "csv")[1])))
    assert "SEQ a" in unsure[0]
    assert not any(column.startswith("place") for column in unsure[0])
    assert run("1962-cuba", "--format", "csv", "--views", "1")[0] == 2
