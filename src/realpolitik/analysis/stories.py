"""The likeliest story in words: first this, then that, and for each move the wish that speaks most for it.

A move's reason is the wish of its mover that does not hold before it and holds after it; of several the one that is
expected to weigh most, by its place among the wishes (each weighs about a quarter of the one before, as in the play's
central run), how sure it is to be held, and the probability of the worlds in which it is. Where none of its own does,
those of the audiences it serves are asked. A move without such a wish has no reason: actors do not always do what is
best for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.called import quoted
from realpolitik.analysis.people import change_words
from realpolitik.analysis.result import StoryStep
from realpolitik.case.case import Case
from realpolitik.case.parts.action import Wish
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.play.result import Play

Floats = NDArray[np.float64]

_NEXT = 0.25  #: what a wish weighs beside the one before it, in the central run


def story(case: Case, space: StateSpace, play: Play) -> list[StoryStep]:
    """The moves of the likeliest story; empty where nothing changes."""
    graph, teller = play.graph, _Teller(case, space, play.after)
    movers = {(int(s), int(t)): m for s, t, m in zip(graph.source, graph.target, graph.mover, strict=True)}
    steps = []
    for code, then in zip(graph.path, graph.path[1:], strict=False):
        before, after = (tuple(map(int, np.unravel_index(c, space.shape, order="F"))) for c in (code, then))
        moved = [(axis, new) for axis, old, new in zip(space.axes, before, after, strict=True) if old != new]
        mover = movers[code, then]
        name = "" if mover == NATURE else f"{case.actors[mover].name or mover}: "
        first, *more = (change_words(space, axis, value) for axis, value in moved)
        words = [first, *(one.removeprefix(name) for one in more)]  # who moves is said once
        who, because = (None, None) if mover == NATURE else teller.reason(mover, before, after)
        steps.append(StoryStep(actor=mover, words=words, because=because, serving=who))
    return steps


@dataclass(frozen=True)
class _Teller:
    case: Case
    space: StateSpace
    after: Floats

    def reason(self, mover: str, before: Sequence[int], after: Sequence[int]) -> tuple[str | None, str | None]:
        """Whom a move serves (None: the mover itself), and the wish that it meets, in words."""
        actor = self.case.actors[mover]
        own = self._met(actor.prefers, before, after)
        if own is not None:
            return None, own[1]
        served = [
            (share.value * met[0], self.case.actors[name].name or name, met[1])
            for name, share in actor.serves.items()
            if (met := self._met(self.case.actors[name].prefers, before, after)) is not None
        ]
        if not served:
            return None, None
        _, who, words = max(served, key=lambda one: one[0])
        return who, words

    def _met(self, wishes: Sequence[Wish], before: Sequence[int], after: Sequence[int]) -> tuple[float, str] | None:
        """The weightiest wish that a move brings about: its weight, and its words."""
        found: list[tuple[float, str]] = []
        for place, wish in enumerate(wishes):
            holds = self.space.holds(wish.that)
            if holds[tuple(after)] and not holds[tuple(before)]:
                sure = 1.0 if wish.sure is None else wish.sure.value
                found.append((_NEXT**place * sure * self._held(wish), wish.text or wish.that.text))
        return max(found, key=lambda one: one[0], default=None)

    def _held(self, wish: Wish) -> float:
        if wish.when is None:
            return 1.0
        return float(self.after[Worlds.of(self.case).holds(wish.when)].sum())


def in_sentences(steps: Sequence[StoryStep]) -> list[str]:
    """``First, ...``, ``then ..``, each with its reason; a single step is told without."""
    out = []
    for k, step in enumerate(steps):
        begin = "" if len(steps) == 1 else "First, " if k == 0 else "Then, "
        told = begin + "; ".join(step.words).replace(" = ", " \u2013 ")
        if step.because is not None:
            told += _reason(step, step.because)
        elif step.actor == NATURE:
            told += ", which nobody decides"
        out.append(f"{told}.")
    return out


def _reason(step: StoryStep, because: str) -> str:
    """The wish behind a move. What was just said is done is not said again: a wish for no more than that is named so,
    and inside a longer one it is called “this”.
    """
    for done in _done(step):
        if _plainly(done).startswith(_plainly(because)):
            return f", which is the wish of {step.serving}" if step.serving else ", which is its wish"
        # an option of another actor has the actor's name in brackets behind it, and may be called the same
        because = re.sub(rf"“{re.escape(done)}”(?! \(| is\b)", "this", because)
    served = f" (for {step.serving})" if step.serving else ""
    return f", because of the wish{served} {quoted(because)}"


def _done(step: StoryStep) -> list[str]:
    """The titles of the options that a move changes, without its maker and the new values."""
    first, *more = step.words
    _, _, own = first.partition(": ")
    return [one.removeprefix("no longer: ").partition(" = ")[0] for one in (own, *more)]


def _plainly(words: str) -> str:
    """Words to compare, with a space at the end so that no word is cut."""
    return words.casefold().strip("“”. ") + " "
