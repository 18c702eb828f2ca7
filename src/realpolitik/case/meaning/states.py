"""Checks over all states: how many there are, that one can exist, and that today's can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Column, Formula
from realpolitik.case.meaning.desk import Desk
from realpolitik.case.meaning.worlds import columns, held_column
from realpolitik.case.scope import NATURE

MOST_STATES = 2**24


def check_states(desk: Desk) -> None:
    """Count the states, then look at what the rules leave."""
    space = _Space(desk)
    if space.count > MOST_STATES:
        largest = sorted(space.axes, key=lambda name: -len(space.axes[name]))[:3]
        desk.note(
            "too-many-states", f"{len(space.axes)} options make {_many(space.count)} states; at most 2^24 are solved",
            ("actors",), at_key=True, hint=f"hold some with 'moves: no', or merge values of {', '.join(largest)}",
        )  # fmt: skip
        return
    if desk.case.rules and not _check_rules(desk, space):
        return
    _rule_blocks_nature(desk, space)
    for s, scenario in desk.case.scenarios.items():
        if not _ever(space, scenario.that):
            desk.warn("statement-is-empty", f"'{s}' holds in no state that can exist", ("scenarios", s, "that"))


def _many(count: int) -> str:
    return f"{count:,}" if count < 10**12 else f"about 10^{len(str(count)) - 1}"


class _Space:
    """The options that can move, those that are held, and the rules."""

    def __init__(self, desk: Desk) -> None:
        options = {f"{a}.{o}": option for a, actor in desk.case.actors.items() for o, option in actor.options.items()}
        every: dict[str, Any] = {**options, **{f"{NATURE}.{n}": event for n, event in desk.case.nature.items()}}
        self.axes = {name: option.values for name, option in every.items() if option.moves != "no"}
        self.held = {
            name: held_column(option.values, option.now) for name, option in every.items() if option.moves == "no"
        }
        self.now = {name: option.now for name, option in every.items()}
        self.count = prod(len(values) for values in self.axes.values())
        self.rules = [rule.forbidden() for rule in desk.case.rules]

    def part(self, formulas: Iterable[Formula]) -> _Mesh:
        """The part of the space that matters to ``formulas``: their axes and those of the rules connected with them."""
        wanted = {name for formula in formulas for name in formula.mentions()}
        inside: list[Formula] = []
        rest = list(self.rules)
        while connected := [rule for rule in rest if rule.mentions() & wanted & self.axes.keys()]:
            inside += connected
            wanted |= {name for rule in connected for name in rule.mentions()}
            rest = [rule for rule in rest if rule not in connected]
        axes = {name: values for name, values in self.axes.items() if name in wanted}
        inside += [rule for rule in rest if not rule.mentions() & self.axes.keys()]
        return _Mesh(axes, {**self.held, **columns(axes)}, inside)


@dataclass
class _Mesh:
    """Some axes of the space with the rules among them."""

    axes: dict[str, tuple[str, ...]]
    columns: dict[str, Column]
    rules: list[Formula]

    def allowed(self) -> NDArray[np.bool_]:
        """Which combinations no rule forbids, one axis per option."""
        out = np.ones(tuple(len(v) for v in self.axes.values()), dtype=np.bool_)
        for rule in self.rules:
            out &= ~rule.holds(self.columns)
        return out


def _ever(space: _Space, formula: Formula) -> bool:
    mesh = space.part([formula])
    return bool((mesh.allowed() & formula.holds(mesh.columns)).any())


def _check_rules(desk: Desk, space: _Space) -> bool:
    """Whether the rules leave states, today's among them."""
    broken = [k for k, rule in enumerate(space.rules) if rule.truth(space.now)]
    for k in broken:
        desk.note(
            "infeasible-now",
            "the state of today breaks this rule",
            ("rules", k, _key(desk, k)),
            hint="check the 'now' values and the rule",
        )
    if not space.part(space.rules).allowed().any():
        desk.note("no-state-left", "together the rules leave no state that can exist", ("rules",), at_key=True)
    return not broken


def _key(desk: Desk, rule: int) -> str:
    return "never" if desk.case.rules[rule].never is not None else "needs"


def _rule_blocks_nature(desk: Desk, space: _Space) -> None:
    """A rule that would forbid the state into which nature moves."""
    for n, event in desk.case.nature.items():
        name = f"{NATURE}.{n}"
        mine = [k for k, rule in enumerate(space.rules) if name in rule.mentions()]
        if not mine or event.moves == "no" or not (event.rate or event.by):
            continue
        mesh = space.part([space.rules[k] for k in mine] + ([event.if_] if event.if_ is not None else []))
        allowed = mesh.allowed()
        free = allowed if event.if_ is None else allowed & event.if_.holds(mesh.columns)
        axis, last = list(mesh.axes).index(name), len(event.values) - 1
        here = free.take(np.arange(last), axis=axis)
        there = allowed.take(np.arange(1, last + 1), axis=axis)
        if (here & ~there).any():
            desk.warn(
                "rule-blocks-nature",
                f"where it would break this rule, '{name}' cannot happen",
                ("rules", mine[0], _key(desk, mine[0])),
                hint=f"say so at '{n}' with 'if:'",
            )
