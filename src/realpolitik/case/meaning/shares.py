"""Numbers that must fit each other: shares that sum to one, tables that list every value, chances that only grow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

from realpolitik.case.meaning.desk import Desk, Loc
from realpolitik.case.parts.judged import Judged
from realpolitik.case.scope import NATURE
from realpolitik.case.shorthand import Table
from realpolitik.case.values import nearest

_P = TypeVar("_P", bound=Judged)

#: Plain numbers may miss 100 % by this much (rounding); words and ranges are fitted, with a warning beyond the other.
_ROUNDING, _LOOSE = 0.005, 0.10


def check_shares(desk: Desk, tables: list[Table]) -> None:
    """Check every set of numbers that belongs together; priors are made to sum to one exactly."""
    _factors(desk)
    _tables(desk, tables)
    for k, item in enumerate(desk.case.evidence):
        _else_is_last(desk, [b.if_ is None for b in item.likelihood], ("evidence", k, "likelihood"))
    for n, event in desk.case.nature.items():
        loc: Loc = ("nature", n, "rate")
        _else_is_last(desk, [b.if_ is None for b in event.rate], loc)
        if event.rate and event.rate[-1].if_ is not None:
            desk.note("table-incomplete", "what is the rate when none of these holds?", loc, at_key=True,
                      hint="end with '- {else: 0%}'")  # fmt: skip
        _nature(desk, n)
    _authors_and_audiences(desk)
    _sources(desk)


def _factors(desk: Desk) -> None:
    for f, factor in desk.case.factors.items():
        loc: Loc = ("factors", f)
        if desk.wrote(*loc, "prior") and desk.wrote(*loc, "values"):
            desk.note("prior-and-values", "'prior' is for yes and no, 'values' for more; write one of them",
                      (*loc, "prior"), at_key=True)  # fmt: skip
            continue
        if not factor.values:
            desk.note("factor-without-prior", f"how likely '{f}' is beforehand is missing", loc, at_key=True,
                      hint="'prior: 30%' or 'values: {a: 20%, b: 80%}'")  # fmt: skip
            continue
        if len(factor.values) < 2:
            desk.note("too-few-values", "a factor needs at least two values", (*loc, "values"))
        if factor.prior is None:
            _sums(desk, factor.values, (*loc, "values"))
        _else_is_last(desk, [b.if_ is None for b in factor.given], (*loc, "given"))
        for k, branch in enumerate(factor.given):
            at: Loc = (*loc, "given", k, "values")
            unknown = [v for v in branch.values if v not in factor.values]
            for v in unknown:
                hint = nearest(v, factor.values) or f"its values: {', '.join(factor.values)}"
                desk.note("unknown-value", f"'{f}' has no value '{v}'", (*at, v), hint=hint, at_key=True)
            missing = [v for v in factor.values if v not in branch.values]
            if missing and not unknown:
                desk.note("table-incomplete", f"the probability of {_listed(missing)} is missing", at)
            elif not unknown:
                _sums(desk, branch.values, at)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{n}'" for n in names)


def _sums(desk: Desk, shares: dict[str, _P], loc: Loc) -> None:
    """Note a sum that is not one; make small differences disappear in place."""
    total = sum(p.value for p in shares.values())
    if abs(total - 1) <= 1e-12:
        return
    judged = any(p.is_range for p in shares.values())
    if total <= 0 or (not judged and abs(total - 1) > _ROUNDING + 1e-9):
        desk.note("shares-do-not-sum", f"the shares sum to {100 * total:.4g}%, not to 100%", loc, at_key=True)
        return
    if abs(total - 1) > _LOOSE + 1e-9:
        desk.warn("shares-fitted", f"the middles of these ranges sum to {100 * total:.4g}%; they were scaled to 100%",
                  loc, at_key=True)  # fmt: skip
    for name, p in shares.items():
        value = p.value / total
        shares[name] = p.model_copy(
            update={"value": value, "low": min(p.low, value), "high": max(p.high, value)}
            if p.is_range
            else {"value": value, "low": value, "high": value}
        )


def _else_is_last(desk: Desk, is_else: list[bool], loc: Loc) -> None:
    for k, here in enumerate(is_else[:-1]):
        if here:
            desk.note("else-not-last", "nothing after 'else' is ever looked at", (*loc, k), hint="put 'else' last")


def _tables(desk: Desk, tables: list[Table]) -> None:
    """A likelihood table lists every value of its factor, or has ``else``."""
    factors = desk.case.factors
    for table in tables:
        name = table.factor.text
        if name not in factors:
            hint = nearest(name, factors) or (f"there are: {', '.join(factors)}" if factors else "")
            desk.document.add("unknown-factor", f"there is no factor '{name}'", table.factor, hint=hint)
            continue
        listed = {key.text for key in table.values}
        for key in table.values:
            if key.text not in factors[name].values:
                hint = nearest(key.text, factors[name].values) or f"its values: {', '.join(factors[name].values)}"
                desk.document.add("unknown-value", f"'{name}' has no value '{key.text}'", key, hint=hint)
        missing = [v for v in factors[name].values if v not in listed]
        if missing and not table.has_else:
            desk.document.add("table-incomplete", f"{_listed(missing)} of '{name}' has no number here", table.factor,
                              hint="list every value, or end with 'else'")  # fmt: skip


def _nature(desk: Desk, n: str) -> None:
    event = desk.case.nature[n]
    loc: Loc = ("nature", n)
    if event.rate and event.by:
        desk.note("rate-and-by", "'rate' and 'by' both say how fast; write one of them", (*loc, "by"), at_key=True)
    if not event.rate and not event.by and event.moves != "no":
        desk.warn("nature-without-rate", f"'{n}' has no 'rate' and no 'by', so it never happens", loc, at_key=True)
    days = list(event.by)
    for earlier, later in pairwise(days):
        if later <= earlier:
            desk.note("dates-not-in-order", f"{later} stands after {earlier}", (*loc, "by", str(later)), at_key=True)
        elif any(getattr(event.by[later], k) < getattr(event.by[earlier], k) - 1e-12 for k in ("value", "low", "high")):
            desk.note("chance-shrinks", f"by {later} it is less likely to have happened than by {earlier}",
                      (*loc, "by", str(later)))  # fmt: skip
    for day, chance in event.by.items():
        if chance.high >= 1.0:
            desk.note("rate-certain", f"a chance of 100% by {day} has no finite rate", (*loc, "by", str(day)),
                      hint="write '99%'; if it has happened already, 'now: yes'")  # fmt: skip


def _authors_and_audiences(desk: Desk) -> None:
    for a, actor in desk.case.actors.items():
        if actor.serves:
            _sums(desk, actor.serves, ("actors", a, "serves"))
    for k, event in enumerate(desk.case.events):
        if event.by:
            _sums(desk, event.by, ("events", k, "by"))
        if len(event.by) > 1 and NATURE in event.by:
            desk.note(
                "bad-author", "a move is made by actors, or it is nature's; not perhaps both", ("events", k, "by")
            )


def _sources(desk: Desk) -> None:
    for s, source in desk.case.sources.items():
        shares = [p.value for p in (source.reliable, source.deceptive) if p is not None]
        if sum(shares) > 1 + 1e-9:
            desk.note("shares-do-not-sum", "'reliable' and 'deceptive' together are more than 100%",
                      ("sources", s, "deceptive"))  # fmt: skip
