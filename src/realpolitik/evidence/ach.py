"""What three counting programs say of a matrix, what follows by Bayes, and why their orders differ where they do.

Between two hypotheses the log odds are a sum: of the priors, of each item's log likelihood ratio as if it were seen by
a sure witness, and of the rest, which is what doubtful and shared sources take away. A count uses only a part of that.
The reason given for a difference is the largest part that speaks against the count and that the count does not have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from realpolitik.case.case import Case
from realpolitik.evidence import ach_scores
from realpolitik.evidence.ach_scores import Scores
from realpolitik.evidence.matrix import Matrix, Row, happening, ranks
from realpolitik.evidence.model import model_class
from realpolitik.evidence.numbers import Floats
from realpolitik.evidence.weighing import weigh
from realpolitik.rounding import rounded

Reason = Literal["copies", "prior", "in favour", "sources", "sizes"]
TOOLS = ("PARC", "Burton", "Open Synthesis")


@dataclass(frozen=True)
class Difference:
    """A count puts ``count_prefers`` first, the odds are ``odds`` to 1 for ``odds_prefer``; ``tied``: the count ties.

    ``reason``: the part that makes the difference, ``by`` the factor it puts on the odds, ``words`` the reason told.
    """

    tool: str
    count_prefers: str
    odds_prefer: str
    odds: float
    tied: bool
    reason: Reason
    by: float
    words: str


@dataclass(frozen=True)
class Standing:
    """One hypothesis: its posterior and place by Bayes, and score and place by each program."""

    title: str
    posterior: float
    place: int
    inconsistent: int
    scores: dict[str, float]
    places: dict[str, int]


@dataclass(frozen=True)
class AchView:
    """The matrix, the scores and the differences. ``bits`` and ``diagnosticity`` are of the items."""

    case: str
    title: str
    hypotheses: dict[str, Standing]
    items: tuple[Row, ...]
    bits: dict[str, float]
    diagnosticity: dict[str, float]
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and numbers of 10 significant digits."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else None
    return value


def ach(case: Case, matrix: Matrix) -> AchView:
    """The view of a matrix and of the case that says the same: hypotheses are the case's explanations, rows its items.

    Raises BadInput where the case cannot be weighed.
    """
    names = [name for name, _ in matrix.hypotheses]
    result = weigh(case, draws=0)
    counted = ach_scores.scores(matrix)
    posterior = [result.explanations[n].posterior for n in names]
    by_tool = tool_scores(counted)
    order = {tool: ranks(list(s)) for tool, s in by_tool.items()}
    order["Open Synthesis"] = _open_places(matrix, counted)
    place = ranks([-p for p in posterior])
    standing = {
        n: Standing(
            title,
            posterior[k],
            place[k],
            counted.inconsistent[k],
            {t: float(s[k]) for t, s in by_tool.items()},
            {t: order[t][k] for t in TOOLS},
        )
        for k, (n, title) in enumerate(matrix.hypotheses)
    }
    return AchView(
        case.case,
        case.title,
        standing,
        matrix.rows,
        {row.id: result.items[row.id].bits for row in matrix.rows if row.id in result.items},
        {row.id: d for row, d in zip(matrix.rows, counted.diagnosticity, strict=True)},
        tuple(_differences(case, matrix, posterior, order)),
    )


def tool_scores(counted: Scores) -> dict[str, tuple[float, ...]]:
    """The score by which each program orders hypotheses, less being better."""
    return {"PARC": counted.parc, "Burton": counted.burton, "Open Synthesis": counted.open_inconsistency}


def _open_places(matrix: Matrix, counted: Scores) -> list[int]:
    """Places by Open Synthesis' whole key; hypotheses with the same key share one."""
    keys = [(a, -b) for a, b in zip(counted.open_inconsistency, counted.open_consistency, strict=True)]
    return [1 + sum(other < key for other in keys) for key in keys]


def _differences(case: Case, matrix: Matrix, posterior: list[float], order: dict[str, list[int]]) -> list[Difference]:
    parts = _Parts(case, matrix, posterior)
    found = []
    pairs = [
        (a, b) for a in range(len(posterior)) for b in range(len(posterior)) if posterior[b] > posterior[a] + 1e-12
    ]
    for tool in TOOLS:
        for a, b in pairs:  # by the odds b stands before a
            if order[tool][a] <= order[tool][b]:
                found.append(parts.difference(tool, a, b, tied=order[tool][a] == order[tool][b]))
    return sorted(found, key=lambda d: (TOOLS.index(d.tool), d.tied, -d.odds))


