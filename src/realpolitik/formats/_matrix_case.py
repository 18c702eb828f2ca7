"""A matrix of competing hypotheses as a case: one factor, the hypothesis that is true, and one item a row."""

from __future__ import annotations

import datetime
import re

from realpolitik.case.starting import name_from
from realpolitik.case.syntax import is_name
from realpolitik.evidence.matrix import CREDIBILITY, WORDS, Mark, Matrix
from realpolitik.evidence.pooling import pool_probabilities

_MIDDLE: dict[Mark, float] = {"CC": 0.875, "C": 0.675, "N": 0.5, "I": 0.325, "II": 0.125, "NA": 0.5}


def case_text(matrix: Matrix, file: str) -> str:
    """A case with one factor, the hypothesis that is true, and one item a row."""
    names = [name for name, _ in matrix.hypotheses]
    words = ", ".join(f"{mark} {word}" for mark, word in WORDS.items())
    share = matrix.prior or tuple(f"{1 / len(names)!r}" for _ in names)
    lines = [
        f"# From {file}. Each mark became a likelihood in words, by a convention: {words}.",
        "# Better: ask of every item and hypothesis in how many of 100 such cases we would see it, and write that",
        "# number; `realpolitik ask` walks through them. Only the ratio between the numbers of a row matters.",
        "realpolitik: 1",
        f"case: {name_from(file.rsplit('.', 1)[0])}",
        f"title: {_quoted('Which hypothesis is true? (' + file + ')')}",
        "something_else: 10%    # that none of the hypotheses is true",
    ]
    sources = list(dict.fromkeys(s for row in matrix.rows for s in row.sources))
    ids = _source_names(sources)
    if sources:
        lines += ["", "# Grades run from A (always reliable) to E; F is 'cannot be judged'. Judge them.", "sources:"]
        lines += [f"  {ids[s]}: {{title: {_quoted(s)}, grade: F}}" for s in sources]
    lines += ["", "factors:", "  hypothesis:", "    asks: Which of the hypotheses is true?"]
    lines += ["    values:" + ("" if matrix.prior else "    # nobody said how likely each is beforehand: equal shares")]
    lines += [f"      {name}: {p}" for name, p in zip(names, share, strict=True)]
    lines += ["", "explanations:"]
    lines += [f"  {n}: {{title: {_quoted(title)}, says: hypothesis == {n}}}" for n, title in matrix.hypotheses]
    lines += ["", "evidence:"]
    for row in matrix.rows:
        lines += [f"  - id: {row.id}", f"    what: {_quoted(row.what or row.id)}"]
        if row.sources:
            lines.append(f"    source: [{', '.join(ids[s] for s in row.sources)}]")
        if row.copy_of is not None:
            lines.append(f"    copy_of: {row.copy_of}")
            continue
        lines.append(f"    seen: {row.date if _is_day(row.date) else 'seen'}")
        if CREDIBILITY[row.credibility] is not None:
            lines.append(f"    credibility: {CREDIBILITY[row.credibility]}    # {row.credibility} in the matrix")
        lines += ["    likelihood:", "      hypothesis:"]
        lines += [f"        {n}: {_likelihood(cell)}" for n, cell in zip(names, row.marks, strict=True)]
    return "\n".join(lines) + "\n"


def _likelihood(cell: tuple[Mark, ...]) -> str:
    if not cell:
        return "50%    # not rated"
    if len(cell) == 1:
        return WORDS[cell[0]]
    said = ", ".join(f"rater_{k}: {WORDS[mark]}" for k, mark in enumerate(cell, start=1))
    return f"{{value: {pool_probabilities([_MIDDLE[m] for m in cell])!r}, judged_by: {{{said}}}}}"


def _source_names(sources: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for k, source in enumerate(sources, start=1):
        plain = re.sub(r"\W+", "_", source.lower()).strip("_")[:24].strip("_")
        name = plain if is_name(plain) and not plain[0].isdigit() else f"source_{k}"
        found[source] = name if name not in found.values() else f"{name}_{k}"
    return found


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
