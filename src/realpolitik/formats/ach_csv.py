"""A matrix of competing hypotheses as CSV: items by hypotheses, as analysts keep it in a spreadsheet.

What it holds
    One row an item, one column a hypothesis. Cells: CC, C, N, I, II, NA, or ++, +, 0, -, --, or the words "very
    consistent" to "very inconsistent"; several raters' marks in one cell stand between spaces or slashes; an empty cell
    is not rated. Columns called evidence, id, source, date, credibility, relevance, copy of (in any case) hold those;
    credibility and relevance are High, Medium or Low. A row called "prior" gives the hypotheses' shares.
What is lost
    Reading: relevance, which in a case lies in the likelihoods themselves, and columns called type, notes, flag, code
    or weight. Writing: everything but the marks; numbers become the mark of their band.
Reference
    R. Heuer, Psychology of Intelligence Analysis (1999), ch. 8; the columns are those of PARC ACH.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from realpolitik.case.syntax import is_name
from realpolitik.errors import BadInput
from realpolitik.evidence.matrix import Level, Mark, Matrix, Row, matrix_of
from realpolitik.formats._matrix_case import case_text

if TYPE_CHECKING:
    from realpolitik.case.case import Case

NAME = "ach-csv"
ORDER = 10
TITLE = "Matrix of competing hypotheses (CSV)"
ENDINGS = (".csv", ".tsv")

_KNOWN = {
    "evidence": "what", "item": "what", "description": "what", "what": "what", "": "what",
    "id": "id", "#": "id", "order": "id", "label": "id",
    "source": "source", "sources": "source", "date": "date", "date of source": "date", "date/time": "date",
    "credibility": "credibility", "cred": "credibility", "cred weight": "credibility",
    "relevance": "relevance", "rel": "relevance", "copy of": "copy_of",
    "type": "", "notes": "", "note": "", "flag": "", "code": "", "weight": "", "diag.": "",
}  # fmt: skip
_MARKS: dict[str, Mark] = {
    "cc": "CC", "c": "C", "n": "N", "i": "I", "ii": "II", "na": "NA", "n/a": "NA", "vc": "CC", "vi": "II",
    "++": "CC", "+": "C", "0": "N", "-": "I", "--": "II", "\N{MINUS SIGN}": "I", "very consistent": "CC",
    "consistent": "C", "neutral": "N", "inconsistent": "I", "very inconsistent": "II", "not applicable": "NA",
}  # fmt: skip
_LEVELS: dict[str, Level] = {
    "high": "High", "h": "High", "medium": "Medium", "med": "Medium", "m": "Medium", "low": "Low", "l": "Low", "": "",
}  # fmt: skip


def read(text: str, file: str) -> str:
    """The text of a case that says what the matrix says, with the conventions in its comments."""
    return case_text(parse(text, file), file)


def write(case: Case) -> str:
    """The marks of a case's items under each of its explanations; see ``matrix.matrix_of``."""
    return text_of(matrix_of(case))


