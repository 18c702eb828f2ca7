"""Every part of the system that the article describes has a place in the case, and most of them carry weight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from realpolitik.case.document import read_document
from realpolitik.case.path import follow
from realpolitik.library import shelf

from .ablation import ENOUGH, NAME, coverage, weight_of

#: The parts by kind, in the order of the table that the case was made from.
PARTS = {"A": 31, "B": 20, "C": 18, "H": 12, "E": 17, "F": 13, "G": 11, "R": 6, "Q": 15}
#: Looked at in every run: cheap ones, and one for each way of taking something out that needs a play.
SAMPLE = (
    "H1", "H7", "H12", "A4", "A31", "C7", "B12", "C9", "G9", "G10", "C11", "F2", "R5",  # beliefs
    "A28", "E1", "E6", "G1", "A8", "F8", "E8", "Q11", "R3", "C15",  # the play
)  # fmt: skip


def test_every_part_has_a_place_or_a_reason() -> None:
    rows = coverage()
    assert set(rows) == {f"{kind}{k + 1}" for kind, count in PARTS.items() for k in range(count)}
    assert len(rows) == 143
    for row, entry in rows.items():
        assert entry["what"], row
        assert ("at" in entry) != ("context" in entry), row
        assert set(entry) <= {"what", "at", "context"}, row
    assert sum("at" in entry for entry in rows.values()) >= 136


def test_every_place_exists() -> None:
    root = read_document(shelf.path(NAME).read_bytes(), "case.yaml").root
    assert root is not None
    for row, entry in coverage().items():
        if "at" in entry:
            assert follow(root, entry["at"]).node is not None, f"{row}: nothing stands at {entry['at']}"


def test_the_parts_are_those_of_the_table(root: Path) -> None:
    file = root.parent / "shared" / "reference" / "seed_systems.md"
    if not file.is_file():
        pytest.skip("the table of parts is not on this machine: nothing to compare with")
    assert set(re.findall(r"(?m)^\| ([A-Z]\d+) \|", file.read_text(encoding="utf-8"))) == set(coverage())


@pytest.mark.parametrize("row", SAMPLE)
def test_without_it_some_number_changes(row: str) -> None:
    weight = weight_of(coverage()[row]["at"])
    assert weight.change > ENOUGH, (row, weight)


def test_what_is_not_evidence_moves_nothing() -> None:
    """A reprint, and a judgement that is put off, weigh nothing; and any other pretext would have done as well."""
    for row in ("H11", "E4"):
        assert weight_of(coverage()[row]["at"]).change < 1e-12, row
