"""Every formula of a case with its place, the scope in which its names are looked up, and the binding of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.scope import NATURE, Over, Scope

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Standing:
    """A formula where it stands: ``loc`` in the long form of the case, what it is over, whose names may be bare."""

    loc: Loc
    formula: Formula
    over: Over
    own: tuple[str, ...] = ()


def scope_of(case: Case) -> Scope:
    """All names of a case."""
    variables: dict[str, tuple[str, ...]] = {f: tuple(factor.values) for f, factor in case.factors.items()}
    options: dict[str, tuple[str, ...]] = {}
    for a, actor in case.actors.items():
        options[a] = tuple(actor.options)
        variables |= {f"{a}.{o}": option.values for o, option in actor.options.items()}
    options[NATURE] = tuple(case.nature)
    variables |= {f"{NATURE}.{n}": event.values for n, event in case.nature.items()}
    return Scope(
        variables,
        options,
        {name: s.that for name, s in case.scenarios.items()},
        {name: e.says for name, e in case.explanations.items()},
    )


def standings(case: Case) -> Iterator[Standing]:
    """Every formula of a case, in the order of the parts."""
    yield from _of_belief(case)
    yield from _of_action(case)
    yield from _of_time(case)


def _of_belief(case: Case) -> Iterator[Standing]:
    for s, source in case.sources.items():
        for key, share in (("reliable", source.reliable), ("deceptive", source.deceptive)):
            for k, line in enumerate(share.given if share is not None else ()):
                if line.if_ is not None:
                    yield Standing(("sources", s, key, "given", k, "if"), line.if_, "worlds")
    for f, factor in case.factors.items():
        for k, given in enumerate(factor.given):
            if given.if_ is not None:
                yield Standing(("factors", f, "given", k, "if"), given.if_, "worlds")
    for e, explanation in case.explanations.items():
        yield Standing(("explanations", e, "says"), explanation.says, "worlds")
    for i, item in enumerate(case.evidence):
        for k, branch in enumerate(item.likelihood):
            if branch.if_ is not None:
                yield Standing(("evidence", i, "likelihood", k, "if"), branch.if_, "worlds")


def _of_action(case: Case) -> Iterator[Standing]:
    for a, actor in case.actors.items():
        here: Loc = ("actors", a)
        for o, option in actor.options.items():
            if option.if_ is not None:
                yield Standing((*here, "options", o, "if"), option.if_, "states", (a,))
            if option.undo_if is not None:
                yield Standing((*here, "options", o, "undo_if"), option.undo_if, "states", (a,))
        for k, wish in enumerate(actor.prefers):
            yield Standing((*here, "prefers", k, "that"), wish.that, "states", (a,))
            if wish.when is not None:
                yield Standing((*here, "prefers", k, "when"), wish.when, "worlds")
        for k, formula in enumerate(actor.thinks_impossible):
            yield Standing((*here, "thinks_impossible", k), formula, "states", (a,))
        for other, thought in actor.thinks.items():
            for k, wish in enumerate(thought.prefers):
                yield Standing((*here, "thinks", other, "prefers", k, "that"), wish.that, "states", (other,))
                if wish.when is not None:
                    yield Standing((*here, "thinks", other, "prefers", k, "when"), wish.when, "worlds")
        for formula in actor.utility:
            yield Standing((*here, "utility", formula.text, "[key]"), formula, "states", (a,))
    for n, event in case.nature.items():
        if event.if_ is not None:
            yield Standing(("nature", n, "if"), event.if_, "states", (NATURE,))
        for k, rate in enumerate(event.rate):
            if rate.if_ is not None:
                yield Standing(("nature", n, "rate", k, "if"), rate.if_, "both", (NATURE,))
    for k, rule in enumerate(case.rules):
        for key, written in (("never", rule.never), ("needs", rule.needs), ("for", rule.for_)):
            if written is not None:
                yield Standing(("rules", k, key), written, "states")
    for s, scenario in case.scenarios.items():
        yield Standing(("scenarios", s, "that"), scenario.that, "states")


def _of_time(case: Case) -> Iterator[Standing]:
    for k, seen in enumerate(case.events):
        authors = tuple(sorted(seen.by, key=lambda a: -seen.by[a].value))
        for j, formula in enumerate(seen.does):
            yield Standing(("events", k, "does", j), formula, "states", authors)
    for k, question in enumerate(case.questions):
        yield Standing(("questions", k, "happens"), question.happens.first, "states")
        if question.happens.second is not None:
            yield Standing(("questions", k, "happens"), question.happens.second, "states")
    for k, advice in enumerate(case.advice):
        if advice.do is not None:
            yield Standing(("advice", k, "do"), advice.do, "states", (advice.to,))
