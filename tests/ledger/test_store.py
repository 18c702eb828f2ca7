"""The file of the ledger: chained, append-only, whole after a kill, open to two writers at once."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.errors import BadInput
from realpolitik.ledger.entry import GENESIS, Entry, canonical
from realpolitik.ledger.place import ledger_path
from realpolitik.ledger.store import append, entries, is_ledger
from realpolitik.ledger.verifying import sound, wrong_entries

KILLS, BATCH = 50, 3
#: Writes batches for ever and says after each what was written; whoever reads this may kill it at any moment.
WRITER = """
import itertools, sys
from pathlib import Path
from realpolitik.ledger.store import append
path, name, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for n in itertools.count():
    if n == most:
        break
    made = append(path, [("forecast", {"by": name, "batch": n, "part": k, "text": "x" * 2000}) for k in range(3)])
    print(made[-1].number, flush=True)
"""


def writer(path: Path, name: str, most: int = -1) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(most)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def filled(path: Path, count: int = 4) -> Path:
    append(path, [("forecast", {"case": "c", "question": {"id": f"q{k}"}, "p": k / 10}) for k in range(count)])
    return path


def tampered(path: Path, *statements: str) -> None:
    """What somebody does who opens the file with another program."""
    base = sqlite3.connect(path)
    base.execute("DROP TRIGGER entries_stay_as_they_are")
    base.execute("DROP TRIGGER entries_are_never_deleted")
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()


def test_entries_come_back_as_they_were_written_and_are_chained(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "l.sqlite"
    append(path, [("forecast", {"b": 1, "a": "ä"})])
    append(path, [("resolution", {"x": None}), ("forecast", {})])
    found = entries(path)
    assert [(e.number, e.kind, e.content) for e in found] == [
        (1, "forecast", {"a": "ä", "b": 1}), (2, "resolution", {"x": None}), (3, "forecast", {}),
    ]  # fmt: skip
    previous = GENESIS
    for entry in found:
        text = f"{previous}\n{entry.number}\n{entry.kind}\n{entry.body}"
        assert entry.hash == hashlib.sha256(text.encode()).hexdigest()
        assert entry.previous == previous
        previous = entry.hash
    assert is_ledger(path)
    assert wrong_entries(found) == []


def test_ordinary_programs_cannot_change_an_entry(tmp_path: Path) -> None:
    base = sqlite3.connect(filled(tmp_path / "l.sqlite"))
    for statement in ("UPDATE entries SET body = '{}' WHERE number = 2", "DELETE FROM entries WHERE number = 2"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            base.execute(statement)
    base.close()


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 4), st.sampled_from(["body", "kind", "hash", "previous"]), st.text("0123456789abcdef", min_size=1)
)
def test_every_altered_entry_is_named(
    tmp_path_factory: pytest.TempPathFactory, number: int, column: str, new: str
) -> None:
    path = filled(tmp_path_factory.mktemp("ledger") / "l.sqlite")
    before = entries(path)
    tampered(path, f"UPDATE entries SET {column} = '{new}' WHERE number = {number}")
    wrong = wrong_entries(entries(path))
    assert any(f"entry {number} was altered" in line for line in wrong)
    assert {line.split()[1] for line in wrong} <= {str(number), str(number + 1)}
    assert before[number - 1] != entries(path)[number - 1]


def test_what_else_can_be_done_to_a_ledger(tmp_path: Path) -> None:
    def after(*statements: str) -> list[str]:
        path = filled(tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite")
        tampered(path, *statements)
        return wrong_entries(entries(path), head=head)

    head = entries(filled(tmp_path / "whole.sqlite"))[-1].hash[:16]
    assert after("SELECT 1") == []
    assert after("DELETE FROM entries WHERE number = 2") == ["entry 2 is missing before entry 3"]
    assert after("DELETE FROM entries WHERE number < 3") == ["entries from 1 on are missing before entry 3"]
    assert after("DELETE FROM entries WHERE number = 4") == [
        f"no entry has the hash {head}: entries were cut off, or the whole ledger was written anew"
    ]
    body = canonical({"p": 0.9})
    anew = hashlib.sha256(f"{entries(tmp_path / 'whole.sqlite')[0].hash}\n2\nforecast\n{body}".encode()).hexdigest()
    assert after(f"UPDATE entries SET body = '{body}', hash = '{anew}' WHERE number = 2") == [
        "entry 3 is not chained to what stands before it: entry 2 was altered and its hash made anew"
    ]
    (line,) = after("UPDATE entries SET body = '{not json' WHERE number = 4")
    assert line == "entry 4 was altered: a forecast that is no longer JSON"


def test_nothing_is_chained_to_an_altered_entry(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.sqlite")
    tampered(path, "UPDATE entries SET body = '{}' WHERE number = 4")
    with pytest.raises(BadInput, match="entry 4 was altered"):
        append(path, [("forecast", {})])
    assert len(entries(path)) == 4


def test_an_entry_whose_hash_was_made_anew_is_not_sound(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.sqlite")
    body = canonical({"p": 0.9})
    anew = hashlib.sha256(f"{entries(path)[0].hash}\n2\nforecast\n{body}".encode()).hexdigest()
    assert sound(entries(path)) == entries(path)
    tampered(path, f"UPDATE entries SET body = '{body}', hash = '{anew}' WHERE number = 2")
    assert [e.number for e in sound(entries(path))] == [1, 3, 4]
    tampered_again = sqlite3.connect(path)
    tampered_again.execute("DELETE FROM entries WHERE number = 3")
    tampered_again.commit()
    tampered_again.close()
    assert [e.number for e in sound(entries(path))] == [1, 2, 4], "nothing is left that tells of entry 2"


def test_a_writer_that_was_stopped_before_the_table_was_made(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.touch()
    assert entries(path) == []
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode = WAL")
    base.close()
    assert entries(path) == []
    assert [e.number for e in append(path, [("forecast", {})])] == [1]


def test_what_is_written_is_decided_with_what_is_there(tmp_path: Path) -> None:
    """Two that would write the same, once each: whoever comes second sees what the first one wrote."""
    path = filled(tmp_path / "l.sqlite", 2)

    def once(held: list[Entry]) -> list[tuple[str, dict[str, object]]]:
        return [] if any(e.content == {"x": 1} for e in held) else [("forecast", {"x": 1})]

    assert [e.number for e in append(path, once)] == [3]
    assert append(path, once) == []
    assert len(entries(path)) == 3


def test_all_or_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.sqlite")
    with pytest.raises(ValueError, match="Out of range"):
        append(path, [("forecast", {"p": 0.5}), ("forecast", {"p": float("nan")})])
    assert len(entries(path)) == 4


def test_files_that_are_no_ledgers(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE mine (x)")
    base.commit()
    base.close()
    text = tmp_path / "text.sqlite"
    text.write_text("a text that is long enough to be read as the head of a file", encoding="utf-8")
    for path in (other, text):
        for work in (entries, lambda path: append(path, [("forecast", {})])):
            with pytest.raises(BadInput, match=r"no ledger|not a database"):
                work(path)
    assert sqlite3.connect(other).execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
    with pytest.raises(BadInput, match="there is no ledger"):
        entries(tmp_path / "none.sqlite")


def test_where_the_ledger_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("REALPOLITIK_LEDGER", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert ledger_path(None) == tmp_path / "realpolitik" / "ledger.sqlite"
    monkeypatch.setenv("REALPOLITIK_LEDGER", str(tmp_path / "mine"))
    assert ledger_path(None) == tmp_path / "mine"
    assert ledger_path(Path("given")) == Path("given")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_killed_at_any_moment_no_entry_is_lost_or_half_there(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    chance = random.Random(7)
    acknowledged = 0
    for n in range(KILLS):
        process = writer(path, f"w{n}")
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first, process.communicate()[1]
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        numbers = [int(line) for line in (first + rest).split("\n") if line.strip()]
        acknowledged = max(acknowledged, *numbers)
        found = entries(path)
        assert len(found) >= acknowledged
        assert len(found) % BATCH == 0
    assert wrong_entries(found) == []
    batches: dict[tuple[str, int], list[int]] = {}
    for entry in found:
        batches.setdefault((entry.content["by"], entry.content["batch"]), []).append(entry.content["part"])
    assert all(parts == [0, 1, 2] for parts in batches.values())
    assert {by for by, _ in batches} == {f"w{n}" for n in range(KILLS)}


def test_two_writers_at_once_both_succeed(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    both = [writer(path, name, 20) for name in ("one", "other")]
    for process in both:
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
    found = entries(path)
    assert len(found) == 2 * 20 * BATCH
    assert wrong_entries(found) == []
    for name in ("one", "other"):
        assert [e.content["batch"] for e in found if e.content["by"] == name] == sorted(list(range(20)) * BATCH)


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.sqlite")
    tmp_path.chmod(0o500)
    try:
        assert len(entries(path)) == 4
        with pytest.raises((BadInput, OSError)):
            append(tmp_path / "new.sqlite", [("forecast", {})])
    finally:
        tmp_path.chmod(0o700)


def test_bodies_have_one_text() -> None:
    assert canonical({"b": 1.5, "a": {"d": None, "c": "é"}}) == '{"a":{"c":"é","d":null},"b":1.5}'
    assert json.loads(canonical({"p": 0.1})) == {"p": 0.1}
