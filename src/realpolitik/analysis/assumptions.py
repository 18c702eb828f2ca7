"""What the analysis takes for granted: conventions, defaults, inputs nobody answers for, marks to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realpolitik.analysis.people import option_of
from realpolitik.case.case import Case
from realpolitik.case.parts.judged import Provenance
from realpolitik.conflict.space import StateSpace


def assumptions(case: Case, space: StateSpace | None) -> list[str]:
    """One sentence for each thing taken for granted, the broadest first."""
    return [
        *_conventions(case),
        *_defaults(case),
        *_unsupported(case, space),
        *(f"To be checked by a person: {path}: {note}." for path, note in _marks(case)),
    ]


def rules(case: Case) -> list[str]:
    """What the case says cannot be, in the words of its formulas, with the reason."""
    said = []
    for rule in case.rules:
        if rule.never is not None:
            text = f"never: {rule.never.text}"
        elif rule.needs is not None and rule.for_ is not None:
            text = f"{rule.for_.text} needs {rule.needs.text}"
        else:
            continue
        said.append(f"{text} ({rule.because})" if rule.because else text)
    return said


def _conventions(case: Case) -> Iterator[str]:
    if case.factors:
        yield (
            f"“Something else”, what none of the factors can say, starts at {case.something_else.value:.0%}; "
            "there every item is as likely as it would be said anyway."
        )
    if any(source.grade for source in case.sources.values()):
        yield (
            "A source's grade stands for shares of reliable, noise and deceptive by a convention of this program: "
            "A 95/4/1, B 80/17/3, C 60/30/10, D 40/40/20, E 15/55/30, F 50/40/10 per cent."
        )
    if case.evidence:
        yield (
            "Items that share no factor and no source are taken as independent, given the world; "
            "a common cause needs a factor of its own."
        )
    if case.actors:
        yield (
            "Actors review their options at random moments at their own pace, look one step ahead, and choose "
            "better moves more often than worse ones; they do not learn or bargain inside the forecast."
        )


def _defaults(case: Case) -> Iterator[str]:
    movers = {name: actor for name, actor in case.actors.items() if actor.options}
    kept = [
        (f"{word} {key}", [a.name or name for name, a in movers.items() if key not in a.model_fields_set])
        for key, word in (("pace", "monthly"), ("resolve", "purposeful"), ("inertia", "normal"))
    ]
    for what, names in kept:
        if names:
            yield f"Left at the default, {what}: {', '.join(names)}."


def _unsupported(case: Case, space: StateSpace | None) -> Iterator[str]:
    """Inputs with neither a source nor a reason."""
    groups: list[tuple[str, Iterable[tuple[str, Provenance]]]] = [
        ("priors", case.factors.items()),
        ("likelihoods", ((item.id, item) for item in case.evidence if item.likelihood)),
        ("rates", ((name, event) for name, event in case.nature.items() if event.moves != "no")),
        (
            "wishes",
            (
                (f"{name} “{wish.that.text}”", wish)
                for name, actor in case.actors.items()
                for wish in actor.prefers
                if not actor.because and not actor.source
            ),
        ),
        ("rules", ((rule.never.text, rule) for rule in case.rules if rule.never is not None)),
    ]
    if space is not None:
        groups.append(("options", ((axis.name, option_of(case, axis)) for axis in space.axes)))
    for what, parts in groups:
        bare = [name for name, part in parts if not part.source and not part.because]
        if bare:
            yield f"Judged with neither source nor reason given, {what}: {', '.join(bare)}."


def _marks(case: Case) -> Iterator[tuple[str, str]]:
    places: list[tuple[str, Iterable[tuple[str, Provenance]]]] = [
        ("factors", case.factors.items()),
        ("explanations", case.explanations.items()),
        ("actors", case.actors.items()),
        ("nature", case.nature.items()),
        ("scenarios", case.scenarios.items()),
        ("evidence", ((item.id, item) for item in case.evidence)),
        ("questions", ((question.id, question) for question in case.questions)),
    ]
    for group, parts in places:
        for name, part in parts:
            if part.check:
                yield f"{group}.{name}", part.check
