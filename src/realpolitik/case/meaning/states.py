"""Checks over all states: how many there are, that one can exist, and that today's can."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import Any

from realpolitik.case.formula import Formula
from realpolitik.case.meaning.desk import Desk
from realpolitik.case.meaning.worlds import columns
from realpolitik.case.scope import NATURE

MOST_STATES = 2**24


def check_states(desk: Desk) -> None:
    """Count the states, then look at what the rules leave."""
    space = _Space(desk)
    if space.count > MOST_STATES:
        largest = sorted(space.axes, key=lambda name: -len(space.axes[name]))[:3]
        desk.note(
            "too-many-states", f"{len(space.axes)} options make {_many(space.count)} states; at most 2^24 can be solved",
            ("actors",), at_key=True, hint=f"hold some with 'moves: no', or merge values of {', '.join(largest)}",
        )  # fmt: skip
        return
    if desk.case.rules:
        _check_rules(desk, space)
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
        self.now = {name: option.now for name, option in every.items()}
        self.count = prod(len(values) for values in self.axes.values())
        self.rules = [rule.forbidden() for rule in desk.case.rules]

    def touched(self, formulas: Iterable[Formula]) -> dict[str, tuple[str, ...]]:
        """The axes that matter to ``formulas`` and to the rules connected with them; held options as one value."""
        wanted = {name for formula in formulas for name in formula.mentions()}
        rest = list(self.rules)
        while connected := [rule for rule in rest if rule.mentions() & wanted & self.axes.keys()]:
            wanted |= {name for rule in connected for name in rule.mentions()}
            rest = [rule for rule in rest if rule not in connected]
        return {name: self.axes.get(name, (self.now[name],)) for name in self.now if name in wanted}

    def allowed(self, axes: dict[str, tuple[str, ...]], mesh: dict[str, Any]) -> Any:
        """Which combinations of ``axes`` no rule within them forbids."""
        import numpy as np

        out = np.ones(tuple(len(v) for v in axes.values()), dtype=np.bool_)
        for rule in self.rules:
            if rule.mentions() <= axes.keys():
                out &= ~rule.holds(mesh)
        return out


def _ever(space: _Space, formula: Formula) -> bool:
    axes = space.touched([formula])
    if len(axes) > 60:
        return True
    mesh = columns(list(axes.items()))
    return bool((space.allowed(axes, mesh) & formula.holds(mesh)).any())


def _check_rules(desk: Desk, space: _Space) -> None:
    broken = [k for k, rule in enumerate(space.rules) if rule.truth(space.now)]
    for k in broken:
        rule = desk.case.rules[k]
        key = "never" if rule.never is not None else "needs"
        desk.note("infeasible-now", "the state of today breaks this rule", ("rules", k, key),
                  hint="check the 'now' values and the rule")  # fmt: skip
    axes = space.touched(space.rules)
    if len(axes) > 60:
        return
    mesh = columns(list(axes.items()))
    allowed = space.allowed(axes, mesh)
    if not allowed.any():
        desk.note("no-state-left", "together the rules leave no state that can exist", ("rules",), at_key=True)
        return
    if not broken:
        _rule_blocks_nature(desk, space)


def _rule_blocks_nature(desk: Desk, space: _Space) -> None:
    """A rule that would forbid the state into which nature moves."""
    for n, event in desk.case.nature.items():
        name = f"{NATURE}.{n}"
        mine = [rule for rule in space.rules if name in rule.mentions()]
        if not mine or event.moves == "no" or not (event.rate or event.by):
            continue
        conditions = [event.if_] if event.if_ is not None else []
        axes = space.touched([*mine, *conditions])
        if len(axes) > 60:
            continue
        mesh = columns(list(axes.items()))
        allowed = space.allowed(axes, mesh)
        free = allowed & conditions[0].holds(mesh) if conditions else allowed
        axis = list(axes).index(name)
        here = free.take(range(len(event.values) - 1), axis=axis)
        there = allowed.take(range(1, len(event.values)), axis=axis)
        if (here & ~there).any():
            rule = next(k for k, r in enumerate(space.rules) if name in r.mentions())
            key = "never" if desk.case.rules[rule].never is not None else "needs"
            desk.warn("rule-blocks-nature", f"where it would break this rule, '{name}' cannot happen",
                      ("rules", rule, key), hint=f"say so at '{n}' with 'if:'")  # fmt: skip
