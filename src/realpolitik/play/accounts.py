"""Who made the seen moves, where that is not known: every account of it, with its share and its path.

A move with several candidate authors (``by: {officials: 60%, president: 40%}``) is one of several moves: each author's
own option of that name set so. Which one was made is a hidden state, and the path a filter over it: in every world and
draw the accounts are summed, P(path) = sum over accounts of share times P(path in that account), and what follows is
their mean, each weighted so. Shares are what is known of the authors besides their wishes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod

from realpolitik.case.case import Case
from realpolitik.case.parts.time import Event
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.play.board import encode, explore
from realpolitik.play.path import Changes, Trail, changes_of, states_of, trail_along, watched_events

MOST_ACCOUNTS = 64  #: accounts of who made which move
_Told = tuple[float, list[Changes], list[tuple[int, ...]]]


@dataclass(frozen=True, eq=False)
class Account:
    """One account: its ``share`` before anything is asked of wishes, the path, and the state it ends in today."""

    share: float
    trail: Trail
    state: tuple[int, ...]


def accounts_of(case: Case, space: StateSpace) -> list[Account]:
    """Every account of who made the seen moves, that of the likeliest authors first; all on one board.

    Authors that have no option of the move's name are left out. An account's share is the product of its authors'
    shares, relative to all accounts; one whose moves cannot have been made is none. Empty where nothing was watched.

    Raises CaseFaults where the moves of the likeliest authors cannot have been made, BadInput for too many accounts.
    """
    if case.watched_from is None or case.as_of is None:
        return []
    events = watched_events(case)
    changes = [changes_of(space, k, event) for k, event in events]
    states = states_of(space, events, changes)
    told = [(1.0, changes, states), *_others(space, events, changes, states[0])]
    codes = dict.fromkeys(encode(space, s) for _, _, passed in told for s in passed)
    board = explore(space, tuple(codes), onward=False)
    if any(case.actors[name].foresight > 1 for name in space.deciders):
        board = explore(space, tuple(board.codes.tolist()), onward=False)  # what the others would do next matters too
    found: list[Account] = []
    for n, (share, changed, passed) in enumerate(told):
        try:
            found.append(Account(share, trail_along(case, space, board, events, changed, passed), passed[-1]))
        except CaseFaults:
            if n == 0:
                raise
    total = sum(account.share for account in found)
    return [replace(account, share=account.share / total) for account in found]


def authors(space: StateSpace, event: Event, change: Changes) -> list[tuple[float, Changes]]:
    """Who may have made a move, the likeliest author first: each one's share, and what it would have changed."""
    axes = {axis.name: k for k, axis in enumerate(space.axes)}
    first = space.axes[change[0][0]].actor
    out = [(event.by[first].value if first in event.by else 1.0, change)]
    for author, share in event.by.items():
        own = [(axes.get(f"{author}.{space.axes[k].option}"), space.axes[k].values[value]) for k, value in change]
        fits = [(k, space.axes[k].values.index(v)) for k, v in own if k is not None and v in space.axes[k].values]
        if author != first and len(fits) == len(change) and share.value > 0.0:
            out.append((share.value, fits))
    return out


def _others(
    space: StateSpace, events: list[tuple[int, Event]], changes: list[Changes], start: tuple[int, ...]
) -> list[_Told]:
    """The accounts with other authors: share relative to the likeliest authors', what changes, states passed."""
    ways = [authors(space, event, change) for (_, event), change in zip(events, changes, strict=True)]
    if prod(len(way) for way in ways) > MOST_ACCOUNTS:
        raise BadInput(
            f"{space.case.case}: the moves with several candidate authors have more than {MOST_ACCOUNTS} accounts of "
            "who made which; nothing was played. Name one author where you are nearly sure."
        )
    out: list[_Told] = []
    for chosen in list(product(*ways))[1:]:
        state, passed = list(start), [start]
        for _, change in chosen:
            for k, value in change:
                state[k] = value
            passed.append(tuple(state))
        share = prod(p for p, _ in chosen) / prod(way[0][0] for way in ways)
        out.append((share, [change for _, change in chosen], passed))
    return out
