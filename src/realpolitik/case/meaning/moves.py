"""Seen moves: whose they are, whether they can have been made, and that they end where ``now`` says."""

from __future__ import annotations

from realpolitik.case.meaning.desk import Desk, Loc
from realpolitik.case.parts.action import NatureEvent, Option
from realpolitik.case.parts.time import Event
from realpolitik.case.scope import NATURE


def check_moves(desk: Desk) -> None:
    """Check each move; an option without ``now`` stands where the last seen move put it."""
    case = desk.case
    last: dict[str, tuple[str, Loc]] = {}
    in_order = sorted(enumerate(case.events), key=lambda pair: pair[1].date)
    for k, event in in_order:
        loc: Loc = ("events", k)
        if not event.does:
            if event.text is None:
                desk.note("missing-key", "'text' is missing: say what happened", loc)
            continue
        if not event.by:
            desk.note("missing-key", "'by' is missing: who made the move?", loc)
            continue
        watched = case.watched_from is not None and event.date >= case.watched_from
        for j, formula in enumerate(event.does):
            at: Loc = (*loc, "does", j)
            move = formula.assignment()
            if move is None:
                desk.note("not-a-move", f"'{formula.text}' does not set one option", at,
                          hint="write 'option', 'not option' or 'option == value'")  # fmt: skip
                continue
            name, value = move
            if name.partition(".")[0] not in event.by:
                desk.note("not-their-option", f"'{name}' is an option of none of its authors", at)
            elif watched:
                _follow(desk, name, value, at, last)
        if watched:
            _counted_twice(desk, event, loc)
    if case.watched_from is None and any(event.does for event in case.events):
        k = next(k for k, event in enumerate(case.events) if event.does)
        desk.warn("not-watched", "without 'watched_from' moves are a timeline, not evidence", ("events", k, "does"))
    for name, (value, at) in last.items():
        _stands_now(desk, name, value, at)
    for k, advice in enumerate(case.advice):
        if advice.do is not None and advice.do.assignment() is None:
            desk.note("not-a-move", f"'{advice.do.text}' does not set one option", ("advice", k, "do"))


def _option(desk: Desk, name: str) -> tuple[Option | NatureEvent, Loc]:
    owner, _, key = name.partition(".")
    if owner == NATURE:
        return desk.case.nature[key], ("nature", key)
    return desk.case.actors[owner].options[key], ("actors", owner, "options", key)


def _follow(desk: Desk, name: str, value: str, at: Loc, last: dict[str, tuple[str, Loc]]) -> None:
    option, _ = _option(desk, name)
    before = last[name][0] if name in last else None
    if before is None and len(option.values) == 2:
        before = next(v for v in option.values if v != value)
    if option.moves == "no":
        desk.note("impossible-move", f"'{name}' has 'moves: no'", at)
    elif before == value:
        desk.warn("move-changes-nothing", f"'{name}' was '{value}' already", at)
    elif before is not None and option.moves != "both":
        later = option.values.index(value) > option.values.index(before)
        if later != (option.moves == "forward"):
            desk.note("impossible-move", f"'{name}' only moves {option.moves}, not from '{before}' to '{value}'", at)
    last[name] = (value, at)


def _stands_now(desk: Desk, name: str, value: str, at: Loc) -> None:
    option, loc = _option(desk, name)
    if option.now == value:
        return
    if desk.wrote(*loc, "now"):
        desk.note("event-now-mismatch", f"after the seen moves '{name}' is '{value}', but its 'now' is '{option.now}'",
                  (*loc, "now"), hint=f"write 'now: {value}', or give the move that ended it")  # fmt: skip
        return
    owner, _, key = name.partition(".")
    changed = option.model_copy(update={"now": value})
    if isinstance(changed, NatureEvent):
        desk.case.nature[key] = changed
    else:
        desk.case.actors[owner].options[key] = changed
    desk.note("now-from-events", f"'{name}' has no 'now'; the last seen move makes it '{value}'", at, severity="note")


def _counted_twice(desk: Desk, event: Event, loc: Loc) -> None:
    sources = {c.source for c in event.source}
    for item in desk.case.evidence:
        same = item.date == event.date and sources & {c.source for c in item.source}
        if same and item.likelihood and event.counts_as is None:
            desk.warn("counted-twice", f"the item '{item.id}' is of the same day and source; is it the same happening?",
                      loc, hint=f"if so, add 'counts_as: {item.id}'")  # fmt: skip
