"""What stands in a case and changes nothing: factors, options, sources and actors that nothing else mentions."""

from __future__ import annotations

from realpolitik.case.case import Case
from realpolitik.case.meaning.desk import Desk, Loc, every_part
from realpolitik.case.names import standings
from realpolitik.case.parts.action import Actor
from realpolitik.case.parts.judged import Provenance
from realpolitik.case.parts.part import Citation


def check_spare(desk: Desk) -> None:
    """Ask about everything that no other part of the case needs, and about judgements nobody stands for."""
    mentioned = _mentioned(desk.case)
    _factors(desk, mentioned)
    _options(desk, mentioned)
    _sources(desk)
    _actors(desk)
    _unsupported(desk)


def _mentioned(case: Case) -> set[str]:
    """Every factor and option that a formula mentions; moves that were seen or advised do not count."""
    found: set[str] = set()
    for standing in standings(case):
        if standing.loc[0] not in ("events", "advice"):
            found |= standing.formula.mentions()
    return found


def _factors(desk: Desk, mentioned: set[str]) -> None:
    believed = {name for actor in desk.case.actors.values() for name in actor.believes}
    for f in desk.case.factors:
        if f not in mentioned and f not in believed:
            desk.warn("factor-unused", f"no evidence, explanation, wish or rate depends on '{f}'", ("factors", f),
                      at_key=True, hint="say what would show it, or what follows from it")  # fmt: skip


def _options(desk: Desk, mentioned: set[str]) -> None:
    for a, actor in desk.case.actors.items():
        for o, option in actor.options.items():
            if option.moves != "no" and f"{a}.{o}" not in mentioned:
                desk.warn("option-unmentioned", f"nobody wants or minds '{a}.{o}', and no scenario or question asks",
                          ("actors", a, "options", o), at_key=True)  # fmt: skip


def _sources(desk: Desk) -> None:
    case = desk.case
    cited = {part.source for _, part in every_part(case) if isinstance(part, Citation)}
    cited |= {e.held_by for e in case.explanations.values() if e.held_by is not None}
    cited |= {name for question in case.questions for name in question.said}
    cited |= {name for source in case.sources.values() for name in source.repeats}
    for s in case.sources:
        if s not in cited:
            desk.warn("source-uncited", f"nothing in the case cites '{s}'", ("sources", s), at_key=True)


def wants(actor: Actor) -> bool:
    """Whether an actor has any order of states: wishes of its own, or those of its audiences."""
    return bool(actor.prefers or actor.ranking or actor.utility or actor.serves)


def _actors(desk: Desk) -> None:
    case = desk.case
    named = {name for issue in case.issues.values() for name in issue.positions}
    named |= {name for members in case.coalitions.values() for name in members}
    named |= {actor.part_of for actor in case.actors.values() if actor.part_of is not None}
    named |= {name for event in case.events for name in event.by}
    named |= {name for actor in case.actors.values() for name in actor.serves}
    for a, actor in case.actors.items():
        moving = [o for o, option in actor.options.items() if option.moves != "no"]
        if moving and not wants(actor):
            desk.warn("actor-without-wishes", f"'{a}' can act, but what it wants is not said", ("actors", a),
                      at_key=True, hint="give it 'prefers', the most important wish first")  # fmt: skip
        elif not actor.options and not wants(actor) and a not in named:
            desk.warn("actor-idle", f"'{a}' can do nothing and wants nothing", ("actors", a), at_key=True)


def _unsupported(desk: Desk) -> None:
    """One warning for all judgements that give neither a source nor a reason."""
    case = desk.case
    bare: list[Loc] = [("factors", f) for f, factor in case.factors.items() if not _stands(factor)]
    for a, actor in case.actors.items():
        if not actor.source:
            bare += [("actors", a, "prefers", k) for k, wish in enumerate(actor.prefers) if not _stands(wish)]
    bare += [("nature", n) for n, event in case.nature.items() if (event.rate or event.by) and not _stands(event)]
    bare += [("evidence", k) for k, item in enumerate(case.evidence) if item.likelihood and not _stands(item)]
    if bare:
        shown = ", ".join(desk.node(loc).path for loc in bare[:3])
        more = f" and {len(bare) - 3:,} more" if len(bare) > 3 else ""
        many = "a judgement" if len(bare) == 1 else f"{len(bare):,} judgements"
        desk.warn("no-source", f"{many} without source or reason: {shown}{more}", bare[0], path="",
                  at_key=True, hint="add 'source:' or 'because:'")  # fmt: skip


def _stands(part: Provenance) -> bool:
    """Whether somebody stands for a judgement, here or in one of the numbers in it."""
    return any(
        isinstance(inner, Provenance) and (inner.source or inner.because or inner.judged_by)
        for _, inner in every_part(part)
    )
