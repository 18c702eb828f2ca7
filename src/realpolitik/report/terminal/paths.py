"""The ways from today to what holds, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from realpolitik.conflict.graph import NOBODY
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.conflict.status_quo import Path, StatusQuo, TypePaths
from realpolitik.conflict.ways import Move
from realpolitik.report.terminal.solve import difference, type_heading
from realpolitik.report.words import percent, plain

MOST = 20  #: states that are told for one preference type
MOST_TYPES = 6  #: preference types that are told


def paths_text(found: StatusQuo, width: int = 100) -> str:
    """Every preference type, the likeliest first: how far ways lead, then each state that holds with its ways."""
    space, width = found.space, max(60, width)
    today = space.number(space.status_quo) + 1
    lines = [space.case.title, f"Ways from today, state {today} ({space.label(space.status_quo)})."]
    order = sorted(found.types, key=lambda kind: -kind.solved.probability)
    alike: list[tuple[list[str], list[TypePaths]]] = []
    for kind in order:
        told = _told(space, kind, width)
        same = next((members for text, members in alike if text == told), None)
        if same is None:
            alike.append((told, [kind]))
        else:
            same.append(kind)
    for told, members in alike[:MOST_TYPES]:
        lines.append("")
        if len(order) > 1:
            share = sum(kind.solved.probability for kind in members)
            lines += type_heading(members[0].solved.type, share, width)
            if len(members) > 1:
                more = len(members) - 1
                lines.append(f"    and {more} more set{'s' if more > 1 else ''} of wishes with the same ways")
        lines += told
    if len(alike) > MOST_TYPES:
        rest = sum(kind.solved.probability for _, members in alike[MOST_TYPES:] for kind in members)
        lines += ["", f"{len(alike) - MOST_TYPES} more answers, together {percent(rest)}: --format json has them all"]
    lines += ["", "! its mover does not prefer the state it leads to"]
    return plain("\n".join(lines))


def _told(space: StateSpace, kind: TypePaths, width: int) -> list[str]:
    size = space.states.size
    turns = ", with turns that nobody decides," if space.own(NATURE) else ""
    lines = [f"Improvements{turns} lead to {kind.improved:,} of {size:,} states, any moves to {kind.reached:,}."]
    if not kind.paths:
        lines.append("No state holds.")
    for path in kind.paths[:MOST]:
        lines += _path(space, path, width)
    if len(kind.paths) > MOST:
        lines.append(f"and {len(kind.paths) - MOST} more states that hold; --format json lists them all")
    return lines


def _path(space: StateSpace, path: Path, width: int) -> list[str]:
    here = difference(space, space.table[path.state].tolist())
    head = f"{path.state + 1}  {here}: holds by {', '.join(path.concepts)}"
    lines = textwrap.wrap(head, width, subsequent_indent="    ")
    if path.any_moves is None:
        return [*lines, "    no way leads there"]
    if not path.any_moves:
        return [*lines, "    it is today's state"]
    if path.improvements is None:
        ways = [("no way by improvements; by any moves", path.any_moves)]
    elif path.improvements == path.any_moves:
        ways = [("improvements", path.improvements)]
    else:
        shorter = len(path.any_moves) < len(path.improvements)
        ways = [("improvements", path.improvements)]
        ways += [("shorter, by any moves", path.any_moves)] if shorter else []
    for name, moves in ways:
        text = f"{name}: {_steps(space, moves)}"
        lines += textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="        ")
    return lines


def _steps(space: StateSpace, moves: Sequence[Move]) -> str:
    """Who moves and what changes, then the state's number."""
    told, before = [], space.status_quo
    for move in moves:
        changes = [
            {"yes": axis.option, "no": f"not {axis.option}"}[axis.values[new]]
            if axis.values == ("no", "yes")
            else f"{axis.option} = {axis.values[new]}"
            for axis, old, new in zip(space.axes, before, move.state, strict=True)
            if old != new
        ]
        nobody = move.mover == NOBODY
        who = "nobody decides" if nobody else space.deciders[move.mover]
        sign = "" if move.willing or nobody else " !"
        told.append(f"{who}: {', '.join(changes)}{sign} -> {space.number(move.state) + 1}")
        before = move.state
    return "; ".join(told)
