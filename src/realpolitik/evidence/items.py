"""Items of evidence as arrays: a happening, how likely it is in each world, and who reports it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from realpolitik.case.case import Case
from realpolitik.case.parts.belief import CREDIBILITY, Item
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.numbers import Floats, Numbers

#: What becomes of an item: it is weighed; it is a copy; it was taken out by the caller (for example because a seen
#: move already counts the same happening); it is still to be seen; or it has no likelihoods and is only shown.
Role = Literal["weighed", "copy", "taken out", "not yet seen", "context"]


@dataclass(frozen=True, eq=False)
class EvidenceItem:
    """One happening and the reports of it.

    ``branch`` (worlds,) tells which line of the item's table holds in each world; ``cells`` ``lead + (lines,)`` is
    the probability of the happening on each line. The last world is "something else" and has the last line, whose
    probability is ``said_anyway`` (``lead``). ``credibility`` is k. ``sources`` are indices into the model's
    sources, each once; with none, the item counts as seen directly: its one report is that of a sure source.
    ``absent``: the happening is that something did *not* occur; ``cells`` and ``said_anyway`` are already turned
    round (1 - l and 1 - f), so "looked for, not found" is treated just as its mirror image would be.
    """

    name: str
    branch: NDArray[np.intp]
    cells: Floats
    said_anyway: Floats
    credibility: float = 1.0
    sources: tuple[int, ...] = ()
    absent: bool = False

    @classmethod
    def from_table(
        cls,
        name: str,
        branch: ArrayLike,
        cells: ArrayLike,
        *,
        said_anyway: ArrayLike | None = None,
        credibility: float = 1.0,
        sources: tuple[int, ...] = (),
        absent: bool = False,
    ) -> EvidenceItem:
        """An item from its table over the *named* worlds; the line of "something else" is added.

        ``branch`` (named worlds,) picks a line of ``cells`` ``lead + (lines,)``. ``said_anyway`` is by default the
        mean of the lines; it always speaks of the happening itself, also where that is absent.
        """
        table = np.asarray(cells, dtype=np.float64)
        f = table.mean(axis=-1) if said_anyway is None else np.asarray(said_anyway, dtype=np.float64)
        f = np.broadcast_to(f, table.shape[:-1])
        full = np.concatenate([table, f[..., None]], axis=-1)
        if absent:
            full, f = 1.0 - full, 1.0 - f
        lines = np.append(np.asarray(branch, dtype=np.intp), table.shape[-1])
        return cls(name, lines, full, f, credibility, tuple(dict.fromkeys(sources)), absent)

    @property
    def likelihood(self) -> Floats:
        """l: the probability of the happening in each world, shape ``lead + (worlds,)``."""
        return self.cells[..., self.branch]


def role_of(item: Item, taken_out: Set[str]) -> Role:
    """What becomes of an item of the case."""
    if item.copy_of is not None:
        return "copy"
    if not item.likelihood:
        return "context"
    if item.id in taken_out:
        return "taken out"
    return "not yet seen" if item.seen == "not yet" else "weighed"


def reporters(item: Item, case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who reports an item: (sources whose report counts, sources that only repeat one of them), in order.

    A source that ``repeats`` another (or repeats a source that repeats it, and so on) adds nothing to an item which
    that one reports too. Of sources that repeat each other the first named counts.
    """
    named = tuple(dict.fromkeys(c.source for c in item.source))
    unknown = [s for s in named if s not in case.sources]
    if unknown:
        raise BadInput(f"item {item.id} cites {', '.join(unknown)}, which is no source of the case.")
    origin = {s: _origins(s, case) for s in named}
    copies = tuple(
        s
        for place, s in enumerate(named)
        if any(
            t in origin[s] and not (s in origin[t] and other > place) for other, t in enumerate(named) if other != place
        )
    )
    return tuple(s for s in named if s not in copies), copies


def _origins(source: str, case: Case) -> set[str]:
    """Every source that ``source`` repeats, directly or through others."""
    found: set[str] = set()
    waiting = [source]
    while waiting:
        for origin in case.sources[waiting.pop()].repeats:
            if origin not in found and origin in case.sources:
                found.add(origin)
                waiting.append(origin)
    return found


def read_item(item: Item, case: Case, worlds: Worlds, numbers: Numbers) -> EvidenceItem:
    """The arrays of an item that has a table of likelihoods.

    Raises BadInput where the table leaves a world out: a forgotten value must never become the best supported one.
    """
    branch = np.full(worlds.named, -1, dtype=np.intp)
    for line, row in enumerate(item.likelihood):
        holds = np.True_ if row.if_ is None else row.if_.holds(worlds.columns)
        branch[(branch < 0) & np.broadcast_to(holds, branch.shape)] = line
    if (branch < 0).any():
        raise BadInput(f"item {item.id}: its likelihoods leave some worlds out; add `else`. Nothing was weighed.")
    cells = np.stack([numbers.value(row.p) for row in item.likelihood], axis=-1)
    anyway = None if item.said_anyway is None else numbers.value(item.said_anyway)
    places = {s: k for k, s in enumerate(case.sources)}
    return EvidenceItem.from_table(
        item.id,
        branch,
        cells,
        said_anyway=anyway,
        credibility=1.0 if item.credibility is None else CREDIBILITY[item.credibility],
        sources=tuple(places[s] for s in reporters(item, case)[0]),
        absent=item.seen == "absent",
    )
