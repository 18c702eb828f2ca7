"""Strategic surprises in words, what is alike told once: who would be surprised by what, for the page and Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.ordinal import SurpriseResult
from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.words import capital, count, unique

_ALWAYS = 0.995  # a share that is printed as 100 %


@dataclass(frozen=True)
class Surprises:
    """``told``: a sentence or two; ``rows``: of several states the rest of each, with who is surprised how often.

    ``alike``: the same actors are surprised by all of them as often, which is told once, so no row says it.
    ``always``: whoever is named is surprised in every world, which is told once, so that no row repeats “100 %”.
    """

    told: list[Sentence]
    rows: list[tuple[str, Listed]]
    alike: bool = False
    always: bool = False

    @property
    def lines(self) -> list[str]:
        """All of it as lines of text."""
        return [*map(str, self.told), *(state if self.alike else f"{state}: {who}" for state, who in self.rows)]


def surprises(analysis: Analysis) -> Surprises | None:
    """The states that hold though somebody does not expect it; None where nobody is surprised."""
    found = [] if analysis.ordinal is None else analysis.ordinal.surprises
    if not found:
        return None
    names, now = Names(analysis), [axis.now for axis in analysis.axes]
    states = {one.state: one.values for one in found}
    if len(found) == 1:
        return Surprises([_single(found[0], names, now, analysis)], [])
    shared = [
        next(iter(each)) if len(each := {values[k] for values in states.values()}) == 1 else old
        for k, old in enumerate(now)
    ]
    always = all(one.share >= _ALWAYS for one in found)
    shares = {state: _who(state, analysis, always) for state in states}
    alike = len({str(who) for who in shares.values()}) == 1
    who = Listed(unique([names.actor(one.actor) for one in found]))
    told = [say("surprises", states=capital(count(len(states), "outcome")), names=who)]
    if always:
        told.append(say("surprises_always"))
    elif alike:
        told.append(say("surprises_shares", list=shares[found[0].state]))
    common = "; ".join(names.told(now, shared))
    if common and len(states) > 1:
        told.append(say("surprises_common", what=f"“{capital(common)}”"))
    rows = [
        (capital("; ".join(names.told(shared if common else now, values))) or "This and no more", shares[state])
        for state, values in states.items()
    ]
    return Surprises(told, rows, alike, always)


def _who(state: int, analysis: Analysis, always: bool) -> Listed:
    """Who is surprised by a state, and in how much of the worlds unless it is always in all of them."""
    assert analysis.ordinal is not None
    n, names = Numbers(analysis), Names(analysis)
    found = [one for one in analysis.ordinal.surprises if one.state == state]
    if always:
        return Listed([names.actor(one.actor) for one in found])
    shares = {one.id: n(f"ordinal.surprises.{one.id}.share") for one in found}
    return Listed([say("named", title=names.actor(one.actor), p=shares[one.id]) for one in found])


def _single(one: SurpriseResult, names: Names, now: list[str], analysis: Analysis) -> Sentence:
    state = "; ".join(names.told(now, one.values)) or "Today's situation"
    what, name = f"“{capital(state)}”", names.actor(one.actor)
    if one.share >= _ALWAYS:
        return say("surprise", what=what, name=name)
    return say("surprise_in", what=what, name=name, p=Numbers(analysis)(f"ordinal.surprises.{one.id}.share"))
