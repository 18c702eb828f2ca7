"""Many versions of one case's evidence at once, each with one judged number changed.

A version is a row: every judged value has its middle, one has another value. All rows are computed together, as draws
are, so that moving every number of a case in turn costs little more than weighing it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Source
from realpolitik.case.parts.judged import Judged
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.model import DRAWN_AT_ONCE, EvidenceModel
from realpolitik.evidence.numbers import Floats, Numbers


@dataclass(frozen=True, eq=False)
class Version:
    """One number changed: ``what`` is the judged value, or a source whose share of reliable is meant, and its value.

    Of a table of several values (``of`` given) the others keep their ratio to each other.
    """

    what: Judged | Source
    value: float
    of: tuple[Judged, ...] = ()


class Versions(Numbers):
    """Hands out the middles, in each row with that row's change; ``lead`` is (versions,)."""

    def __init__(self, versions: Sequence[Version]) -> None:
        super().__init__()
        self.lead = (len(versions),)
        self._rows: dict[int, list[int]] = {}
        self._versions = versions
        for row, version in enumerate(versions):
            self._rows.setdefault(id(version.what), []).append(row)

    def value(self, judged: Judged) -> Floats:
        """The middle, and in the rows that change it what they say."""
        out = np.full(self.lead, judged.value)
        for row in self._rows.get(id(judged), ()):
            version = self._versions[row]
            rest = sum(other.value for other in version.of if other is not judged)
            # Shares are made to sum to 1 afterwards, so that the changed one ends at its value.
            out[row] = version.value if not version.of else version.value * rest / max(1.0 - version.value, 1e-12)
        return out

    def table(self, judged: Sequence[Judged], what: str) -> Floats:
        """As in the base class, but of a table's two values either can be the changed one."""
        out = super().table(judged, what)
        rows = [row for one in judged for row in self._rows.get(id(one), ()) if self._versions[row].of]
        out[rows] = self.scaled(judged, what)[rows]
        return out

    def states(self, source: Source, r: Floats | None, d: Floats | None) -> Floats:
        """The source's shares; a changed share of reliable leaves the other two in their ratio."""
        out = np.array(super().states(source, r, d), dtype=np.float64)
        for row in self._rows.get(id(source), ()):
            rest = out[row, 1] + out[row, 2]
            noise = out[row, 1] / rest if rest > 0.0 else 1.0
            reliable = self._versions[row].value
            out[row] = reliable, (1.0 - reliable) * noise, (1.0 - reliable) * (1.0 - noise)
        return out


def worlds_in(case: Case, versions: Sequence[Version], *, without: frozenset[str] = frozenset()) -> Floats:
    """P(world | reports) in every version, shape (versions, worlds). BadInput where one rules out every world."""
    if not versions:
        return np.zeros((0, Worlds.of(case).size))
    return np.concatenate(list(_in_parts(case, versions, without)))


def _in_parts(case: Case, versions: Sequence[Version], without: frozenset[str]) -> Iterator[Floats]:
    step = max(1, DRAWN_AT_ONCE // (8 * Worlds.of(case).size))
    for start in range(0, len(versions), step):
        numbers = Versions(versions[start : start + step])
        yield EvidenceModel.of(case, without=without, numbers=numbers).posterior


def worlds_without(case: Case, items: Sequence[str], *, without: frozenset[str] = frozenset()) -> Floats:
    """P(world | all reports but one item's) for each of ``items``, shape (items, worlds)."""
    model = EvidenceModel.of(case, without=without)
    rows = [model.posterior_with(model.log_without(name)) for name in items]
    return np.array(rows).reshape(len(items), model.prior.size)
