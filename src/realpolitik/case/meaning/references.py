"""Sources, actors, items, factors and scenarios that are named elsewhere must exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from realpolitik.case.meaning.desk import Desk, Loc, every_part
from realpolitik.case.parts.part import Citation
from realpolitik.case.scope import NATURE
from realpolitik.case.values import nearest, read_probability


def check_references(desk: Desk) -> None:
    """Note every name that stands for nothing."""
    _sources(desk)
    _actors(desk)
    _items(desk)
    for a, actor in desk.case.actors.items():
        for name, value in actor.believes.items():
            _belief(desk, name, value, ("actors", a, "believes", name))
        for k, name in enumerate(actor.does_not_see):
            _option(desk, name, ("actors", a, "does_not_see", k))
        _ranking(desk, actor.ranking, ("actors", a, "ranking"))
        for other, thought in actor.thinks.items():
            _ranking(desk, thought.ranking, ("actors", a, "thinks", other, "ranking"))
    order = desk.case.option_order
    for k, name in enumerate(order):
        _option(desk, name, ("option_order", k))
        if name in order[:k]:
            desk.note("double-name", f"'{name}' stands in the order twice", ("option_order", k))


def _option(desk: Desk, name: str, loc: Loc) -> None:
    owner, _, option = name.partition(".")
    if _known(desk, owner, desk.case.actors, loc, "actor"):
        _known(desk, option, desk.case.actors[owner].options, loc, "option", f"of '{owner}'")


def _ranking(desk: Desk, names: tuple[str, ...], loc: Loc) -> None:
    for k, name in enumerate(names):
        if name != "else":
            _known(desk, name, desk.case.scenarios, (*loc, k), "scenario")
        if name in names[:k]:
            desk.note("double-name", f"'{name}' stands in the ranking twice", (*loc, k))


def _known(
    desk: Desk, name: str, names: Collection[str], loc: Loc, kind: str, more: str = "", *, at_key: bool = False
) -> bool:
    if name in names:
        return True
    known = list(names)
    hint = nearest(name, known) or (f"there are: {', '.join(known[:8])}" if known else f"the case has no {kind}s")
    message = " ".join(part for part in (f"there is no {kind} '{name}'", more) if part)
    desk.note(f"unknown-{kind}", message, loc, hint=hint, at_key=at_key)
    return False


def _sources(desk: Desk) -> None:
    case = desk.case
    for loc, part in every_part(case):
        if isinstance(part, Citation):
            _known(desk, part.source, case.sources, loc, "source")
    for s, source in case.sources.items():
        for k, name in enumerate(source.repeats):
            loc = ("sources", s, "repeats", k)
            if _known(desk, name, case.sources, loc, "source") and name == s:
                desk.note("circular-name", f"'{s}' cannot repeat itself", loc)
    for e, explanation in case.explanations.items():
        if explanation.held_by is not None:
            _known(desk, explanation.held_by, case.sources, ("explanations", e, "held_by"), "source")
    for k, question in enumerate(case.questions):
        for name in question.said:
            _known(desk, name, case.sources, ("questions", k, "said", name), "source", at_key=True)


def _actors(desk: Desk) -> None:
    case = desk.case
    actors = case.actors
    wholes: dict[str, tuple[str, ...]] = {}
    for a, actor in actors.items():
        if actor.part_of is not None and _known(desk, actor.part_of, actors, ("actors", a, "part_of"), "actor"):
            wholes[a] = (actor.part_of,)
        for key, names in (("serves", actor.serves), ("attitudes", actor.attitudes), ("thinks", actor.thinks)):
            for name in names:
                _known(desk, name, actors, ("actors", a, key, name), "actor", at_key=True)
    _no_circle(desk, wholes, "part_of")
    _no_circle(desk, {a: tuple(actor.serves) for a, actor in actors.items() if actor.serves}, "serves")
    for c, members in case.coalitions.items():
        for k, name in enumerate(members):
            _known(desk, name, actors, ("coalitions", c, k), "actor")
    for k, event in enumerate(case.events):
        for name in event.by:
            _known(desk, name, [*actors, NATURE], ("events", k, "by", name), "actor", at_key=True)
    for k, advice in enumerate(case.advice):
        _known(desk, advice.to, actors, ("advice", k, "to"), "actor")
    for i, issue in case.issues.items():
        for name in issue.positions:
            _known(desk, name, actors, ("issues", i, "positions", name), "actor", at_key=True)


def _no_circle(desk: Desk, above: Mapping[str, tuple[str, ...]], key: str) -> None:
    """Note every circle once: take away whoever stands below nobody left, until only circles and what leads in stay."""
    waiting = {a: len([b for b in names if b in above]) for a, names in above.items()}
    below: dict[str, list[str]] = {}
    for a, names in above.items():
        for b in names:
            below.setdefault(b, []).append(a)
    free = [a for a, count in waiting.items() if count == 0]
    while free:
        for a in below.get(free.pop(), ()):
            waiting[a] -= 1
            if waiting[a] == 0:
                free.append(a)
    told: set[str] = set()
    for start in (a for a, count in waiting.items() if count > 0):
        trail: dict[str, None] = {}
        name = start
        while name not in trail and name not in told:
            trail[name] = None
            name = next(b for b in above[name] if waiting.get(b, 0) > 0)
        if name in trail:
            first = min(list(trail)[list(trail).index(name) :], key=list(above).index)
            desk.note("circular-name", f"'{first}' comes back to itself through '{key}'", ("actors", first, key),
                      at_key=True)  # fmt: skip
        told |= trail.keys()


def _items(desk: Desk) -> None:
    case = desk.case
    ids = {item.id: None for item in case.evidence}
    copies = {item.id: item.copy_of for item in case.evidence if item.copy_of}
    for k, item in enumerate(case.evidence):
        if item.copy_of is None:
            continue
        loc: Loc = ("evidence", k, "copy_of")
        if _known(desk, item.copy_of, ids, loc, "item") and (item.copy_of == item.id or item.copy_of in copies):
            what = "itself" if item.copy_of == item.id else f"'{item.copy_of}', which is a copy too"
            desk.note("circular-name", f"'{item.id}' is a copy of {what}", loc, hint="name the original")
    for k, event in enumerate(case.events):
        if event.counts_as is not None:
            _known(desk, event.counts_as, ids, ("events", k, "counts_as"), "item")


def _belief(desk: Desk, name: str, value: object, loc: Loc) -> None:
    from pydantic_core import PydanticCustomError

    if not _known(desk, name, desk.case.factors, loc, "factor", at_key=True):
        return
    is_table = isinstance(value, dict) and "value" not in value
    cells = list(value.items()) if isinstance(value, dict) and is_table else [("", value)]
    values = list(desk.case.factors[name].values)
    missing = [v for v in values if v not in dict(cells)] if is_table else values[1:] if len(values) > 2 else []
    if missing:
        hint = f"give a table: {{{', '.join(f'{v}: ..' for v in values)}}}"
        desk.note("table-incomplete", f"how likely does it take {' and '.join(missing)} to be?", loc, hint=hint)
    for key, cell in cells:
        at = (*loc, key) if key else loc
        if key and not _known(desk, key, desk.case.factors[name].values, at, "value", at_key=True):
            continue
        try:
            read_probability(cell)
        except PydanticCustomError as error:
            context = error.context or {}
            desk.note(error.type, str(context.get("message")), at, hint=str(context.get("hint", "")))
