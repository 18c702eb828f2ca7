"""The score of many forecasts: how good they were, against what, and whose explanation fits what happened."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.reliability import BINS, Bin, reliability
from realpolitik.ledger.records import Left, Record
from realpolitik.ledger.scoring import Murphy, brier, logarithmic, murphy, skill
from realpolitik.ledger.weighing import Blend, blend_share
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]

LEAST_MATCHES = 10  #: paths with all the answers, below which their share is not taken for a chance


@dataclass(frozen=True)
class Rival:
    """Somebody else's forecasts of some of the questions beside ours of the same ones. ``name`` says whose.

    ``questions``: forecasts that are compared, one a question unless several of a question are scored.

    ``skill``: how much better ours are (1 - our Brier / theirs); None: theirs are perfect.
    """

    name: str
    questions: int
    brier: float
    log: float
    our_brier: float
    our_log: float
    skill: float | None


@dataclass(frozen=True)
class ExplanationScore:
    """How well an explanation foretold what happened: ``log``, the sum over ``questions`` of ln P(answer | it).

    The sum takes the answers as independent given the explanation; answers that hang together are counted more than
    once. ``joint``: ln P(all these answers | it), from the sampled paths that were frozen, with its standard error
    ``joint_error``; answers that paths do not give, such as conditional ones, are added. None where fewer than
    ``LEAST_MATCHES`` paths match. ``together``: how many answers were taken together. ``before``: the explanation's
    probability when the forecasts were made.
    """

    case: str
    name: str
    questions: int
    log: float
    before: float
    joint: float | None = None
    joint_error: float | None = None
    together: int = 0


@dataclass(frozen=True)
class Scorecard:
    """All scores of ``forecasts``. Lower is better for ``brier`` and ``log``."""

    forecasts: int
    questions: int
    hindsight: int
    brier: float
    log: float
    murphy: Murphy
    bins: list[Bin]
    rivals: list[Rival]
    authors: list[Rival]
    explanations: list[ExplanationScore]
    blend: Blend
    records: list[Record]
    left: Left

    def as_json(self) -> dict[str, object]:
        """For ``json.dumps``: numbers to 10 digits; an infinite log score, for a sure forecast that was wrong, null."""
        records = [replace(record, courses=None) for record in self.records]
        found: dict[str, object] = asdict(replace(self, records=records))
        for record in found["records"]:  # type: ignore[attr-defined]
            del record["courses"]
        return {key: _told(value) for key, value in found.items()}


def scorecard(records: Sequence[Record], left: Left | None = None, bins: int = BINS) -> Scorecard | None:
    """The score of some forecasts; None where there are none."""
    if not records:
        return None
    p, o = _arrays(records)
    references: list[tuple[str, Callable[[Record], float | None]]] = [
        ("base rate", lambda r: r.base),
        ("nothing changes", lambda r: r.stays),
    ]
    mean = float(o.mean())
    rivals = [rival for name, of in references if (rival := _rival(name, records, of)) is not None]
    rivals.append(_against("the mean outcome (known afterwards)", p, o, np.full_like(p, mean)))
    authors = sorted({who for record in records for who in record.said})
    spoken = [_rival(who, records, lambda r, who=who: r.said.get(who)) for who in authors]  # type: ignore[misc]
    return Scorecard(
        forecasts=len(records),
        questions=len(_each_once(records)),
        hindsight=sum(record.hindsight for record in records),
        brier=brier(p, o),
        log=logarithmic(p, o),
        murphy=murphy(p, o, bins),
        bins=reliability(p, o, bins),
        rivals=rivals,
        authors=[rival for rival in spoken if rival is not None],
        explanations=explanation_scores(records),
        blend=_blend(_each_once(records)),
        records=list(records),
        left=left or Left(),
    )


def _each_once(records: Sequence[Record]) -> list[Record]:
    """Of several forecasts of one question the last: an answer is told once, however often it was forecast."""
    return list({(record.name, record.wording): record for record in records}.values())


def _blend(records: Sequence[Record]) -> Blend:
    both = [(r.model, r.base, r.outcome) for r in records if r.model is not None and r.base is not None]
    model, base, outcome = np.array(both, dtype=np.float64).reshape(len(both), 3).T
    return blend_share(model, base, outcome)


def explanation_scores(records: Sequence[Record]) -> list[ExplanationScore]:
    """Every explanation of every case, the best first within its case; of each question the last forecast."""
    out = []
    records = _each_once(records)
    for case in dict.fromkeys(record.case for record in records):
        mine = [record for record in records if record.case == case]
        names = dict.fromkeys(name for record in mine for name in record.given)
        scores = []
        for name in names:
            asked = [record for record in mine if name in record.given]
            p, o = np.array([r.given[name] for r in asked]), np.array([r.outcome for r in asked])
            log = -logarithmic(p, o) * len(asked)
            joint = _joint(name, asked)
            scores.append(ExplanationScore(case, name, len(asked), log, asked[-1].believed[name], *joint))
        out += sorted(scores, key=lambda s: (-s.log, s.name))
    return out


def _joint(name: str, asked: Sequence[Record]) -> tuple[float | None, float | None, int]:
    """ln P(all answers | an explanation), its standard error, and how many answers were taken together."""
    told = [r for r in asked if r.courses is not None and r.outcome in (0.0, 1.0) and name in r.courses.holds]
    together = [(r, r.courses) for r in told if r.courses is not None and r.courses.origin == _origin(told[-1])]
    if len(together) < 2:
        return None, None, 0
    matching = whole = together[0][1].holds[name]
    for record, courses in together:
        every = (1 << courses.paths) - 1
        matching &= courses.yes if record.outcome == 1.0 else every & ~courses.yes
    matches, paths = matching.bit_count(), whole.bit_count()
    if matches < LEAST_MATCHES:
        return None, None, len(together)
    taken = {id(record) for record, _ in together}
    rest = [r for r in asked if id(r) not in taken]
    p, o = np.array([r.given[name] for r in rest]), np.array([r.outcome for r in rest])
    added = -logarithmic(p, o) * len(rest) if rest else 0.0
    share = matches / paths
    return float(np.log(share)) + added, float(np.sqrt((1.0 - share) / matches)), len(together)


def _origin(record: Record) -> tuple[object, ...]:
    return () if record.courses is None else record.courses.origin


def _rival(name: str, records: Sequence[Record], of: Callable[[Record], float | None]) -> Rival | None:
    both = [(record, value) for record in records if (value := of(record)) is not None]
    if not both:
        return None
    p, o = _arrays([record for record, _ in both])
    return _against(name, p, o, np.array([value for _, value in both], dtype=np.float64))


def _against(name: str, p: Floats, o: Floats, theirs: Floats) -> Rival:
    return Rival(
        name=name,
        questions=int(p.size),
        brier=brier(theirs, o),
        log=logarithmic(theirs, o),
        our_brier=brier(p, o),
        our_log=logarithmic(p, o),
        skill=skill(p, o, theirs),
    )


def _arrays(records: Sequence[Record]) -> tuple[Floats, Floats]:
    return np.array([r.p for r in records], dtype=np.float64), np.array([r.outcome for r in records], dtype=np.float64)


def _told(value: object) -> object:
    if isinstance(value, dict):
        return {key: _told(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_told(part) for part in value]
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else None
    return value