class _Parts:
    """The parts of the log odds between hypotheses."""

    def __init__(self, case: Case, matrix: Matrix, posterior: list[float]) -> None:
        self.matrix = matrix
        self.posterior = posterior
        model = model_class(case).of(case)
        truth = model.truth(case)
        place = {name: k for k, name in enumerate(case.explanations)}
        weights = (truth * model.prior)[[place[name] for name, _ in matrix.hypotheses]]
        self.prior = weights.sum(axis=1)
        held = {item.name for item in model.items}
        self.cells: dict[str, Floats] = {
            row.id: (weights @ happening(model, row.id)) / self.prior for row in matrix.rows if row.id in held
        }
        self.points = {  # what each row alone adds to every score
            row.id: tool_scores(ach_scores.scores(Matrix(matrix.hypotheses, (row,)))) for row in matrix.rows
        }

    def difference(self, tool: str, a: int, b: int, tied: bool) -> Difference:
        names = [name for name, _ in self.matrix.hypotheses]
        odds = _log(self.posterior[b]) - _log(self.posterior[a])
        ratios = {row: _log(float(p[b])) - _log(float(p[a])) for row, p in self.cells.items()}
        gaps = {row: points[tool][a] - points[tool][b] for row, points in self.points.items()}
        silent = {row: r for row, r in ratios.items() if abs(gaps[row]) < 1e-12 and abs(r) > 1e-12}
        prior = _log(float(self.prior[b])) - _log(float(self.prior[a]))
        parts: dict[Reason, float] = {
            "prior": prior,
            "in favour": sum(silent.values()),
            "sources": odds - prior - sum(ratios.values()),
            "sizes": sum(r for row, r in ratios.items() if row not in silent),
        }
        copied = sum(gap for row, gap in gaps.items() if row not in ratios)
        total = sum(gaps.values())
        reason: Reason = max(parts, key=lambda part: parts[part])
        if copied < -1e-12 and total - copied > 1e-12:  # without the copies the count would agree
            reason = "copies"
        by = math.exp(min(700.0, copied if reason == "copies" else parts[reason]))
        told = _WORDS[reason](tool, names[a], names[b], parts.get(reason, 0.0), _strongest(silent), self.copies())
        return Difference(tool, names[a], names[b], math.exp(min(700.0, odds)), tied, reason, by, told)

    def copies(self) -> str:
        return _listed([row.id for row in self.matrix.rows if row.id not in self.cells])


def _log(p: float) -> float:
    return math.log(p) if p > 0.0 else -745.0


def _strongest(ratios: Mapping[str, float]) -> str:
    return _listed(sorted((r for r in ratios if ratios[r] > 0.0), key=lambda r: -ratios[r])[:3])


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def _times(log: float) -> str:
    return f"x {math.exp(min(log, 700.0)):.3g}"


def _silent(tool: str) -> str:
    return "only breaks ties" if tool == "Open Synthesis" else "counts for nothing"


_Words = Callable[[str, str, str, float, str, str], str]
_WORDS: dict[Reason, _Words] = {
    "copies": lambda tool, a, b, log, rows, copies: (
        f"copies are counted again ({copies}); without them {tool} would put {b} first"
    ),
    "prior": lambda tool, a, b, log, rows, copies: (
        f"{b} was likelier than {a} beforehand ({_times(log)}), and no count knows that"
    ),
    "in favour": lambda tool, a, b, log, rows, copies: (
        f"a mark in favour {_silent(tool)} there, but {rows} would be likelier under {b} ({_times(log)} in all)"
    ),
    "sources": lambda tool, a, b, log, rows, copies: (
        f"the marks are taken at their word there; doubtful sources, and items that hang together, take away "
        f"{_times(log)} of what speaks against {b}"
    ),
    "sizes": lambda tool, a, b, log, rows, copies: (
        f"there points add up and II is two or four times I; the likelihoods multiply, and the same marks give {b} "
        f"{_times(log)}"
    ),
}
