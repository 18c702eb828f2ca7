"""Which stability concepts there are, by the names a user may give, and how each is asked.

A concept is a module of ``realpolitik.conflict.stability``; the registry finds it. A module with a ``FAMILY`` has
several names (limited foresight: ``L1`` to ``L6``). ``BY_DEFAULT`` marks the few that are solved unless others are
named, so that tables stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.conflict import large
from realpolitik.errors import BadInput
from realpolitik.registry import ideas

if TYPE_CHECKING:
    from realpolitik.conflict.graph import Graph

STABILITY = "realpolitik.conflict.stability"


@dataclass(frozen=True)
class Concept:
    """One concept as a user names it.

    ``sanctioned``: whether the rule of sanctions matters to it. ``coalitional``: whether it is about groups that move
    together. ``extra``: what sets it apart within its family, such as the horizon.
    """

    name: str
    title: str
    by_default: bool
    sanctioned: bool
    coalitional: bool
    module: ModuleType
    extra: Mapping[str, Any]

    def stable(self, graph: Graph, actor: int, sanctions: str) -> NDArray[np.bool_]:
        """Where the actor would stay, shape of the states; at infeasible states the result means nothing."""
        if sanctions == "legal" and self.name in large.CONCEPTS and large.fits(graph):
            return large.stable(graph, self.name, actor)
        rule = {"sanctions": sanctions} if self.sanctioned else {}
        found: NDArray[np.bool_] = self.module.stable(graph, actor, **rule, **self.extra)
        return found

    def stable_for(self, graph: Graph, coalition: Sequence[int], sanctions: str) -> NDArray[np.bool_]:
        """The same for one coalition. Raises BadInput where the concept is about single actors."""
        if not self.coalitional:
            raise BadInput(f"{self.name} is about single actors, not about coalitions")
        found: NDArray[np.bool_] = self.module.stable_for(graph, tuple(coalition), sanctions=sanctions)
        return found


@cache
def concepts() -> dict[str, Concept]:
    """Every concept by its name, in the order in which tables show them."""
    out = {}
    for key, module in ideas(STABILITY).items():
        family = getattr(module, "FAMILY", {key: ({}, module.TITLE)})
        for name, (extra, title) in family.items():
            out[name] = Concept(
                name=name,
                title=title,
                by_default=getattr(module, "BY_DEFAULT", False),
                sanctioned=getattr(module, "SANCTIONED", False),
                coalitional=hasattr(module, "stable_for"),
                module=module,
                extra=extra,
            )
    return out


def defaults() -> tuple[str, ...]:
    """The concepts that are solved unless others are named."""
    return tuple(name for name, concept in concepts().items() if concept.by_default)


def find(name: str) -> Concept:
    """The concept of that name. Raises BadInput for an unknown one."""
    known = concepts()
    if name not in known:
        raise BadInput(f"there is no stability concept {name!r}; there are {', '.join(known)}")
    return known[name]


def spelled(name: str) -> str:
    """A name as the program writes it, whatever its capitals; unknown names are left as they are."""
    return {known.lower(): known for known in concepts()}.get(name.lower(), name)
