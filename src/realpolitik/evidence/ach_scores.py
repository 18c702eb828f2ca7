"""The scores of three programs for competing hypotheses, exactly as they count, from one matrix.

* **PARC ACH** (Palo Alto Research Center): I 1, II 2, anything else 0, times a weight for credibility and one for
  relevance (Low 1/sqrt 2, Medium 1, High sqrt 2); summed. Less is better.
* **Burton** (the open source ACH of M. Burton and J. Knowles, ``getHypoRatingScore``): the same points times a weight
  for credibility (Low 1/2, Medium 1, High 2), summed over items and raters. Less is better. A cell's spread is the
  population standard deviation of -2, -1.5, 0, 1.5, 2, rounded to four digits.
* **Open Synthesis** (``openach/metrics.py``): marks are 1 (II) to 5 (CC), NA counts as 3; a cell is the mean over
  raters; inconsistency is the sum of (3 - mean)^2 of the cells under 3, consistency the same of those over 3.
  Hypotheses stand in the order of (inconsistency, -consistency, share of NA, share not rated).

None of them uses what an item says in favour, except Open Synthesis to break ties.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from realpolitik.evidence.matrix import Level, Mark, Matrix

POINTS: dict[Mark, int] = {"II": 2, "I": 1, "N": 0, "C": 0, "CC": 0, "NA": 0}
PARC_WEIGHT: dict[Level, float] = {"Low": math.sqrt(0.5), "Medium": 1.0, "High": math.sqrt(2.0), "": 1.0}
BURTON_WEIGHT: dict[Level, float] = {"Low": 0.5, "Medium": 1.0, "High": 2.0, "": 1.0}
BURTON_SCALE: dict[Mark, float] = {"II": -2.0, "I": -1.5, "N": 0.0, "NA": 0.0, "C": 1.5, "CC": 2.0}
VOTES: dict[Mark, int] = {"NA": 0, "II": 1, "I": 2, "N": 3, "C": 4, "CC": 5}
NEUTRAL = VOTES["N"]


@dataclass(frozen=True)
class Scores:
    """One entry a hypothesis, in the order of the matrix.

    ``order``: the hypotheses' numbers as Open Synthesis lists them. ``diagnosticity``: one entry an item, by Open
    Synthesis.
    """

    inconsistent: tuple[int, ...]
    parc: tuple[float, ...]
    burton: tuple[float, ...]
    open_inconsistency: tuple[float, ...]
    open_consistency: tuple[float, ...]
    order: tuple[int, ...]
    diagnosticity: tuple[float, ...]


def scores(matrix: Matrix) -> Scores:
    """All scores of a matrix. ``inconsistent`` counts the items marked I or II by any rater (Heuer's own count)."""
    columns = list(zip(*(row.marks for row in matrix.rows), strict=True)) or [()] * len(matrix.hypotheses)
    weights = [PARC_WEIGHT[row.credibility] * PARC_WEIGHT[row.relevance] for row in matrix.rows]
    burton = [BURTON_WEIGHT[row.credibility] for row in matrix.rows]
    inconsistency = [open_inconsistency(c) for c in columns]
    consistency = [open_consistency(c) for c in columns]
    keys = [
        (a, -b, _share(c, lambda cell: "NA" in cell), _share(c, lambda cell: not cell))
        for a, b, c in zip(inconsistency, consistency, columns, strict=True)
    ]
    return Scores(
        tuple(sum(any(m in ("I", "II") for m in cell) for cell in c) for c in columns),
        tuple(sum(_mean_points(cell) * w for cell, w in zip(c, weights, strict=True)) for c in columns),
        tuple(sum(sum(POINTS[m] for m in cell) * w for cell, w in zip(c, burton, strict=True)) for c in columns),
        tuple(inconsistency),
        tuple(consistency),
        tuple(sorted(range(len(columns)), key=lambda k: (keys[k], k))),
        tuple(diagnosticity(row.marks) for row in matrix.rows),
    )


def _mean_points(cell: Sequence[Mark]) -> float:
    """PARC's matrix has one rater; several are averaged."""
    return sum(POINTS[m] for m in cell) / len(cell) if cell else 0.0


def _share(column: Sequence[Sequence[Mark]], holds: object) -> float:
    assert callable(holds)
    return sum(bool(holds(cell)) for cell in column) / len(column) if column else 0.0


def mean_vote(cell: Sequence[Mark]) -> float | None:
    """Open Synthesis' mean on the scale 1 to 5, NA as 3; None where nobody rated."""
    return statistics.mean(VOTES[m] or NEUTRAL for m in cell) if cell else None


def open_inconsistency(column: Sequence[Sequence[Mark]]) -> float:
    """The sum of squares below neutral.

    >>> open_inconsistency([["II"], ["I"], ["N"]])
    5
    """
    means = [m for m in map(mean_vote, column) if m is not None]
    return sum((NEUTRAL - m) ** 2 for m in means if m < NEUTRAL)


def open_consistency(column: Sequence[Sequence[Mark]]) -> float:
    """The sum of squares above neutral."""
    means = [m for m in map(mean_vote, column) if m is not None]
    return sum((m - NEUTRAL) ** 2 for m in means if m > NEUTRAL)


def diagnosticity(row: Sequence[Sequence[Mark]]) -> float:
    """How far an item's cells differ between hypotheses, by Open Synthesis: their population standard deviation.

    >>> diagnosticity([["CC"], ["II"]])
    2.0
    """
    means = [float(m) for m in map(mean_vote, row) if m is not None]
    return statistics.pstdev(means) if means else 0.0


def disagreement(cell: Sequence[Mark]) -> float | None:
    """How far raters of one cell differ, by Open Synthesis; None where nobody rated.

    The larger of two sample standard deviations: of the marks from 1 to 5, and of rated (1) against NA (0).
    """
    if not cell:
        return None
    rated = [VOTES[m] for m in cell if m != "NA"]
    apart = [0] * (len(cell) - len(rated)) + [1] * len(rated)
    return max(statistics.stdev(v) if len(v) > 1 else 0.0 for v in (apart, rated))


def consensus(cell: Sequence[Mark]) -> Mark | None:
    """The mark Open Synthesis shows for several raters: NA if most say so, else the mean rounded (a half to even)."""
    if not cell:
        return None
    rated = [VOTES[m] for m in cell if m != "NA"]
    if len(cell) - len(rated) > len(rated):
        return "NA"
    value = round(statistics.mean(rated))
    return next(mark for mark, vote in VOTES.items() if vote == value)


def dispute(cell: Sequence[Mark]) -> str:
    """Burton's word for how far raters of one cell differ.

    >>> dispute(["C", "C"]), dispute(["C", "N"]), dispute(["C", "I"]), dispute(["CC", "II"])
    ('consensus', 'mild', 'strong', 'extreme')
    """
    spread = round(statistics.pstdev([BURTON_SCALE[m] for m in cell]), 4) if len(cell) > 1 else 0.0
    return next(
        (word for edge, word in ((0.25, "consensus"), (1.0, "mild"), (1.74, "strong")) if spread <= edge), "extreme"
    )
