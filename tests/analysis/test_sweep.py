"""Sweeps: the same rows wherever they are computed, and none lost when anything is stopped or killed."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.sweep import BLOCK, rows_of, sweep_of
from realpolitik.analysis.sweep_file import Rows
from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.cluster import machines
from realpolitik.play.workers import Sturdy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from sweep_tasks import CASE, dies_once, slow_rows


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REALPOLITIK_QUIET", "1")
    file = tmp_path / "pass.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app(), list(arguments))
    assert result.exit_code == code, result.output
    return result.output


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def test_a_cell_is_the_case_with_its_values(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    told = run(
        "sweep", str(case), "--over", "factors.resolved.prior=10%,[value, 2]", "--over", "north.pace=weekly,never",
        "-o", str(out), code=2,
    )  # fmt: skip
    assert "there is no 'north'" in told
    told = run(
        "sweep", str(case), "--over", "factors.resolved.prior=10%,60%", "--over", "actors.north.pace=weekly,never",
        "--draws", "3", "-o", str(out),
    )  # fmt: skip
    assert f"4 rows in {out}." in told
    rows = table(out)
    assert [(r["factors.resolved.prior"], r["actors.north.pace"]) for r in rows] == [
        ("10%", "weekly"), ("10%", "never"), ("60%", "weekly"), ("60%", "never"),
    ]  # fmt: skip
    other = load_text(
        CASE.replace("prior: 20-40%", "prior: 60%").replace("inertia: [1, 3]", "inertia: [1, 3]\n    pace: weekly")
    )
    played = forecast(other, draws=3, seed=1)
    headlines = Headlines.of(other, played)
    values = headlines.values(EvidenceModel.of(other).posterior[None, :])[0]
    for key, value in zip(headlines.keys, values, strict=True):
        assert float(rows[2][key]) == pytest.approx(value, abs=1e-9)
    assert not list(tmp_path.glob("*.part*"))


def test_samples_are_the_draws_of_a_play() -> None:
    """A block of samples is a play with as many draws; and a sample does not depend on how many there are."""
    sweep = sweep_of(CASE, (), BLOCK, 48, 1)
    rows = rows_of(sweep, (0, 0))
    names = sweep.columns()
    seed = int(np.random.SeedSequence(1, spawn_key=(2, 0)).generate_state(1, np.uint32)[0])
    played = forecast(load_text(CASE), draws=BLOCK, seed=seed)
    mean = np.mean(
        [[row[names.index("scenarios.taken")], row[names.index("explanations.in_earnest")]] for row in rows], axis=0
    )
    assert mean[1] == pytest.approx(
        float(np.mean(Headlines.of(load_text(CASE), None).values(_drawn(seed))[:, 0])), abs=1e-9
    )
    low, high = played.scenarios["taken"].ever.low[-1], played.scenarios["taken"].ever.high[-1]
    values = sorted(float(row[names.index("scenarios.taken")]) for row in rows)
    assert values[2] == pytest.approx(low, abs=1e-9)
    assert values[-3] == pytest.approx(high, abs=1e-9)
    assert rows_of(sweep_of(CASE, (), 3, 48, 1), (0, 0)) == rows[:3]
    assert rows_of(sweep_of(CASE, (), BLOCK + 2, 48, 1), (0, 1)) != rows[:2]


def _drawn(seed: int) -> np.ndarray:
    from realpolitik.evidence.model import posterior_draws

    return posterior_draws(load_text(CASE), BLOCK, seed)


def test_a_cell_that_cannot_be_computed_says_why(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    told = run("sweep", str(case), "--over", "actors.south.inertia=low,wrong", "--sample", "2", "-o", str(out))
    assert "2 could not be computed" in told
    rows = table(out)
    assert [bool(row["error"]) for row in rows] == [False, False, True, True]
    assert "bad-inertia" in rows[2]["error"]
    assert rows[2]["scenarios.taken"] == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what is to change"),
        (["--over", "factors.resolved.prior"], "is not PATH=VALUE"),
        (["--over", "factors.resolvd.prior=1%"], "resolvd"),
        (["--over", "factors.resolved.prio=1%"], "the key 'prio' is not known here; did you mean 'prior'?"),
        (["--over", "as_of=2025-01-30", "--over", "as_of=2025-01-31"], "twice"),
        (["--sample", "1", "--on", "moon"], "write processes:N or dask://HOST:PORT"),
    ],
)
def test_what_cannot_be_swept(case: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in run("sweep", str(case), *arguments, "-o", str(tmp_path / "x.csv"), code=2)
    assert not (tmp_path / "x.csv").exists()


def test_where_no_row_can_be_computed_it_is_said_with_the_exit_code(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    told = run("sweep", str(case), "--over", "actors.south.inertia=wrong", "-o", str(out), code=1)
    assert "1 row in" in told
    assert "bad-inertia" in table(out)[0]["error"]


def test_a_faulty_case_and_a_faulty_name_are_refused_before_anything_is_written(case: Path, tmp_path: Path) -> None:
    for name in ("rows.txt", ".", "rows"):
        assert "ends neither in .csv nor in .parquet" in run("sweep", str(case), "--sample", "1", "-o", name, code=2)
    faulty = tmp_path / "faulty.yaml"
    out = str(tmp_path / "x.csv")
    faulty.write_bytes(b"\xff\xfe")
    assert "faulty.yaml:1:1  not-utf8" in run("sweep", str(faulty), "--sample", "1", "-o", out, code=2)
    faulty.write_text(CASE.replace("prior: ", "prior: 300"), encoding="utf-8")
    assert "faulty.yaml:" in run("sweep", str(faulty), "--sample", "1", "-o", out, code=2)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([case.name, "faulty.yaml"])


def test_a_case_from_standard_input(case: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "file.csv", tmp_path / "input.csv"]
    run("sweep", str(case), "--sample", "2", "-o", str(outs[0]))
    found = CliRunner().invoke(app(), ["sweep", "-", "--sample", "2", "-o", str(outs[1])], input=case.read_bytes())
    assert found.exit_code == 0, found.output
    assert outs[0].read_bytes() == outs[1].read_bytes()


COMMAND = [sys.executable, "-m", "realpolitik", "sweep"]
BIG = ["--over", "actors.north.pace=weekly,monthly,quarterly", "--sample", str(2 * BLOCK)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The rows of a sweep that nothing disturbs, in this process."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "pass.yaml").write_text(CASE, encoding="utf-8")
    run("sweep", str(folder / "pass.yaml"), *BIG, "-o", str(folder / "rows.csv"))
    return (folder / "rows.csv").read_bytes()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
@pytest.mark.parametrize("how", ["killed", "stopped"])
def test_goes_on_after_a_kill_and_after_ctrl_c(case: Path, tmp_path: Path, whole: bytes, how: str) -> None:
    out, part = tmp_path / "rows.csv", tmp_path / "rows.csv.part"
    process = subprocess.Popen([*COMMAND, str(case), *BIG, "-o", str(out)], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while (not part.exists() or part.read_bytes().count(b"\n") < 3) and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL if how == "killed" else signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert not out.exists()
    if how == "stopped":
        assert process.returncode == 130
        assert "Stopped after" in error
        assert "rows.partial.csv" in error
        head = (tmp_path / "rows.partial.csv").read_bytes()
        assert whole.startswith(head[: head.rindex(b"\n")])
    done = part.read_bytes()
    part.write_bytes(done + b'{"task": [1, 2], "ro')  # as if it had been cut off within a line
    told = run("sweep", str(case), *BIG, "-o", str(out))
    before = (len(done.splitlines()) - 1) * BLOCK
    assert f"({before:,} were there already)" in told
    assert out.read_bytes() == whole
    assert [f.name for f in tmp_path.iterdir() if "part" in f.name] == []


def test_what_counts_as_done_is_on_the_disk(
    case: Path, tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep = sweep_of(case.read_text(encoding="utf-8"), BIG[1:2], int(BIG[3]), 1, 1)
    synced: list[bytes] = []
    real = os.fsync

    def fsync(opened: int) -> None:
        real(opened)
        synced.append(rows.part.read_bytes())

    monkeypatch.setattr(os, "fsync", fsync)
    rows = Rows(sweep, tmp_path / "rows.csv")
    with rows.opened():
        for task in sweep.tasks[:2]:
            rows.add(task, rows_of(sweep, task))
            assert synced[-1] == rows.part.read_bytes()
            assert synced[-1].count(b"\n") == 1 + len(rows.done)
    kept = rows.part.read_bytes()
    rows.part.write_bytes(kept + b'{"task": [0')  # cut off, and then the machine stops while the cut is mended
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), Rows(sweep, tmp_path / "rows.csv").opened():
            pass
    assert rows.part.read_bytes().startswith(kept)
    again = Rows(sweep, tmp_path / "rows.csv")
    with again.opened():
        assert again.done == rows.done
    assert again.part.read_bytes() == kept


def test_another_sweep_does_not_go_on(case: Path, tmp_path: Path) -> None:
    part = tmp_path / "rows.csv.part"
    part.write_text(json.dumps({"sweep": "another"}) + "\n", encoding="utf-8")
    assert "is of another sweep" in run("sweep", str(case), "--sample", "1", "-o", str(tmp_path / "rows.csv"), code=2)
    part.write_text("no json\n", encoding="utf-8")
    assert "cannot be read" in run("sweep", str(case), "--sample", "1", "-o", str(tmp_path / "rows.csv"), code=2)


def test_on_processes(case: Path, tmp_path: Path, whole: bytes) -> None:
    run("sweep", str(case), *BIG, "--on", "processes:2", "-o", str(tmp_path / "rows.csv"))
    assert (tmp_path / "rows.csv").read_bytes() == whole
    outs = [
        run("play", str(case), "--draws", "4", "--format", "json", *more)
        for more in ([], ["--on", "processes:1"])
    ]  # fmt: skip
    assert outs[0] == outs[1]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    executor = Sturdy(2)
    try:
        found = list(executor.map(dies_once, [str(tmp_path)] * 10, range(10), chunksize=2))
    finally:
        executor.shutdown()
    assert found == [n * n for n in range(10)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """Two workers, each a process of its own, over TCP on this machine."""
    distributed = pytest.importorskip("distributed", reason="dask is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made


@pytest.mark.filterwarnings("ignore")
def test_on_a_cluster(case: Path, tmp_path: Path, whole: bytes, cluster) -> None:  # type: ignore[no-untyped-def]
    where = f"dask://{cluster.scheduler_address.removeprefix('tcp://')}"
    run("sweep", str(case), *BIG, "--on", where, "-o", str(tmp_path / "rows.csv"))
    assert (tmp_path / "rows.csv").read_bytes() == whole
    alone = run("play", str(case), "--draws", "4", "--format", "json", "--workers", "1")
    assert run("play", str(case), "--draws", "4", "--format", "json", "--on", where) == alone
    # A worker is killed in the middle of it.
    with machines(where) as executor:
        assert executor is not None
        tasks = sweep_of(CASE, (), 5 * BLOCK, 48, 1).tasks
        found = []
        for rows in executor.map(slow_rows, tasks):
            if not found:
                victim = next(iter(cluster.workers.values()))
                os.kill(victim.pid, signal.SIGKILL)
            found.append(rows)
    assert found == [rows_of(sweep_of(CASE, (), 5 * BLOCK, 48, 1), task) for task in tasks]


def test_where_no_cluster_is() -> None:
    pytest.importorskip("distributed", reason="dask is not installed")
    from realpolitik.errors import BadInput
    from realpolitik.play import cluster

    patience, cluster.PATIENCE = cluster.PATIENCE, "0.2s"
    try:
        with (
            pytest.raises(BadInput, match=r"no Dask scheduler answers at 127\.0\.0\.1:9"),
            machines("dask://127.0.0.1:9"),
        ):
            pass
    finally:
        cluster.PATIENCE = patience


def test_parquet_has_the_same_rows(case: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    for name in ("rows.csv", "rows.parquet"):
        run("sweep", str(case), "--over", "actors.south.inertia=low,wrong", "--sample", "2", "-o", str(tmp_path / name))
    with duckdb.connect() as base:
        found = base.read_parquet(str(tmp_path / "rows.parquet"))
        names, rows = found.columns, found.fetchall()
    for row, expected in zip(rows, table(tmp_path / "rows.csv"), strict=True):
        told = dict(zip(names, row, strict=True))
        assert list(told) == list(expected)
        for key, value in expected.items():
            numeric = key not in ("actors.south.inertia", "error")
            assert told[key] == (None if value == "" else float(value) if numeric else value)
