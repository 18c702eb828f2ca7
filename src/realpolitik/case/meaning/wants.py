"""What actors want, and what is asked and measured: each said in one way."""

from __future__ import annotations

from realpolitik.case.meaning.desk import Desk, Loc

#: Weights and counts beyond it would overflow.
LARGEST = 1e9


def check_wants(desk: Desk) -> None:
    """An actor's wishes come from one place; rules, items, questions, issues have the parts they need."""
    case = desk.case
    for a, actor in case.actors.items():
        given = [key for key in ("prefers", "ranking", "utility") if getattr(actor, key)]
        if given and given[0] != "prefers" and actor.serves:
            given.append("serves")
        if len(given) > 1:
            desk.note("several-rankings", f"{' and '.join(given)}: the order of its wishes must come from one of them",
                      ("actors", a, given[1]), at_key=True)  # fmt: skip
        for formula, weight in actor.utility.items():
            if not abs(weight) <= LARGEST:  # also where it is no number
                place = ("actors", a, "utility", formula.text)
                desk.note("bad-number", f"{weight:g} is no weight one can use", place, hint=f"at most {LARGEST:g}")
        for name in actor.serves:
            audience = case.actors.get(name)
            if audience and not (audience.prefers or audience.ranking or audience.utility or audience.serves):
                desk.warn("audience-without-wishes", f"'{name}' wants nothing, so serving it changes nothing",
                          ("actors", a, "serves", name), at_key=True)  # fmt: skip
    for k, rule in enumerate(case.rules):
        if (rule.never is None) == (rule.needs is None and rule.for_ is None) or (
            (rule.needs is None) != (rule.for_ is None)
        ):
            desk.note("rule-shape", "a rule is 'never: F', or 'needs: F' with 'for: G'", ("rules", k))
    _items(desk)
    _questions(desk)
    _issues(desk)


def _items(desk: Desk) -> None:
    for k, item in enumerate(desk.case.evidence):
        loc: Loc = ("evidence", k)
        if item.copy_of is not None:
            if item.likelihood:
                desk.warn("copy-with-likelihood", "a copy adds nothing: its likelihood is not used",
                          (*loc, "likelihood"), at_key=True)  # fmt: skip
        elif not desk.wrote(*loc, "seen"):
            desk.note("missing-key", "'seen' is missing", loc, hint="a day, 'absent' or 'not yet'")
        if item.until is not None and (item.copy_of is not None or item.seen != "not yet"):
            is_now = "a copy" if item.copy_of is not None else "seen" if item.seen == "seen" else "found absent"
            desk.note("until-not-awaited", f"'until' is for what is not yet seen, and this is {is_now}",
                      (*loc, "until"), at_key=True, hint="leave it out, or write 'seen: not yet'")  # fmt: skip
        if item.span is not None and item.span[0] > item.span[1]:
            desk.note("range-reversed", "the span ends before it starts", (*loc, "span"))


def _questions(desk: Desk) -> None:
    for k, question in enumerate(desk.case.questions):
        rate = question.base_rate
        if rate is not None and not (0 < rate.of <= LARGEST and 0 <= rate.seen <= rate.of):
            desk.note("bad-base-rate", f"{rate.seen:g} of {rate.of:g} is not a share", ("questions", k, "base_rate"))
    for k, advice in enumerate(desk.case.advice):
        if advice.do is None and advice.text is None:
            desk.note("missing-key", "'do' is missing", ("advice", k), hint="a move, or 'text' in words")


def _issues(desk: Desk) -> None:
    for i, issue in desk.case.issues.items():
        if len(issue.scale) < 2:
            desk.note("too-few-values", "a scale needs at least its two ends", ("issues", i, "scale"))
            continue
        low, high = min(issue.scale), max(issue.scale)
        for a, position in issue.positions.items():
            if position.position.low < low or position.position.high > high:
                desk.note("off-the-scale", f"the scale runs from {low:g} to {high:g}",
                          ("issues", i, "positions", a, "position"))  # fmt: skip
            if position.capability.low < 0:
                desk.note("bad-number", "a capability is not below zero", ("issues", i, "positions", a, "capability"))
