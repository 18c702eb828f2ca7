"""The rows of a sweep on their way into a file: none is lost when the program is stopped or killed.

While it runs, done work goes into FILE.part, one line of JSON a task after a first line that says which sweep it is.
Every line is on the disk before the next task counts as done, so a loss of power takes nothing either; a last line that
was cut off is left out when the sweep goes on. At the end the rows are put in order and written as a whole, as CSV or,
where the name ends in .parquet, as Parquet; only then is FILE.part taken away.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from realpolitik.analysis.sweep import Row, Sweep
from realpolitik.case.saving import keep_names, write
from realpolitik.errors import BadInput

CSV, PARQUET = ".csv", ".parquet"


class Rows:
    """The rows of ``sweep`` that are done, for the result ``file``. Raises BadInput for a name of another ending."""

    def __init__(self, sweep: Sweep, file: Path) -> None:
        if file.suffix not in (CSV, PARQUET):
            raise BadInput(f"{file} ends neither in {CSV} nor in {PARQUET}. Nothing was run.")
        self.sweep, self.file = sweep, file
        self.part = file.with_name(f"{file.name}.part")
        self.partial = file.with_name(f"{file.stem}.partial{file.suffix}")
        self.done: dict[tuple[int, int], list[Row]] = {}
        if file.suffix == PARQUET:
            _duckdb()

    @property
    def left(self) -> list[tuple[int, int]]:
        """The tasks that are still to do, in order."""
        return [task for task in self.sweep.tasks if task not in self.done]

    def count(self) -> int:
        """How many rows are done."""
        return sum(len(rows) for rows in self.done.values())

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Take up what an earlier run left, and keep what is done in this one.

        Raises BadInput where the part that lies there belongs to another sweep.
        """
        self._take_up()
        with self.part.open("a", encoding="utf-8") as self._log:
            if not self._log.tell():
                self._say({"sweep": self.sweep.fingerprint})
                keep_names(self.part.parent)
            yield

    def add(self, task: tuple[int, int], rows: list[Row]) -> None:
        """Keep the rows of a task."""
        self._say({"task": task, "rows": rows})
        self.done[task] = rows

    def finish(self) -> None:
        """Write the result as a whole and take the part away."""
        self._write(self.file)
        self.part.unlink(missing_ok=True)
        self.partial.unlink(missing_ok=True)

    def write_partial(self) -> Path:
        """Write what is done so far to a file whose name says that it is a part."""
        self._write(self.partial)
        return self.partial

    def _take_up(self) -> None:
        if not self.part.exists():
            return
        lines = self.part.read_bytes().split(b"\n")
        whole, rest = lines[:-1], lines[-1]
        try:
            head, *told = [json.loads(line) for line in whole] or [{}]
        except ValueError as error:
            raise BadInput(f"{self.part} cannot be read; remove it to begin anew. Nothing was run.") from error
        if whole and head.get("sweep") != self.sweep.fingerprint:
            raise BadInput(
                f"{self.part} is of another sweep (another case, other values, seed or version); remove it to begin "
                "anew. Nothing was run."
            )
        self.done = {(one["task"][0], one["task"][1]): one["rows"] for one in told}
        if rest:  # it was stopped within a line: the file without it takes its place, at once
            write(self.part, b"".join(line + b"\n" for line in whole))

    def _say(self, line: dict[str, Any]) -> None:
        self._log.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
        self._log.flush()
        os.fsync(self._log.fileno())

    def _write(self, file: Path) -> None:
        text = io.StringIO()
        sheet = csv.writer(text, lineterminator="\n")
        sheet.writerow(self.sweep.columns())
        for task in self.sweep.tasks:
            sheet.writerows(self.done.get(task, []))
        data = text.getvalue().encode("utf-8")
        write(file, _parquet(data, self.sweep) if file.suffix == PARQUET else data)


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise BadInput("Parquet needs `pip install 'realpolitik[parquet]'`; a name in .csv needs nothing.") from error
    return duckdb


def _parquet(data: bytes, sweep: Sweep) -> bytes:
    """The same rows as Parquet: paths and errors as text, the sample as a whole number, headlines as doubles."""
    duckdb = _duckdb()
    texts = {*(path for path, _ in sweep.over), "error"}
    types = {c: "VARCHAR" if c in texts else "BIGINT" if c == "sample" else "DOUBLE" for c in sweep.columns()}
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "rows.csv"), os.path.join(folder, "rows.parquet")
        Path(source).write_bytes(data)
        with duckdb.connect() as base:
            base.read_csv(source, header=True, columns=types, delimiter=",", quotechar='"').write_parquet(target)
        return Path(target).read_bytes()
