"""P(all reports | world), exactly: the sum over joint states of linked sources and over what really happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realpolitik.errors import BadInput
from realpolitik.evidence.batch import NOBODY, Batch
from realpolitik.evidence.dependence import Dependent
from realpolitik.evidence.elimination import Plan, Scope, eliminate, plan, safe_log
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.numbers import Floats
from realpolitik.evidence.report import report_probability

#: The largest joint table of source states: eight sources of three states each.
MOST_STATES = 3**8
#: Up to so many sources of one item, their joint table is written out.
FEW_SOURCES = 3
#: Items of one source each are taken together where their array has no more numbers than this.
MOST_TOGETHER = 2**24
#: Numbers held at once while many draws or worlds are computed together: so many stay near the processor.
CHUNK = 2**17

Key = tuple[tuple[str, ...], tuple[int, int] | None]


@dataclass(eq=False)
class Likelihood:
    """Computes log P(reports of any set of items | world), and remembers the parts.

    P(all | w) = sum over joint states of the linked sources of prod P(state) prod over items of
    sum over happened of P(happened | w) prod over reports of P(report | happened, state).

    ``worlds`` is W; ``shares`` has shape ``lead + (S, 3)``, ``dependents`` are sources whose shares differ between
    worlds. Items of one source share its state; several sources of one item report the same happening. Worlds on the
    same lines of all tables are computed once.
    """

    worlds: int
    sources: tuple[str, ...]
    shares: Floats
    dependents: dict[int, Dependent] = field(default_factory=dict)
    _known: dict[Key, Floats] = field(default_factory=dict, init=False, repr=False)
    _batch: Batch | None = field(default=None, init=False, repr=False)
    _seen: dict[str, EvidenceItem] = field(default_factory=dict, init=False, repr=False)
    _each: dict[tuple[str, ...], tuple[dict[str, int], Floats, Floats]] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        self.lead = self.shares.shape[:-2]
        self._flat = self.shares.reshape(int(np.prod(self.lead, dtype=np.int64)), *self.shares.shape[-2:])
        self._possible = [
            tuple(k for k in range(3) if float(self._lines(s)[..., k].max(initial=0.0)) > 0.0)
            for s in range(self._flat.shape[1])
        ]

    def _lines(self, source: int) -> Floats:
        """P(state) of a source on every line of its shares, (draws, lines, 3); one line where they do not differ."""
        if source not in self.dependents:
            return self._flat[:, source, None]
        cells = self.dependents[source].cells
        return np.broadcast_to(cells, (*self.lead, *cells.shape[-2:])).reshape(len(self._flat), *cells.shape[-2:])

    def log(self, items: Sequence[EvidenceItem], *, sure: tuple[int, int] | None = None) -> Floats:
        """log P(reports of these items | world), shape ``lead + (W,)``.

        ``sure`` = (source, state) computes it given that this source is in that state (0 reliable, 1 noise,
        2 deceptive). Raises BadInput where more than eight sources hang together inseparably.
        """
        together, linked = self._parted(items)
        total = self._linked(linked, sure)
        if together:
            total = total + self._together(together, sure)
        return total.reshape(*self.lead, self.worlds)

    def _linked(self, items: Sequence[EvidenceItem], sure: tuple[int, int] | None) -> Floats:
        """log P(reports of these items | world), group by group, shape (draws, W)."""
        total = np.zeros((len(self._flat), self.worlds))
        for part in self._components(items, sure):
            here = sure if sure is not None and any(sure[0] in i.sources for i in part) else None
            key = (tuple(i.name for i in part), here)
            if key not in self._known:
                self._known[key] = self._component(part, here)
            total = total + self._known[key]
        return total

    def log_without(self, items: Sequence[EvidenceItem], name: str) -> Floats:
        """log P(reports of these items but one | world), shape ``lead + (W,)``; all of them together cost little."""
        together, linked = self._parted(items)
        if not any(i.name == name for i in together):
            return self.log([i for i in items if i.name != name])
        key = tuple(i.name for i in items)
        if key not in self._each:
            batch, shares = self._batch_of(together, None)
            if len(batch.names) > len(together):
                batch = Batch.of(together, len(self._flat))
                shares = self._log_shares(batch, None)
            self._each[key] = (batch.names, batch.without_each(shares), self._linked(linked, None))
        places, each, rest = self._each[key]
        return (each[:, places[name]] + rest).reshape(*self.lead, self.worlds)

    def _parted(self, items: Sequence[EvidenceItem]) -> tuple[list[EvidenceItem], list[EvidenceItem]]:
        """(items that can be taken together in one array, the others)."""
        if len(self._flat) * len(items) * self.worlds * 3 > MOST_TOGETHER:
            return [], list(items)
        shared = {s for i in items if len(i.sources) > 1 for s in i.sources if len(self._possible[s]) > 1}
        together: list[EvidenceItem] = []
        linked: list[EvidenceItem] = []
        for item in items:
            alone = len(item.sources) < 2 and not (item.sources and item.sources[0] in shared)
            (together if alone else linked).append(item)
        return together, linked

    def _together(self, items: Sequence[EvidenceItem], sure: tuple[int, int] | None) -> Floats:
        """log P(reports of items of one source each | world), shape (draws, W)."""
        batch, shares = self._batch_of(items, sure)
        names = {i.name for i in items}
        return batch.log(shares, [name for name in batch.names if name not in names])

    def _batch_of(self, items: Sequence[EvidenceItem], sure: tuple[int, int] | None) -> tuple[Batch, Floats]:
        """An array that holds these items, and perhaps others asked for before, with the logs of its shares."""
        if self._batch is None or any(i.name not in self._batch.names for i in items):
            self._seen |= {i.name: i for i in items}
            self._batch = Batch.of(list(self._seen.values()), len(self._flat))
        return self._batch, self._log_shares(self._batch, sure)

    def _log_shares(self, batch: Batch, sure: tuple[int, int] | None) -> Floats:
        known = {NOBODY: 0} if sure is None else {NOBODY: 0, sure[0]: sure[1]}
        certain = np.broadcast_to(np.eye(3), (len(self._flat), 3, 3))
        rows = [certain[:, known[s], None] if s in known else self._by_world(s) for s in batch.sources]
        widest = max(row.shape[1] for row in rows)
        return safe_log(np.stack([np.broadcast_to(r, (len(r), widest, 3)) for r in rows], axis=1))

    def _by_world(self, source: int) -> Floats:
        """P(state | world) of a source, (draws, W, 3), or (draws, 1, 3) where it is the same in all."""
        lines = self._lines(source)
        return lines[:, self.dependents[source].branch] if source in self.dependents else lines

    def groups(self, items: Sequence[EvidenceItem]) -> list[tuple[EvidenceItem, ...]]:
        """The items in groups that share sources of unsure state; groups are independent given the world."""
        return list(self._components(items, None))

    def support(self, source: int) -> tuple[int, ...]:
        """The states a source may be in: 0 reliable, 1 noise, 2 deceptive."""
        return self._possible[source]

    def _support(self, source: int, sure: tuple[int, int] | None) -> tuple[int, ...]:
        """The states a source may be in."""
        if sure is not None and sure[0] == source:
            return (sure[1],)
        return self._possible[source]

    def _components(
        self, items: Sequence[EvidenceItem], sure: tuple[int, int] | None
    ) -> Iterator[tuple[EvidenceItem, ...]]:
        """Groups of items linked by sources whose state is not sure, in order of their first item."""
        group = list(range(len(items)))
        first: dict[int, int] = {}

        def root(k: int) -> int:
            while group[k] != k:
                group[k] = group[group[k]]
                k = group[k]
            return k

        for k, item in enumerate(items):
            for s in item.sources:
                if len(self._support(s, sure)) > 1:
                    a, b = root(first.setdefault(s, k)), root(k)
                    group[max(a, b)] = min(a, b)
        members: dict[int, list[EvidenceItem]] = {}
        for k, item in enumerate(items):
            members.setdefault(root(k), []).append(item)
        yield from (tuple(m) for m in members.values())

    def _component(self, items: tuple[EvidenceItem, ...], sure: tuple[int, int] | None) -> Floats:
        """log P(reports of linked items | world), shape (draws, W)."""
        shares: dict[int, Floats] = {}
        sizes: dict[int, int] = {}
        tables = [t for k, item in enumerate(items) for t in self._tables(k, item, sure, sizes, shares)]
        varying = [s for s in shares if s in self.dependents]
        tables += [
            ((s,), len(items) + varying.index(s) if s in varying else -1, safe_log(p)) for s, p in shares.items()
        ]
        steps = plan([scope for scope, _, _ in tables], sizes)
        if steps.width > MOST_STATES:
            self._refuse(steps)
        branches = [item.branch for item in items] + [self.dependents[s].branch for s in varying]
        example, inverse = _classes(branches)
        lines = [branch[example] for branch in branches]
        draws, classes = len(self._flat), len(example)
        result = np.empty((draws, classes))
        rows = max(1, CHUNK // (steps.width * min(classes, CHUNK)))
        columns = max(1, CHUNK // (steps.width * rows))
        for a in range(0, draws, rows):
            for b in range(0, classes, columns):
                some = [
                    (scope, table[a : a + rows][:, lines[k][b : b + columns]] if k >= 0 else table[a : a + rows])
                    for scope, k, table in tables
                ]
                result[a : a + rows, b : b + columns] = eliminate(some, steps.order)
        return result[:, inverse]

    def _tables(
        self,
        place: int,
        item: EvidenceItem,
        sure: tuple[int, int] | None,
        sizes: dict[int, int],
        shares: dict[int, Floats],
    ) -> Iterator[tuple[Scope, int, Floats]]:
        """The log tables of one item: (scope, place of the item, or -1 if the same in all worlds; table).

        Source s is variable s. Whether the happening occurred is summed out at once, line by line, where only a few
        sources are unsure; where there are many it is variable S + place, given which they are independent.
        """
        draws = len(self._flat)
        cells = np.broadcast_to(item.cells, (*self.lead, item.cells.shape[-1])).reshape(draws, -1)
        anyway = np.broadcast_to(item.said_anyway, self.lead).reshape(draws)
        report = report_probability(anyway, item.credibility)  # draws, happened, state
        happened = np.stack([1.0 - cells, cells], axis=-1)  # draws, lines, happened
        unsure: list[int] = []
        for s in item.sources:
            support = self._support(s, sure)
            if len(support) == 1:
                happened = happened * report[:, None, :, support[0]]
            else:
                unsure.append(s)
                sizes[s] = len(support)
                shares[s] = self._lines(s)[:, :, support]
        if not item.sources:
            happened = happened * report[:, None, :, 0]
        unsure.sort()
        if not unsure:
            yield (), place, safe_log(happened.sum(axis=-1))
        elif len(unsure) <= FEW_SOURCES:
            joint = happened
            for s in unsure:  # draws, lines, happened, states of the sources so far, and of one more
                said = report[:, :, self._support(s, sure)]
                joint = joint[..., None] * said.reshape(draws, 1, 2, *(1,) * (joint.ndim - 3), -1)
            yield tuple(unsure), place, safe_log(joint.sum(axis=2))
        else:
            event = len(self.sources) + place
            sizes[event] = 2
            yield (event,), place, safe_log(happened)
            for s in unsure:
                said = report[:, :, self._support(s, sure)].swapaxes(1, 2)
                yield (s, event), -1, safe_log(said)[:, None]

    def _refuse(self, steps: Plan) -> None:
        linked = [self.sources[v] for v in steps.widest if v < len(self.sources)]
        raise BadInput(
            f"{len(linked)} sources report the same happenings in so many combinations that their states cannot be "
            f"summed exactly (more than {MOST_STATES:,} at once): {', '.join(linked)}. Merge those that speak with "
            "one voice into one source, say which `repeats` which, or cite fewer of them for one item. "
            "Nothing was weighed."
        )


def _classes(branches: Sequence[NDArray[np.intp]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(one world of each class, the class of each world): worlds in a class are on the same line of every table."""
    distinct = list({b.tobytes(): b for b in branches}.values())
    codes = np.zeros(len(distinct[0]), dtype=np.intp)
    for branch in distinct:  # renumbered every time, so that codes never overflow
        codes = np.unique(codes * (int(branch.max()) + 1) + branch, return_inverse=True)[1]
    _, example, inverse = np.unique(codes, return_index=True, return_inverse=True)
    return example, inverse
