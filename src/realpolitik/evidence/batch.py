"""Many items, each of one source at most, as one array: the whole likelihood in a few passes of numpy.

Where no source that is unsure reports an item together with another one, the likelihood is a product over sources of a
sum over three states of a product over items. Nothing has to be planned then, and leaving out each item in turn costs
hardly more than the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.evidence.elimination import safe_log
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.numbers import Floats
from realpolitik.evidence.report import report_probability

#: Items seen directly, or from sources whose state is sure, all hang on one sure source.
NOBODY = -1


@dataclass(frozen=True, eq=False)
class Batch:
    """``names`` and their places; ``terms`` (draws, items, W, 3): log P(report | world, state of the item's source).

    Items stand in the order of their sources; ``sources`` are these, ``starts`` where each one's items begin and
    ``owner`` (items,) the place of each item's source among them.
    """

    names: dict[str, int]
    terms: Floats
    sources: tuple[int, ...]
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]

    @classmethod
    def of(cls, items: Sequence[EvidenceItem], draws: int) -> Batch:
        """The array of some items, of at most one source each."""
        ordered = sorted(items, key=lambda i: i.sources[0] if i.sources else NOBODY)
        likely = np.stack([np.broadcast_to(i.cells, (draws, i.cells.shape[-1]))[:, i.branch] for i in ordered], axis=1)
        anyway = np.stack([np.broadcast_to(i.said_anyway, (draws,)) for i in ordered], axis=1)
        source = [i.sources[0] if i.sources else NOBODY for i in ordered]
        sources = tuple(dict.fromkeys(source))
        return cls(
            {i.name: k for k, i in enumerate(ordered)},
            terms_of(likely, report_probability(anyway, np.array([i.credibility for i in ordered]))),
            sources,
            np.array([source.index(s) for s in sources], dtype=np.intp),
            np.array([sources.index(s) for s in source], dtype=np.intp),
        )

    def log(self, log_shares: Floats, without: Sequence[str] = ()) -> Floats:
        """log P(reports | world), shape (draws, W); ``log_shares`` (draws, sources, W or 1, 3): log P(state)."""
        return np.asarray(self._of_sources(log_shares, without)[1].sum(axis=1), dtype=np.float64)

    def without_each(self, log_shares: Floats) -> Floats:
        """log P(all reports but the item's | world) for each item in the order of ``names``, (draws, items, W)."""
        states, by_source = self._of_sources(log_shares, ())
        whole = by_source.sum(axis=1)
        with np.errstate(invalid="ignore"):
            own = _sum_of_states(states[:, self.owner] - self.terms)
            found = (whole[:, None] - by_source[:, self.owner]) + own
        for name, k in self.names.items():  # where something is ruled out, differences say nothing
            if not np.isfinite(found[:, k]).all():
                found[:, k] = self.log(log_shares, (name,))
        return np.asarray(found, dtype=np.float64)

    def _of_sources(self, log_shares: Floats, without: Sequence[str]) -> tuple[Floats, Floats]:
        """log P(state, the source's reports | world), (draws, sources, W, 3), and its sum over states."""
        terms = self.terms
        if without:
            terms = terms.copy()
            terms[:, [self.names[name] for name in without]] = 0.0
        states = np.add.reduceat(terms, self.starts, axis=1)
        states += log_shares
        return states, _sum_of_states(states)


def terms_of(likely: Floats, report: Floats) -> Floats:
    """log P(report | world, state), (draws, items, W, 3), from P(happening | world) (draws, items, W) and
    ``report_probability`` (draws, items, 2, 3)."""
    happened = likely[..., None]
    said = happened * report[:, :, None, 1]
    said += (1.0 - happened) * report[:, :, None, 0]
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(said, out=said), dtype=np.float64)


def _sum_of_states(logs: Floats) -> Floats:
    """log of the sum of exponentials over the last axis; -inf where all are -inf."""
    top = logs.max(axis=-1)
    safe = np.where(np.isfinite(top), top, 0.0)
    return safe_log(np.exp(logs - safe[..., None]).sum(axis=-1)) + safe
