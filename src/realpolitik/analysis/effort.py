"""How large a case is and how long its evaluation takes, before anything is run.

The times are a rule of thumb fitted to runs of generated cases on one core of an ordinary machine of 2024; a faster
machine, more cores or short watches change them by a factor of two or three, hardly by ten. They depend on the case
alone, so the same case always gets the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.case.apart import events_apart
from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.names import standings
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import play_types, preference_types

#: More worlds than this are not weighed; more states than this are not played.
MOST_WORLDS, MOST_STATES = 2**16, 2**17
#: Above so many states the options that matter least are named.
MANY_STATES = 2**16
#: Feasible states are counted where rules times states are not more than this.
_MOST_COUNTED = 2**30
#: Seconds: to start; per world; per item; per state and type of world to play it for a month with usual draws.
_START, _PER_WORLD, _PER_ITEM, _PER_STATE = 0.3, 7e-4, 5e-3, 4e-5
#: A report weighs and plays, looks at what holds, and draws its figures.
_DRAWING, _REPORT = 2.0, 1.1
_USUAL_MONTHS = 12.0
_STEPS = (1, 2, 3, 5, 10, 20, 30, 60, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 10800, 18000, 36000)


@dataclass(frozen=True)
class Axis:
    """How much of a case mentions one option: wishes (and the best rank among them, from 1), scenarios, and so on."""

    option: str
    wishes: int
    best_rank: int
    others: int

    def in_words(self) -> str:
        """``us.broker (1 wish, the highest ranked 4; 2 other statements)``."""
        wishes = "no wish" if not self.wishes else f"{self.wishes} wish{'es' * (self.wishes > 1)}"
        rank = f", the highest ranked {self.best_rank}" if self.wishes else ""
        others = f"{self.others} other statement{'s' * (self.others != 1)}" if self.others else "nothing else"
        return f"{self.option} ({wishes}{rank}; {others})"


@dataclass(frozen=True)
class Effort:
    """Sizes of a case. ``seconds`` by command, on one core; a command that cannot run is missing and in ``too_large``.

    ``feasible`` and the numbers of types are None where they are too many to count. ``least`` are the options that
    matter least, the least first, where there are more than ``MANY_STATES`` states.
    """

    feasible: int | None
    preference_types: int | None
    play_types: int | None
    seconds: dict[str, float]
    too_large: tuple[str, ...]
    least: tuple[Axis, ...]


def effort(case: Case) -> Effort:
    """The size of a case and the time that ``weigh``, ``play`` and ``report`` will take."""
    n = case.counts()
    worlds, states = n["worlds"], n["states"]
    too_large: list[str] = []
    seconds: dict[str, float] = {}
    if case.factors and worlds > MOST_WORLDS:
        too_large.append(
            f"{in_short(worlds)} worlds are too many to weigh (at most {MOST_WORLDS:,}): merge factors that are never "
            "told apart, or leave some out"
        )
    elif case.factors:
        seconds["weigh"] = _START + _PER_WORLD * worlds + _PER_ITEM * n["items"]
    known = worlds <= MOST_WORLDS
    kinds = len(preference_types(case)) if known else None
    played = len(play_types(case)) if known else None
    feasible = None
    if states * max(len(case.rules), 1) <= _MOST_COUNTED:
        feasible = int(StateSpace.of(case).feasible.sum())
    if n["axes"] and case.as_of is not None and (feasible or states) > MOST_STATES:
        too_large.append(
            f"{feasible or states:,} states are too many to play (at most {MOST_STATES:,}): hold some options with "
            "'moves: no'"
        )
    elif n["axes"] and case.as_of is not None and played is not None:
        last = max([day for day in (case.horizon, *(q.until for q in case.questions)) if day is not None], default=None)
        months = (last - case.as_of).days / 30.4 if last is not None else _USUAL_MONTHS
        seconds["play"] = _START + _PER_STATE * (feasible or states) * played * max(months, 1.0)
    if seconds and not too_large:
        seconds["report"] = _DRAWING + _REPORT * sum(seconds.values())
    least = _least(case) if states > MANY_STATES else ()
    return Effort(feasible, kinds, played, seconds, tuple(too_large), least)


def in_words(seconds: float) -> str:
    """``under a second``, ``about 10 s``, ``about 5 min``, ``about 2 h``, rounded to what a rule of thumb can tell."""
    if seconds < 0.7:
        return "under a second"
    step = min(_STEPS, key=lambda s: abs(s - seconds))
    if step < seconds / 2:
        return "more than a day" if seconds > 86400 else "many hours"
    return f"about {step} s" if step < 60 else f"about {step // 60} min" if step < 3600 else f"about {step // 3600} h"


def in_short(count: int) -> str:
    """A count in full, or as a power of ten where nobody would read it."""
    return f"{count:,}" if count < 10**12 else f"about 10^{int(count.bit_length() * 0.30103)}"


def _least(case: Case) -> tuple[Axis, ...]:
    """Up to five options that can move, those first that fewest statements mention, and furthest down."""
    wishes: dict[str, list[int]] = {}
    others: dict[str, int] = {}
    for standing in standings(case):
        is_wish = standing.loc[0] == "actors" and standing.loc[2] in ("prefers", "utility")
        rank = standing.loc[3] + 1 if is_wish and isinstance(standing.loc[3], int) else 1
        for name in _options(standing.formula):
            if is_wish:
                wishes.setdefault(name, []).append(rank)
            elif standing.loc[0] in ("scenarios", "questions", "rules", "nature", "actors"):
                others[name] = others.get(name, 0) + 1
    moving = [f"{a}.{o}" for a, actor in case.actors.items() for o, x in actor.options.items() if x.moves != "no"]
    apart = events_apart(case)
    moving += [f"nature.{n}" for n, event in case.nature.items() if event.moves != "no" and n not in apart]
    found = [Axis(m, len(wishes.get(m, ())), min(wishes.get(m, [0])), others.get(m, 0)) for m in moving]
    return tuple(sorted(found, key=lambda axis: (axis.wishes + axis.others, -axis.best_rank))[:5])


def _options(formula: Formula) -> frozenset[str]:
    return frozenset(name for name in formula.mentions() if "." in name)
