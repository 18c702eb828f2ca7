"""Sources whose reliability depends on what is true: a ministry that deceives if its government gave the order.

``reliable`` and ``deceptive`` of a source may be branches over factors. Then the prior shares of its hidden state
differ between worlds, and what it reports tells of the world in two ways: by what it says, and by how far it can be
trusted there. In "something else" the ``else`` holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.parts.belief import Share, Source
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.numbers import Floats, Numbers


@dataclass(frozen=True, eq=False)
class Dependent:
    """``branch`` (W,): the line that counts in each world; ``cells``: P(state) on each, ``lead + (lines, 3)``.

    The last line is what holds everywhere else.
    """

    branch: NDArray[np.intp]
    cells: Floats


def depends(source: Source) -> bool:
    """Whether the source's shares differ between worlds."""
    return any(share is not None and bool(share.given) for share in (source.reliable, source.deceptive))


def mentioned(source: Source) -> set[str]:
    """The factors on which the source's shares depend."""
    return {
        name
        for share in (source.reliable, source.deceptive)
        for line in (share.given if share is not None else ())
        if line.if_ is not None
        for name in line.if_.mentions()
    }


def dependent(source: Source, worlds: Worlds, numbers: Numbers) -> Dependent:
    """The source's shares, line by line; each judged number is drawn once."""
    reliable, trusted = _lines(source.reliable, worlds, numbers)
    deceptive, lying = _lines(source.deceptive, worlds, numbers)
    pairs = [(a, b) for a in range(len(reliable)) for b in range(len(deceptive))]  # the last is else and else
    cells = np.stack([numbers.states(source, reliable[a], deceptive[b]) for a, b in pairs], axis=-2)
    branch = np.append(trusted * len(deceptive) + lying, len(pairs) - 1)
    return Dependent(branch.astype(np.intp), cells)


def _lines(share: Share | None, worlds: Worlds, numbers: Numbers) -> tuple[Sequence[Floats | None], NDArray[np.intp]]:
    """The numbers of a share's lines, ``else`` last, and which of them counts in each named world."""
    if share is None:
        return (None,), np.zeros(worlds.named, dtype=np.intp)
    branch = np.full(worlds.named, len(share.given), dtype=np.intp)
    for line, given in reversed(list(enumerate(share.given))):  # the first that holds counts
        holds = np.True_ if given.if_ is None else given.if_.holds(worlds.columns)
        branch[np.broadcast_to(holds, branch.shape)] = line
    otherwise = numbers.value(share)
    return [*(numbers.value(given.p) for given in share.given), otherwise], branch
