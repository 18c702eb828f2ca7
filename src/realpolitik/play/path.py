"""Moves that were seen, and moves that were not, as evidence about the world.

From ``watched_from`` to ``as_of`` the play is followed along its seen moves:
log P(path) = sum of log rate of each seen move - integral of the exit rate in between (nothing else was seen, and that
counts). Each seen move is that actor's exact joint change in the state it was made in. Moves of one day come in the
order they are written, with no waiting between them.

Read so: the path starts from ``now`` with the seen moves set back (an option with more than two values is taken to
have stood one value nearer its first before its first seen move). A move belongs to the owner of the options it
changes; other candidate authors of it are not weighed. Chances given by dates (``by``) start at ``as_of`` and count
neither for nor against any world before.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.parts.time import Event
from realpolitik.conflict.space import NATURE, Axis, StateSpace
from realpolitik.errors import BadInput, CaseFaults, Fault
from realpolitik.play.board import Board, encode, nature_axes
from realpolitik.play.calendar import months
from realpolitik.play.hazards import dated_axes
from realpolitik.play.kernel import exit_rates

Floats = NDArray[np.float64]
Changes = list[tuple[int, int]]  #: (axis, new value), all of one owner


@dataclass(frozen=True, eq=False)
class Trail:
    """A seen path: the board around it, the state and months of every stay, and the moves (positions in the board).

    ``dates`` are the ends of the stays, from ``watched_from`` to ``as_of``; ``made_on`` is the day of each move.
    """

    board: Board
    places: NDArray[np.int64]
    stays: Floats
    moves: NDArray[np.int64]
    names: tuple[str, ...]  #: each weighed move in words
    dates: tuple[datetime.date, ...]
    made_on: tuple[datetime.date, ...]

    def log_likelihood(self, rates: Floats, apart: Floats | None = None) -> float:
        """log P(path) under the rates of every move of the board; -inf where a seen move has no rate.

        ``apart`` (events, states): hazards of events that are no moves of the board and have not come.
        """
        with np.errstate(divide="ignore"):
            made = float(np.log(rates[self.moves]).sum())
        return made - float(self.stays @ self.leaving(rates, apart))

    def leaving(self, rates: Floats, apart: Floats | None = None) -> Floats:
        """The rate at which each stay would have ended, (stays,); ``rates`` and ``apart`` as above."""
        out = exit_rates(self.board, rates)
        return np.asarray((out if apart is None else out + apart.sum(axis=0))[self.places])


def watched_events(case: Case) -> list[tuple[int, Event]]:
    """The seen moves within the watch, by date, with their positions in ``events``."""
    if case.watched_from is None or case.as_of is None:
        return []
    seen = [(k, e) for k, e in enumerate(case.events) if e.does and case.watched_from <= e.date <= case.as_of]
    return sorted(seen, key=lambda pair: pair[1].date)


def counted_as_moves(case: Case) -> frozenset[str]:
    """The items of evidence that the seen moves already count: they must be left out of the weighing."""
    return frozenset(e.counts_as for _, e in watched_events(case) if e.counts_as is not None)


def trail_along(
    case: Case,
    space: StateSpace,
    board: Board,
    events: list[tuple[int, Event]],
    changes: list[Changes],
    states: list[tuple[int, ...]],
) -> Trail:
    """The path of the watched ``events`` through ``states``. CaseFaults where a move cannot have been made, and why."""
    assert case.watched_from is not None
    assert case.as_of is not None
    codes = [encode(space, s) for s in states]
    for n, (k, _) in enumerate(events):
        if not space.feasible[states[n]]:
            raise _fault(k, f"it would have begun in a state that the rules forbid: {space.label(states[n])}")
    dated = {nature_axes(space)[n] for n in dated_axes(case, space)}
    moves, names, made_on = [], [], []
    for n, (k, event) in enumerate(events):
        move = _find(board, codes[n], codes[n + 1])
        if move is None:
            raise _fault(k, _why_not(space, states[n], states[n + 1]))
        owner = space.axes[changes[n][0][0]].actor
        if owner != NATURE and case.actors[owner].pace.value == 0.0:
            raise _fault(k, f"{owner} never reviews what it does (`pace: never`), so it cannot have moved")
        if changes[n][0][0] not in dated:
            moves.append(move)
            names.append(f"{event.date} {', '.join(f.text for f in event.does)}")
            made_on.append(event.date)
    dates = (case.watched_from, *(e.date for _, e in events), case.as_of)
    stays = np.array([months(a, b) for a, b in pairwise(dates)])
    places = np.array([board.place(c) for c in codes])
    return Trail(board, places, stays, np.array(moves, dtype=np.int64), tuple(names), dates, tuple(made_on))


def taken_to_have_stood(case: Case, space: StateSpace) -> list[str]:
    """In words: where options with more than two values are taken to have stood before their first seen move."""
    events = watched_events(case)
    if not events:
        return []
    changes = [changes_of(space, k, event) for k, event in events]
    start = states_of(space, events, changes)[0]
    moved = dict.fromkeys(k for change in changes for k, _ in change)
    return [
        f"before the seen moves {_called(case, space.axes[k])} is taken to have stood at "
        f"“{space.axes[k].values[start[k]].replace('_', ' ')}”"
        for k in moved
        if len(space.axes[k].values) > 2
    ]


def _called(case: Case, axis: Axis) -> str:
    """What an option says, with whose it is; its name where the case has no words for it."""
    nature = axis.actor == "nature"
    text = case.nature[axis.option].text if nature else case.actors[axis.actor].options[axis.option].text
    if not text:
        return axis.name
    who = "" if nature else f" ({(case.actors[axis.actor].name or axis.actor.replace('_', ' ')).split(' (')[0]})"
    return f"“{text}”{who}"


def stood_on(case: Case, space: StateSpace, day: datetime.date) -> dict[str, str]:
    """The value of every option that can move on an earlier day: ``now`` with the moves seen since set back.

    Raises CaseFaults where a move since then cannot have led to ``now``.
    """
    as_of = case.as_of or day
    first = min(day, case.watched_from or day)
    seen = [(k, e) for k, e in enumerate(case.events) if e.does and first <= e.date <= as_of]
    events = sorted(seen, key=lambda pair: pair[1].date)
    states = states_of(space, events, [changes_of(space, k, event) for k, event in events])
    then = states[sum(event.date <= day for _, event in events)]
    return {axis.name: axis.values[value] for axis, value in zip(space.axes, then, strict=True)}


def changes_of(space: StateSpace, number: int, event: Event) -> Changes:
    """What an event changes: (axis, new value index); all of one owner."""
    axes = {axis.name: k for k, axis in enumerate(space.axes)}
    out = []
    for formula in event.does:
        found = formula.assignment()
        if found is None:
            raise _fault(number, f"'{formula.text}' does not set one option")
        name, value = found
        if name not in axes:
            raise _fault(number, f"{name} is held still (`moves: no`), so nobody can have moved it")
        out.append((axes[name], space.axes[axes[name]].values.index(value)))
    owners = list(dict.fromkeys(space.axes[k].actor for k, _ in out))
    if len(owners) > 1:
        raise _fault(number, f"one move is made by one actor, but these are options of {' and '.join(owners)}")
    return out


def states_of(space: StateSpace, events: list[tuple[int, Event]], changes: list[Changes]) -> list[tuple[int, ...]]:
    """The states before, between and after the seen moves, found backwards from ``now``."""
    state = list(space.status_quo)
    states = [tuple(state)]
    for n in reversed(range(len(events))):
        for k, value in changes[n]:
            axis = space.axes[k]
            if state[k] != value:
                raise _fault(
                    events[n][0], f"after it {axis.name} stands at {axis.values[state[k]]}, not {axis.values[value]}"
                )
            earlier = [v for m in range(n) for j, v in changes[m] if j == k]
            state[k] = earlier[-1] if earlier else _before(axis, value)
        states.append(tuple(state))
    return states[::-1]


def _before(axis: Axis, value: int) -> int:
    """Where an option is taken to have stood before its first seen move."""
    return value + 1 if value == 0 or (axis.moves == "back" and value + 1 < len(axis.values)) else value - 1


def _find(board: Board, source: int, target: int) -> int | None:
    """The move of a board from one state (code) to another, by position."""
    if source == target:
        return None
    found = np.flatnonzero((board.source == board.place(source)) & (board.codes[board.target] == target))
    return int(found[0]) if found.size else None


def _why_not(space: StateSpace, before: tuple[int, ...], after: tuple[int, ...]) -> str:
    """Why no move leads from one state to another."""
    if before == after:
        return "it changes nothing: things stood so already"
    if not space.feasible[after]:
        return f"it would lead to a state that the rules forbid: {space.label(after)}"
    here = {a.name: a.values[v] for a, v in zip(space.axes, before, strict=True)}
    here |= {name: column.values[int(column.index)] for name, column in space.held.items()}
    for axis, old, new in zip(space.axes, before, after, strict=True):
        if new > old and axis.moves == "back":
            return f"{axis.name} only moves back"
        if new < old and axis.moves == "forward":
            return f"{axis.name} only moves forward"
        gate = axis.if_ if new > old else axis.undo_if
        if new != old and gate is not None and not gate.truth(here):
            key = "if" if new > old else "undo_if"
            return f"{axis.name} could not be changed then: its `{key}: {gate.text}` did not hold"
    return f"no move leads from '{space.label(before)}' to '{space.label(after)}'"


def _fault(number: int, why: str) -> CaseFaults:
    message = f"the seen move has no chance at all: {why}"
    return CaseFaults((Fault("impossible-move", message, f"events[{number}].does"),))


def no_world_left(trail: Trail) -> BadInput:
    """What to say where the seen path has no chance in any world."""
    moves = "; ".join(trail.names) or "no move"
    return BadInput(f"the seen moves ({moves}) have no chance in any world of the case; nothing was played")
