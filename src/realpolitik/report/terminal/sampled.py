"""What holds in draws of the wishes, as plain text."""

from __future__ import annotations

import textwrap

import numpy as np

from realpolitik.conflict.concepts import find
from realpolitik.conflict.sampled import Sampled
from realpolitik.report.terminal.solve import MOST_IN_LIST, difference
from realpolitik.report.words import percent, plain


def sampled_text(sampled: Sampled, width: int = 100) -> str:
    """The states that hold in most draws, with the share of draws and its interval for every concept."""
    space = sampled.space
    width = max(60, width)
    rows = np.array([sampled.equilibrium(c) for c in sampled.concepts])  # (concepts, share low high, states)
    weight = rows[:, 0].sum(axis=0).round(9)
    found = sorted(np.flatnonzero(weight).tolist(), key=lambda n: (-weight[n], n))
    orders = max(t.orders for t in sampled.types)
    if sampled.certain:
        told = "Nothing is uncertain in these wishes: every draw is the same, and the shares are certain"
        told += (
            ":" if len(sampled.types) == 1 else " (they are the probabilities of the worlds in which a state holds):"
        )
    else:
        told = (
            f"{sampled.draws:,} draws of the wishes that are not certain made up to {orders:,} different "
            f"set{'s' if orders > 1 else ''} of orders. Share of draws in which a state holds for everybody, 5th to "
            "95th percentile below it:"
        )
    who = "1 actor decides" if len(sampled.deciders) == 1 else f"{len(sampled.deciders)} actors decide"
    lines = [space.case.title, f"{space.states.size:,} states can exist of {space.size:,}; {who}.", ""]
    lines += textwrap.wrap(told, width)
    lines.append("state".rjust(8) + "".join(c.rjust(11) for c in sampled.concepts))
    indent = " " * (8 + 11 * len(sampled.concepts) + 2)
    for n in found[:MOST_IN_LIST]:
        head = f"{n + 1:>8}" + "".join(_share(rows[k, 0, n]).rjust(11) for k in range(len(sampled.concepts)))
        words = textwrap.wrap(difference(space, space.table[n].tolist()), max(20, width - len(indent)))
        ends = " " * 8 + "".join(_range(*rows[k, 1:, n]).rjust(11) for k in range(len(sampled.concepts)))
        lines.append(f"{head}  {words[0]}")
        below = f"{ends}  {words[1] if len(words) > 1 else ''}".rstrip()
        lines += [below] if below else []
        lines += [indent + more for more in words[2:]]
    if not found:
        lines.append("        no state holds in any draw")
    if len(found) > MOST_IN_LIST:
        lines.append(f"        and {len(found) - MOST_IN_LIST} more; --format json lists them all")
    longest = max(len(c) for c in sampled.concepts)
    lines.append("")
    for c in sampled.concepts:
        lines += textwrap.wrap(f"{c:<{longest}}  {find(c).title}", width, subsequent_indent=" " * (longest + 2))
    return plain("\n".join(lines))


def _share(share: float) -> str:
    return percent(min(float(share), 1.0)) if share > 0 else "-"


def _range(low: float, high: float) -> str:
    ends = f"{100 * low:.0f}", f"{100 * min(high, 1.0):.0f}"
    return "" if ends[0] == ends[1] else f"{ends[0]}-{ends[1]} %"
