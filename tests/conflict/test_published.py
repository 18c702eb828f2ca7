"""Published conflicts: their feasible states and their equilibria, from the states as ranked in the literature."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from realpolitik.conflict import Graph

GOLDEN = Path(__file__).parent / "golden"
CASES = [json.loads(path.read_text()) for path in sorted(GOLDEN.glob("*.json"))]
RANKED = [case for case in CASES if "rankings" in case]


def feasible_states(case: dict) -> np.ndarray:
    """Which states no pattern forbids; a pattern has Y or 1, N or 0, or - for each option."""
    out = np.ones([2] * len(case["options"]), dtype=bool)
    for pattern in case["infeasible"]:
        out[tuple(slice(None) if c == "-" else int(c in "Y1") for c in pattern)] = False
    return out


def graph_of(case: dict) -> Graph:
    feasible = feasible_states(case)
    states = [tuple(int(c == "Y") for c in s) for s in case["states"]]
    ranks = np.zeros((len(case["actors"]), *feasible.shape), dtype=np.int64)
    for i, ranking in enumerate(case["rankings"]):
        for place, tied in enumerate(ranking):
            for number in tied if isinstance(tied, list) else [tied]:
                ranks[(i, *states[number - 1])] = len(ranking) - place
    return Graph(
        values=feasible.shape,
        owner=case["owner"],
        ranks=ranks,
        feasible=feasible,
        moves=case["moves"],
        names=case["options"],
        actors=case["actors"],
    )


@pytest.mark.parametrize("case", RANKED, ids=lambda c: c["case"])
@pytest.mark.parametrize("concept", ["Nash", "GMR", "SMR", "SEQ", "SIM", "SSEQ"])
def test_equilibria_are_the_published_ones(case: dict, concept: str) -> None:
    assert equilibria(graph_of(case), concept, "legal") == case["equilibria"][concept]


@pytest.mark.parametrize("case", [c for c in RANKED if "other_rules" in c], ids=lambda c: c["case"])
@pytest.mark.parametrize("sanctions", ["once", "single"])
def test_other_programs_tables_come_out_under_their_rules(case: dict, sanctions: str) -> None:
    graph = graph_of(case)
    printed = case["other_rules"][sanctions]
    assert {concept: equilibria(graph, concept, sanctions) for concept in printed} == printed


def equilibria(graph: Graph, concept: str, sanctions: str) -> list[int]:
    """The numbers, from 1 in the literature's order over feasible states, of what is stable for everybody."""
    order = np.flatnonzero(graph.feasible.ravel(order="F"))
    return (np.flatnonzero(graph.equilibria(concept, sanctions).ravel(order="F")[order]) + 1).tolist()


@pytest.mark.parametrize("case", RANKED, ids=lambda c: c["case"])
def test_decimal_order_is_the_literatures(case: dict) -> None:
    order = np.argwhere(feasible_states(case).T)[:, ::-1]  # Fortran order: the first option changes fastest
    assert ["".join("NY"[v] for v in state) for state in order] == case["states"]


def test_the_american_revolution_has_52_feasible_states() -> None:
    (case,) = (c for c in CASES if "feasible_states" in c)
    feasible = feasible_states(case)
    assert feasible.size == 128
    assert feasible.sum() == case["feasible_states"] == 52
