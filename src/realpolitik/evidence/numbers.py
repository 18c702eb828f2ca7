"""The numbers behind the judged values: their middles, or many draws of every range at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.parts.belief import GRADES, Source
from realpolitik.case.parts.judged import Judged
from realpolitik.errors import BadInput

Floats = NDArray[np.float64]

Ends = tuple[float, float, float]  #: low end, middle, high end

#: Keeps the draws of this room apart from every other room's draws under the same seed.
STREAM = 0xE51D


class Numbers:
    """Hands out a number for each judged value, in the order it is asked.

    ``lead`` is the shape in front of every array: ``()`` for the middles, ``(n,)`` for n draws. A range (also
    the band of a likelihood word) is drawn uniformly, each value independently of every other. ``part`` hands out only
    some of the n draws (the same numbers as all of them would have there), so that large models need little memory.
    """

    def __init__(self, draws: int | None = None, seed: int = 1, part: slice = slice(None)) -> None:
        if draws is not None and draws < 1:
            raise BadInput(f"{draws} draws were asked for; at least 1 is needed. Nothing was computed.")
        self._draws = draws or 0
        self._part = part
        self.lead: tuple[int, ...] = () if draws is None else (len(range(draws)[part]),)
        self._generator = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM,)))

    def ends(self, judged: Judged) -> Ends:
        """Low end, middle and high end of one judged number."""
        return judged.low, judged.value, judged.high

    def value(self, judged: Judged) -> Floats:
        """The value of one judged number, shape ``lead``."""
        low, middle, high = self.ends(judged)
        if not self.lead or low >= high:
            return np.full(self.lead, middle)
        return self._generator.uniform(low, high, self._draws)[self._part]

    def table(self, judged: Sequence[Judged], what: str) -> Floats:
        """A probability for each of several values, shape ``lead + (len(judged),)``, made to sum to 1.

        Where there are two values and the second one's range mirrors the first one's, only the first is drawn:
        "yes 20-40 %" says the same as "no 60-80 %", not something more.
        """
        if len(judged) == 2 and _mirrors(judged[0], judged[1]):
            first = self.value(judged[0])
            return np.stack([first, 1.0 - first], axis=-1)
        return self.scaled(judged, what)

    def scaled(self, judged: Sequence[Judged], what: str) -> Floats:
        """The values as they are, divided by their sum. Raises BadInput where they are all 0."""
        raw = np.stack([self.value(j) for j in judged], axis=-1)
        total = raw.sum(axis=-1, keepdims=True)
        if not np.all(total > 0.0):
            raise BadInput(f"{what}: every value has probability 0, so none can be true. Nothing was weighed.")
        return np.asarray(raw / total, dtype=np.float64)

    def shares(self, source: Source) -> Floats:
        """A source's prior shares (reliable, noise, deceptive), shape ``lead + (3,)``; where they depend on what is
        true, those of ``else``.

        The middles are those of ``Source.state_shares``. Drawn shares that add up to more than 1 are scaled back.
        """
        reliable, deceptive = source.reliable, source.deceptive
        return self.states(
            source,
            None if reliable is None else self.value(reliable),
            None if deceptive is None else self.value(deceptive),
        )

    def states(self, source: Source, r: Floats | None, d: Floats | None) -> Floats:
        """The shares of a source's three states from its share of reliable and of deceptive, None: as its grade says.

        Where one is None the grade's ratio of the other two is kept (grade F without a grade).
        """
        reliable, noise, deceptive = GRADES[source.grade or "F"]
        if r is None and d is None:
            return np.broadcast_to(np.array([reliable, noise, deceptive]), (*self.lead, 3))
        if r is None:
            assert d is not None
            r = (1.0 - d) * reliable / (reliable + noise)
        elif d is None:
            d = (1.0 - r) * deceptive / (noise + deceptive)
        excess = np.maximum(r + d, 1.0)
        r, d = r / excess, d / excess
        return np.stack([r, np.maximum(1.0 - r - d, 0.0), d], axis=-1)


def _mirrors(first: Judged, second: Judged) -> bool:
    """Whether the second value's range is 1 minus the first one's."""
    gaps = (first.low + second.high - 1.0, first.high + second.low - 1.0, first.value + second.value - 1.0)
    return max(abs(g) for g in gaps) < 1e-9
