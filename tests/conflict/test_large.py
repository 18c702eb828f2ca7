"""Compiled loops give exactly what the array sweeps give; without numba everything still works."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik import compiled
from realpolitik.cli.main import app
from realpolitik.conflict import Graph, batch, large
from realpolitik.conflict.concepts import find

from .random_conflicts import random_conflict

numba = pytest.importorskip("numba", reason="the extra `fast` is not installed")


def free_conflict(seed: int) -> Graph:
    """2 to 4 actors with neighbouring options that go both ways; gaps, ties, nature and onlookers."""
    rng = np.random.default_rng([7, seed])
    actors = int(rng.integers(1, 5))
    owner: list[int] = []
    for i in range(actors):
        owner += [i] * int(rng.integers(0, 4))
    owner += [-1] * int(rng.integers(0, 2))
    values = [int(n) for n in rng.choice([2, 2, 3], size=len(owner))]
    while np.prod(values) > 400:
        values.pop()
        owner.pop()
    feasible = rng.random(values) < (1.0 if seed % 3 == 0 else rng.uniform(0.5, 1.0))
    feasible = np.asarray(feasible)
    feasible.flat[0] = True
    span = int(rng.integers(2, 2 * int(np.prod(values)) + 3))
    ranks = rng.integers(0, span, size=(actors, *values)) * (1000 if seed % 5 == 0 else 1)
    return Graph(values=values, owner=owner, ranks=ranks, feasible=feasible)


@pytest.mark.parametrize("batch_of", range(4))
def test_compiled_loops_agree_with_the_sweeps(batch_of: int) -> None:
    for seed in range(batch_of, 120, 4):
        graph = free_conflict(seed)
        solver = large.Large(graph)
        for concept in large.CONCEPTS:
            for actor in range(len(graph.actors)):
                quick = solver.stable(concept, actor).reshape(graph.values) & graph.feasible
                slow = find(concept).module.stable(graph, actor) & graph.feasible
                np.testing.assert_array_equal(quick, slow, err_msg=f"conflict {seed}, {concept}, actor {actor}")


def test_a_staircase_of_improvements_is_climbed_to_its_end() -> None:
    # two movers whose improvements form one long chain: many rounds for sweeps, one pass for the compiled loop
    side = 64
    ranks = np.zeros((3, 2, side, side), dtype=np.int64)
    for k in range(side):
        ranks[1, :, k, k] = 2
        ranks[2, :, k, k] = 1
        if k + 1 < side:
            ranks[1, :, k + 1, k] = 3
            ranks[2, :, k, k] = 1
            ranks[2, :, k + 1, k] = 1
            ranks[2, :, k + 1, k + 1] = 2
    ranks[0] = np.arange(side * side, 0, -1).reshape(side, side)
    graph = Graph(values=[2, side, side], owner=[0, 1, 2], ranks=ranks)
    for concept in ("SEQ", "SSEQ"):
        quick = large.Large(graph).stable(concept, 0).reshape(graph.values)
        np.testing.assert_array_equal(quick, find(concept).module.stable(graph, 0))


def test_only_what_fits_goes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"values": [2] * 14, "ranks": np.zeros((2, *[2] * 14), dtype=int)}
    neighbours = [0] * 7 + [1] * 7
    assert large.fits(Graph(owner=neighbours, **free))
    assert not large.fits(Graph(owner=[0, 1] * 7, **free))
    assert not large.fits(Graph(owner=neighbours, moves=["forward"] + ["both"] * 13, **free))
    assert not large.fits(Graph(values=[2] * 4, owner=[0, 0, 1, 1], ranks=np.zeros((2, 2, 2, 2, 2), dtype=int)))
    monkeypatch.setenv(compiled.SWITCH, "0")
    assert not large.fits(Graph(owner=neighbours, **free))
    with pytest.raises(ValueError, match="does not fit"):
        large.Large(Graph(owner=[0, 1] * 7, **free))


def test_a_large_conflict_is_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    values = [2] * 14
    owner = [0] * 5 + [1] * 5 + [2] * 4
    graph = Graph(
        values=values, owner=owner, ranks=rng.integers(0, 500, (3, *values)), feasible=rng.random(values) < 0.7
    )
    quick = {c: graph.stable(c) for c in ("Nash", "SEQ", "SMR", "GMR", "SSEQ")}
    monkeypatch.setenv(compiled.SWITCH, "0")
    for concept, found in quick.items():
        np.testing.assert_array_equal(found, graph.stable(concept))


def test_many_rankings_side_by_side_agree_with_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    concepts = ("Nash", "SEQ", "SMR", "GMR", "SSEQ")
    for seed in range(12):
        graph = Graph(**random_conflict(seed))
        states = int(graph.feasible.sum())
        rng = np.random.default_rng(seed)
        rankings = rng.integers(-5, 3 * states, size=(40, len(graph.actors), states)).astype(np.int32)
        times = rng.integers(1, 4, size=40)
        quick = batch.counts(graph, rankings, times, concepts)
        monkeypatch.setenv(compiled.SWITCH, "0")
        slow = batch.counts(graph, rankings, times, concepts)
        monkeypatch.delenv(compiled.SWITCH)
        for concept in concepts:
            for one, other in zip(quick[concept], slow[concept], strict=True):
                np.testing.assert_array_equal(one, other, err_msg=f"conflict {seed}, {concept}")


def test_the_folder_of_compiled_loops_is_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def folder() -> Path | None:
        compiled.safe_folder.cache_clear()
        return compiled.safe_folder()

    try:
        monkeypatch.setenv(compiled.FOLDER, str(tmp_path / "new" / "one"))
        assert folder() == tmp_path / "new" / "one"
        assert stat.S_IMODE((tmp_path / "new" / "one").stat().st_mode) & 0o077 == 0
        (tmp_path / "new" / "one").chmod(0o777)  # anyone could put code there
        assert folder() is None
        (tmp_path / "file").write_text("", encoding="utf-8")
        monkeypatch.setenv(compiled.FOLDER, str(tmp_path / "file"))
        assert folder() is None
        monkeypatch.delenv(compiled.FOLDER)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        assert folder() == tmp_path / "cache" / "realpolitik" / "compiled"
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.delenv("HOME", raising=False)
        assert folder() is None
    finally:
        monkeypatch.undo()
        compiled.safe_folder.cache_clear()
    assert os.environ.get(compiled.FOLDER) is None


def test_warming_up_says_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Compiled" in CliRunner().invoke(app(), ["warm-up"]).output
    monkeypatch.setenv(compiled.SWITCH, "0")
    assert "=0 is set" in CliRunner().invoke(app(), ["warm-up"]).output
    monkeypatch.setattr(compiled, "installed", lambda: False)
    assert "numba is not installed" in CliRunner().invoke(app(), ["warm-up"]).output
