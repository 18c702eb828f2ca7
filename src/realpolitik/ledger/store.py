"""The file of the ledger: SQLite, append-only, safe against a stop at any moment and against two writers at once.

Entries that belong together are written in one transaction with a write-ahead log and full synchronisation, so after a
crash all of them are there or none ("WAL", https://www.sqlite.org/wal.html). A writer takes the lock before it reads
the end of the chain; another one waits for it. Triggers refuse every change of an entry by ordinary means; ``verify``
finds those made by others.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from realpolitik.errors import BadInput
from realpolitik.ledger.entry import GENESIS, Entry, canonical, chained

Contents = Sequence[tuple[str, dict[str, Any]]]  #: entries to be: kind and content

HEADER = b"SQLite format 3\x00"
MARK = 0x52504C31  #: application_id, "RPL1": tells a ledger from other SQLite files
PATIENCE = 60.0  #: seconds to wait for another writer
_TABLE = (
    "CREATE TABLE entries (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL,"
    " previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE)",
    "CREATE TRIGGER entries_stay_as_they_are BEFORE UPDATE ON entries"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    f"PRAGMA application_id = {MARK}",
)


def is_ledger(path: Path) -> bool:
    """Whether a file looks like SQLite."""
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def append(path: Path, contents: Contents | Callable[[list[Entry]], Contents]) -> list[Entry]:
    """Adds entries (kind, content), all of them or none, and makes the file where there is none.

    ``contents`` may be asked for with all the entries that are there: no other writer can add one in between. Raises
    BadInput where the file is no ledger, cannot be written, or its last entry was altered: nothing is chained to an
    altered entry.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path, writing=True) as base:
        base.execute("BEGIN IMMEDIATE")
        try:
            old = _all(base)
            added = _added(path, base, old, contents(old) if callable(contents) else contents)
            base.execute("COMMIT")
        except BaseException:
            base.execute("ROLLBACK")
            raise
    return added


def entries(path: Path) -> list[Entry]:
    """All entries, the oldest first; none where a first writer was stopped before it made the table.

    Raises BadInput where there is no ledger.
    """
    if not path.exists():
        raise BadInput(f"there is no ledger at {path}; `realpolitik freeze CASE` begins one.")
    with _opened(path, writing=False) as base:
        return _all(base) if _begun(base) else []


def _all(base: sqlite3.Connection) -> list[Entry]:
    """Every entry; what somebody put in that is no text comes as a text that gives no hash of its own."""
    rows = base.execute("SELECT number, kind, body, previous, hash FROM entries ORDER BY number")
    return [
        Entry(int(number), *(one if isinstance(one, str) else repr(one) for one in texts)) for number, *texts in rows
    ]


def _begun(base: sqlite3.Connection) -> bool:
    """Whether anything was made in the file yet."""
    return bool(base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _added(path: Path, base: sqlite3.Connection, old: Sequence[Entry], contents: Contents) -> list[Entry]:
    number, previous = 0, GENESIS
    if old:
        end = old[-1]
        if end.hash != end.true_hash():
            raise BadInput(
                f"{path}: entry {end.number} was altered; nothing was written. `realpolitik verify {path}` says more."
            )
        number, previous = end.number, end.hash
    added = []
    for kind, content in contents:
        number, body = number + 1, canonical(content)
        entry = Entry(number, kind, body, previous, chained(previous, number, kind, body))
        base.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", tuple(vars(entry).values()))
        added.append(entry)
        previous = entry.hash
    return added


@contextmanager
def _opened(path: Path, *, writing: bool) -> Iterator[sqlite3.Connection]:
    """The file, with its table where it is to be written. Raises BadInput where it is not what it should be."""
    try:
        with closing(_connected(path, writing=writing)) as base:
            if writing:
                _prepare(base, path)
            if _begun(base) and base.execute("PRAGMA application_id").fetchone()[0] != MARK:
                raise BadInput(f"{path} is an SQLite file, but no ledger of realpolitik; nothing was done.")
            yield base
    except sqlite3.Error as error:
        raise BadInput(f"{path}: {error}; nothing was {'written' if writing else 'read'}.") from error


def _connected(path: Path, *, writing: bool) -> sqlite3.Connection:
    place = path.resolve().as_uri()
    # A ledger on a medium that cannot be written has no place for the log's index: it is read as it lies there.
    resting = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    how = "mode=rwc" if writing else f"mode=ro{'&immutable=1' if resting else ''}"
    base = sqlite3.connect(f"{place}?{how}", uri=True, timeout=PATIENCE, isolation_level=None)
    base.text_factory = lambda written: written.decode("utf-8", "backslashreplace")  # whatever somebody put in
    return base


def _prepare(base: sqlite3.Connection, path: Path) -> None:
    """Turns on the write-ahead log and makes the table, once; two that begin a file at once both succeed."""
    if _begun(base) and base.execute("PRAGMA application_id").fetchone()[0] != MARK:
        raise BadInput(f"{path} is an SQLite file, but no ledger of realpolitik; nothing was written.")
    _patiently(base, "PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("BEGIN IMMEDIATE")
    try:
        if not _begun(base):
            for statement in _TABLE:
                base.execute(statement)
        base.execute("COMMIT")
    except BaseException:
        base.execute("ROLLBACK")
        raise


def _patiently(base: sqlite3.Connection, statement: str) -> None:
    """Runs a statement for which SQLite itself does not wait when another one holds the lock."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            base.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
