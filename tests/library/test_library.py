"""Every shipped case loads, and those with published equilibria give them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from realpolitik.case.loading import load
from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.solving import solve
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.library import shelf

PUBLISHED = ("1962-cuba", "1975-syria-iraq", "milk-river", "prisoners-dilemma")
GOLDEN = Path(__file__).parent.parent / "conflict" / "golden"
GOLDEN_OF = {"1962-cuba": "cuba-1962", "1975-syria-iraq": "syria-iraq-1975"}


def expected_of(name: str) -> dict:
    return YAML(typ="safe").load(shelf.folder(name) / shelf.EXPECTED)


def test_the_published_cases_are_on_the_shelf() -> None:
    assert set(PUBLISHED) <= set(shelf.names())
    assert list(shelf.names()) == sorted(shelf.names())


def test_an_unknown_case_names_the_nearest() -> None:
    with pytest.raises(BadInput, match="did you mean '1962-cuba'"):
        shelf.path("1962-kuba")


@pytest.mark.parametrize("name", shelf.names())
def test_every_case_loads_under_its_folders_name(name: str) -> None:
    case = load(shelf.path(name))
    assert "-".join(sorted(case.case.split("-"))) == "-".join(sorted(name.split("-")))
    assert (shelf.folder(name) / shelf.NOTES).read_text(encoding="utf-8").startswith("# ")
    assert expected_of(name)["source"]


def with_equilibria() -> list[str]:
    named = [shelf.folder(n) / shelf.EXPECTED for n in shelf.names()]
    present = [file for file in named if file.is_file()]
    return [file.parent.name for file in present if "\nequilibria:" in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", with_equilibria())
def test_equilibria_are_as_expected(name: str) -> None:
    expected = expected_of(name)
    solution = solve(load(shelf.path(name)))
    assert solution.space.states.size == expected["states"]
    (only,) = solution.types
    found = {concept: (only.equilibria(concept) + 1).tolist() for concept in expected["equilibria"]}
    assert found == expected["equilibria"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_rankings_are_the_published_ones_state_by_state(name: str) -> None:
    golden = json.loads((GOLDEN / f"{GOLDEN_OF.get(name, name)}.json").read_text(encoding="utf-8"))
    space = StateSpace.of(load(shelf.path(name)))
    assert ["".join("NY"[v] for v in state) for state in space.table] == golden["states"]
    assert len(space.deciders) == len(golden["actors"])
    for actor, ranking in zip(space.deciders, golden["rankings"], strict=True):
        order = space.feasible_only(ranks(space, actor, {}))
        classes = [np.flatnonzero(order == rank) + 1 for rank in np.unique(order)[::-1]]
        published = [sorted(c) if isinstance(c, list) else [c] for c in ranking]
        assert [c.tolist() for c in classes] == published, actor


def test_reference_keys_exist(root: Path) -> None:
    bibliography = (root / "docs" / "references.bib").read_text(encoding="utf-8")
    for name in shelf.names():
        if key := expected_of(name).get("reference"):
            assert f"{{{key}," in bibliography, f"{name}: {key}"
