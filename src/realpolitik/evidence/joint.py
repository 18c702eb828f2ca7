"""Many versions of one case's evidence at once, with all judged numbers changed together in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Source
from realpolitik.case.parts.judged import Judged
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.model import DRAWN_AT_ONCE, EvidenceModel
from realpolitik.evidence.numbers import Floats, Numbers


class Joint(Numbers):
    """Hands out, for every judged value among ``whats``, its column of ``values`` (versions, whats).

    A source stands for its share of reliable; the other two keep their ratio. Other values have their middles. The
    values of a table are made to sum to 1, as drawn ones are.
    """

    def __init__(self, whats: Sequence[Judged | Source], values: Floats) -> None:
        super().__init__()
        self.lead = (len(values),)
        self._columns = {id(what): values[:, k] for k, what in enumerate(whats)}

    def value(self, judged: Judged) -> Floats:
        """The value in every version, shape (versions,)."""
        found = self._columns.get(id(judged))
        return np.full(self.lead, judged.value) if found is None else found

    def shares(self, source: Source) -> Floats:
        """The source's shares in every version, shape (versions, 3)."""
        out = np.array(super().shares(source), dtype=np.float64)
        reliable = self._columns.get(id(source))
        if reliable is not None:
            rest = out[:, 1] + out[:, 2]
            noise = np.where(rest > 0.0, out[:, 1] / np.where(rest > 0.0, rest, 1.0), 1.0)
            out = np.stack([reliable, (1.0 - reliable) * noise, (1.0 - reliable) * (1.0 - noise)], axis=-1)
        return out


def worlds_jointly(
    case: Case, whats: Sequence[Judged | Source], values: Floats, *, without: frozenset[str] = frozenset()
) -> Floats:
    """P(world | reports) in every version, shape (versions, worlds). BadInput where one rules out every world."""
    return np.concatenate(list(_in_parts(case, whats, values, without)))


def _in_parts(
    case: Case, whats: Sequence[Judged | Source], values: Floats, without: frozenset[str]
) -> Iterator[Floats]:
    step = max(1, DRAWN_AT_ONCE // (8 * Worlds.of(case).size))
    for start in range(0, len(values), step):
        numbers = Joint(whats, values[start : start + step])
        yield EvidenceModel.of(case, without=without, numbers=numbers).posterior
