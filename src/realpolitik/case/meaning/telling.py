"""What tells nothing: items equally likely whatever is true, explanations that say the same, wishes without effect."""

from __future__ import annotations

from realpolitik.case.formula import Formula
from realpolitik.case.meaning.desk import Desk, Loc
from realpolitik.case.meaning.worlds import truth_table
from realpolitik.case.parts.action import Actor

#: So many explanations are compared with each other.
_MOST_EXPLANATIONS = 60


def check_telling(desk: Desk) -> None:
    """Ask about what is said and makes no difference."""
    _items(desk)
    _explanations(desk)
    for a, actor in desk.case.actors.items():
        _wishes(desk, a, actor)
        _beliefs(desk, a, actor)


def _items(desk: Desk) -> None:
    for k, item in enumerate(desk.case.evidence):
        numbers = {(branch.p.value, branch.p.low, branch.p.high) for branch in item.likelihood}
        if len(numbers) == 1 and item.copy_of is None:
            desk.warn("likelihoods-equal", f"'{item.id}' is equally likely whatever is true: it tells nothing",
                      ("evidence", k, "likelihood"), at_key=True)  # fmt: skip


def _explanations(desk: Desk) -> None:
    """Explanations that say the same, and those that are special cases of others."""
    every = list(desk.case.explanations.items())[:_MOST_EXPLANATIONS]
    told: set[str] = set()
    for k, (e, one) in enumerate(every):
        loc: Loc = ("explanations", e, "says")
        within: list[str] = []
        for j, (f, other) in enumerate(every):
            if j == k or not one.says.mentions() & other.says.mentions():
                continue
            forth, back = _implies(desk, one.says, other.says), _implies(desk, other.says, one.says)
            if forth and back:
                if j < k and e not in told:
                    desk.warn("explanations-equal", f"'{e}' holds exactly when '{f}' does", loc)
                    told.add(e)
            elif forth:
                within.append(f)
        if within and e not in told:
            shown = " and ".join(f"'{name}'" for name in within[:3])
            more = f" and {len(within) - 3} more" if len(within) > 3 else ""
            desk.note("explanation-nested", f"whenever '{e}' holds, {shown}{more} hold{'s' * (len(within) == 1)} too",
                      loc, severity="note")  # fmt: skip


def _implies(desk: Desk, one: Formula, other: Formula) -> bool:
    """Whether ``one``, which can hold, never holds without ``other``, which need not; False if too large to see."""
    found = truth_table(desk, (one, other))
    if found is None:
        return False
    first, second = found
    return bool(first.any() and not (first & ~second).any() and not second.all())


def _wishes(desk: Desk, a: str, actor: Actor) -> None:
    seen: dict[tuple[Formula, Formula | None], int] = {}
    for k, wish in enumerate(actor.prefers):
        loc: Loc = ("actors", a, "prefers", k)
        if wish.sure is not None and wish.sure.high == 0:
            desk.warn("wish-never-held", "with 'sure: 0%' the wish is never held", (*loc, "sure"))
        if wish.when is not None:
            found = truth_table(desk, (wish.when,))
            if found is not None and not found[0].any():
                desk.warn("wish-never-held", "its 'when' holds in no world", (*loc, "when"))
            elif found is not None and found[0].all():
                desk.warn(
                    "statement-is-empty", "this 'when' holds whatever the factors say: leave it out", (*loc, "when")
                )
        before = seen.setdefault((wish.that, wish.when), k)
        if before != k:
            desk.warn("wish-repeats", f"the same wish stands higher already, as number {before + 1}", (*loc, "that"))


def _beliefs(desk: Desk, a: str, actor: Actor) -> None:
    """A belief matters only through the conditions of the actor's own wishes."""
    if not actor.believes:
        return
    needed = {name for wish in actor.prefers if wish.when is not None for name in wish.when.mentions()}
    for f, factor in reversed(desk.case.factors.items()):
        if f in needed:
            needed |= {name for branch in factor.given if branch.if_ is not None for name in branch.if_.mentions()}
    for name in actor.believes:
        if name not in needed:
            desk.warn("belief-without-effect", f"no wish of '{a}' depends on '{name}'", ("actors", a, "believes", name),
                      at_key=True)  # fmt: skip
