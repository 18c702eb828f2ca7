"""Takes a case apart into the pieces of its posterior (``pieces``), each with the judged ranges it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Factor, Source
from realpolitik.case.parts.judged import Judged
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.dependence import dependent, depends
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.numbers import Floats, Numbers
from realpolitik.evidence.pieces import Evaluate, Piece, Pieces, combinations
from realpolitik.evidence.report import report_probability


class _Recorder(Numbers):
    """Notes which judged ranges are asked for, and hands out chosen values for them."""

    def __init__(self, places: dict[int, int], values: Floats) -> None:
        super().__init__()
        self.lead = (len(values),)
        self._places = places
        self._values = values

    def value(self, judged: Judged) -> Floats:
        place = self._places.get(id(judged))
        return np.full(self.lead, judged.value) if place is None else self._values[:, place]


def pieces_of(case: Case, without: Set[str] = frozenset()) -> Pieces:
    """The pieces of a case. Raises what ``EvidenceModel.of`` raises."""
    model = EvidenceModel.of(case, without=without)
    return _Builder(case, model).build()


class _Builder:
    def __init__(self, case: Case, model: EvidenceModel) -> None:
        self.case, self.model = case, model
        self.worlds = Worlds.of(case)
        self.names: list[str] = []
        self.ends: list[tuple[float, float, float]] = []
        self.codes = np.zeros(self.worlds.size, dtype=np.intp)
        self.made: list[Callable[[NDArray[np.intp]], Piece]] = []  # pieces, once the classes are known
        self.fixed = np.ones(self.worlds.size)

    def build(self) -> Pieces:
        self.prior()
        groups = self.items()
        truth = self.model.truth(self.case)
        for row in truth:
            self.tell(row.astype(np.intp))
        _, example, classes = np.unique(self.codes, return_index=True, return_inverse=True)
        fixed = np.bincount(classes, self.fixed, len(example)).astype(np.float64)
        pieces = tuple(make(example) for make in self.made)
        low, middle, high = (np.array(e) for e in zip(*self.ends, strict=True)) if self.ends else (np.zeros(0),) * 3
        return Pieces(tuple(self.names), low, middle, high, pieces, fixed, truth[:, example], groups)

    def tell(self, branch: NDArray[np.intp]) -> None:
        """Worlds on different lines are different classes."""
        self.codes = np.unique(self.codes * (int(branch.max()) + 1) + branch, return_inverse=True)[1]

    def ranged(self, judged: Judged, name: str) -> int | None:
        if not judged.is_range:
            return None
        self.names.append(name)
        self.ends.append((judged.low, judged.value, judged.high))
        return len(self.names) - 1

    def prior(self) -> None:
        """One piece for "something else" and one for each table of a factor that has ranges."""
        other = self.case.something_else
        named = np.arange(self.worlds.size) < self.worlds.named
        if (place := self.ranged(other, "something_else")) is not None:
            self.tell(named.astype(np.intp))
            self.add((place,), -1, lambda v: np.stack([v[:, 0], 1.0 - v[:, 0]], axis=-1)[:, named.astype(np.intp)])
        else:
            self.fixed = self.fixed * np.where(named, 1.0 - other.value, other.value)
        for name, factor in self.case.factors.items():
            index = np.append(self.worlds.columns[name].index.astype(np.intp), 0)
            for path, judged, met in _rows(name, factor, self.worlds):
                self.table(path, judged, name, np.append(met, False), index)

    def table(
        self, path: str, judged: tuple[Judged, ...], name: str, met: NDArray[np.bool_], index: NDArray[np.intp]
    ) -> None:
        mirrored = len(judged) == 2 and judged[0].is_range and abs(judged[0].low + judged[1].high - 1.0) < 1e-9
        places: dict[int, int] = {}
        inputs: list[int] = []
        for k, one in enumerate(judged):
            if mirrored and k:
                continue
            place = self.ranged(one, f"{path}[{k}]")
            if place is not None:
                places[id(one)] = len(inputs)
                inputs.append(place)
        line = np.where(met, index, len(judged))  # the last line: this table says nothing here

        def shares(v: Floats) -> Floats:
            table = _Recorder(places, v).table(judged, name)
            return np.concatenate([table, np.ones((len(v), 1))], axis=1)[:, line]

        if inputs:
            self.tell(line)
            self.add(tuple(inputs), -1, shares)
        else:
            self.fixed = self.fixed * shares(np.zeros((1, 0)))[0]

    def add(
        self,
        inputs: tuple[int, ...],
        group: int,
        full: Evaluate,
        branch: NDArray[np.intp] | None = None,
        linear: bool = True,
    ) -> None:
        """A piece whose extremes over a box lie at its corners; ``branch``: the line of each world, with states."""

        def make(example: NDArray[np.intp]) -> Piece:
            def at(v: Floats) -> Floats:
                found = full(v)
                return found[:, example, None] if branch is None else found[:, branch[example]]

            def enclose(low: Floats, high: Floats) -> tuple[Floats, Floats]:
                corners = at(combinations(low, high))
                return corners.min(axis=0), corners.max(axis=0)

            return Piece(inputs, group, linear, at, enclose)

        self.made.append(make)

    def items(self) -> int:
        """Pieces for every group of linked items that has ranges; the others are fixed. Gives the number of groups."""
        written = {item.id: item for item in self.case.evidence}
        sources = list(self.case.sources.values())
        groups = 0
        for linked in self.model.likelihood.groups(self.model.items):
            unsure = sorted({s for i in linked for s in i.sources if len(self.model.likelihood.support(s)) > 1})
            varying = any(line.p.is_range for i in linked for line in written[i.name].likelihood) or any(
                _is_range(written[i.name].said_anyway) for i in linked
            )
            varying = varying or any(_is_range(one) for s in unsure for _, one in _judged(sources[s]))
            if not varying:
                self.fixed = self.fixed * np.exp(self.model.likelihood.log(linked))
                continue
            for place, s in enumerate(unsure):
                self.source(list(self.case.sources)[s], sources[s], groups, place, len(unsure))
            for item in linked:
                self.item(item, unsure, groups)
            groups += 1
        return groups

    def source(self, name: str, source: Source, group: int, place: int, count: int) -> None:
        places: dict[int, int] = {}
        inputs: list[int] = []
        for key, one in _judged(source):
            if (found := self.ranged(one, f"sources.{name}.{key}")) is not None:
                places[id(one)] = len(inputs)
                inputs.append(found)
        state = np.indices((3,) * count).reshape(count, 3**count)[place]
        branch = np.zeros(self.worlds.size, dtype=np.intp)
        if depends(source):
            branch = dependent(source, self.worlds, Numbers()).branch
            self.tell(branch)

        def lines(v: Floats) -> Floats:
            numbers = _Recorder(places, v)
            if not depends(source):
                return numbers.shares(source)[:, None, state]
            return dependent(source, self.worlds, numbers).cells[..., state]

        # Shares that can add up to more than 1 are scaled back, and then they no longer move in straight lines.
        most = [max((j.high for key, j in _judged(source) if key.startswith(k)), default=0.0) for k in ("rel", "dec")]
        self.add(tuple(inputs), group, lines, branch, linear=sum(most) <= 1.0)

    def item(self, item: EvidenceItem, unsure: list[int], group: int) -> None:
        written = next(i for i in self.case.evidence if i.id == item.name)
        inputs: list[int] = []
        own: dict[int, int] = {}  # line -> place among the inputs
        for line, row in enumerate(written.likelihood):
            if (found := self.ranged(row.p, f"evidence.{item.name}.likelihood[{line}]")) is not None:
                own[line] = len(inputs)
                inputs.append(found)
        anyway = written.said_anyway
        place = None
        if anyway is not None and (found := self.ranged(anyway, f"evidence.{item.name}.said_anyway")) is not None:
            place = len(inputs)
            inputs.append(found)
        self.tell(item.branch)
        states = np.indices((3,) * len(unsure)).reshape(len(unsure), 3 ** len(unsure))
        state_of = [
            states[unsure.index(s)] if s in unsure else np.full(states.shape[1], self.model.likelihood.support(s)[0])
            for s in item.sources
        ] or [np.zeros(states.shape[1], dtype=np.intp)]
        middles = np.array([row.p.value for row in written.likelihood])

        def numbers(v: Floats) -> tuple[Floats, Floats]:
            """The table's lines and said_anyway for these values, as written (not turned round)."""
            cells = np.tile(middles, (len(v), 1))
            for line, k in own.items():
                cells[:, line] = v[:, k]
            f = cells.mean(axis=1) if anyway is None else np.full(len(v), anyway.value)
            return cells, v[:, place] if place is not None else f

        def said(cells: Floats, f: Floats, branch: NDArray[np.intp]) -> Floats:
            full = np.concatenate([cells, f[:, None]], axis=1)
            if item.absent:
                full, f = 1.0 - full, 1.0 - f
            report = report_probability(f, item.credibility)  # V, happened, state
            no, yes = (np.prod([report[:, x][:, s] for s in state_of], axis=0) for x in (0, 1))  # V, joint states
            likely = full[:, branch, None]
            return np.asarray(likely * yes[:, None] + (1.0 - likely) * no[:, None], dtype=np.float64)

        anyway_moves = bool(place is not None or (anyway is None and own))
        deceives = any(2 in self.model.likelihood.support(s) for s in item.sources)
        linear = not anyway_moves or (len(item.sources) <= 1 and not deceives)

        def make(example: NDArray[np.intp]) -> Piece:
            branch = item.branch[example]

            def enclose(low: Floats, high: Floats) -> tuple[Floats, Floats]:
                # Linear in the line's own value and rising in said_anyway: extremes at the corners of the two.
                ends = [numbers(v[None]) for v in (low, high)]
                corners = [said(ends[a][0], ends[b][1], branch)[0] for a in (0, 1) for b in (0, 1)]
                return np.min(corners, axis=0), np.max(corners, axis=0)

            return Piece(tuple(inputs), group, linear, lambda v: said(*numbers(v), branch), enclose)

        self.made.append(make)


def _is_range(judged: Judged | None) -> bool:
    return judged is not None and judged.is_range


def _judged(source: Source) -> Iterator[tuple[str, Judged]]:
    """Every judged number of a source's state, with its key."""
    for key, share in (("reliable", source.reliable), ("deceptive", source.deceptive)):
        if share is not None:
            yield key, share
            yield from ((f"{key}.given[{k}]", line.p) for k, line in enumerate(share.given))


def _rows(name: str, factor: Factor, worlds: Worlds) -> Iterator[tuple[str, tuple[Judged, ...], NDArray[np.bool_]]]:
    """Each table of a factor with the named worlds in which it counts."""
    open_ = np.ones(worlds.named, dtype=np.bool_)
    for k, branch in enumerate(factor.given):
        met = open_ if branch.if_ is None else open_ & branch.if_.holds(worlds.columns)
        yield f"factors.{name}.given[{k}]", tuple(branch.values[v] for v in factor.values), np.asarray(met)
        open_ = open_ & ~met
    yield f"factors.{name}", tuple(factor.values.values()), open_
