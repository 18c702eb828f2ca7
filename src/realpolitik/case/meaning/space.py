"""The states as far as a check needs them: the options a formula depends on, and what can be reached from today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.formula import Column, Formula
from realpolitik.case.meaning.desk import Desk
from realpolitik.case.meaning.worlds import columns, held_column
from realpolitik.case.parts.action import NatureEvent, Option
from realpolitik.case.scope import NATURE

#: States among which moves are followed.
MOST_FOLLOWED = 2**17


class Space:
    """The options that can move, those that are held, and the rules."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        case = desk.case
        options = {f"{a}.{o}": option for a, actor in case.actors.items() for o, option in actor.options.items()}
        self.every: dict[str, Option | NatureEvent] = {
            **options,
            **{f"{NATURE}.{n}": e for n, e in case.nature.items()},
        }
        self.axes = {name: option.values for name, option in self.every.items() if option.moves != "no"}
        self.held = {
            name: held_column(option.values, option.now) for name, option in self.every.items() if option.moves == "no"
        }
        self.now = {name: option.now for name, option in self.every.items()}
        self.count = prod(len(values) for values in self.axes.values())
        self.rules = [rule.forbidden() for rule in case.rules]
        self._mentions = [rule.mentions() & self.axes.keys() for rule in self.rules]
        self._rules_of: dict[str, list[int]] = {}
        for k, names in enumerate(self._mentions):
            for name in names:
                self._rules_of.setdefault(name, []).append(k)

    def part(self, formulas: Iterable[Formula], *, with_moves: bool = False) -> Mesh | None:
        """The part of the space that matters to ``formulas``: their axes and those of the rules connected with them.

        ``with_moves``: also what the conditions of these options' moves depend on. None where it is too large to see.
        """
        todo = [name for formula in formulas for name in formula.mentions() if name in self.axes]
        wanted, inside = set(todo), {k for k, names in enumerate(self._mentions) if not names}
        while todo:
            name = todo.pop()
            found: set[str] = set()
            for k in self._rules_of.get(name, ()):
                if k not in inside:
                    inside.add(k)
                    found |= self._mentions[k]
            if with_moves:
                for condition in self._conditions(name):
                    found |= condition.mentions() & self.axes.keys()
            todo += found - wanted
            wanted |= found
        axes = {name: values for name, values in self.axes.items() if name in wanted}
        size = prod(len(values) for values in axes.values())
        if not self.desk.may_spend(size * (2 + len(inside))):
            return None
        mesh = {**self.held, **columns(axes)}
        return Mesh(axes, mesh, [self.rules[k] for k in sorted(inside)], self)

    def moving(self, formulas: Iterable[Formula]) -> Mesh | None:
        """The same with everything the moves depend on, small enough to follow them."""
        mesh = self.part(formulas, with_moves=True)
        if mesh is None:
            return None
        size = prod(len(values) for values in mesh.axes.values())
        return mesh if size <= MOST_FOLLOWED and self.desk.may_spend(size * len(mesh.axes) * 4) else None

    def _conditions(self, name: str) -> list[Formula]:
        option = self.every[name]
        found = [option.if_, option.undo_if if isinstance(option, Option) else None]
        if isinstance(option, NatureEvent):
            found += [branch.if_ for branch in option.rate]
        return [condition for condition in found if condition is not None]


@dataclass
class Mesh:
    """Some axes of the space with the rules among them; truth has one array axis per option."""

    axes: dict[str, tuple[str, ...]]
    columns: dict[str, Column]
    rules: list[Formula]
    space: Space

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of values of each option."""
        return tuple(len(values) for values in self.axes.values())

    def holds(self, formula: Formula) -> NDArray[np.bool_]:
        """Truth of a formula in every combination."""
        return np.broadcast_to(formula.holds(self.columns), self.shape)

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which combinations no rule forbids."""
        out = np.ones(self.shape, dtype=np.bool_)
        for rule in self.rules:
            out &= ~rule.holds(self.columns)
        return out

    def may_move(self, name: str, *, later: bool = True) -> NDArray[np.bool_]:
        """Where an option may be set to a later (or an earlier) value; where nature's rate may be above zero."""
        option = self.space.every[name]
        if option.moves not in ("both", "forward" if later else "back"):
            return np.zeros(self.shape, dtype=np.bool_)
        condition = option.if_ if later else getattr(option, "undo_if", None)
        free = np.ones(self.shape, dtype=np.bool_) if condition is None else self._perhaps(condition)
        return free & self._rated(option) if isinstance(option, NatureEvent) and option.rate else free

    def _rated(self, event: NatureEvent) -> NDArray[np.bool_]:
        rest, above = np.ones(self.shape, dtype=np.bool_), np.zeros(self.shape, dtype=np.bool_)
        for branch in event.rate:
            holds = rest if branch.if_ is None else rest & self._perhaps(branch.if_)
            if branch.p.high > 0:
                above |= holds
            if branch.if_ is None or self._is_over_states(branch.if_):
                rest = rest & ~holds
        return above

    def _is_over_states(self, formula: Formula) -> bool:
        return formula.mentions() <= self.columns.keys()

    def _perhaps(self, formula: Formula) -> NDArray[np.bool_]:
        """Where a condition holds; everywhere if it asks about factors too."""
        return self.holds(formula) if self._is_over_states(formula) else np.ones(self.shape, dtype=np.bool_)

    @cached_property
    def reached(self) -> NDArray[np.bool_]:
        """What moves and nature can lead to from today, one option at a time, never through what cannot be."""
        found = np.zeros(self.shape, dtype=np.bool_)
        found[tuple(values.index(self.space.now[name]) for name, values in self.axes.items())] = True
        guards = [(self.may_move(name), self.may_move(name, later=False)) for name in self.axes]
        before = 0
        while (now := int(found.sum())) > before:
            before = now
            for axis, (later, earlier) in enumerate(guards):
                found |= _beyond(found & later, axis) & self.allowed
                found |= _flipped(_beyond(_flipped(found & earlier, axis), axis), axis) & self.allowed
        return found


def _beyond(states: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    """All states with a later value on ``axis`` than one in ``states``."""
    out = np.zeros_like(states)
    rows, before = np.moveaxis(out, axis, 0), np.moveaxis(states, axis, 0)
    for k in range(1, len(rows)):  # few values an axis: a pass over each is far quicker than an accumulation
        rows[k] = rows[k - 1] | before[k - 1]
    return out


def _flipped(states: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    return np.flip(states, axis=axis)
