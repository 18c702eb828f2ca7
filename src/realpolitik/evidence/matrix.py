"""The matrix of analysis of competing hypotheses: items by hypotheses, each cell marked CC, C, N, I, II or NA.

Heuer, Psychology of Intelligence Analysis (1999), ch. 8. A mark is a likelihood in words: how likely would the item be
if the hypothesis were true? The words are a convention of this program, printed with every result; whoever knows a
better number writes it into the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Item
from realpolitik.errors import BadInput
from realpolitik.evidence.items import reporters
from realpolitik.evidence.model import EvidenceModel, model_class
from realpolitik.evidence.numbers import Floats

Mark = Literal["CC", "C", "N", "I", "II", "NA"]
Level = Literal["High", "Medium", "Low", ""]

#: What a mark says about how likely the item is if the hypothesis is true.
WORDS: dict[Mark, str] = {
    "CC": "very likely",
    "C": "likely",
    "N": "roughly even",
    "I": "unlikely",
    "II": "very unlikely",
    "NA": "50%",
}
#: The lowest probability of each mark: the edges of the ICD 203 bands.
EDGES: tuple[tuple[float, Mark], ...] = ((0.80, "CC"), (0.55, "C"), (0.45, "N"), (0.20, "I"), (0.0, "II"))
#: How credible an item is in a matrix, and its Admiralty credibility.
CREDIBILITY: dict[Level, int | None] = {"High": 2, "Medium": 3, "Low": 4, "": None}
LEVELS: dict[int | None, Level] = {1: "High", 2: "High", 3: "Medium", 4: "Low", 5: "Low", 6: "", None: ""}


@dataclass(frozen=True)
class Row:
    """One item: ``marks`` has one entry a hypothesis, with the marks of all raters (empty: not rated)."""

    id: str
    what: str
    marks: tuple[tuple[Mark, ...], ...]
    credibility: Level = ""
    relevance: Level = ""
    sources: tuple[str, ...] = ()
    date: str = ""
    copy_of: str | None = None


@dataclass(frozen=True)
class Matrix:
    """``hypotheses``: (name, title) of each. ``prior``: their shares where the matrix gives any."""

    hypotheses: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    prior: tuple[str, ...] = ()


def matrix_of(case: Case) -> Matrix:
    """A case as a matrix: explanations by items that were seen, copies included, since counting tools count them.

    The mark of a cell follows from P(happening | explanation), the mean over the explanation's worlds by their priors.
    Where the item's table is written in the words of the marks it is taken as it stands; otherwise an item that no
    explanation makes likely (45 % or more) is first scaled so that the one it fits best has CC, because a matrix cannot
    say "rare, but ten times as likely here". Raises BadInput where there is no explanation.
    """
    if not case.explanations:
        raise BadInput(f"{case.case} names no explanation, so there is no matrix. Nothing was done.")
    model = model_class(case).of(case)
    truth = model.truth(case)
    read = {item.name: item for item in model.items}
    written = {item.id: item for item in case.evidence}
    rows = []
    for item in case.evidence:
        origin = _origin(item, written)
        if origin is None or origin.id not in read:
            continue
        cells = _cells(model, truth, origin.id)
        if not all(line.p.written in WORDS.values() for line in origin.likelihood) or origin.seen == "absent":
            cells = cells * (0.875 / cells.max()) if 0.0 < cells.max() < 0.45 else cells
        marks: tuple[tuple[Mark, ...], ...] = tuple((mark_of(float(p)),) for p in cells)
        rows.append(
            Row(
                item.id,
                item.what or origin.what or item.id,
                marks,
                LEVELS[item.credibility],
                "",
                tuple(dict.fromkeys(c.source for c in item.source)) if item.copy_of else reporters(item, case)[0],
                item.date.isoformat() if item.date else "",
                item.copy_of,
            )
        )
    return Matrix(tuple((n, e.title or n) for n, e in case.explanations.items()), tuple(rows))


def mark_of(p: float) -> Mark:
    """The mark of a probability.

    >>> [mark_of(p) for p in (0.9, 0.7, 0.5, 0.3, 0.02)]
    ['CC', 'C', 'N', 'I', 'II']
    """
    return next(mark for edge, mark in EDGES if p >= edge)


def _origin(item: Item, written: dict[str, Item]) -> Item | None:
    """The item that a copy repeats, through other copies; itself where it is none."""
    seen: set[str] = set()
    while item.copy_of is not None:
        if item.id in seen or item.copy_of not in written:
            return None
        seen.add(item.id)
        item = written[item.copy_of]
    return item


def _cells(model: EvidenceModel, truth: np.ndarray, name: str) -> Floats:
    """P(happening | explanation) for each explanation."""
    likelihood = happening(model, name)
    weights = truth * model.prior
    total = weights.sum(axis=1)
    return np.asarray((weights @ likelihood) / np.where(total > 0.0, total, 1.0), dtype=np.float64)


def happening(model: EvidenceModel, name: str) -> Floats:
    """P(happening | world) of one item, shape (W,), as if it were seen by a sure witness."""
    item = next(i for i in model.items if i.name == name)
    sure = type(item)(**{**vars(item), "sources": (), "credibility": 1.0, "name": f"{name} itself"})
    return np.asarray(np.exp(model.likelihood.log((sure,))), dtype=np.float64)


def ranks(scores: Sequence[float]) -> list[int]:
    """Places by score, the smallest first; equal scores share the place. Rounding is no difference.

    >>> ranks([2.0, 0.0, 0.0, 1.0])
    [4, 1, 1, 3]
    """
    return [1 + sum(other < score - 1e-9 for other in scores) for score in scores]
