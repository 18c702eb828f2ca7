"""What the headline hangs on: the fewest items, and the sources, without which another explanation would lead.

An item is a linchpin if the leading explanation is another one without it, or crosses one half. Where none is, the
smallest set found by taking out, one after another, the items that speak most for the leader against a rival; every set
is weighed anew, so what is named does turn the headline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from realpolitik.evidence.numbers import Floats

Turns = Literal["leading", "half"]
RIVALS = 3  #: rivals against which a smallest set is looked for


@dataclass(frozen=True)
class Linchpin:
    """Without ``items`` (all those of ``source``, where one is named) the headline turns.

    ``change``: another explanation leads, or the leading one crosses 50 %; ``becomes``: which one leads then;
    ``posterior``: that of the present leader without them.
    """

    items: tuple[str, ...]
    source: str | None
    change: Turns
    becomes: str
    posterior: float


def linchpins(
    names: Sequence[str],
    items: Sequence[str],
    by_source: dict[str, tuple[str, ...]],
    leading: Callable[[Floats], int | None],
    posterior: Callable[[frozenset[str]], Floats],
) -> tuple[Linchpin, ...]:
    """The linchpins: single items, sources with several items, else the smallest set that was found.

    ``posterior`` gives each explanation's posterior without some items, ``leading`` which one leads then.
    """
    now = posterior(frozenset())
    lead = leading(now)
    if lead is None:
        return ()

    def turned(out: tuple[str, ...], source: str | None = None) -> Linchpin | None:
        without = posterior(frozenset(out))
        first = leading(without)
        if first is not None and first != lead:
            return Linchpin(out, source, "leading", names[first], float(without[lead]))
        if (without[lead] > 0.5) != (now[lead] > 0.5):
            return Linchpin(out, source, "half", names[lead], float(without[lead]))
        return None

    found = [one for item in items if (one := turned((item,))) is not None]
    found += [one for source, own in by_source.items() if len(own) > 1 and (one := turned(own, source)) is not None]
    if not any(one.change == "leading" for one in found):
        found += _smallest_set(items, lead, leading, posterior, turned)
    return tuple(found)


def _smallest_set(
    items: Sequence[str],
    lead: int,
    leading: Callable[[Floats], int | None],
    posterior: Callable[[frozenset[str]], Floats],
    turned: Callable[[tuple[str, ...]], Linchpin | None],
) -> list[Linchpin]:
    """For each of the nearest rivals: take out what speaks most for the leader until the lead changes, then put back
    what was not needed."""
    now = posterior(frozenset())
    alone = {item: posterior(frozenset({item})) for item in items}
    rivals = sorted((k for k in range(len(now)) if k != lead), key=lambda k: -now[k])[:RIVALS]
    best: tuple[str, ...] | None = None
    for rival in rivals:
        order = sorted(items, key=lambda item: -_odds(alone[item], rival, lead))
        out: list[str] = []
        for item in order:
            out.append(item)
            if best is not None and len(out) >= len(best):
                break
            if leading(posterior(frozenset(out))) not in (lead, None):
                for one in list(out):
                    fewer = frozenset(o for o in out if o != one)
                    if len(out) > 1 and leading(posterior(fewer)) not in (lead, None):
                        out.remove(one)
                best = tuple(out)
                break
    found = turned(best) if best else None
    return [found] if found is not None else []


def _odds(p: Floats, rival: int, lead: int) -> float:
    return float(np.log(max(p[rival], 1e-300)) - np.log(max(p[lead], 1e-300)))