def parse(text: str, file: str = "<text>") -> Matrix:
    """The matrix of a CSV text; commas, semicolons or tabs. Raises BadInput with the place of what cannot be read."""
    head = text.split("\n", 1)[0]
    sign = max(",;\t", key=head.count)
    try:
        read = list(enumerate(csv.reader(io.StringIO(text), delimiter=sign), start=1))
    except csv.Error as error:
        raise BadInput(f"{file} is no table: {error}; nothing was read.") from error
    lines = [(k, [" ".join(c.split()) for c in r]) for k, r in read]
    lines = [(k, r) for k, r in lines if any(r)]
    if not lines:
        raise BadInput(f"{file}: nothing is in it; nothing was read.")
    header = lines[0][1]
    roles = [_KNOWN.get(name.lower(), "hypothesis") for name in header]
    if roles.count("what") == 0:
        roles[0] = "what"
    columns = [k for k, role in enumerate(roles) if role == "hypothesis"]
    if len(columns) < 2:
        raise BadInput(f"{file}:1  two hypotheses are needed at least, each in a column of its own; nothing was read.")
    hypotheses = _hypotheses([header[k] for k in columns])
    rows: list[Row] = []
    prior: tuple[str, ...] = ()
    for line, cells in lines[1:]:
        cells += [""] * (len(header) - len(cells))
        if len(cells) > len(header):
            raise BadInput(
                f"{file}:{line}  {len(cells)} cells, but {len(header)} columns have a name; nothing was read."
            )
        said = {role: cells[k] for k, role in reversed(list(enumerate(roles))) if role not in ("", "hypothesis")}
        if said["what"].lower() == "prior":
            prior = tuple(cells[k] for k in columns)
            continue
        marks = tuple(_marks(cells[k], f"{file}:{line}  {header[k]}") for k in columns)
        if not any(marks) and not said["what"]:
            continue
        rows.append(
            Row(
                _id(said.get("id", ""), said["what"], rows),
                said["what"],
                marks,
                _level(said.get("credibility", ""), f"{file}:{line}  credibility"),
                _level(said.get("relevance", ""), f"{file}:{line}  relevance"),
                tuple(s for s in re.split(r"\s*;\s*", said.get("source", "")) if s),
                said.get("date", ""),
                said.get("copy_of") or None,
            )
        )
    if not rows:
        raise BadInput(f"{file}: no item of evidence stands under the hypotheses; nothing was read.")
    known = {row.id for row in rows}
    for row in rows:
        if row.copy_of is not None and row.copy_of not in known:
            raise BadInput(f"{file}: {row.id} is a copy of {row.copy_of}, which is not there; nothing was read.")
    return Matrix(hypotheses, tuple(rows), prior)


def _hypotheses(titles: list[str]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for k, title in enumerate(titles, start=1):
        named = re.match(r"([^\W\d]\w*)\s*[:.)-]\s*(.+)|([Hh]\d+)\s+(.+)|([Hh]\d+)$", title)
        name = (named[1] or named[3] or named[5]).lower() if named else f"h{k}"
        taken = {n for n, _ in found}
        if not is_name(name) or name in taken or name == "hypothesis":
            name = next(n for n in (f"h{j}" for j in range(k, 10_000)) if n not in taken)
        found.append((name, (named[2] or named[4] or title) if named else title or name))
    return tuple(found)


def _id(given: str, what: str, rows: list[Row]) -> str:
    taken = {row.id for row in rows}
    plain = re.sub(r"\W+", "_", given).strip("_")
    if plain.isdigit():
        plain = f"e{plain}"
    named = re.match(r"([^\W\d]\d+)\b", what)
    wanted = plain or (named[1].lower() if named else f"e{len(rows) + 1}")
    name = wanted
    count = 2
    while name in taken or not is_name(name):
        name, count = f"{wanted}_{count}", count + 1
    return name


def _marks(cell: str, where: str) -> tuple[Mark, ...]:
    plain = " ".join(cell.lower().split())
    if not plain or plain in _MARKS:
        return (_MARKS[plain],) if plain else ()
    parts = [p for p in re.split(r"[\s/|]+", re.sub(r"n/a", "na", plain)) if p]
    if any(p not in _MARKS for p in parts):
        raise BadInput(f"{where}: '{cell}' is no mark; write CC, C, N, I, II, NA or nothing. Nothing was read.")
    return tuple(_MARKS[p] for p in parts)


def _level(cell: str, where: str) -> Level:
    if cell.lower() in _LEVELS:
        return _LEVELS[cell.lower()]
    if cell in ("1", "2", "3", "4", "5", "6"):
        return ("High", "High", "Medium", "Low", "Low", "")[int(cell) - 1]
    raise BadInput(f"{where}: '{cell}' is not High, Medium or Low. Nothing was read.")


def text_of(matrix: Matrix) -> str:
    """A matrix as CSV; reading it gives the same matrix."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    copies = any(row.copy_of for row in matrix.rows)
    titles = [f"{name}: {title}" for name, title in matrix.hypotheses]
    writer.writerow(
        ["ID", "Evidence", "Source", "Date", "Credibility", "Relevance", *(["Copy of"] if copies else []), *titles]
    )
    if matrix.prior:
        writer.writerow(["", "prior", "", "", "", "", *([""] if copies else []), *matrix.prior])
    for row in matrix.rows:
        marks = [" ".join(cell) for cell in row.marks]
        more = [row.copy_of or ""] if copies else []
        writer.writerow(
            [row.id, row.what, "; ".join(row.sources), row.date, row.credibility, row.relevance, *more, *marks]
        )
    return out.getvalue()
